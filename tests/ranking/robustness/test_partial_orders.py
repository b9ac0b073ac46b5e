"""Weightings under a partial order: every pair respected, uniform, and the mean exact."""

import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from ranking.errors import BoardError
from ranking.robustness.partial_orders import Partial
from ranking.robustness.weight_spaces import Uniform, stream
from tests.places import ORACLES

COUNT = 20_000
PAIRS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] != p[1]), max_size=7)


def drawn(space, count=COUNT, seed=1):
    return space.draw(stream(seed, 0), count)


@given(PAIRS)
def test_weights_respect_every_pair_and_sum_to_one(pairs):
    space = Partial(5, tuple(pairs))
    weights = drawn(space, 500)
    assert weights.shape == (5, 500) and weights.min() >= 0
    assert np.abs(weights.sum(axis=0) - 1).max() < 1e-5
    assert all((weights[i] >= weights[j] - 1e-6).all() for i, j in pairs)
    assert all(space.centroid[i] >= space.centroid[j] - 1e-12 for i, j in pairs)
    assert space.centroid.sum() == pytest.approx(1)


@given(PAIRS)
def test_the_mean_is_the_mean_of_the_draws(pairs):
    space = Partial(5, tuple(pairs))
    weights = drawn(space, 4_000).astype(float)
    assert np.abs(weights.mean(axis=1) - space.centroid).max() < 5.5 * max(weights.std(axis=1).max(), 1e-6) / 63


@pytest.mark.parametrize("size", range(2, 9))
def test_a_full_order_has_the_rank_order_centroid_as_its_mean(size):
    expected = json.loads((ORACLES / "weights_roc_rs_rr.json").read_text("utf-8"))["expected"][str(size)]["ROC"]
    space = Partial(size, tuple((k, k + 1) for k in range(size - 1)))
    assert space.centroid == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("pairs", [((0, 2), (1, 2)), ((0, 1), (0, 2), (0, 3)), ((0, 1), (2, 3)), ()])
def test_draws_are_those_of_all_weightings_that_fit(pairs):
    every = Uniform(4).draw(stream(2, 0), 200_000)
    fits = np.all([every[i] >= every[j] for i, j in pairs], axis=0) if pairs else np.ones(200_000, bool)
    weights = drawn(Partial(4, pairs))
    assert all(ks_2samp(a, b).pvalue > 1e-3 for a, b in zip(weights, every[:, fits], strict=True))


def test_every_order_that_fits_comes_as_often_as_the_others():
    weights = drawn(Partial(4, ((0, 3), (1, 3))), 60_000)
    orders, times = np.unique(np.argsort(-weights, axis=0), axis=1, return_counts=True)
    fitting = [p for p in permutations(range(4)) if p.index(0) < p.index(3) and p.index(1) < p.index(3)]
    assert sorted(map(tuple, orders.T.tolist())) == sorted(fitting)
    assert np.abs(times / 60_000 - 1 / len(fitting)).max() < 0.01


def test_a_circle_weighs_the_same_and_the_rest_is_uniform_over_what_is_left():
    space = Partial(3, ((0, 1), (1, 0)))
    weights = drawn(space)
    assert not space.full and space.groups == ((0, 1), (2,))
    assert np.abs(weights[0] - weights[1]).max() == 0
    # What is left is a segment: the lone item is uniform from 0 to 1.
    assert ks_2samp(weights[2], stream(5, 0).random(COUNT)).pvalue > 1e-3
    assert space.centroid == pytest.approx([0.25, 0.25, 0.5])


def test_what_is_too_wide_open_is_refused_in_a_sentence():
    with pytest.raises(BoardError, match="an order of 20 items"):
        _ = Partial(20).centroid
