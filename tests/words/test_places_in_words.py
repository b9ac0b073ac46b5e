"""Places through time in words: who was first in turn, who rose, and the pictures' own sentences."""

from dataclasses import replace
from datetime import date

import pytest

from address.page_entries import PageEntries
from exports.pictures.catalogue import CATALOGUE
from ranking.facts.load import load
from ranking.through_time.catchup import CatchUp, MapCell, MapColumn
from ranking.through_time.history import HistoryStep, OfferOnDay, history
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import small_evidence
from tests.pages.test_pages import ROOT, opened
from words.language import language
from words.ranking.readiness import map_sentence
from words.ranking.timeline import MOST_TURNS, moves_sentence, subject_sentence, turns_sentence

EVIDENCE = small_evidence()
FIRST, SECOND, LAST = date(2019, 1, 1), date(2020, 2, 1), date(2021, 3, 1)


def step(day: date, **places: int | None) -> HistoryStep:
    return HistoryStep(day, tuple(OfferOnDay(o, p, None, None) for o, p in places.items()), (), (), ())


MOVED = (
    step(FIRST, local=1, small=2),
    step(SECOND, local=1, small=1, **{"global": 3}),
    step(LAST, small=2, local=3, **{"global": 1}),
)


@pytest.mark.parametrize(
    ("lang", "moves", "turns"),
    [
        (
            "en",
            "Rose most: Global, from place 3 in February 2020 to place 1.",
            "First in turn: Local from 1 January 2019; Local and Small from 1 February 2020; Global from 1 March 2021.",
        ),
        (
            "fr",
            "Plus forte montée\u00a0: Global, du rang 3 en février 2020 au rang 1.",
            "En tête tour à tour\u00a0: Local dès le 1er janvier 2019\u202f; Local et Small dès le 1er février "
            "2020\u202f; Global dès le 1er mars 2021.",
        ),
    ],
)
def test_both_sentences_in_both_languages(lang, moves, turns):
    say = language(lang)
    assert moves_sentence(say, EVIDENCE, MOVED) == moves
    assert turns_sentence(say, EVIDENCE, MOVED) == turns


def test_those_that_move_alike_are_named_together_and_who_has_no_place_at_the_end_is_left_out():
    say, steps = language("en"), (step(FIRST, local=2, small=3, **{"global": 1}), step(LAST, local=1, small=2))
    assert moves_sentence(say, EVIDENCE, steps) == (
        "Rose most: Local, from place 2 in January 2019 to place 1; Small, from place 3 in January 2019 to place 2."
    )
    assert moves_sentence(say, EVIDENCE, (steps[0],)) == "No offer ends at a better place than its first."
    empty = (*steps, step(date(2022, 1, 1), local=None))
    assert moves_sentence(say, EVIDENCE, empty) == "At the end no offer has a place."
    assert "nobody from 1 January 2022" in turns_sentence(say, EVIDENCE, empty)


def test_many_that_move_alike_are_counted_and_of_many_turns_the_last_are_named():
    names = [f"x{n}" for n in range(5)]
    many = replace(EVIDENCE, offers={n: replace(EVIDENCE.offers["local"], id=n, name=n) for n in names})
    steps = [step(date(2019, n, 1), **{o: 9 - n for o in names}) for n in (1, 3)]
    assert moves_sentence(language("en"), many, steps) == "Rose most: 5 offers, by 2 places each."
    turns = [step(date(2019, n + 1, 1), **{names[n % 2]: 1}) for n in range(MOST_TURNS + 2)]
    said = turns_sentence(language("en"), many, turns)
    assert said.startswith("First in turn, the last 6 of 8 turns: x0 from 1 March 2019;") and said.count("from") == 6


def test_the_places_of_the_sentence_are_those_of_the_history():
    evidence = load(ROOT)
    steps = history(evidence, Scenario(date(2020, 7, 6)), evidence.checked)
    said = moves_sentence(language("en"), evidence, steps)
    last = {s.offer: s.place for s in steps[-1].offers if s.place}
    first = {o: next(p.place for s in steps for p in s.offers if p.offer == o and p.place) for o in last}
    by = {o: first[o] - last[o] for o in last}
    offer = max(by, key=by.get)
    assert f"{evidence.offers[offer].name}, from place {first[offer]} in " in said
    assert f"to place {last[offer]}" in said


def test_the_subject_s_place_is_told_of_how_many_on_the_day_and_at_the_end():
    evidence, day = load(ROOT), date(2020, 7, 6)
    steps, then = history(evidence, Scenario(day), evidence.checked), rank(evidence, Scenario(day))
    now = rank(evidence, Scenario(evidence.checked))
    place = {r.offer: (r.place, len(then.rows)) for r in then.rows}["azure"]
    last = {r.offer: (r.place, len(now.rows)) for r in now.rows}["azure"]
    said = subject_sentence(language("en"), evidence, steps, day, evidence.checked)
    assert f"Microsoft Azure: place {place[0]} of {place[1]} on 6 July 2020; place {last[0]} of {last[1]} on " in said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_picture_of_the_timeline_has_a_text_of_its_own(lang):
    charts = {c.proto.id: c for c in opened("timeline", date="2020-07-06", lang=lang).get("plotly_chart")}
    texts = [c.proto.alt for c in charts.values()]
    assert len(texts) == len(set(texts)) == 2 and all(texts)
    say, evidence = language(lang), load(ROOT)
    there = [
        CATALOGUE[what](say, evidence, Scenario(date(2020, 7, 6)), PageEntries()).title for what in ("timeline", "bump")
    ]
    assert there[0] != there[1] and all(text.startswith(title) for text, title in zip(texts, there, strict=True))


def led(*leaders: tuple[str, ...]) -> CatchUp:
    """A map whose leaders hold a year each, at every balance."""
    days = [date(2018 + n, 1, 1) for n in range(len(leaders) + 1)]
    columns = tuple(
        MapColumn(a, b, (MapCell(a, b, 0.0, 1.0, who, ()),) if who else (), True)
        for a, b, who in zip(days, days[1:], leaders, strict=False)
    )
    return CatchUp("readiness", "sovereignty", days[0], days[-1], columns, 0.5)


@pytest.mark.parametrize(
    ("leaders", "en", "fr"),
    [
        (
            (("local",), (), ("local",)),
            "With these weights, first whenever any offer could be ranked, since January 2018: Local.",
            "Avec ces poids, en tête chaque fois qu’une offre pouvait être classée, depuis janvier 2018\u00a0: Local.",
        ),
        (
            ((), ("local",), (), ("local",), ("global",)),
            "With these weights the lead changed once since January 2018; on 1 January 2022, from Local to Global.",
            "Avec ces poids, la tête a changé une fois depuis janvier 2018\u00a0: le 1er janvier 2022, Global "
            "succédant à Local.",
        ),
        (((), ("local",), ("local",)), "With these weights, Local led all the time from January 2019 on.", None),
    ],
)
def test_days_on_which_nobody_can_be_ranked_hand_the_lead_to_nobody(leaders, en, fr):
    assert map_sentence(language("en"), EVIDENCE, led(*leaders), None) == en
    assert fr is None or map_sentence(language("fr"), EVIDENCE, led(*leaders), 0.5) == fr
