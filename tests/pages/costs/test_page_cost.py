"""The page of costs in both languages: finding and table agree, own numbers stand in the address, folds open."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from address.page_entries import PageEntries
from charts.ranking.decisive_facts import rests_html
from charts.workload.move_sheets import leave_sheet
from charts.workload.sheets import bill_sheet, poles_sheet, services_sheet
from exports.documents.exit_sheet import exit_sheet
from exports.pictures.catalogue import CATALOGUE
from exports.tender.documents import pdf
from ranking.weighing.scenario import Scenario, put_to
from ranking.workload.bill_as_facts import BILL, REPLACED
from ranking.workload.written import parsed, usual, written
from results import workload as results
from tests.pages.test_pages import address, opened, shown
from tests.places import EVIDENCE
from ui.session import visitor
from words.facts import workload as words
from words.facts.workload_choices import choice_sentences
from words.language import language

DAY = "2026-11-29"
OWN = "machines:10x8x32,storage:50,egress:2,gpu:0,card:4,services:,months:12,growth:0"


def verdict(app: AppTest) -> str:
    return re.sub(r"<[^>]+>", "", re.search(r'<h1 class="verdict">(.*?)</h1>', shown(app))[1])


@pytest.fixture(scope="module")
def research() -> AppTest:
    app = opened("cost", lang="en", date=DAY, workload="research")
    for fold in ("fold_cost_bounds", "fold_cost_points"):
        app.session_state[fold] = True
    return app.run()


NOTHING = OWN.replace("10x8x32", "").replace("50,", "0,").replace("s:2,", "s:0,")


@pytest.mark.parametrize(
    ("lang", "entries", "said"),
    [
        (
            "fr",
            {"workload": "hub"},
            "Au 29 novembre 2026, la plus basse des factures qui se comparent est celle de Scal",
        ),
        ("en", {"date": "2020-07-06"}, "On 6 July 2020 no offer has a price on file for every part"),
        ("en", {"workload": "research", "offers": "azure,hetzner"}, "On 29 November 2026 only Microsoft Azure has"),
        ("fr", {"offers": "bleu", "date": "2018-01-01"}, "Aucune offre n’était en vente"),
        ("en", {"workload": NOTHING}, "This workload holds nothing yet"),
    ],
)
def test_the_finding_says_whose_bill_is_the_lowest_or_why_nobody_s(lang, entries, said):
    app = opened("cost", lang=lang, **({"date": DAY} | entries))
    assert not app.exception and verdict(app).startswith(said)


def test_a_day_without_a_price_of_the_card_names_the_generations_that_have_one():
    text = shown(opened("cost", lang="en", date="2020-07-06", workload="research"))
    assert "That day no card of that generation has a price on file, only: " in text
    assert "2017 generation (V100) (2 offers)" in text


def test_table_and_finding_are_of_the_same_numbers(research):
    bill = results.bill(EVIDENCE, Scenario(EVIDENCE.checked), parsed("research", EVIDENCE))
    (lowest,) = bill.lowest
    said = words.amount_text(language("en"), lowest.month, False)
    assert said in verdict(research) and said in shown(research)
    rows = re.findall(r'<th scope="row">', shown(research))
    assert len(rows) == sum(bool(c.priced) for c in bill.costs) + len(bill.choices) + sum(map(len, bill.poles.values()))
    for c in bill.costs:
        named = EVIDENCE.offers[c.offer].name in re.sub(r"<[^>]+>", "", shown(research))
        assert named, c.offer
    assert "≥" in shown(research)


def test_what_stands_beside_nothing_is_folded_and_a_sum_keeps_its_euro_sign():
    app = opened("cost", lang="en", date=DAY, workload="research")
    bill = results.bill(EVIDENCE, Scenario(EVIDENCE.checked), parsed("research", EVIDENCE))
    bounds = [c for c in bill.costs if c.priced and not c.comparable]
    table = next(e.proto.body for e in app.get("html") if "<table" in e.proto.body)
    assert table.count('<th scope="row">') == sum(bool(c.comparable) for c in bill.costs) > 0
    assert not any(f">{EVIDENCE.offers[c.offer].name}<" in table for c in bounds)
    assert f"lower bounds ({len(bounds)})" in " ".join(e.label for e in app.expander) and bounds
    assert not re.search(r"\d €", table)
    # On a phone totals and bars stand first, every part with its price in a fold that the wide page has not.
    assert "wl-part" in table and "Part by part" not in " ".join(e.label for e in app.expander)
    app.session_state[visitor._SIZE] = (390, 844)
    short = next(e.proto.body for e in app.run().get("html") if "<table" in e.proto.body)
    assert "wl-part" not in short and short.count('<th scope="row">') == table.count('<th scope="row">')
    app.session_state["fold_cost_parts"] = True
    assert any(e.proto.body == table for e in app.run().get("html"))
    # Where nothing can be compared, the lower bounds are all there is.
    first = opened("cost", lang="en", date="2020-07-06", workload="hub")
    assert not any("lower bounds (" in e.label for e in first.expander) and "≥" in shown(first)


def test_a_number_of_ones_own_moves_the_bill_and_stands_in_the_address():
    app = opened("cost", lang="en", date=DAY, workload=OWN)
    before = verdict(app)
    app.session_state["fold_workload"] = True
    app.run()
    fields = {x.label: x for x in app.text_input}
    asked = ("Machines", "vCPU each", "Memory each, GB", "Term, months")
    assert [fields[k].value for k in asked] == ["10", "8", "32", "12"]
    for wrong in ("2,5", "1e3", "0", "--5"):
        fields["Machines"].set_value(wrong).run()
        assert f"“{wrong}” is no whole number from 1 to" in shown(app) and verdict(app) == before
    fields["Machines"].set_value("20").run()
    assert address(app, "workload") == OWN.replace("10x8x32", "20x8x32") and verdict(app) != before
    next(x for x in app.text_input if x.label == "Object storage, TB").set_value("1,5 To").run()
    assert "storage:1.5," in address(app, "workload")
    for wrong in ("many", "1,000,001", "-1"):
        next(x for x in app.text_input if x.label == "Object storage, TB").set_value(wrong).run()
        assert f"“{wrong}” is no number from 0 to 1,000,000." in shown(app)
        assert "storage:1.5," in address(app, "workload")
    next(x for x in app.button if x.label == "Another size of machine").click().run()
    assert address(app, "workload").startswith("machines:20x8x32~1x4x16,")
    assert not app.exception


def test_a_documented_workload_is_named_in_the_address_and_the_usual_one_left_out(research):
    assert address(research, "workload") == "research" and written(usual()) == "hub"
    app = opened("cost", lang="en", date=DAY, workload="nonsense")
    assert "workload = “nonsense”, dropped; allowed: hub, hospital, research, or as this screen writes it" in shown(app)
    assert "workload" not in app.query_params


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["hub", "hospital", "research"])
def test_every_table_is_made_for_every_workload_and_day(lang, name):
    say, used = language(lang), parsed(name, EVIDENCE)
    for day in ("2018-01-01", "2020-07-06", DAY):
        bill = results.bill(EVIDENCE, Scenario(EVIDENCE.checked.fromisoformat(day)), used)
        whole, drawn = bill_sheet(say, EVIDENCE, bill), bill_sheet(say, EVIDENCE, bill, every=False)
        assert [row[0] for row in whole.rows] == [c.offer for c in bill.costs]
        assert len(drawn.rows) == sum(bool(c.priced) for c in bill.costs)
        # Only lower bounds bear the sign.
        for row, cost in zip(whole.rows, bill.costs, strict=True):
            assert row[2].lines[0].text.startswith("≥") == bool(cost.missing and cost.priced)
        assert len(poles_sheet(say, EVIDENCE, bill).rows) == sum(map(len, bill.poles.values()))
        leave = leave_sheet(say, EVIDENCE, bill)
        assert len(leave.rows) == sum(c.leave.month is not None for c in bill.costs)
        services = services_sheet(say, EVIDENCE, bill)
        assert len(services.columns) == 1 + len(used.services) and len(services.rows) == len(bill.costs)


def test_folds_say_what_leaving_costs_what_the_law_says_and_who_has_the_services():
    app = opened("cost", lang="en", date=DAY, workload="hospital")
    for fold in ("fold_cost_leave", "fold_cost_services"):
        app.session_state[fold] = True
    app.run()
    text = shown(app)
    assert not app.exception and "100 TB, leaves once at the price of outgoing data" in text
    assert "From 12 January 2027 no provider may charge for a switch" in text and "Managed Kubernetes" in text
    bill = results.bill(EVIDENCE, Scenario(EVIDENCE.checked), parsed("hospital", EVIDENCE))
    azure = next(c for c in bill.costs if c.offer == "azure")
    assert words.amount_text(language("en"), azure.leave.month, False) in text


@pytest.mark.parametrize(
    ("lang", "day", "said"),
    [
        ("en", "2020-07-06", ("On 6 July 2020 the Data Act did not apply yet", "absent: to be rebuilt", "no waiver")),
        ("fr", "2026-04-15", ("Depuis le 12 septembre 2025, le préavis", "Blob Storage", "2,2 millions d’euros")),
    ],
)
def test_the_way_from_one_offer_to_another_says_what_is_known_and_what_is_not(lang, day, said):
    app = opened("cost", lang=lang, date=day, pair="azure,scaleway")
    assert not app.exception
    text = shown(app)
    assert all(part.lower() in text.lower() for part in said)
    assert ("What is unknown" if lang == "en" else "Ce qui n’est pas connu") in text
    app.selectbox(key="move_left").set_value("scaleway").run()
    assert address(app, "pair") == "scaleway,azure" and not app.exception
    documents = [exit_sheet(language(x), EVIDENCE, way(day), "https://board.example/") for x in ("fr", "en")]
    assert [len(d.sections) for d in documents] == [8, 8] and pdf(documents[lang == "en"]).startswith(b"%PDF")
    # What came to be known of a study only after the day asked for is not told as published by then.
    later = ("Rendu public plus tard : 2021", "Made public later: 18 February 2021")
    texts = [" ".join(line for s in d.sections for line in s.lines).replace("\u00a0", " ") for d in documents]
    assert [part in text for part, text in zip(later, texts, strict=True)] == [day < "2021"] * 2


def way(day: str):
    scenario = Scenario(EVIDENCE.checked.fromisoformat(day))
    return results.leaving(EVIDENCE, scenario, usual(), ("azure", "scaleway"))


def test_the_switch_ranks_by_the_bill_and_says_where_it_is_unknown():
    app = opened("cost", lang="en", date=DAY, workload=OWN, thin="1")
    assert "Cost counts as the bill" not in shown(app)
    app.toggle(key="priced").set_value(True).run()
    text = shown(app)
    assert address(app, "priced") == OWN and not app.exception
    # The workload is the question's now, on this page as well.
    assert "workload" not in app.query_params and parsed(OWN, EVIDENCE).machines[0].count == 10
    found = results.by_bill(EVIDENCE, Scenario(EVIDENCE.checked, thin=True), parsed(OWN, EVIDENCE))
    known = sum(found.ranking.matrix.known[BILL][r.offer] for r in found.ranking.rows)
    assert f"The whole bill is known for {known:.0f} of {len(found.ranking.rows)} ranked offers" in text
    # 20 x 20 + 50 x 5 and 20 x 200 + 50 x 40 + 2,000 x 0.1 euros.
    assert "100 points at 650\u00a0€, none at 6,200\u00a0€" in text
    assert EVIDENCE.offers[found.verdict.leaders[0]].name in text and "Unit prices give the same first place" in text
    app.toggle(key="priced").set_value(False).run()
    assert "priced" not in app.query_params and "Cost counts as the bill" not in shown(app)
    assert address(app, "workload") == OWN


@pytest.mark.parametrize(
    ("lang", "label", "said", "back"),
    [
        (
            "en",
            "Costs: “Research project”",
            "Costs: “Research project”, a bill too little known to weigh.",
            "Back to unit prices",
        ),
        (
            "fr",
            "Coûts : « Projet de recherche »",
            "Coûts : « Projet de recherche », facture trop peu connue pour peser.",
            "Revenir aux prix",
        ),
    ],
)
def test_the_ranking_says_whose_bill_counts_and_takes_it_back(lang, label, said, back):
    app = opened("ranking", lang=lang, date=DAY, workload="research", priced="1", weights="price_vm_eur_month:30")
    text = shown(app).replace("\u202f", " ").replace("\u00a0", " ")
    # In the line above, and in the verdict itself.
    assert not app.exception and label in text and said in text
    assert address(app, "priced") == "research" and address(app, "weights") == f"{BILL}:30"
    assert app.button(key="priced_back").label.replace("\u00a0", " ").startswith(back)
    app.button(key="priced_back").click().run()
    assert not app.exception and "priced" not in app.query_params
    assert label not in shown(app).replace("\u202f", " ").replace("\u00a0", " ")
    assert {p.partition(":")[0] for p in address(app, "weights").split(",")} == set(REPLACED)


def test_the_trade_off_names_the_price_of_either_pole_and_leads_to_the_bill():
    app = opened("tradeoff", lang="en", date=DAY)
    bill = results.bill(EVIDENCE, Scenario(EVIDENCE.checked), usual())
    sovereign, ready = choice_sentences(language("en"), EVIDENCE, bill)
    assert sovereign in shown(app) and ready in shown(app)
    # Azure and OVHcloud have every price there: 59,699.50 less 24,686.00.
    assert "it costs 35,014\u00a0€ more a month" in ready and "no price of OVHcloud Hosted Private Cloud" in sovereign
    assert "→ What this workload costs, part by part" in [e.proto.label for e in app.get("page_link")]
    # The file of the plane says it in the same words; for other sides neither does.
    drawn = CATALOGUE["plane"](language("en"), EVIDENCE, Scenario(EVIDENCE.checked), PageEntries())
    assert f"priced nowhere: {sovereign} {ready}" in drawn.reading and drawn.reading in shown(app)
    early = CATALOGUE["plane"](language("en"), EVIDENCE, Scenario(date(2026, 4, 15)), PageEntries())
    assert "it costs at least" in early.reading
    other = opened("tradeoff", lang="en", date=DAY, sides="hds,gpu_best")
    assert "Price of urgency" in shown(app) and "Price of urgency" not in shown(other)


def test_the_list_of_what_decides_says_how_a_bill_is_left_out():
    billed = put_to(EVIDENCE, Scenario(EVIDENCE.checked, priced="research"))
    said = [rests_html(language("en"), e, (), str) for e in (EVIDENCE, billed)]
    assert ["A bill is left out whole" in text for text in said] == [False, True]
