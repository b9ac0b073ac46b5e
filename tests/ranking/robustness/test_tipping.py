"""The smallest change that puts an offer first, verified by ranking, never beaten by chance; or the proof of none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.robustness.problem import WeightProblem, leaders, plain, problem
from ranking.robustness.reach import reach
from ranking.robustness.tipping import NeverFirst, NotLinear, WeightChange, linear, smallest_change
from ranking.robustness.weight_spaces import Uniform, stream
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario, with_pairs
from tests.drawn import offers, questions
from tests.examples import DAY, GLOBAL, OFFERS, SMALL, small_evidence


def random_problem(seed, n=7, m=4):
    scores = np.round(100 * stream(seed, 8).random((n, m)))
    weights = stream(seed, 7).dirichlet(np.ones(m))
    return plain([f"o{i}" for i in range(n)], [f"c{j}" for j in range(m)], scores, weights)


def corners(ahead):
    """Every point of the simplex of three weights where two of the lines ahead @ w = 0 and its own edges meet."""
    lines = np.r_[ahead, np.eye(3)]
    found = []
    for i in range(len(lines)):
        for other in lines[:i]:
            meets = np.cross(lines[i], other)
            if abs(meets.sum()) > 1e-9 and (meets / meets.sum()).min() > -1e-9:
                found.append(meets / meets.sum())
    return np.array(found).T


def weights_of(base: WeightProblem, found: WeightChange) -> np.ndarray:
    new = np.array(list(found.weights.values()))
    return base.within * (new @ base.groups) if found.level == "pillar" else new


def leads(base: WeightProblem, found: WeightChange) -> bool:
    return bool(leaders(base.totals(weights_of(base, found)[:, None]))[base.index(found.offer), 0])


def test_the_change_is_the_one_that_can_be_worked_out_by_hand():
    base = plain(["a", "b"], ["x", "y"], np.array([[100, 0], [0, 50]]), (0.6, 0.4))
    found = smallest_change(base, "b")
    assert found.weights == pytest.approx({"x": 1 / 3, "y": 2 / 3}, abs=1e-6)
    assert found.l1 == pytest.approx(2 * (0.6 - 1 / 3), abs=1e-6) and not found.shared
    assert [m[0] for m in found.moves] == ["x", "y"]
    assert found.moves[0][1:] == pytest.approx((0.6, 1 / 3), abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_ranking_with_the_changed_weights_puts_the_offer_first_and_chance_finds_nothing_smaller(seed):
    base = random_problem(seed)
    drawn = Uniform(4).draw(stream(seed, 1), 40_000).astype(float)
    # Half of the draws near the weights in force, where a smaller change would be.
    drawn[:, ::2] = base.weights[:, None] + 0.3 * (drawn[:, ::2] - base.weights[:, None])
    first, distance = leaders(base.totals(drawn)), np.abs(drawn - base.weights[:, None]).sum(axis=0)
    for row, offer in enumerate(base.offers):
        found = smallest_change(base, offer)
        if isinstance(found, NeverFirst):
            assert not first[row].any()
            continue
        assert leads(base, found)
        assert sum(found.weights.values()) == pytest.approx(1) and min(found.weights.values()) >= 0
        assert found.l1 == pytest.approx(np.abs(weights_of(base, found) - base.weights).sum())
        assert not first[row].any() or distance[first[row]].min() >= found.l1 - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_a_proof_is_a_mixture_of_rivals_that_beats_the_offer_on_every_criterion(seed):
    base = random_problem(seed, n=12)
    never = [f for f in (smallest_change(base, o) for o in base.offers) if isinstance(f, NeverFirst)]
    assert never
    for found in never:
        assert sum(found.mixture.values()) == pytest.approx(1) and offer_not_in(found)
        mixed = sum(share * base.scores[base.index(o)] for o, share in found.mixture.items())
        assert ((mixed - base.scores[base.index(found.offer)]).min() / 100) == pytest.approx(found.by)
        assert found.by > 0


def offer_not_in(found: NeverFirst) -> bool:
    return found.offer not in found.mixture


def test_the_leader_needs_no_change():
    base = random_problem(0)
    leader = base.offers[base.order()[0]]
    found = smallest_change(base, leader)
    assert found.l1 == 0 and found.moves == () and found.weights == found.before


def test_an_offer_that_can_only_share_the_first_place_says_so():
    base = plain(["a", "b"], ["x", "y"], np.array([[100, 50], [100, 20]]), (0.5, 0.5))
    found = smallest_change(base, "b")
    assert found.shared and found.weights == pytest.approx({"x": 1, "y": 0})
    twin = plain(["a", "b", "c"], ["x", "y"], np.array([[100, 0], [100, 0], [0, 100]]), (0.2, 0.8))
    assert smallest_change(twin, "b").shared and leads(twin, smallest_change(twin, "b"))
    assert smallest_change(twin, "b").l1 == pytest.approx(0.6, abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_best_and_worst_place_are_those_found_by_going_everywhere(seed):
    base = random_problem(seed, n=7, m=3)
    around = np.array([[np.cos(a), np.sin(a)] for a in np.linspace(0, 2 * np.pi, 90)]).T
    around = 2e-4 * np.array([[1, 0], [-0.5, 1], [-0.5, -1]]) @ around
    for row, offer in enumerate(base.offers):
        at = corners(np.delete(base.scores[row] - base.scores, row, axis=0) / 100)
        near = (at[:, :, None] + around[:, None]).reshape(3, -1)
        near = near[:, near.min(axis=0) >= 0]
        above = [(x > x[row] + 1e-9).sum(axis=0) for x in (base.totals(at), base.totals(near))]
        found = reach(base, offer)
        assert found.exact
        assert (found.best, found.worst) == (1 + above[0].min(), 1 + above[1].max())
        assert (found.best == 1) == isinstance(smallest_change(base, offer), WeightChange)


def test_a_dominated_offer_never_passes_the_one_above_it():
    base = plain(["top", "middle", "low"], ["x", "y"], np.array([[90, 80], [60, 50], [10, 20]]))
    assert [(reach(base, o).best, reach(base, o).worst) for o in base.offers] == [(1, 1), (2, 2), (3, 3)]
    assert smallest_change(base, "low").mixture == pytest.approx({"top": 1.0})


def test_a_lone_offer_is_first_whatever_the_weights():
    base = plain(["a"], ["x", "y"], np.array([[10, 20]]))
    assert smallest_change(base, "a").l1 == 0 and reach(base, "a").worst == 1


def overrides(problem: WeightProblem, change: WeightChange) -> tuple[dict[str, float], dict[str, float]]:
    """Return (pillar percentages, points within pillars) a Scenario takes; no points where only pillars changed."""
    if change.level == "pillar":
        return {p: 100 * w for p, w in change.weights.items()}, {}
    weights = np.array([change.weights[c] for c in problem.criteria])
    shares = problem.groups @ weights
    whole = shares @ problem.groups
    points = np.where(whole > 0, weights / np.where(whole > 0, whole, 1.0), problem.within)
    return dict(zip(problem.pillars, 100 * shares, strict=True)), dict(zip(problem.criteria, 100 * points, strict=True))


def asked_again(evidence: Evidence, question: Scenario, base: WeightProblem, found: WeightChange):
    pillars, points = overrides(base, found)
    changed = with_pairs(question, "pillars", {**dict.fromkeys(evidence.pillars, 0.0), **pillars})
    return rank(evidence, with_pairs(changed, "weights", {**dict(question.weights), **points}))


@settings(max_examples=20)
@given(drawn=offers(2, 4), question=questions(st.sampled_from(["cautious", "neutral"]), st.sampled_from([1.0, 0.5])))
def test_the_board_itself_agrees_when_asked_with_the_changed_weights(drawn, question):
    evidence = small_evidence(drawn)
    ranking = rank(evidence, replace(question, thin=True))
    if not ranking.rows:
        return
    base = problem(ranking)
    for level in ("pillar", "criterion") if question.compensation == 1 else ("pillar",):
        for offer in base.offers:
            found = smallest_change(base, offer, level)
            if isinstance(found, WeightChange) and not found.shared:
                again = asked_again(evidence, ranking.scenario, base, found)
                assert again.row(offer).place == 1


@pytest.mark.parametrize("mix", [0.5, 0.0, -1.0])
def test_between_pillars_the_change_is_exact_for_other_compensations_too(mix):
    scores = 5 + 90 * stream(3, 3).random((5, 6))
    base = WeightProblem(
        tuple("abcde"),
        tuple("uvwxyz"),
        tuple("PQR"),
        np.kron(np.eye(3), np.ones(2)),
        scores,
        np.array([0.5, 0.3, 0.2]),
        np.full(6, 0.5),
        mix,
    )
    drawn = Uniform(3).draw(stream(3, 4), 20_000).astype(float)
    first = leaders(base.totals(np.repeat(drawn, 2, axis=0) * 0.5))
    distance = np.abs(drawn - base.shares[:, None]).sum(axis=0)
    for row, offer in enumerate(base.offers):
        found = smallest_change(base, offer, "pillar")
        if isinstance(found, NeverFirst):
            assert not first[row].any()
        else:
            assert leads(base, found)
            assert not first[row].any() or distance[first[row]].min() >= found.l1 - 1e-6


def test_what_is_not_linear_is_refused_with_a_reason():
    gap = {**OFFERS, "gap": {k: v for k, v in GLOBAL.items() if k not in ("hds", "certs")}}
    left_out = problem(rank(small_evidence(gap), Scenario(DAY, unknowns="ignore")))
    weakest = problem(rank(small_evidence(), Scenario(DAY, compensation=-np.inf)))
    zero = problem(rank(small_evidence({"small": SMALL, "global": GLOBAL}), Scenario(DAY, compensation=0)))
    for base, level in [
        (left_out, "criterion"),
        (left_out, "pillar"),
        (weakest, "pillar"),
        (weakest, "criterion"),
        (zero, "pillar"),
    ]:
        with pytest.raises(NotLinear):
            linear(base, level)


def test_an_offer_that_does_not_compete_is_refused():
    with pytest.raises(BoardError, match="not among the offers ranked"):
        smallest_change(random_problem(0), "nobody")
