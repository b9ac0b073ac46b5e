"""The first screen: the bare address asks the question on two days; every other link opens what it opened."""

import re

import pytest

from ranking.weighing.scenario import Scenario
from results import results
from tests.pages.test_pages import address, opened, shown
from tests.places import EVIDENCE
from ui.session.calendar import DECISION_DAY
from words.language import language
from words.ranking import question as words

HTML = re.compile(r"<[^>]+>")


def days(test) -> list[str]:
    """The two days of the screen, each as HTML."""
    html = next(e.proto.body for e in test.get("html") if 'class="q-days"' in e.proto.body)
    return html.split('<section class="q-day">')[1:]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_bare_address_asks_the_question_on_two_days_with_the_law_ticked(lang):
    test = opened(lang=lang)
    say, evidence = language(lang), EVIDENCE
    assert f'class="verdict question">{words.question(say, evidence)}<'.replace("'", "&#x27;") in shown(test)
    assert address(test, "against") == "2020-07-06"
    assert address(test, "require") == "hds"
    assert test.checkbox(key="q_law_asked").value
    for html, day in zip(days(test), (DECISION_DAY, None), strict=True):
        asked = Scenario(day or test.session_state["scenario"].as_of, require=("hds",))
        ranking = results.ranking(evidence, asked)
        named = re.findall(r'<bdi translate="no">(.*?)</bdi>', html)
        assert named[:4] == [evidence.offers[r.offer].name for r in ranking.rows[:4]]
        assert len(named) <= 5
        assert "q-subject" in html and "Microsoft Azure" in named
        assert words.answer(say, evidence, ranking, results.verdict(evidence, ranking)) in html


def test_the_law_is_unticked_with_one_press_and_both_days_follow():
    test = opened(lang="en")
    before = days(test)
    test.checkbox(key="q_law_asked").uncheck().run()
    assert "require" not in test.query_params
    assert all(a != b for a, b in zip(before, days(test), strict=True))
    assert "Unticked" in shown(test)
    test.checkbox(key="q_law_asked").check().run()
    assert days(test) == before


def test_the_whole_board_opens_from_there_with_the_same_keys():
    test = opened(lang="en", date="2026-11-29", against="2020-07-06", require="hds", pillars="readiness:70")
    test.button(key="open_2020-07-06").click().run()
    assert not days_shown(test)
    assert (address(test, "date"), address(test, "require"), address(test, "pillars")) == (
        "2020-07-06",
        "hds",
        "readiness:70",
    )
    assert "against" not in test.query_params


def days_shown(test) -> bool:
    return any('class="q-days"' in e.proto.body for e in test.get("html"))


@pytest.mark.parametrize("query", [{"date": "2020-07-06"}, {"profile": "cnil"}, {"require": "hds"}, {"board": "table"}])
def test_a_link_with_entries_opens_the_whole_board(query):
    test = opened(lang="en", **query)
    assert not days_shown(test)
    assert 'class="board"' in shown(test)


def test_the_answer_is_in_the_voice_of_the_verdict():
    evidence, say = EVIDENCE, language("en")
    ranking = results.ranking(evidence, Scenario(DECISION_DAY))
    found = results.verdict(evidence, ranking)
    assert found.voice == "undecided"
    assert words.answer(say, evidence, ranking, found) == "Undecided: Outscale, Hetzner and Microsoft Azure."
    assert words.company(say, evidence, ranking) == "14 offers ranked, 11 of them European."
    law = results.ranking(evidence, Scenario(DECISION_DAY, require=("hds",)))
    assert words.company(say, evidence, law) == "3 offers shown to comply, none of them European."
