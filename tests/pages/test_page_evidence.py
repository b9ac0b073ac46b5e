"""The evidence page: the finding, the matrix, the fact behind a cell, the filter, the files to take away."""

import csv
import io
import re
from datetime import date

import pytest

from exports.data.csv_files import csv_bytes
from exports.data.tables import facts_table
from ranking.facts.cells import absence, cells, contested_share, history, known_share, statuses
from ranking.facts.decision_matrix import decision_matrix
from ranking.model import UNKNOWN
from tests.examples import small_evidence
from tests.pages.test_pages import address, opened, shown
from tests.places import EVIDENCE
from tests.ranking.facts.board_files import write_board
from words.facts.evidence import absence_text
from words.language import language

DAY = date(2020, 7, 6)


def page(**query):
    return opened("evidence", date=DAY.isoformat(), **{"lang": "en", **query})


def block(test, name: str) -> str:
    """The HTML of the page's element that holds the class `name`."""
    return next(
        e.proto.body for e in test.get("html") if f'class="{name}"' in e.proto.body or f'class="{name} ' in e.proto.body
    )


def tiles(test) -> dict[str, str]:
    """Cell -> the classes of its tile."""
    return {
        cell: style
        for style, cell in re.findall(r'<a class="ev-tile ([^"]*)"[^>]*data-cell="([^"]+)"', block(test, "ev-key"))
    }


@pytest.mark.parametrize(
    "lang, known, thin",
    [("fr", "de ce que le tableau demande est connu", "trop peu"), ("en", "of what the board asks is known", "thin")],
)
def test_the_finding_says_how_much_is_known_in_both_languages(lang, known, thin):
    test = page(lang=lang)
    assert not test.exception
    matrix = decision_matrix(EVIDENCE, DAY)
    found = cells(EVIDENCE, matrix)
    sold = [c for c in found.values() if matrix.status[c.offer] != "not_on_sale"]
    text, say = shown(test), language(lang)
    assert known in text and say.percent(known_share(sold)) in text and say.percent(contested_share(sold)) in text
    assert f"<small>{thin}</small>" in block(test, "ev-key")


def test_the_matrix_has_a_cell_for_every_offer_and_criterion_and_names_each():
    test = page()
    assert set(tiles(test)) == {f"{o}.{c}" for o in EVIDENCE.offers for c in EVIDENCE.criteria}
    html = block(test, "ev-key")
    assert html.count('scope="row"') == len(EVIDENCE.offers) + 1
    assert html.count('scope="colgroup"') == len(EVIDENCE.pillars)


def test_a_tile_tells_its_grade_by_its_look_and_in_words():
    found = cells(EVIDENCE, decision_matrix(EVIDENCE, DAY))
    test = page()
    looks, html = tiles(test), block(test, "ev-key")
    for (offer, criterion), cell in found.items():
        assert looks[f"{offer}.{criterion}"].startswith(f"ev-{cell.grade}" if cell.facts else "ev-none")
    assert "out of 100, grade B, contested" in html and "unknown</span>" in html


def test_a_share_is_graded_by_its_weakest_fact_and_known_in_part():
    parts = [c for c in cells(EVIDENCE, decision_matrix(EVIDENCE, DAY)).values() if 0 < c.known < 1]
    looks = tiles(page())
    assert parts
    for cell in parts:
        assert cell.grade == max(f.confidence for f in cell.facts)
        assert "ev-part" in looks[f"{cell.offer}.{cell.criterion}"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_chosen_cell_shows_its_value_its_grade_and_its_source(lang):
    fact = next(
        f
        for f in decision_matrix(EVIDENCE, DAY).facts.values()
        if f.source.url and f.source.day and f.note and f.indicator in EVIDENCE.criteria
    )
    test = page(lang=lang, cell=f"{fact.offer}.{fact.indicator}")
    text, say = block(test, "ev-fact"), language(lang)
    address_of_source = fact.source.url.replace("&", "&amp;")
    assert f'href="{address_of_source}"' in text
    assert say.day(fact.valid_from) in text and say.partial_day(fact.source.day) in text
    assert say.day(EVIDENCE.offers[fact.offer].checked) in text
    assert test.selectbox(key="cell_offer").value == fact.offer
    assert address(test, "cell") == f"{fact.offer}.{fact.indicator}"
    assert "ev-chosen" in tiles(test)[f"{fact.offer}.{fact.indicator}"]


def test_the_two_choices_open_any_fact_scored_or_not():
    test = page()
    test.selectbox(key="cell_offer").set_value("scaleway").run()
    for name in (*EVIDENCE.criteria, *EVIDENCE.indicators):
        test.selectbox(key="cell_criterion").set_value(name).run()
        assert not test.exception
        assert address(test, "cell") == f"scaleway.{name}"


def test_the_history_lists_every_fact_of_the_cell_and_of_each_service_of_a_share():
    share = next(c for c in EVIDENCE.criteria.values() if c.kind == "share")
    html = block(page(cell=f"ovhcloud_public.{share.id}"), "ev-h")
    rows = [f for name in share.indicators for f in history(EVIDENCE, "ovhcloud_public", name)]
    assert (
        len(re.findall('class="ev-(?:in_force|replaced|later|not_public)"', html)) == len(rows) > len(share.indicators)
    )
    say = language("en")
    assert all(say.text(EVIDENCE.indicators[i].label) in html for i in share.indicators)


def test_what_was_looked_for_and_not_found_says_so():
    offer = next(o for o in EVIDENCE.offers.values() if set(o.unknown) & set(EVIDENCE.criteria))
    name = next(i for i in offer.unknown if i in EVIDENCE.criteria)
    assert "Looked for and not found" in block(page(cell=f"{offer.id}.{name}"), "ev-fact")


def test_what_is_open_again_says_since_when():
    fact = next(f for f in EVIDENCE.facts if f.value == UNKNOWN)
    html = block(
        opened("evidence", date=fact.valid_from.isoformat(), lang="en", cell=f"{fact.offer}.{fact.indicator}"),
        "ev-fact",
    )
    assert "Open again" in html and language("en").day(fact.valid_from) in html


def test_every_reason_for_knowing_nothing_has_its_sentence():
    say = language("en")
    assert (
        len({absence_text(say, r, "d", "c", "f") for r in ("listed", "unlisted", "reopened", "later", "not_public")})
        == 5
    )


def test_a_fact_of_later_is_not_yet_and_the_newest_of_before_is_in_force():
    name, offer = "secnumcloud", "ovhcloud_public"
    found = history(EVIDENCE, offer, name)
    last = found[-1].valid_from
    assert [s for _, s in statuses(found, last)] == ["replaced"] * (len(found) - 1) + ["in_force"]
    assert {s for _, s in statuses(found, date(2017, 1, 1))} == {"later"}
    assert absence(EVIDENCE, offer, name, date(2017, 1, 1)) == "later"


def test_the_documented_view_says_which_facts_were_not_public():
    test = page(known="documented", cell="ovhcloud_public.data_services")
    assert "publicly documented" in shown(test)
    assert "not yet public" in block(test, "ev-h")


def test_the_grade_filter_empties_the_cells_of_other_grades_and_stays_in_the_address():
    test = page(grades="AB")
    assert address(test, "grades") == "AB"
    found = cells(EVIDENCE, decision_matrix(EVIDENCE, DAY))
    for name, style in tiles(test).items():
        cell = found[tuple(name.split("."))]
        assert style.startswith("ev-hollow" if cell.grade == "C" else f"ev-{cell.grade or 'none'}")
    assert "On grades A and B alone" in shown(test)
    assert "hidden by the filter" in block(test, "ev-key")
    assert "hidden by the filter" not in block(page(), "ev-key")


@pytest.mark.parametrize(
    "cell",
    [
        "nowhere.hds",
        "azure.nothing",
        "azure",
        "azure.hds.more",
        "<script>alert(1)</script>",
        "../../etc.passwd",
        "azure.hds\x00",
    ],
)
def test_a_hostile_cell_gets_a_notice_and_the_page_still_stands(cell):
    test = page(cell=cell)
    assert not test.exception
    assert "could not be used" in shown(test)
    assert "cell" not in test.query_params
    assert "<script>" not in "".join(e.proto.body for e in test.get("html"))


@pytest.mark.parametrize("grades", ["ABCD", "AA", "", "Z"])
def test_a_hostile_grade_filter_gets_a_notice(grades):
    test = page(grades=grades)
    assert not test.exception
    assert "grades" not in test.query_params


def test_links_of_the_cells_carry_the_scenario_and_the_language():
    test = page(lang="fr", require="hds", profile="cnil")
    links = re.findall(r'<a class="ev-tile[^>]*href="([^"]+)"', block(test, "ev-key"))
    assert links and all(
        "require=hds" in x and "profile=cnil" in x and "lang=fr" in x and "date=2020-07-06" in x for x in links
    )


def test_only_the_offers_shown_have_a_line():
    assert {c.split(".")[0] for c in tiles(page(offers="azure,scaleway"))} == {"azure", "scaleway"}


def test_the_file_holds_every_fact_with_its_source_and_no_formula():
    sheet = facts_table(language("fr"), EVIDENCE, EVIDENCE.facts, date(2020, 7, 6))
    rows = list(csv.DictReader(io.StringIO(csv_bytes(sheet).decode())))
    assert len(rows) == len(EVIDENCE.facts)
    assert all(r["offer"] in EVIDENCE.offers and r["indicator"] in EVIDENCE.indicators for r in rows)
    assert {r["confidence"] for r in rows} == {"A", "B", "C"}
    assert all(r["source_url"].startswith("http") or r["confidence"] == "C" for r in rows)
    assert not any(v[:1] in "=+-@" for r in rows for v in r.values() if v)


def test_export_offers_the_facts_as_both_files():
    test = page()
    test.session_state["share"] = True
    labels = [b.label for b in test.run().get("download_button")]
    for what in ("Facts in force", "The whole history"):
        assert {f"{what} (CSV for French Excel)", f"{what} (CSV for programs)"} <= set(labels)


def test_the_filter_keeps_contested_facts_alone_in_the_address_and_the_matrix():
    test = page()
    test.toggle(key="contested_only").set_value(True).run()
    assert address(test, "grades") == "ABC~"
    found = cells(EVIDENCE, decision_matrix(EVIDENCE, DAY))
    for name, style in tiles(test).items():
        cell = found[tuple(name.split("."))]
        assert ("ev-hollow" in style) == (bool(cell.facts) and not cell.contested)
    test.toggle(key="contested_only").set_value(False).run()
    assert "grades" not in test.query_params


def test_names_and_notes_from_the_data_are_text_and_never_markup(tmp_path, monkeypatch):
    root = write_board(tmp_path, small_evidence())
    for path in (root / "providers").glob("*.toml"):
        path.write_text(path.read_text().replace('source_title = "', 'source_title = "<i onmouseover=alert(1)>'))
    monkeypatch.setenv("BOARD_DATA", str(root))
    test = opened("evidence", lang="en")
    html = "".join(e.proto.body for e in test.get("html"))
    assert not test.exception
    assert "&lt;i onmouseover" in html and "<i onmouseover" not in html
