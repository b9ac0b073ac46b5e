"""Headlines drawn by the hundred, each held to its own table: no decimals, no lead inside what is too close to call."""

import random
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from ranking.errors import BoardError
from ranking.people.agreement import Voice
from ranking.robustness.problem import problem
from ranking.robustness.smaa import acceptability
from ranking.robustness.weight_spaces import weight_space
from ranking.through_time.readiness import DEFAULT_BUNDLE
from ranking.tolerances import CLOSE
from ranking.weighing.scenario import EARLIEST, Scenario
from results import people, results, switches
from tests.places import EVIDENCE
from words.decisions.replay import count_sentence, stated_sentence
from words.language import LANGUAGES, language
from words.people.viewpoints import apart_sentence, headline
from words.ranking import question, readiness, tradeoff
from words.ranking.robustness import hold_sentence
from words.ranking.verdict import rests_text, share_sentence, switches_sentence, verdict

SAYS = [language(code) for code in LANGUAGES]
DAYS = [date(2019, 3, 1), date(2020, 7, 6), date(2023, 6, 1), date(2026, 11, 29)]
DECIMALS = re.compile(r"\d[.,]\d")
PERCENT = re.compile(r"(\d+)\s?%")
CROWNED = re.compile(r"comes first|arrive en tête|mène|leads\b|first, firmly|ahead, not firmly|en tête, ")
# Two lines of headline, and one line of small letters, hold so many characters on a desk's screen.
HEADLINE, LINE = 155, 140


def questions(n: int, seed: int) -> list[Scenario]:
    """Return n questions at random, over days, profiles, weights, must-haves and policies."""
    rng, found = random.Random(seed), []
    profiles = [k for k, p in EVIDENCE.profiles.items() if p.usable]
    for _ in range(n):
        own = rng.random() < 0.6
        found.append(
            Scenario(
                rng.choice(DAYS),
                rng.choice(profiles),
                tuple((p, float(rng.randint(0, 100))) for p in EVIDENCE.pillars) if own else (),
                require=tuple(g for g in EVIDENCE.gates if rng.random() < 0.12),
                rule=rng.choice(["strict", "strict", "tolerant"]),
                unknowns=rng.choice(["cautious", "cautious", "ignore", "neutral"]),
                compensation=rng.choice([1.0, 1.0, 1.0, 0.5, -1.0, float("-inf")]),
                thin=rng.random() < 0.2,
                known=rng.choice(["true", "true", "documented"]),
            )
        )
    return found


def ranked(n: int, seed: int) -> list:
    """Return the rankings of n such questions, those on which nothing can be weighed left out."""
    found = []
    for scenario in questions(n, seed):
        try:
            found.append(results.ranking(EVIDENCE, scenario))
        except BoardError:
            continue
    assert len(found) > 0.9 * n
    return found


def names(offers) -> list[str]:
    return [EVIDENCE.offers[o].name for o in offers]


def whole(sentence: str, most: int = HEADLINE) -> str:
    """Return the headline, once it is held to have no decimals and to fit."""
    assert sentence and not DECIMALS.search(sentence), sentence
    assert len(sentence) <= most, (len(sentence), sentence)
    return sentence


def test_300_verdicts_name_a_lead_only_where_their_table_has_one():
    voices = set()
    for ranking in ranked(300, 1):
        found, scores = results.verdict(EVIDENCE, ranking), sorted((r.score for r in ranking.rows), reverse=True)
        clear = len(scores) == 1 or (len(scores) > 1 and scores[0] - scores[1] >= CLOSE)
        voices.add(found.voice)
        for say in SAYS:
            said = [
                whole(verdict(say, EVIDENCE, ranking, found)),
                whole(question.answer(say, EVIDENCE, ranking, found)),
            ]
            for sentence in said:
                if CROWNED.search(sentence):
                    assert clear and found.voice in ("firm", "leads"), sentence
                    assert EVIDENCE.offers[ranking.rows[0].offer].name in sentence
            level = [r.offer for r in ranking.rows if scores[0] - r.score < CLOSE] if scores else []
            if 1 < len(level) <= 3 >= len(found.leaders):
                assert all(name in said[0] for name in names(level))
    assert voices == {"firm", "leads", "undecided", ""}


def test_a_switch_of_one_press_that_flips_the_first_place_is_said_and_does_flip_it():
    flipped = 0
    for ranking in ranked(60, 2):
        now, found = {r.offer for r in ranking.leaders}, switches.switches(EVIDENCE, ranking)
        flipped += bool(found)
        for kind, gate, leaders in found:
            rest = tuple(t for t in ranking.scenario.require if t != gate)
            asked = {
                "thin": replace(ranking.scenario, thin=True),
                "waived": replace(ranking.scenario, require=rest),
                "required": replace(ranking.scenario, require=(*rest, gate)),
            }[kind]
            assert {r.offer for r in results.ranking(EVIDENCE, asked).leaders} == set(leaders) != now
        for say in SAYS:
            said = switches_sentence(say, EVIDENCE, found, LINE)
            assert bool(said) == bool(found)
            assert all(name in said for _, _, leaders in found[:1] for name in names(leaders)[:1])
            share = share_sentence(say, EVIDENCE, results.verdict(EVIDENCE, ranking))
            assert len(share) <= LINE >= len(said or rests_text(say, ())), (share, said)
    assert flipped > 20


def test_where_nobody_is_left_the_page_says_which_must_have_to_let_go():
    ranking = results.ranking(EVIDENCE, Scenario(EARLIEST, require=("secnumcloud_qualified",)))
    found = switches.switches(EVIDENCE, ranking)
    assert not ranking.rows and [(s.kind, s.gate) for s in found] == [("waived", "secnumcloud_qualified")]
    for say in SAYS:
        said = switches_sentence(say, EVIDENCE, found, LINE)
        assert EVIDENCE.offers[found[0].leaders[0]].name in said and len(said) <= LINE


def test_300_trade_offs_name_leads_only_where_somebody_is_half_a_point_ahead():
    several = 0
    for ranking in ranked(300, 3):
        found = results.tradeoff(EVIDENCE, ranking.scenario, None)
        if not found.segments:
            continue
        lines = {line.offer: np.array(line.points).T for line in found.lines if line.reason is None}
        parts = tradeoff.leads(found)
        several += len(parts) > 1
        for part in parts:
            for t in np.linspace(part.low, part.high, 5) / 100:
                scores = {o: float(np.interp(t, *points)) for o, points in lines.items()}
                others = [s for o, s in scores.items() if o not in part.leaders]
                least = min(scores[o] for o in part.leaders)
                assert not others or least - max(others) >= CLOSE - (1e-6 if found.exact else 0.1), (part, t)
        for say in SAYS:
            sentence = whole(tradeoff.switch_sentence(say, EVIDENCE, found))
            bounds = {str(x) for p in parts for x in (p.low, p.high)}
            assert set(PERCENT.findall(sentence)) <= bounds, sentence
            where = tradeoff.position_sentence(say, EVIDENCE, found)
            assert not DECIMALS.search(where), where
            numbers = [int(n) for n in re.findall(r"\d+", where)]
            if len(numbers) == 3:
                assert numbers[2] == abs(numbers[1] - numbers[0]), where
            here = found.position is not None and any(
                a <= found.position <= b for s in found.segments for a, b in s.close
            )
            assert not (here and CROWNED.search(where.split(".")[0])), where
    assert several > 50


def test_points_of_view_are_counted_where_they_put_somebody_clearly_first():
    rng, asked = random.Random(4), questions(75, 4)
    for n in range(25):
        day = replace(asked[3 * n], require=(), offers=None)
        voices = tuple(
            Voice(f"v{k}", replace(day, profile=x.profile, pillars=x.pillars, weights=()))
            for k, x in enumerate(asked[3 * n : 3 * n + rng.choice([1, 3])])
        )
        try:
            found = people.agreement(EVIDENCE, voices)
        except BoardError:
            continue
        count: dict[str, int] = {}
        for scores in found.scores:
            order = np.argsort(-scores)
            if len(scores) == 1 or scores[order[0]] - scores[order[1]] >= CLOSE:
                count[found.offers[order[0]]] = count.get(found.offers[order[0]], 0) + 1
        for say in SAYS:
            said = whole(headline(say, EVIDENCE, found), HEADLINE + 30)
            assert apart_sentence(say, EVIDENCE, found)
            if len(found.voices) > 1:
                top = max(count, key=count.get, default=None)
                assert top is None or EVIDENCE.offers[top].name in said or list(count.values()).count(count[top]) > 1
                assert not count or str(max(count.values())) in said


def test_who_was_ready_and_who_led_is_what_the_tables_say():
    rng = random.Random(5)
    for ranking in ranked(12, 5):
        bundle = tuple(rng.sample(DEFAULT_BUNDLE, rng.randint(1, len(DEFAULT_BUNDLE))))
        ready = results.readiness(EVIDENCE, ranking.scenario, bundle)
        done = [r for r in ready if r.complete_on and EVIDENCE.offers[r.offer].family != "hyperscaler"]
        year = sum(r.complete_on <= readiness.A_YEAR for r in done)
        found = results.catch_up(EVIDENCE, replace(ranking.scenario, as_of=EARLIEST, compensation=1.0))
        led = {
            offer
            for column in found.columns
            for cell in column.cells
            if cell.balance_from <= 0.5 <= cell.balance_to and not any(a <= 0.5 <= b for a, b in cell.close)
            for offer in cell.leaders
        }
        for say in SAYS:
            said = whole(readiness.director_sentence(say, EVIDENCE, ready))
            assert (re.search(r"\b(none|aucune)\b", said) is not None) == (year == 0)
            assert not year or re.search(rf"\b{year}\b", said)
            assert len(readiness.since_sentence(say, EVIDENCE, ready)) <= 2 * LINE
            lead = readiness.map_sentence(say, EVIDENCE, found, 0.5)
            assert not DECIMALS.search(lead)
            assert {n for n in names(EVIDENCE.offers) if re.search(rf"\b{re.escape(n)}\b", lead)} <= set(names(led)), (
                lead
            )


def test_the_shares_of_a_headline_are_one_measure_of_one_table():
    for ranking in ranked(20, 6):
        if len(ranking.rows) < 2:
            continue
        asked = problem(ranking)
        found = acceptability(asked, weight_space(asked, "any"), 400)
        leader = ranking.rows[0].offer
        rival = found.first.drop(leader).idxmax()
        for say in SAYS:
            said = whole(hold_sentence(say, EVIDENCE, leader, found))
            assert [say.percent(float(found.first[o])) in said for o in (leader, rival)] == [True, True]
            assert len(PERCENT.findall(said)) == 2


@pytest.mark.parametrize("say", SAYS, ids=LANGUAGES)
def test_decisions_are_counted_as_their_cards_stand(say):
    every = results.replays(EVIDENCE)
    spelled = {
        "en": ["none", "one", "two", "three", "four", "five"],
        "fr": ["aucune", "une", "deux", "trois", "quatre"],
    }
    for n in range(len(every) + 1):
        found = [SimpleNamespace(leads=k < n, verdict=r.verdict) for k, r in enumerate(every)]
        said = whole(count_sentence(say, found))
        assert n in (0, len(every)) or f" {spelled[say.code][n]} " in said
    assert whole(stated_sentence(say, every))
