"""Hundreds of alternatives in bounded memory, and the same numbers."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ranking.robustness.problem import plain
from ranking.robustness.smaa import acceptability, two_criteria
from ranking.robustness.stability import stability
from ranking.robustness.tally import CHUNK, chunk_size
from ranking.robustness.weight_spaces import Uniform, stream


def random_problem(n: int, m: int):
    return plain([f"o{i}" for i in range(n)], [f"c{j}" for j in range(m)], 100 * stream(0, 9).random((n, m)))


def test_many_offers_are_counted_in_chunks_of_bounded_size():
    small, large = random_problem(20, 20), random_problem(150, 50)
    assert chunk_size(small, Uniform(20)) == CHUNK and chunk_size(large, Uniform(50)) == 25_000
    one, other = (acceptability(large, Uniform(50), 26_000, 3, pool) for pool in (None, ThreadPoolExecutor(2)))
    assert one.places.equals(other.places) and one.places.sum().sum() == pytest.approx(150)


def test_exact_shares_of_many_alternatives_need_little_memory():
    scores = 100 * stream(0, 4).random((150, 2))
    scores[1] = scores[0]
    base = plain([f"o{i}" for i in range(150)], "xy", scores)
    tracemalloc.start()
    exact = two_criteria(base)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60e6
    assert np.allclose(exact.places.sum(axis=0), 1) and np.allclose(exact.places.sum(axis=1), 1)
    assert exact.pairwise.loc["o0", "o1"] == 0.5
    drawn = acceptability(base, Uniform(2), 4_000)
    assert np.abs(exact.places - drawn.places).max(axis=None) < 0.04
    assert np.abs(exact.pairwise - drawn.pairwise).max(axis=None) < 0.04


def test_many_alternatives_need_little_memory():
    base = plain([f"o{i}" for i in range(500)], "xyz", 100 * stream(0, 2).random((500, 3)))
    tracemalloc.start()
    stability(base)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50e6
