"""Offers that tie, or are a hair apart: shares, intervals, smallest changes and places as exact numbers give them."""

from datetime import date

import numpy as np
import pytest

from exports.data.snapshots import evidence_of
from ranking.robustness.problem import leaders, plain, problem
from ranking.robustness.reach import reach
from ranking.robustness.smaa import acceptability
from ranking.robustness.stability import stability
from ranking.robustness.tipping import NeverFirst, smallest_change
from ranking.robustness.weight_spaces import Uniform, weight_space
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario

# By hand, and so whatever the day documents; cost and exit had no weight then.
THIRDS = (("sovereignty", 30.0), ("certification", 30.0), ("readiness", 30.0), ("cost_exit", 0.0))
NEAR = {
    # Known shares: a dominates; (2, 1) is split where 2 x = y; by symmetry a half.
    "dominated by a hair": ([[50, 50, 50], [50 - 2e-6, 50, 50]], [1.0, 0.0]),
    "dominated by less than single precision, between others": (
        [[80, 10, 20], [50, 50, 50], [50 - 1e-7, 50, 50], [10, 80, 30]],
        [None, None, 0.0, None],
    ),
    "dominated on one criterion, alike on the rest": ([[100, 75, 25], [0, 75, 25]], [1.0, 0.0]),
    "two to one": ([[50 + 2e-6, 50, 50], [50, 50 + 1e-6, 50 + 1e-6]], [4 / 9, 5 / 9]),
    "a hair each": ([[50 + 1e-8, 50, 50], [50, 50 + 1e-8, 50]], [0.5, 0.5]),
}


@pytest.mark.parametrize("name", NEAR)
@pytest.mark.parametrize("turned", [False, True])
def test_offers_a_hair_apart_have_the_shares_that_exact_numbers_give(name, turned):
    scores, wanted = NEAR[name]
    order = slice(None, None, -1 if turned else 1)
    base = plain([f"o{i}" for i in range(len(scores))][order], ["x", "y", "z"], np.array(scores, float)[order])
    found = acceptability(base, Uniform(3), 100_000)
    for row, share in enumerate(wanted):
        if share in (0.0, 1.0):
            assert found.first[f"o{row}"] == share
        elif share is not None:
            assert found.first[f"o{row}"] == pytest.approx(share, abs=0.006)


def test_weights_that_nearly_all_go_to_one_criterion_share_the_lead_where_offers_tie_on_it():
    # At a concentration near 0 each draw is one criterion alone, as often as its share says: a and b tie on x.
    base = plain(["a", "b", "c"], ["x", "y", "z"], np.array([[100, 0, 0], [100, 50, 0], [0, 40, 90]]), (0.5, 0.3, 0.2))
    for concentration in (0.001, 1e-6):
        found = acceptability(base, weight_space(base, "mine", False, concentration), 40_000)
        assert list(found.first) == pytest.approx([0.25, 0.55, 0.2], abs=0.01)


HAIRS = [1e-3, 1e-5, 2e-6, 1e-6]


@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize(
    "scores, wanted",
    [
        # By hand, a hair being any number of points: level at x = 0; dominated; ahead at one corner only; both.
        (lambda h: [[50 + h, 50, 50], [50, 50, 50]], [(1, 1), (1, 2)]),
        (lambda h: [[50 + h, 90, 90], [50, 10, 10]], [(1, 1), (2, 2)]),
        (lambda h: [[50 + h, 0, 0], [50, 100, 100]], [(1, 2), (1, 2)]),
        (lambda h: [[50 + 2 * h, 0, 0], [50 + h, 100, 0], [50, 100, 100]], [(1, 3), (1, 3), (1, 3)]),
        (lambda h: [[50 + h, 50 + h, 50 + h], [50, 50, 50], [0, 0, 100]], [(1, 2), (2, 3), (1, 3)]),
    ],
)
def test_best_and_worst_place_are_exact_a_hair_apart(scores, wanted, hair):
    base = plain("abc"[: len(wanted)], "xyz", np.array(scores(hair)))
    found = [reach(base, o) for o in base.offers]
    assert [(r.best, r.worst, r.exact) for r in found] == [(*pair, True) for pair in wanted]


@pytest.mark.parametrize("hair", HAIRS)
def test_the_smallest_change_is_exact_a_hair_apart(hair):
    base = plain("ab", "xyz", np.array([[50 + hair, 50, 50], [50, 50, 50]]))
    leader, other = (smallest_change(base, o) for o in base.offers)
    assert (leader.l1, leader.shared) == (0.0, False)
    assert other.shared and other.l1 == pytest.approx(2 / 3) and other.weights["x"] == 0
    below = smallest_change(plain("ab", "xyz", np.array([[50 + hair] * 3, [50] * 3])), "b")
    assert isinstance(below, NeverFirst) and below.mixture == pytest.approx({"a": 1.0})
    assert below.by == pytest.approx(hair / 100, rel=1e-3)
    # b leads where y or z outweighs x by the least; a does at once.
    split = plain("ab", "xyz", np.array([[50 + hair, 50, 50], [50, 50 + hair, 50]]), (0.5, 0.3, 0.2))
    change = smallest_change(split, "b")
    lead = leaders(split.totals(np.array([list(change.weights.values())]).T))[1, 0]
    assert not change.shared and lead and change.l1 == pytest.approx(0.2, abs=0.02)


def test_at_a_tie_no_change_is_needed_and_the_first_place_is_shared():
    scores = np.array([[20, 20, 60], [90, 100, 10]])
    for offer in "ab":
        found = smallest_change(plain("ab", "xyz", scores, (1, 1, 3)), offer)
        assert (found.l1, found.shared, found.moves) == (0.0, True, ())


def test_where_the_lead_is_shared_the_interval_reaches_as_far_as_the_leader_leads():
    base = plain("ab", "xyz", np.array([[20, 20, 60], [90, 100, 10]]), (1, 1, 3))
    found = {s.item: s for s in stability(base)}
    # By hand: a and b are level at x = 1/5, as at y = 1/5 and z = 3/5; a leads below, below and above.
    for item, leads, other in (("x", (0, 0.2), "b"), ("y", (0, 0.2), "b"), ("z", (0.6, 1), None)):
        assert found[item].leads == pytest.approx(leads) and found[item].above == other
    assert found["z"].below == "b"
    third = plain("abc", "xyz", np.vstack([base.scores, [0, 0, 0]]), (1, 1, 3))
    assert {s.item: s.leads for s in stability(third)} == {k: s.leads for k, s in found.items()}


def test_where_the_lead_was_shared_in_2024_too():
    base = problem(rank(evidence_of("625338a1"), Scenario(date(2024, 9, 30), pillars=THIRDS)))
    pillars, within = ({s.item: s for s in stability(base, level)} for level in ("pillar", "within"))
    # Exactly: on that day aws, Google and Azure share the lead.
    assert base.offers[base.order()[0]] == "aws"
    assert pillars["certification"].leads == pytest.approx((0, 1 / 3))
    assert within["key_control"].leads == pytest.approx((1 / 4, 1))
