"""Stability intervals: inside nothing changes, outside something does, by ranking again."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.robustness.problem import WeightProblem, plain, problem
from ranking.robustness.stability import LEVELS, line, stability
from ranking.robustness.weight_spaces import stream
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, with_pairs
from tests.drawn import offers, questions
from tests.examples import DAY, OFFERS, small_evidence
from tests.places import ORACLES
from tests.ranking.balance.weight_moves import moved

STEP = 1e-6


def order_at(base: WeightProblem, level: str, k: int, t: float) -> tuple[set, list]:
    """(leaders, pairs in order) with item k at t, by the weights' own rule for moving one share."""
    items = base.pillars if level == "pillar" else base.criteria
    if level == "pillar":
        shares = moved(dict(zip(items, base.shares, strict=True)), items[k], t)
        base = replace(base, shares=np.array(list(shares.values())))
        weights = base.weights
    elif level == "criterion":
        weights = np.array(list(moved(dict(zip(items, base.weights, strict=True)), items[k], t).values()))
    else:
        group = base.groups[base.groups[:, k].argmax()] > 0
        inside = {items[j]: base.within[j] for j in np.flatnonzero(group)}
        within = base.within.copy()
        within[group] = list(moved(inside, items[k], t).values())
        weights = replace(base, within=within).weights
    total = base.totals(weights[:, None])[:, 0]
    return set(np.flatnonzero(total >= total.max() - 1e-9)), total


def check(base: WeightProblem, found, level: str, k: int, step: float) -> None:
    first, now = base.order()[0], base.total()
    pairs = [(i, j) for i in range(len(now)) for j in range(len(now)) if now[i] - now[j] > 1e-9]
    for t in np.linspace(*found.leads, 7):
        assert first in order_at(base, level, k, np.clip(t, found.leads[0] + step, found.leads[1] - step))[0]
    for t in np.linspace(*found.order, 7):
        total = order_at(base, level, k, np.clip(t, found.order[0] + step, found.order[1] - step))[1]
        assert all(total[i] - total[j] > -1e-7 for i, j in pairs)
    for end, beyond in zip(found.leads, (-step, step), strict=True):
        if 2 * step < end < 1 - 2 * step:
            assert first not in order_at(base, level, k, end + beyond)[0]
    for end, beyond in zip(found.order, (-step, step), strict=True):
        if 2 * step < end < 1 - 2 * step:
            total = order_at(base, level, k, end + beyond)[1]
            assert any(total[i] < total[j] for i, j in pairs)


def test_the_exact_breakpoints_of_two_criteria():
    found = json.loads((ORACLES / "smaa_exact_2criteria.json").read_text("utf-8"))
    matrix = 100 * np.array(found["matrix"])
    points = [float(Fraction(p)) for p in found["expected"]["weight_breakpoints_c1"]]
    for low, high in zip(points, points[1:], strict=False):
        middle = (low + high) / 2
        first = stability(plain(found["alternatives"], found["criteria"], matrix, (middle, 1 - middle)))[0]
        assert first.exact and first.order == pytest.approx((low, high), abs=1e-12)
    centre = stability(plain(found["alternatives"], found["criteria"], matrix))[0]
    assert centre.leads == pytest.approx((0.4, 0.6), abs=1e-12)
    assert (centre.below, centre.above, centre.now) == ("B", "A", 0.5)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("unknowns", ["cautious", "ignore"])
def test_just_inside_nothing_changes_and_just_outside_something_does(level, unknowns):
    for seed in range(4):
        rng = stream(seed, 5)
        scores = 100 * rng.random((7, 6))
        if unknowns == "ignore":
            scores[rng.random((7, 6)) < 0.25] = np.nan
        base = WeightProblem(
            tuple("abcdefg"),
            tuple("uvwxyz"),
            tuple("PQR"),
            np.kron(np.eye(3), np.ones(2)),
            scores,
            rng.dirichlet(np.ones(3)),
            rng.dirichlet(np.ones(2), 3).ravel(),
        )
        for k, found in enumerate(stability(base, level)):
            assert found.exact and found.leads[0] <= found.now <= found.leads[1]
            check(base, found, level, k, STEP)


@settings(max_examples=12)
@given(drawn=offers(2, 4), question=questions(mixes=st.sampled_from([1.0, 0.5, 0.0, -np.inf])))
def test_intervals_hold_on_drawn_boards(drawn, question):
    ranking = rank(small_evidence(drawn), replace(question, thin=True))
    if len(ranking.rows) < 2:
        return
    base = problem(ranking)
    for level in LEVELS:
        for found in stability(base, level):
            assert found.exact == (question.compensation == 1)
            assert 0 <= found.leads[0] <= found.now + 1e-12 and found.now - 1e-12 <= found.leads[1] <= 1
            if len(ranking.leaders) == 1:
                assert found.leads[0] <= found.order[0] + 1e-9 and found.order[1] - 1e-9 <= found.leads[1]


@pytest.mark.parametrize("mix", [0.0, -2.0])
def test_other_compensations_are_found_numerically_and_say_so(mix):
    base = problem(rank(small_evidence(), Scenario(DAY, compensation=mix, unknowns="neutral")))
    for level in LEVELS:
        for k, found in enumerate(stability(base, level)):
            assert not found.exact
            check(base, found, level, k, 1e-5)


def test_the_interval_of_a_pillar_is_the_one_of_its_slider():
    evidence = small_evidence()
    ranking = rank(evidence, Scenario(DAY))
    leader = ranking.rows[0].offer
    for found in stability(problem(ranking), "pillar"):
        for t, stays in [
            (found.leads[0] + STEP, True),
            (found.leads[1] - STEP, True),
            (found.leads[0] - STEP, False),
            (found.leads[1] + STEP, False),
        ]:
            if 0 <= t <= 1:
                shares = {k: 100 * v for k, v in moved(ranking.weighting.pillars, found.item, t).items()}
                there = rank(evidence, with_pairs(Scenario(DAY), "pillars", shares)).rows[0].offer
                assert (there == leader) == stays
                assert stays or there == (found.below if t < found.now else found.above)


def test_a_pillar_without_weight_and_a_lone_criterion_have_intervals():
    base = problem(
        rank(
            small_evidence(),
            Scenario(
                DAY, pillars=(("sovereignty", 100.0), ("certification", 0.0), ("readiness", 0.0), ("cost_exit", 0.0))
            ),
        )
    )
    assert all(0 <= s.leads[0] <= s.now <= s.leads[1] <= 1 for level in LEVELS for s in stability(base, level))
    lone = plain(["a", "b"], ["only"], np.array([[10.0], [20.0]]))
    assert stability(lone)[0].leads == (0.0, 1.0) and line(lone, "criterion", 0)[2] == 1.0


def test_a_criterion_on_which_all_are_alike_never_decides():
    same = {name: {**facts, "hds": [("2018-01-01", 1)]} for name, facts in OFFERS.items()}
    base = problem(rank(small_evidence(same), Scenario(DAY)))
    found = {s.item: s for s in stability(base)}["hds"]
    assert found.leads == (0.0, 1.0) and found.order == (0.0, 1.0)


@pytest.mark.parametrize("seed", range(4))
def test_two_that_tie_in_the_weights_in_force_are_found_level_at_the_end_or_all_along(seed):
    rng = stream(seed, 6)
    scores, weights = np.round(100 * rng.random((4, 5))), rng.dirichlet(np.ones(5))
    # The second is brought level with the first on one criterion, whatever the digits.
    scores[:2] = 90 + scores[:2] / 10
    scores[1, 0] += (scores[0] - scores[1]) @ weights / weights[0]
    base = plain("abcd", "vwxyz", scores, weights)
    for k, found in enumerate(stability(base)):
        check(base, found, "criterion", k, STEP)
        assert found.leads[0] <= found.now <= found.leads[1] and found.leads[1] - found.leads[0] > 1e-3
