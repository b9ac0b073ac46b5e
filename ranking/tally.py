"""Counting places over many weightings: integers only, so that parts add up to the same sums in any order."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ranking.problem import Problem
from ranking.spaces import Space, stream

CHUNK = 25_000
EVIDENCE_BLOCK = 2_500
UNIT = 2.0**32
SMALL_PRODUCT = 2**18
PACKED = 64


@dataclass(frozen=True, eq=False)
class Tally:
    """What `samples` weightings did to n offers and m criteria.

    better  (n, n) int64: how often an offer that tied with nobody had 0, 1, ... n - 1 offers above it
    tied    (offer, offers above it, others level with it) -> how often
    wins    (n, n) int64: how often the row stood strictly above the column; level (n, n): how often they tied
    central (n, m) int64: sum of the weights under which the row led, in units of 2^-32, divided among those who tied
    """

    samples: int
    better: np.ndarray
    wins: np.ndarray
    level: np.ndarray
    central: np.ndarray
    tied: Counter = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.samples + other.samples, self.better + other.better, self.wins + other.wins,
                     self.level + other.level, self.central + other.central, self.tied + other.tied)


def nothing(n: int, m: int) -> Tally:
    """The tally of no weighting."""
    square = np.zeros((n, n), dtype=np.int64)
    return Tally(0, square, square, square, np.zeros((n, m), dtype=np.int64))


def tally(problem: Problem, space: Space, seed: int, chunk: int, count: int, doubt=None) -> Tally:
    """The tally of chunk number `chunk`. It depends on these arguments alone, not on who computes it.

    doubt  draws score matrices: draw(rng, count) -> (n, m, count); None where the scores are certain
    """
    weights = space.draw(stream(seed, chunk, 0), count)
    if doubt is None and space.full and problem.linear and not problem.twins:
        return _untied(problem, weights.astype(np.float32, copy=False))
    total, rng = nothing(*problem.scores.shape), stream(seed, chunk, 1)
    block = count if doubt is None else EVIDENCE_BLOCK
    for start in range(0, count, block):
        part = weights[:, start:start + block]
        scores = None if doubt is None else doubt.draw(rng, part.shape[1])
        total += _with_ties(np.round(problem.totals(part, scores), 9), part)
    return total


def _untied(problem: Problem, weights: np.ndarray) -> Tally:
    """Tally where ties have probability zero: float32, each pair of offers compared once."""
    n, count = len(problem.scores), weights.shape[1]
    totals = _product(problem.scores.astype(np.float32), weights)
    above = np.zeros((n, count), np.uint8 if n <= 255 else np.uint16)
    wins, greater = np.zeros((n, n), np.int64), np.empty((n, count), bool)
    for i in range(n - 1):
        beaten = np.greater(totals[i], totals[i + 1:], out=greater[i + 1:])
        ones = beaten.view(np.uint8)
        above[i + 1:] += ones
        above[i] += above.dtype.type(n - 1 - i) - np.add.reduce(ones, axis=0, dtype=above.dtype)
        wins[i, i + 1:] = list(map(np.count_nonzero, beaten))
        wins[i + 1:, i] = count - wins[i, i + 1:]
    first = np.equal(above, 0, out=totals)
    central = _fixed_point(_summed(first, weights))
    return Tally(count, _histogram(above, n), wins, np.zeros((n, n), np.int64), central)


def _with_ties(totals: np.ndarray, weights: np.ndarray) -> Tally:
    """Tally of totals (n, s) in which equal numbers are ties."""
    n, count = totals.shape
    better, wins, level = (np.zeros((n, n), np.int64) for _ in range(3))
    tied, first = Counter(), np.zeros((n, count))
    for i in range(n):
        over, same = totals > totals[i], totals == totals[i]
        wins[:, i], level[i] = over.sum(axis=1), same.sum(axis=1)
        above, others = over.sum(axis=0), same.sum(axis=0) - 1
        better[i] = np.bincount(above[others == 0], minlength=n)
        codes, times = np.unique((above * n + others)[others > 0], return_counts=True)
        tied.update({(i, int(c) // n, int(c) % n): int(t) for c, t in zip(codes, times, strict=True)})
        first[i] = np.where(above == 0, 1 / (1 + others), 0.0)
    np.fill_diagonal(level, 0)
    return Tally(count, better, wins, level, _fixed_point(np.einsum("ns,ms->nm", first, weights)), tied)


def _product(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """scores (n, m) @ weights (m, s), in pieces so small that OpenBLAS keeps them on one thread, whatever its settings.

    Two workers then do not fight over cores, and every piece is summed in the same order on every run.
    """
    out = np.empty((len(scores), weights.shape[1]), weights.dtype)
    for part in _pieces(weights.shape[1], scores.size):
        np.matmul(scores, _stacked(weights, part), out=_stacked(out, part))
    return out


def _summed(first: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """first (n, s) @ weights.T (s, m), in the same small pieces, added up in double precision."""
    parts = _pieces(weights.shape[1], len(first) * len(weights))
    return sum((_stacked(first, p) @ _stacked(weights, p).transpose(0, 2, 1)).sum(axis=0, dtype=float) for p in parts)


def _pieces(length: int, other: int) -> list[tuple[int, int, int]]:
    """(start, end, size): as many pieces of a size that suits as there are, then the rest as one."""
    size = max(1, min(length, SMALL_PRODUCT // other))
    whole = length - length % size
    return [(0, whole, size)] + ([(whole, length, length - whole)] if whole < length else [])


def _stacked(rows: np.ndarray, part: tuple[int, int, int]) -> np.ndarray:
    """A view (pieces, rows, size) of the columns from start to end."""
    start, end, size = part
    return rows[:, start:end].reshape(len(rows), -1, size, copy=False).transpose(1, 0, 2)


def _histogram(above: np.ndarray, n: int) -> np.ndarray:
    """(n, n) how often each row of `above` (n, s) holds 0 .. n - 1."""
    half = above.shape[1] // 2
    if n > PACKED or above.shape[1] % 2:
        return np.stack([np.bincount(row, minlength=n) for row in above])
    # bincount's cost is per number: two places packed into one number halve it.
    codes = above[:, :half].astype(np.uint16) * np.uint16(n) + above[:, half:]
    pairs = np.stack([np.bincount(row, minlength=n * n) for row in codes]).reshape(n, n, n)
    return pairs.sum(axis=1) + pairs.sum(axis=2)


def _fixed_point(sums: np.ndarray) -> np.ndarray:
    return np.rint(sums * UNIT).astype(np.int64)
