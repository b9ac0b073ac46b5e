"""Counting places over many weightings: integers only, so that parts add up to the same sums in any order."""

from collections import Counter, deque
from dataclasses import dataclass, field

import numpy as np

from ranking.robustness.problem import WeightProblem
from ranking.robustness.uncertainty import Doubt
from ranking.robustness.weight_spaces import Space, stream
from ranking.tolerances import DECIMALS

# Weightings a chunk: each takes some hundredths of a second; blocks bound the memory of the slow way.
CHUNK, SLOW_CHUNK, SLOW_BLOCK = 50_000, 10_000, 2_500
# Rows a chunk is folded into for sums in bytes: fewer than 256, so that no byte overflows.
ROWS = 50
# Sums of weights are kept as integers in this unit, so that they add up the same in any order.
UNIT = 2.0**32
# Multiplications in one matrix product: small enough for OpenBLAS to stay on one thread.
SMALL_PRODUCT = 2**18
# Offers up to which two places are packed into one number: the packed histogram grows with their cube.
PACKED = 64
# Offers and criteria together up to which a whole chunk fits the memory meant for it.
WIDE = 100


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
        return Tally(
            self.samples + other.samples,
            self.better + other.better,
            self.wins + other.wins,
            self.level + other.level,
            self.central + other.central,
            self.tied + other.tied,
        )


def nothing(n: int, m: int) -> Tally:
    """Return a tally of zeros, to which others are added."""
    square = np.zeros((n, n), dtype=np.int64)
    return Tally(0, square, square, square, np.zeros((n, m), dtype=np.int64))


def quick(problem: WeightProblem, space: Space, doubt: Doubt | None = None) -> bool:
    """Return whether totals are plain weighted sums of certain scores and ties have probability zero.

    Then single precision is enough, once the pairs it would misjudge are settled (ranking.robustness.close_pairs).
    """
    return doubt is None and space.full and problem.linear and not problem.twins


def chunk_size(problem: WeightProblem, space: Space, doubt: Doubt | None = None) -> int:
    """Return how many weightings make a chunk: some hundredths of a second's work, in bounded memory."""
    return _width(*problem.scores.shape) if quick(problem, space, doubt) else SLOW_CHUNK


def _width(n: int, m: int) -> int:
    """Return a multiple of 1,000, so that rows fall into ROWS equal parts."""
    return CHUNK if n + m <= WIDE else max(1, CHUNK * WIDE // (n + m) // 1_000) * 1_000


def tally(problem: WeightProblem, space: Space, seed: int, chunk: int, count: int, doubt: Doubt | None = None) -> Tally:
    """Return the places and wins of n offers in chunk number `chunk` of `count` weightings, drawn from `seed`.

    It depends on these arguments alone, not on who computes it.

    doubt  draws score matrices: draw(rng, count) -> (n, m, count); None where the scores are certain
    """
    rng, other = stream(seed, chunk, 0), stream(seed, chunk, 1)
    if quick(problem, space, doubt):
        room = _Room.take(*problem.scores.shape)
        counts = _untied(problem, space.draw(rng, count, room.weights[:, :count]), room)
        _Room.idle.append(room)
        return counts
    total = nothing(*problem.scores.shape)
    for start in range(0, count, SLOW_BLOCK):
        size = min(SLOW_BLOCK, count - start)
        weights = space.draw(rng, size)
        scores = None if doubt is None else doubt.draw(other, size)
        # Totals that differ by rounding error only are ties.
        total += _with_ties(np.round(problem.totals(weights, scores), DECIMALS), weights)
    return total


class _Room:
    """Scratch arrays for n offers and m criteria. Kept from chunk to chunk: fresh memory costs as much as counting."""

    idle: deque["_Room"] = deque(maxlen=4)

    def __init__(self, n: int, m: int) -> None:
        self.shape, width = (n, m), _width(n, m)
        self.weights, self.totals = np.empty((m, width), np.float32), np.empty((n, width), np.float32)
        self.above = np.empty((n, width), np.uint8 if n <= 255 else np.uint16)
        self.greater = np.empty((n, width), bool)

    @classmethod
    def take(cls, n: int, m: int) -> "_Room":
        """Return an idle one of that shape (popping is atomic, so that no two threads get the same), or a new one."""
        try:
            room = cls.idle.pop()
        except IndexError:
            return cls(n, m)
        return room if room.shape == (n, m) else cls(n, m)


def _untied(problem: WeightProblem, weights: np.ndarray, room: _Room) -> Tally:
    """Return the tally of weightings (m, s), no more than a chunk, where ties have probability zero: each pair once."""
    n, count = len(problem.scores), weights.shape[1]
    totals, above, greater = (x[:, :count] for x in (room.totals, room.above, room.greater))
    weights, wins = weights.astype(np.float32, copy=False), np.zeros((n, n), np.int64)
    _product(problem.scores.astype(np.float32), weights, totals)
    above[:] = 0
    room.greater[:, count:] = False
    for i in range(n - 1):
        beaten = np.greater(totals[i], totals[i + 1 :], out=greater[i + 1 :])
        if (sure := problem.settled[i]) is not None:
            sure.correct(beaten, weights)
        beaten = beaten.view(np.uint8)
        above[i + 1 :] += beaten
        above[i] += above.dtype.type(n - 1 - i) - np.add.reduce(beaten, axis=0, dtype=above.dtype)
        # Bytes add up without overflow over fewer than 256 rows, and in one call for all rivals.
        parts = room.greater[i + 1 :].view(np.uint8).reshape(n - 1 - i, ROWS, -1)
        wins[i, i + 1 :] = np.add.reduce(parts, axis=1, dtype=np.uint8).sum(axis=1, dtype=np.int64)
        wins[i + 1 :, i] = count - wins[i, i + 1 :]
    better, first = _histogram(above, n), np.equal(above, 0, out=totals)
    return Tally(count, better, wins, np.zeros_like(wins), _fixed_point(_summed(first, weights)))


def _with_ties(totals: np.ndarray, weights: np.ndarray) -> Tally:
    """Return the tally of totals (n, s) in which equal numbers are ties."""
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


def _product(scores: np.ndarray, weights: np.ndarray, out: np.ndarray) -> None:
    """scores (n, m) @ weights (m, s), in pieces so small that OpenBLAS keeps them on one thread, whatever its settings.

    Two workers then do not fight over cores, and every piece is summed in the same order on every run.
    """
    for part in _pieces(weights.shape[1], scores.size):
        np.matmul(scores, _stacked(weights, part), out=_stacked(out, part))


def _summed(first: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return first (n, s) @ weights.T (s, m), in the same small pieces, added up in double precision."""
    parts = _pieces(weights.shape[1], len(first) * len(weights))
    return sum((_stacked(first, p) @ _stacked(weights, p).transpose(0, 2, 1)).sum(axis=0, dtype=float) for p in parts)


def _pieces(length: int, other: int) -> list[tuple[int, int, int]]:
    """Return (start, end, size): as many pieces of a size that suits as there are, then the rest as one."""
    size = max(1, min(length, SMALL_PRODUCT // other))
    whole = length - length % size
    return [(0, whole, size)] + ([(whole, length, length - whole)] if whole < length else [])


def _stacked(rows: np.ndarray, part: tuple[int, int, int]) -> np.ndarray:
    """Return a view (pieces, rows, size) of the columns from start to end."""
    start, end, size = part
    return rows[:, start:end].reshape(len(rows), -1, size, copy=False).transpose(1, 0, 2)


def _histogram(above: np.ndarray, n: int) -> np.ndarray:
    """Return (n, n) how often each row of `above` (n, s) holds 0 .. n - 1."""
    half = above.shape[1] // 2
    if n > PACKED or above.shape[1] % 2:
        return np.stack([np.bincount(row, minlength=n) for row in above])
    # bincount's cost is per number: two places packed into one number halve it.
    codes = above[:, :half].astype(np.uint16) * np.uint16(n) + above[:, half:]
    pairs = np.stack([np.bincount(row, minlength=n * n) for row in codes]).reshape(n, n, n)
    return pairs.sum(axis=1) + pairs.sum(axis=2)


def _fixed_point(sums: np.ndarray) -> np.ndarray:
    return np.rint(sums * UNIT).astype(np.int64)
