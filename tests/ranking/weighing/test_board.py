"""What must hold of any ranking, whatever the facts and the weights."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix
from ranking.unknowns import UNKNOWNS
from ranking.weighing.rank import current_balance, on_day, place_numbers, rank, scores
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting
from tests.drawn import LADDERS, MIXES, SCORED, facts, offers, questions, steps
from tests.examples import CRITERIA, DAY, GLOBAL, LOCAL, PILLARS, SMALL, START, constant, small_evidence

CLOSE = 1e-9
KNOWN_POLICIES = st.sampled_from(["cautious", "neutral"])


def totals(drawn: dict, scenario: Scenario) -> dict[str, float]:
    """Score of every offer, ranked or not."""
    evidence = small_evidence(drawn)
    matrix = decision_matrix(evidence, scenario.as_of, scenario.unknowns, scenario.known)
    found = scores(matrix, weighting(evidence, scenario, matrix.thin), scenario.unknowns, scenario.compensation)
    return dict(zip(matrix.value.index, found["total"], strict=True))


def places(answer) -> list[tuple[str, int]]:
    return [(row.offer, row.place) for row in answer.rows]


# Scores do not depend on the company.


@given(offers(least=2), questions())
def test_removing_an_offer_moves_no_other_score(drawn, scenario):
    whole = totals(drawn, scenario)
    for gone in drawn:
        rest = totals({k: v for k, v in drawn.items() if k != gone}, scenario)
        assert rest == pytest.approx({k: v for k, v in whole.items() if k != gone}, abs=CLOSE)


@given(offers(), steps(), questions())
def test_adding_an_offer_reverses_no_pair(drawn, newcomer, scenario):
    before, after = totals(drawn, scenario), totals({**drawn, "z": facts(newcomer)}, scenario)
    assert {k: after[k] for k in before} == pytest.approx(before, abs=CLOSE)


def test_hiding_an_offer_moves_no_other_score_and_only_closes_ranks():
    evidence = small_evidence()
    whole, part = rank(evidence, Scenario(DAY)), rank(evidence, Scenario(DAY, offers=("small", "local")))
    assert places(whole) == [("global", 1), ("local", 2), ("small", 3)]
    assert places(part) == [("local", 1), ("small", 2)]
    assert [r.score for r in part.rows] == [r.score for r in whole.rows[1:]]


@given(offers(least=2), questions())
def test_the_order_of_files_is_irrelevant(drawn, scenario):
    answers = [rank(small_evidence(order), scenario) for order in (drawn, dict(reversed(drawn.items())))]
    assert places(answers[0]) == places(answers[1])
    assert [r.score for r in answers[0].rows] == pytest.approx([r.score for r in answers[1].rows], abs=CLOSE)


# Weights are proportions.


@given(offers(), questions(), st.sampled_from([0.125, 0.5, 3.0, 64.0]))
def test_scaling_all_weights_changes_nothing(drawn, scenario, factor):
    scaled = replace(
        scenario,
        **{name: tuple((k, factor * v) for k, v in getattr(scenario, name)) for name in ("pillars", "weights")},
    )
    assert totals(drawn, scaled) == pytest.approx(totals(drawn, scenario), abs=CLOSE)


@given(questions())
def test_overall_weights_sum_to_one(scenario):
    weights = rank(small_evidence(), scenario).weighting
    assert sum(weights.overall.values()) == pytest.approx(1)
    assert sum(weights.pillars.values()) == pytest.approx(1)


def test_a_profile_gives_the_weights_of_its_rule():
    overall = rank(small_evidence(), Scenario(DAY, profile="sovereign")).weighting.overall
    assert overall["jurisdiction"] == pytest.approx(0.5208333333 * 0.75)
    assert overall["hds"] == pytest.approx((0.2708333333 + 0.1458333333) / 2 / 2)
    assert overall["egress"] == pytest.approx(0.0625 / 2)


def test_an_overridden_weight_replaces_the_profiles_and_leaves_the_others():
    weights = rank(small_evidence(), Scenario(DAY, pillars=(("readiness", 75.0),), weights=(("hds", 150.0),))).weighting
    assert weights.pillars == pytest.approx(
        {"sovereignty": 1 / 6, "certification": 1 / 6, "readiness": 1 / 2, "cost_exit": 1 / 6}
    )
    assert weights.within["hds"] == pytest.approx(0.75)
    assert weights.within["jurisdiction"] == pytest.approx(0.5)


def test_a_pillar_without_weighed_criteria_gives_its_share_to_the_others():
    weights = rank(small_evidence(), Scenario(DAY, weights=(("hds", 0.0), ("certs", 0.0)))).weighting
    assert weights.pillars == pytest.approx(
        {"sovereignty": 1 / 3, "certification": 0, "readiness": 1 / 3, "cost_exit": 1 / 3}
    )


def test_nothing_to_weigh_is_refused_in_one_sentence():
    nothing = Scenario(DAY, pillars=tuple((p, 0.0) for p in PILLARS))
    with pytest.raises(NothingToWeigh, match="every weight is zero on 2026-06-01"):
        rank(small_evidence(), nothing)


@pytest.mark.parametrize(
    "pillars, expected", [((), 0.5), ((("readiness", 75.0),), 0.75), ((("readiness", 0.0), ("sovereignty", 0.0)), None)]
)
def test_the_balance_in_force_is_readiness_over_both_poles(pillars, expected):
    evidence = small_evidence()
    found = current_balance(evidence, rank(evidence, Scenario(DAY, pillars=pillars)).weighting)
    assert found == (None if expected is None else pytest.approx(expected))


# Better is never worse.


@given(steps(), questions(), st.data())
def test_a_better_fact_never_lowers_a_score(offer, scenario, data):
    known = [name for name, place in offer.items() if place is not None and place + 1 < len(LADDERS[name])]
    assume(known)
    name = data.draw(st.sampled_from(known))
    better = {**offer, name: data.draw(st.integers(offer[name] + 1, len(LADDERS[name]) - 1))}
    assert totals({"a": facts(better)}, scenario)["a"] >= totals({"a": facts(offer)}, scenario)["a"] - CLOSE


@given(steps(), questions(policies=st.just("cautious")), st.data())
def test_under_caution_learning_a_fact_never_lowers_a_score(offer, scenario, data):
    unknown = [name for name, place in offer.items() if place is None]
    assume(unknown)
    name = data.draw(st.sampled_from(unknown))
    learnt = {**offer, name: data.draw(st.integers(0, len(LADDERS[name]) - 1))}
    assert totals({"a": facts(learnt)}, scenario)["a"] >= totals({"a": facts(offer)}, scenario)["a"] - CLOSE


def test_where_unknowns_are_ignored_or_neutral_learning_a_poor_fact_lowers_a_score():
    before = {k: v for k, v in LOCAL.items() if k != "hds"}
    after = {**before, **constant(hds=0)}
    for policy in ("ignore", "neutral"):
        scenario = Scenario(DAY, unknowns=policy, thin=True)
        assert totals({"a": after}, scenario)["a"] < totals({"a": before}, scenario)["a"]


@given(steps(), questions(policies=KNOWN_POLICIES), st.data())
def test_a_dominated_offer_never_beats_its_dominator(better, scenario, data):
    worse = {name: None if place is None else data.draw(st.integers(0, place)) for name, place in better.items()}
    found = totals({"better": facts(better), "worse": facts(worse)}, scenario)
    assert found["worse"] <= found["better"] + CLOSE
    answer = rank(small_evidence({"better": facts(better), "worse": facts(worse)}), scenario)
    shown = dict(places(answer))
    assert len(shown) < 2 or shown["better"] <= shown["worse"]


@given(steps(known_only=True), questions(), st.data())
def test_domination_holds_under_every_policy_where_all_is_known(better, scenario, data):
    worse = {name: data.draw(st.integers(0, place)) for name, place in better.items()}
    found = totals({"better": facts(better), "worse": facts(worse)}, scenario)
    assert found["worse"] <= found["better"] + CLOSE


@given(offers(least=2, known_only=True), questions(mixes=st.just(1.0)), st.data())
def test_the_level_of_a_criterion_on_which_all_are_equal_changes_no_order(drawn, scenario, data):
    name = data.draw(st.sampled_from(sorted(LADDERS)))
    low, high = (
        totals({k: {**v, name: [(START, level)]} for k, v in drawn.items()}, scenario)
        for level in (LADDERS[name][0], LADDERS[name][-1])
    )
    for a in drawn:
        for b in drawn:
            assert low[a] - low[b] == pytest.approx(high[a] - high[b], abs=CLOSE)


@given(offers(least=2, known_only=True), questions(mixes=st.sampled_from([1.0, 0.5, -1.0])), st.floats(0, 50))
def test_the_share_of_a_pillar_on_which_all_are_equal_changes_no_order(drawn, scenario, share):
    assume(sum(v for p, v in scenario.pillars if p != "cost_exit") > 0)
    equal = {k: {**v, **constant(vm_price=60, egress=0.05)} for k, v in drawn.items()}
    before = totals(equal, replace(scenario, pillars=(*scenario.pillars, ("cost_exit", 0.0))))
    after = totals(equal, replace(scenario, pillars=(*scenario.pillars, ("cost_exit", share))))
    for a in drawn:
        for b in drawn:
            if before[a] > before[b] + 1e-6:
                assert after[a] > after[b] - CLOSE


# Points add up.


@given(offers(), questions())
def test_contributions_add_up_to_the_score(drawn, scenario):
    answer = rank(small_evidence(drawn), scenario)
    for row in answer.rows:
        assert math.fsum(row.contributions.values()) == pytest.approx(row.score, abs=CLOSE)
        assert min(row.contributions.values()) >= 0
        assert list(row.contributions) == SCORED


# Ranges hold what they promise.


@given(offers(), questions())
def test_a_score_lies_within_its_range(drawn, scenario):
    for row in rank(small_evidence(drawn), scenario).rows:
        assert 0 <= row.low <= row.score <= row.high <= 100 + CLOSE


@given(steps(), questions(), st.data())
def test_whatever_the_unknowns_turn_out_to_be_the_score_lands_in_the_range(offer, scenario, data):
    evidence = small_evidence({"a": facts(offer)})
    matrix = decision_matrix(evidence, DAY, scenario.unknowns)
    found = scores(matrix, weighting(evidence, scenario, frozenset()), scenario.unknowns, scenario.compensation)
    learnt = {
        name: data.draw(st.integers(0, len(LADDERS[name]) - 1)) if place is None else place
        for name, place in offer.items()
    }
    score = totals({"a": facts(learnt)}, scenario)["a"]
    assert found["low"][0] - CLOSE <= score <= found["high"][0] + CLOSE


@given(steps(known_only=True), questions())
def test_what_is_known_and_uncontested_has_no_range(offer, scenario):
    answer = rank(small_evidence({"a": facts(offer)}), scenario)
    assert answer.rows[0].low == pytest.approx(answer.rows[0].high)
    assert answer.rows[0].known_weight == pytest.approx(1) and answer.rows[0].coverage == 1


@given(offers(), questions(policies=st.just("cautious")))
def test_under_caution_the_score_is_the_low_end_unless_contested(drawn, scenario):
    for row in rank(small_evidence(drawn), scenario).rows:
        assert row.score == pytest.approx(row.low, abs=CLOSE)


def test_a_contested_fact_widens_the_range_by_its_weight():
    contested = {**LOCAL, "jurisdiction": [(START, 3, {"low": 2, "high": 4})]}
    row = rank(small_evidence({"a": contested}), Scenario(DAY)).rows[0]
    assert (row.score - row.low, row.high - row.score) == pytest.approx((3.125, 3.125))


# Places.


@given(steps(known_only=True), steps(known_only=True), questions())
def test_equal_offers_share_a_place_and_the_next_place_is_left_out(first, second, scenario):
    answer = rank(small_evidence({"b": facts(first), "a": facts(first), "c": facts(second)}), scenario)
    shown = dict(places(answer))
    assert shown["a"] == shown["b"]
    assert [n for _, n in places(answer)] in ([1, 1, 3], [1, 2, 2], [1, 1, 1])
    assert [r.offer for r in answer.rows].index("a") < [r.offer for r in answer.rows].index("b")


def test_places_count_from_one_and_ties_within_a_billionth_share():
    found = place_numbers(pd.Series({"a": 50.0, "b": 70.0, "c": 50.0 + 5e-10, "d": 10.0}))
    assert found.to_dict() == {"a": 2, "b": 1, "c": 2, "d": 4}
    assert place_numbers(pd.Series(dtype=float)).empty


@given(offers(least=2), questions())
def test_gaps_lead_down_to_the_next_lower_score(drawn, scenario):
    rows = rank(small_evidence(drawn), scenario).rows
    for row in rows:
        lower = [r.score for r in rows if r.place > row.place]
        assert row.gap == (pytest.approx(row.score - max(lower)) if lower else None)
        assert all(r.score <= row.score + CLOSE for r in rows if r.place > row.place)


def test_leaders_are_all_who_share_the_first_place():
    answer = rank(small_evidence({"a": LOCAL, "b": LOCAL, "c": SMALL}), Scenario(DAY))
    assert [r.offer for r in answer.leaders] == ["a", "b"]


def test_the_same_question_on_another_day_differs_in_its_day_only():
    asked = Scenario(DAY, profile="sovereign", thin=True)
    assert on_day(asked, date(2020, 7, 6)) == replace(asked, as_of=date(2020, 7, 6))


def test_the_same_inputs_give_the_same_ranking_to_the_last_digit():
    evidence = small_evidence()
    first, second = (rank(evidence, Scenario(DAY, compensation=0.3)) for _ in range(2))
    assert [(r.offer, r.score, dict(r.contributions)) for r in first.rows] == [
        (r.offer, r.score, dict(r.contributions)) for r in second.rows
    ]


def test_a_matrix_at_hand_gives_the_same_answer():
    evidence = small_evidence()
    matrix = decision_matrix(evidence, DAY)
    assert places(rank(evidence, Scenario(DAY), matrix)) == places(rank(evidence, Scenario(DAY)))


# Must-haves: apart from weights, three outcomes.


@pytest.mark.parametrize("unknowns", UNKNOWNS)
@pytest.mark.parametrize("mix", [1.0, 0.0, -math.inf])
def test_all_known_facts_give_one_score_under_every_policy(unknowns, mix):
    evidence = small_evidence({"global": GLOBAL})
    row = rank(evidence, Scenario(DAY, unknowns=unknowns, compensation=mix)).rows[0]
    pillars = [(0 + 100) / 2, 100, 100, (100 * np.log(200 / 120) / np.log(10) + 20) / 2]
    expected = {1.0: np.mean(pillars), 0.0: np.prod(pillars) ** 0.25, -math.inf: min(pillars)}[mix]
    assert row.score == pytest.approx(expected)
    assert set(CRITERIA) >= set(row.contributions)


@given(offers(), MIXES)
def test_ignoring_unknowns_never_places_an_offer_of_which_nothing_weighed_is_known(drawn, mix):
    only_hds = tuple((c, 0.0) for c in SCORED if c != "hds")
    scenario = Scenario(DAY, unknowns="ignore", thin=True, compensation=mix, weights=only_hds)
    for row in rank(small_evidence(drawn), scenario).rows:
        assert row.known_weight > 0
