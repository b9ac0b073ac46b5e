"""The method page: nothing in it can drift from the data, and nothing in the data is missing from it."""

import html
import tomllib
from datetime import date
from functools import lru_cache

import pytest

from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from ranking.weights import whole_percentages
from tests.examples import small_evidence
from tests.pages.test_pages import opened
from tests.places import EVIDENCE
from tests.ranking.facts.board_files import write_board
from ui.method.slots import toml_block
from words.language import language
from words.method.documents import questions


@lru_cache(maxsize=2)
def page(lang: str):
    return opened("method", date="2020-07-06", lang=lang)


def text(lang: str) -> str:
    """All HTML of the page, entities undone."""
    return html.unescape("\n".join(e.proto.body for e in page(lang).get("html")))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_opens_with_an_answer_and_every_question_has_its_section(lang):
    test = page(lang)
    assert not test.exception
    assert 'class="verdict"' in text(lang)
    assert [h.value for h in test.header] == list(questions(language(lang)).values())
    assert text(lang).count('class="me-answer"') == len(test.header)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_lists_every_criterion_with_all_its_levels_and_every_fact_that_is_not_scored(lang):
    say, found = language(lang), text(lang)
    for scale in (*EVIDENCE.criteria.values(), *EVIDENCE.indicators.values()):
        assert say.text(scale.label) in found
    for scale in EVIDENCE.criteria.values():
        assert say.text(scale.help) in found
        assert all(say.text(level) in found for level in scale.levels.values())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_lists_every_profile_with_its_words_its_sources_and_its_numbers(lang):
    say, found = language(lang), text(lang)
    labels = [e.label for e in page(lang).expander]
    for profile in EVIDENCE.profiles.values():
        assert say.text(profile.name) in labels
        assert say.text(profile.who) in found and say.text(profile.reading) in found
        for statement in profile.statements:
            assert say.text(statement.text) in found and statement.source.title in found
            assert statement.source.url is None or f'href="{statement.source.url}"' in found
        for share in whole_percentages(profile.shares).values():
            assert say.percent(share / 100) in found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_lists_every_must_have_with_its_law_and_source(lang):
    say, found = language(lang), text(lang)
    for gate in EVIDENCE.gates.values():
        assert say.text(gate.label) in found and say.text(gate.law) in found
        assert f'href="{gate.source.url}"' in found
        assert gate.applies_from is None or say.day(gate.applies_from) in found


def test_reference_sets_show_their_numbers_and_carry_no_weight():
    kept = [p for p in EVIDENCE.profiles.values() if not p.usable]
    assert kept
    table = text("en").partition("Published sets, for reference")[2].partition("</table>")[0]
    for profile in kept:
        assert language("en").text(profile.name) in table
    assert table.count("<tr>") == 1 + len(kept[0].published) + 1


def test_the_rules_stand_with_their_thresholds():
    found = text("en")
    assert "fewer than 65% of the offers" in found and "less than 35% is known" in found
    assert "Below 0.5 point" in found


def test_the_worked_example_adds_up_to_the_leader():
    leader = rank(EVIDENCE, Scenario(date(2020, 7, 6))).rows[0]
    table = text("en").partition("with the weights now set")[2].partition("</table>")[0]
    assert EVIDENCE.offers[leader.offer].name in text("en")
    assert language("en").number(leader.score, 1) in table.partition("<tfoot>")[2]


def test_what_is_not_measured_names_the_great_absentees():
    found = text("en").lower()
    for word in ("latency", "quality of support", "capacity", "liability", "incidents", "lock-in"):
        assert word in found


def test_nobody_is_named_as_having_a_hand_in_it():
    answer = text("en").partition("no provider has paid")
    assert answer[1]
    passage = answer[2].partition("MIT licence")[0]
    assert not any(offer.name in passage for offer in EVIDENCE.offers.values())


def test_the_block_shown_is_valid_toml_and_says_what_the_fact_says():
    for fact in EVIDENCE.facts:
        if fact.source.url and '"' not in fact.source.title:
            table = tomllib.loads(toml_block(fact))[fact.indicator][0]
            assert table["valid_from"] == fact.valid_from and table["confidence"] == fact.confidence
            value = table["value"]
            assert (tuple(value) if isinstance(value, list) else value) == fact.value


def test_it_stands_on_another_board_and_escapes_its_texts(tmp_path, monkeypatch):
    root = write_board(tmp_path, small_evidence())
    path = root / "musthaves.toml"
    path.write_text(path.read_text().replace("Example page", "<i onmouseover=alert(1)>page</i>"))
    monkeypatch.setenv("BOARD_DATA", str(root))
    test = opened("method", lang="en")
    raw = "".join(e.proto.body for e in test.get("html"))
    assert not test.exception
    assert "&lt;i onmouseover" in raw and "<i onmouseover" not in raw
