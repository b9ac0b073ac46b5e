"""The screen of points of view in both languages: sentence, picture, tables, links pasted, what the address keeps."""

import json
import re
from datetime import date

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from charts.parts.look import Look
from charts.people.agreement_tables import checks_html, ground_html, likeness_html
from charts.people.divides_sheet import divides_html
from charts.people.stakeholders import across, marked, voices_figure
from exports.svg.figure import body
from ranking.facts.load import ROOT
from ranking.people.agreement import Voice, agreement
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence
from tests.pages.test_pages import address, shown
from tests.places import EVIDENCE
from ui.session.widgets import literal
from words.language import language
from words.people import common_ground, viewpoints
from words.people import viewpoints_measured as measured

LINK = "?date=2024-01-01&pillars=readiness:70,sovereignty:10,certification:10,cost_exit:10"
TODAY = date(2026, 11, 23)
HOSTILE = "<img src=x onerror=alert(1)> & **Anne** =2+2"


def page(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in {"date": TODAY.isoformat(), **query}.items():
        app.query_params[key] = value
    app.switch_page("pages/stakeholders.py")
    return app.run()


def heading(app: AppTest) -> str:
    return re.search(r'<h1 class="verdict">(.*?)</h1>', shown(app))[1]


def small(*shares: tuple[float, ...], names: str = "abcdefgh") -> tuple:
    """(evidence, agreement) of voices on the small board, by pillar shares."""
    evidence = small_evidence()
    voices = [
        Voice(name, Scenario(DAY, pillars=tuple(zip(evidence.pillars, row, strict=True))))
        for name, row in zip(names, shares, strict=False)
    ]
    return evidence, agreement(evidence, voices)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_documented_points_of_view_stand_side_by_side(lang):
    app, say, evidence = page(lang=lang), language(lang), EVIDENCE
    assert not app.exception
    documented = [p for p in evidence.profiles.values() if p.usable and p.day]
    found = agreement(evidence, [Voice(say.text(p.name), Scenario(TODAY, p.id)) for p in documented])
    text = shown(app)
    assert heading(app) == viewpoints.headline(say, evidence, found)
    assert str(len(documented)) in heading(app)
    for line in viewpoints.agreed_sentences(say, evidence, found):
        assert line in text
    assert common_ground.collision_sentence(say, evidence, found, found.ground.collisions[0]) in text
    (chart,) = app.get("plotly_chart")
    assert {a["text"] for a in json.loads(chart.proto.spec)["layout"]["annotations"]} >= {
        say.text(p.name) for p in documented if len(say.text(p.name)) <= 42
    }
    labels = [e.label for e in app.expander]
    for profile in evidence.profiles.values():
        assert any(say.text(profile.name) in label.replace("\\", "") for label in labels)
        assert all(escape(say.text(s.text)) in text for s in profile.statements)


def test_the_address_chooses_who_is_there_and_gives_the_screen_back():
    app = page(lang="en", voices="cnil,hub_2020,me")
    assert heading(app).startswith("Of 3 points of view") and address(app, "voices") == "cnil,hub_2020,me"
    assert {"CNIL, data protection authority", "Your weights"} <= {e.label for e in app.expander}


def test_moved_weights_join_the_documented_ones():
    assert "Your weights" in {e.label for e in page(lang="en", pillars="readiness:90,sovereignty:10").expander}
    assert "Your weights" not in {e.label for e in page(lang="en").expander}


def test_pasted_links_join_and_bad_lines_stay_with_a_sentence_each():
    app = page(lang="en", voices="cnil")
    assert heading(app).startswith("One point of view alone: CNIL")
    app.text_area(key="voices_pasted").set_value(f"{HOSTILE} {LINK}\nhello").run()
    app.button(key="voices_add").click().run()
    assert not app.exception
    assert heading(app).startswith("Of 2 points of view") or heading(app).startswith("All 2 points of view")
    assert app.text_area(key="voices_pasted").value == "hello"
    assert any(t.value.startswith("Line 1: “hello” is not a link of this board") for t in app.text)
    kept = address(app, "voices")
    again = page(lang="en", voices=kept)
    assert heading(again) == heading(app)
    assert literal(HOSTILE[:40].strip()) in {e.label for e in again.expander}
    assert "<img" not in "".join(e.proto.body for e in again.get("html"))


def test_the_day_and_the_must_haves_are_the_boards_own_for_all():
    app = page(lang="en", voices="cnil,hub_2020", require="hds")
    assert "Facts as of 23 November 2026, the same for all" in shown(app)
    assert "Must-haves: Health-data hosting certificate (HDS)" in shown(app)
    assert "Scaleway" not in next(iter(app.get("plotly_chart"))).proto.spec


def test_an_entry_that_cannot_be_used_is_said_and_the_others_stand():
    app = page(lang="en", voices="cnil,nobody,hub_2020")
    assert any("“nobody” of this link is no point of view" in t.value for t in app.text)
    assert heading(app).startswith("Of 2 points of view")


def test_conditions_that_nobody_meets_get_a_sentence():
    app = page(lang="en", require="price_vm_eur_month>=9000")
    assert not app.exception
    assert "no ranking can be compared" in heading(app)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        [(40, 30, 20, 10)],
        [(25, 25, 25, 25), (25, 25, 25, 25)],
        [(70, 10, 10, 10), (10, 10, 70, 10)],
        [(60, 20, 15, 5), (20, 60, 15, 5), (5, 20, 60, 15)],
    ],
)
def test_every_case_can_be_said_and_drawn(rows, lang):
    say, (evidence, found) = language(lang), small(*rows)
    shares, reached = found.ground.shares(2_000), {o: found.ground.reach(o) for o in found.offers}
    said = [
        viewpoints.headline(say, evidence, found),
        viewpoints.terms(say, evidence, found),
        *viewpoints.agreed_sentences(say, evidence, found),
        measured.divide_sentence(say, evidence, found),
        measured.tau_sentence(say, found),
        measured.regret_sentence(say, evidence, found),
        viewpoints.picture_text(say, evidence, found),
        viewpoints.reading(say, evidence, found),
        common_ground.ground_sentence(say, evidence, found, shares),
        common_ground.tied_sentence(say, evidence, found),
        common_ground.bounds_sentence(say, evidence, reached[found.offers[0]], found.offers),
        common_ground.bounds_sentence(say, evidence, None, ()),
        *(common_ground.collision_sentence(say, evidence, found, c) for c in found.ground.collisions),
    ]
    for sentence in said:
        assert not re.search(r"\{|\}|\.\.|: \.|\(\)|  |\bnan\b|\bNone\b", sentence), sentence
    tables = (
        "".join(divides_html(say, evidence, found)[1])
        + likeness_html(say, found)
        + checks_html(say, evidence, found)
        + ground_html(say, evidence, shares, reached, said[0])
    )
    assert ">None<" not in tables and ">nan<" not in tables
    look = Look()
    figure = voices_figure(say, evidence, found, look)
    assert body(figure, look.width)
    assert len(figure["layout"]["annotations"]) == 2 * len(found.offers) + max(2, len(rows))


def test_what_divides_is_not_put_down_to_a_weight_that_all_give_alike():
    evidence = small_evidence()
    one, other = (Scenario(DAY, weights=(("jurisdiction", x), ("key_control", 100 - x))) for x in (90, 10))
    found = agreement(evidence, [Voice("a", one), Voice("b", other)])
    pillar = found.divides[0]
    assert (pillar.item, pillar.low, pillar.share) == ("sovereignty", pytest.approx(pillar.high), pytest.approx(1))
    said = measured.divide_sentence(language("en"), evidence, found)
    assert "100% comes from “Sovereignty (en)”" in said


def test_points_are_not_said_to_be_alike_where_only_the_gaps_are():
    evidence = small_evidence()
    one, other = (
        Scenario(DAY, offers=("local",), pillars=(("sovereignty", x), ("readiness", 100 - x))) for x in (90, 10)
    )
    found = agreement(evidence, [Voice("a", one), Voice("b", other)])
    assert found.scores[0] != pytest.approx(found.scores[1])
    assert measured.divide_sentence(language("en"), evidence, found) == (
        "Nothing: all see the same gaps between the offers."
    )


def test_an_offer_a_hair_below_somebodys_best_is_not_said_to_be_it():
    # Sovereignty and readiness alone: "global" and "local" are level where sovereignty weighs 62.5 %.
    evidence, others = small_evidence(), (("certification", 0), ("cost_exit", 0))
    rows = [(("sovereignty", x), ("readiness", 100 - x), *others) for x in (62.49, 62.6)]
    found = agreement(evidence, [Voice(str(n), Scenario(DAY, pillars=row)) for n, row in enumerate(rows)])
    assert 0 < found.regret.max(axis=0).min() < 0.05
    assert "everybody’s best" not in measured.regret_sentence(language("en"), evidence, found)


def test_the_picture_goes_from_who_weighs_the_first_divide_most_to_who_weighs_it_least():
    evidence, found = small((10, 10, 70, 10), (70, 10, 10, 10), (40, 10, 40, 10))
    pillar = found.divides[0].item
    weights = [found.rankings[k].weighting.pillars[pillar] for k in across(found)]
    assert weights == sorted(weights, reverse=True)
    assert {o for first in found.leaders for o in first} <= marked(evidence, found)


def test_on_a_phone_the_columns_have_about_half_of_the_picture():
    evidence, found = small((10, 10, 70, 10), (70, 10, 10, 10))
    margin = voices_figure(language("fr"), evidence, found, Look(358, 600, 13))["layout"]["margin"]
    assert margin["l"] + margin["r"] <= 0.52 * 358


def test_fourteen_long_names_do_not_fall_out_of_the_picture():
    rows = [(10 + k, 40 - k, 30, 20) for k in range(14)]
    evidence, found = small(*rows, names=[f"Person number {k} with a rather long and winding name" for k in range(14)])
    heads = [
        a for a in voices_figure(language("en"), evidence, found, Look())["layout"]["annotations"] if a.get("textangle")
    ]
    assert len(heads) == 14 and all(len(a["text"]) <= 42 for a in heads)


@pytest.mark.parametrize("look", [Look(358, 600, 13), Look(1824, 583, 26)], ids=["phone", "projector"])
def test_where_not_every_name_finds_a_line_the_offers_in_colour_stand_at_the_end_of_theirs(look):
    evidence = EVIDENCE
    usable = [k for k, p in evidence.profiles.items() if p.usable][:4]
    found = agreement(evidence, [Voice(k, Scenario(as_of=TODAY, profile=k)) for k in usable])
    layout = voices_figure(language("fr"), evidence, found, look)["layout"]
    room = look.width - layout["margin"]["l"] - layout["margin"]["r"]
    line = (len(found.offers) + 0.2) * (look.text + 1) / (look.height - layout["margin"]["t"] - layout["margin"]["b"])
    for end, k in ((0, across(found)[0]), (1, across(found)[-1])):
        ends = [a for a in layout["annotations"] if a.get("xref") == "paper" and a["x"] == end]
        places = sorted(int(found.places[k, found.offers.index(o)]) for o in marked(evidence, found))
        assert len(ends) == len(places)
        assert all(abs(a["y"] - place) <= len(places) * line for a, place in zip(ends, places, strict=True))
    assert room > look.width / 3


@pytest.mark.parametrize("more", [{"mix": "0.5"}, {"unknowns": "ignore"}, {"mix": "min"}])
def test_settings_without_linear_totals_say_that_nothing_exact_can_be_said(more):
    app = page(lang="en", voices="cnil,cnll", **more)
    assert not app.exception
    assert "nothing exact can be said" in shown(app)


def test_forty_points_of_view_are_the_most_and_the_next_one_is_refused_in_a_sentence():
    app = page(lang="en", voices=",".join(f"equal~~readiness:{k}~~~~" for k in range(1, 41)))
    assert heading(app).split()[1] in ("40", "All") or "40" in heading(app)
    app.text_area(key="voices_pasted").set_value(f"Anne {LINK}").run()
    app.button(key="voices_add").click().run()
    assert not app.exception
    assert "At most 40 points of view can stand side by side" in shown(app)
    assert app.text_area(key="voices_pasted").value == f"Anne {LINK}"
