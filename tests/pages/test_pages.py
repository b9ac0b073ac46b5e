"""Every page through Streamlit's own tester, in both languages; bad data and impossible weights said on screen."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from ranking.verdict.verdict import verdict
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.charts.doors import OUTWARD, SILENT, SPEAKING, doors, leads_outward, some, without_doors
from tests.examples import small_evidence
from tests.places import EVIDENCE, ROOT
from tests.ranking.balance.weight_moves import balance_moved, pillar_moved
from tests.ranking.facts.board_files import write_board
from ui.session import data

PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*.py"))


def opened(page: str = "ranking", **query: str) -> AppTest:
    """A page as a visitor finds it who comes by a link: run once through app.py with these address parameters."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in query.items():
        test.query_params[key] = value
    return (test if page == "ranking" else test.switch_page(f"pages/{page}.py")).run()


def address(test: AppTest, key: str) -> str:
    """One address parameter, whichever way the tester holds it."""
    value = test.query_params[key]
    return value[0] if isinstance(value, list) else value


def shown(test: AppTest) -> str:
    """Everything in words on the page."""
    texts = [e.proto.body for e in test.get("html")]
    texts += [
        e.value
        for kind in ("markdown", "caption", "text", "subheader", "error", "warning")
        for e in getattr(test, kind)
    ]
    return without_doors("\n".join(map(str, texts)))


def ranked(test: AppTest) -> list[str]:
    html = next(e.proto.body for e in test.get("html") if 'class="board"' in e.proto.body)
    body = html.partition('<tbody class="ranked">')[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">.*?<bdi translate="no">(.*?)</bdi>', body)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_with_a_finding_at_the_top(page, lang):
    test = opened(page, date="2020-07-06", lang=lang, **SPEAKING.get(page, {}))
    assert not test.exception
    assert 'class="verdict"' in shown(test)
    assert address(test, "lang") == lang
    drawn = "\n".join(e.proto.body for e in test.get("html"))
    found = doors(drawn)
    assert found or page in SILENT or OUTWARD.search(drawn)
    assert [door for door in some(found) if not leads_outward(door, date(2020, 7, 6))] == []


def test_a_run_looks_at_the_data_folder_once_and_goes_on_with_what_it_found():
    page = opened("ranking", date="2020-07-06", board="table")
    before = data._evidence.cache_info().hits
    page.run()
    assert data._evidence.cache_info().hits == before + 1


def weigh(test: AppTest, move: Callable[..., Scenario], *to: object) -> AppTest:
    """The page after a move of ranking.balance.move_weight, as the browser's message of it leaves the session."""
    scenario, evidence = test.session_state["scenario"], EVIDENCE
    weights = rank(evidence, scenario).weighting
    test.session_state["scenario"] = move(evidence, scenario, weights, *to)
    return test.run()


def handed(test: AppTest) -> list[tuple[str, dict]]:
    """What the page hands to its sets of weights, each with its name: {state: {pillars, weights, locked}, ...}."""
    found = html.fragments_fromstring("".join(e.proto.body for e in test.get("html") if "live-answer" in e.proto.body))
    return [(e.get("data-set"), json.loads(e.get("data-answer"))) for e in found]


def weights_sent(test: AppTest) -> dict:
    """What the page hands to its weights: {pillars, weights, locked}."""
    return next(answer["state"] for name, answer in handed(test) if name == "live")


def test_moving_a_pillar_changes_the_order_and_the_address_and_keeps_a_hundred_per_cent():
    test = opened(date="2020-07-06", lang="en", board="table")
    before = ranked(test)
    weigh(test, pillar_moved, "certification", 0)
    assert sum(weights_sent(test)["pillars"].values()) == 100
    assert ranked(test) != before
    assert "certification:0" in address(test, "pillars")


def test_a_link_that_follows_the_day_stays_living_until_another_day_is_chosen():
    test = opened(date="today", lang="en", board="table")
    assert address(test, "date") == "today" and "data" not in test.query_params
    assert any(c.value.startswith("This link is living") for c in test.caption)
    weigh(test, balance_moved, 85)
    assert address(test, "date") == "today" and "pillars" in test.query_params
    test.button(key="day_2020").click().run()
    assert address(test, "date") == "2020-07-06" and len(address(test, "data")) == 8
    assert not any(c.value.startswith("This link is living") for c in test.caption)


def test_a_link_gives_the_same_order_back():
    first = opened(date="2020-07-06", lang="en", board="table")
    weigh(first, balance_moved, 85)
    query = {k: address(first, k) for k in first.query_params}
    assert ranked(opened(**query)) == ranked(first)


def test_the_ordinary_table_is_sorted_by_its_heads_and_compared_with_the_offer_of_the_address():
    plain = opened(date="2020-07-06", lang="en", board="table")
    test = opened(date="2020-07-06", lang="en", board="table", sort="name", pin="azure")
    assert ranked(test) == sorted(ranked(plain), key=str.casefold) != ranked(plain)
    table = next(e.proto.body for e in test.get("html") if 'class="board"' in e.proto.body)
    assert " points behind<" in table and ">reference<" in table and "sort=certification" in table
    test.selectbox(key="pin_offer").set_value("").run()
    assert "pin" not in test.query_params and ">reference<" not in shown(test)


def test_weights_survive_a_change_of_page():
    test = opened(date="2020-07-06", lang="en", board="table")
    weigh(test, balance_moved, 85)
    pillars, sent = address(test, "pillars"), weights_sent(test)
    for page in ("tradeoff", "robustness", "timeline", "stakeholders", "weights", "records"):
        test.switch_page(f"pages/{page}.py").run()
        assert address(test, "pillars") == pillars and weights_sent(test) == sent


def test_a_must_have_shuts_out_with_its_law_and_reason_on_screen():
    test = opened(date="2020-07-06", lang="en", require="hds")
    text = shown(test)
    assert "Shut out by a must-have" in text
    assert "decree 2018-137" in text
    assert "Outscale" not in ranked(test)


def test_a_gate_asked_for_before_its_law_says_so():
    assert "Not yet in force on 6 July 2020" in shown(
        opened(date="2020-07-06", lang="en", require="secnumcloud_qualified")
    )


def test_today_and_the_sixth_of_july_are_one_click_away():
    test = opened(date="2022-01-01", lang="en")
    test.button(key="day_2020").click().run()
    assert address(test, "date") == "2020-07-06"


def test_a_profile_replaces_the_weights_set_by_hand():
    test = opened(date="2020-07-06", lang="en", pillars="readiness:90,sovereignty:10")
    test.selectbox(key="profile").set_value("cnil").run()
    assert "pillars" not in test.query_params
    assert address(test, "profile") == "cnil"


def test_dropped_entries_of_a_link_are_named():
    text = shown(opened(lang="en", date="yesterday", offers="azure,nowhere"))
    assert "2 entries of this link could not be used." in text
    assert "yesterday" in text and "nowhere" in text


def test_weights_of_zero_get_a_sentence():
    text = shown(opened(lang="en", pillars="sovereignty:0,certification:0,readiness:0,cost_exit:0"))
    assert "No weight is left" in text


def test_bad_data_stops_the_board_with_every_problem_on_screen(tmp_path, monkeypatch):
    root = write_board(tmp_path, small_evidence())
    path = next((root / "providers").glob("*.toml"))
    path.write_text(
        re.sub(r'confidence( *)= "A"', r'confidence\1= "Z"', path.read_text(), count=2).replace("https://", "ftp://", 1)
    )
    monkeypatch.setenv("BOARD_DATA", str(root))
    test = opened(lang="en")
    assert not test.exception
    assert "The data files hold" in shown(test)
    listed = "\n".join(c.value for c in test.code)
    assert f"providers/{path.name}:" in listed and "confidence = 'Z'" in listed


def test_names_from_the_data_are_text_and_never_markup(tmp_path, monkeypatch):
    root = write_board(tmp_path, small_evidence())
    path = next((root / "providers").glob("*.toml"))
    lines = [
        "name = '<b onmouseover=alert(1)>\"Émile & Cie\"</b>'" if line.startswith("name") else line
        for line in path.read_text().splitlines()
    ]
    path.write_text("\n".join(lines))
    monkeypatch.setenv("BOARD_DATA", str(root))
    text = shown(opened(lang="en", board="table"))
    assert "&lt;b onmouseover=alert(1)&gt;" in text and "<b onmouseover" not in text


def test_every_figure_has_a_text_alternative_and_no_default_legend():
    for page in ("tradeoff", "timeline"):
        for chart in opened(page, date="2020-07-06", lang="en").get("plotly_chart"):
            spec = json.loads(chart.proto.spec)
            assert spec["layout"]["showlegend"] is False
            assert len(chart.proto.alt if hasattr(chart.proto, "alt") else spec["layout"].get("alt", "x" * 20)) > 15


def test_criteria_set_aside_are_named_with_the_leader_they_would_make():
    evidence = EVIDENCE
    boards = (rank(evidence, Scenario(date(2020, 7, 6), p.id)) for p in evidence.profiles.values() if p.usable)
    found = next(b for b in boards if verdict(evidence, b).aside_first)
    query = {"date": "2020-07-06", "lang": "en", "profile": found.scenario.profile}
    text = shown(opened(**query))
    assert "Without weight, since known for fewer than 65% of the offers: " in text
    assert all(evidence.criteria[c].label.en in text for c in found.weighting.aside)
    assert "Weighed all the same, they would put" in text and "if thinly documented criteria are weighed" in text
    assert "if thinly documented criteria are weighed" not in shown(opened(**query, thin="1"))


def test_a_slider_starts_at_its_value_even_where_the_browser_missed_the_message():
    test = opened("robustness", date="2020-07-06", vary="range-nested-30-7-97-85-60")
    assert test.slider
    assert {s.key: s.proto.default for s in test.slider} == {s.key: [s.value] for s in test.slider}
