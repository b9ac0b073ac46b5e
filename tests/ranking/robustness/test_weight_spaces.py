"""Weight spaces: sums, bounds, orders, and that the draws are uniform where they claim to be."""

import json

import numpy as np
import pytest
from scipy.stats import beta, chisquare, ks_2samp, kstest

from ranking.errors import BoardError
from ranking.robustness.bounded_weights import Boxed, Cut
from ranking.robustness.problem import plain, problem
from ranking.robustness.weight_spaces import KINDS, Around, Fixed, Nested, Ordered, Uniform, mine, stream, weight_space
from ranking.weighing.rank import rank
from ranking.weighing.scenario import Scenario
from tests.examples import DAY, small_evidence
from tests.places import ORACLES

COUNT = 20_000
SURE = 1e-3


def drawn(space, count=COUNT, seed=1):
    return space.draw(stream(seed, 0), count)


def small():
    return problem(rank(small_evidence(), Scenario(DAY)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nested", [True, False])
def test_every_space_gives_weights_that_sum_to_one(kind, nested):
    weights = drawn(weight_space(small(), kind, nested))
    assert weights.shape == (9, COUNT)
    assert weights.min() >= 0
    assert np.abs(weights.sum(axis=0) - 1).max() < 1e-5


@pytest.mark.parametrize("size", [1, 2, 5, 20])
def test_any_weights_are_uniform_on_the_simplex(size):
    weights = drawn(Uniform(size))
    for row in weights[:3] if size > 1 else ():
        assert kstest(row, beta(1, size - 1).cdf).pvalue > SURE


def test_normalised_uniforms_would_not_pass_for_uniform():
    crowded = stream(1, 0).random((5, COUNT))
    assert kstest((crowded / crowded.sum(axis=0))[0], beta(1, 4).cdf).pvalue < 1e-12


@pytest.mark.parametrize("size", range(2, 9))
def test_the_mean_of_ordered_weights_is_the_rank_order_centroid(size):
    expected = json.loads((ORACLES / "weights_roc_rs_rr.json").read_text("utf-8"))["expected"][str(size)]["ROC"]
    weights = drawn(Ordered(tuple(range(size, 0, -1))), 100_000)
    assert (np.diff(weights, axis=0) <= 0).all()
    assert np.abs(weights.mean(axis=1) - expected).max() < 5 * weights.std(axis=1).max() / np.sqrt(100_000)


def test_ordered_weights_are_the_any_weights_that_respect_the_order():
    kept = drawn(Uniform(4), 200_000)
    kept = kept[:, (kept[2] >= kept[0]) & (kept[0] >= kept[1]) & (kept[1] >= kept[3])]
    weights = drawn(Ordered((3, 2, 4, 1)), kept.shape[1], seed=2)
    for k in range(4):
        assert ks_2samp(kept[k], weights[k]).pvalue > SURE


def test_criteria_of_equal_importance_are_left_in_any_order():
    weights = drawn(Ordered((1, 5, 1, 1)))
    assert (weights[1] >= weights[[0, 2, 3]].max(axis=0)).all()
    first = np.bincount(weights[[0, 2, 3]].argmax(axis=0), minlength=3)
    assert chisquare(first).pvalue > SURE


BOXES = {
    "middle": ([0.15] * 4, [0.35] * 4),
    "one tight": ([0.24, 0, 0, 0], [0.26, 1, 1, 1]),
    "corner": ([0.0, 0.0, 0.0, 0.7], [0.3, 0.2, 0.1, 1.0]),
    "near the top": ([0, 0, 0, 0], [0.3, 0.3, 0.3, 0.3]),
    "near the bottom": ([0.2, 0.2, 0.2, 0.2], [1, 1, 1, 1]),
    "all": ([0] * 4, [1] * 4),
    "uneven": ([0.05, 0.1, 0, 0.3], [0.6, 0.15, 0.02, 0.9]),
}


@pytest.mark.parametrize("box", BOXES)
def test_weights_within_ranges_are_uniform_on_their_slice(box):
    low, high = map(np.array, BOXES[box])
    slack, kept = 1 - low.sum(), []
    while sum(k.shape[1] for k in kept) < COUNT:
        rest = low[:, None] + slack * drawn(Uniform(4), 200_000, seed=len(kept) + 10)
        kept.append(rest[:, (rest <= high[:, None]).all(axis=0)])
    kept, weights = np.concatenate(kept, axis=1)[:, :COUNT], drawn(Boxed(tuple(low), tuple(high)))
    assert (weights >= low[:, None] - 1e-9).all() and (weights <= high[:, None] + 1e-9).all()
    assert np.abs(weights.sum(axis=0) - 1).max() < 1e-9
    for direction in [*np.eye(4), np.array([1, -1, 0.5, 0]), np.array([0, 1, 1, -1])]:
        assert ks_2samp(direction @ kept, direction @ weights).pvalue > SURE


def test_many_weights_within_ranges_keep_their_exact_means():
    centre = np.array([0.3] + [0.7 / 19] * 19)
    weights = drawn(Boxed(tuple(np.maximum(centre - 0.03, 0)), tuple(centre + 0.03)))
    error = weights.std(axis=1).max() / np.sqrt(COUNT)
    assert abs(weights[0].mean() - 0.3) < 5 * error
    assert np.ptp(weights[1:].mean(axis=1)) < 9 * error


@pytest.mark.parametrize("low, high", [((0.5, 0.6), (1, 1)), ((0, 0), (0.4, 0.5)), ((0.5, 0.2), (0.4, 1))])
def test_ranges_that_no_weighting_fits_are_refused(low, high):
    with pytest.raises(BoardError, match="no weighting fits"):
        Boxed(low, high)


def test_ranges_that_leave_one_weighting_give_it():
    assert np.allclose(drawn(Boxed((0.2, 0.3, 0.5), (0.9, 0.9, 0.9)), 5), [[0.2], [0.3], [0.5]])
    assert np.allclose(drawn(Boxed((0.2, 0.3, 0.0), (0.2, 0.3, 1.0)), 5), [[0.2], [0.3], [0.5]])
    assert not Boxed((0.2, 0.3, 0.0), (0.2, 0.3, 1.0)).full


def test_an_order_and_ranges_together_keep_both():
    weights = drawn(Cut(Ordered((3, 2, 1)), (0, 0, 0.1), (0.5, 1, 1)))
    assert weights.shape == (3, COUNT)
    assert (np.diff(weights, axis=0) <= 0).all() and weights[0].max() <= 0.5 and weights[2].min() >= 0.1


def test_an_order_and_ranges_that_contradict_each_other_are_refused():
    with pytest.raises(BoardError, match="fewer than one weighting in 10,000"):
        drawn(Cut(Ordered((2, 1)), (0, 0.6), (1, 1)))


def test_weights_around_mine_have_my_mean_and_the_stated_spread():
    mean = np.array([0.5, 0.3, 0.2, 0.0])
    weights = drawn(Around(tuple(mean), 24.0), 50_000)
    assert np.abs(weights.mean(axis=1) - mean).max() < 0.003
    assert np.abs(weights.std(axis=1) - np.sqrt(mean * (1 - mean) / 25)).max() < 0.002
    assert (weights[3] == 0).all()
    assert not Around(tuple(mean), 24.0).full


def test_a_very_low_concentration_never_divides_by_zero():
    assert np.isfinite(drawn(Around((0.999, 0.001), 1e-3), 5_000)).all()


def test_pillars_first_spreads_pillar_shares_evenly_and_flat_favours_large_pillars():
    base = small()
    sizes = base.groups.sum(axis=1)
    pillars = base.groups @ drawn(weight_space(base, "any", nested=True))
    flat = base.groups @ drawn(weight_space(base, "any", nested=False))
    for k, size in enumerate(sizes):
        assert kstest(pillars[k], beta(1, len(sizes) - 1).cdf).pvalue > SURE
        assert kstest(flat[k], beta(size, sizes.sum() - size).cdf).pvalue > SURE


def test_within_a_range_of_mine_pillars_and_shares_inside_them_stay_in_it():
    base = small()
    weights = drawn(weight_space(base, "range", width=0.05), 2_000)
    shares = base.groups @ weights
    assert (np.abs(shares - base.shares[:, None]) <= 0.05 + 1e-9).all()
    assert (np.abs(weights / (shares.T @ base.groups).T - base.within[:, None]) <= 0.05 + 1e-9).all()


def test_my_weights_alone_are_one_weighting():
    base = small()
    assert np.allclose(drawn(mine(base), 3), base.weights[:, None])
    assert isinstance(mine(base), Fixed) and not mine(base).full


def test_a_space_nests_one_level_in_another():
    space = Nested(Uniform(2), (Uniform(1), Uniform(2)), ((1,), (0, 2)))
    weights = drawn(space)
    assert space.size == 3 and space.full
    assert kstest(weights[1], beta(1, 1).cdf).pvalue > SURE


@pytest.mark.parametrize("kind, options", [("all", {}), ("mine", {"concentration": 0}), ("range", {"width": -0.1})])
def test_a_space_that_does_not_exist_is_refused(kind, options):
    with pytest.raises(BoardError, match="one of any, mine, order, range"):
        weight_space(plain(["a"], ["x", "y"], np.ones((1, 2))), kind, **options)


def test_streams_are_the_children_that_numpy_would_spawn():
    child = np.random.SeedSequence(7).spawn(3)[2].spawn(2)[1]
    assert stream(7, 2, 1).random() == np.random.Generator(np.random.SFC64(child)).random()
    assert stream(7, 0).random() != stream(7, 1).random()
