"""Stochastic multicriteria acceptability analysis: what share of all weightings gives each offer each place.

Method: Lahdelma & Salminen, SMAA-2, Operations Research 49(3), 2001.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ranking.errors import BoardError
from ranking.robustness.problem import WeightProblem, leaders
from ranking.robustness.tally import SLOW_BLOCK, UNIT, Tally, chunk_size, nothing, tally
from ranking.robustness.uncertainty import Doubt
from ranking.robustness.weight_spaces import Space, stream
from ranking.tolerances import DECIMALS, ROUNDING

# Chunks asked for ahead of the one that is counted; weightings at most; stretches of two weights taken together.
AHEAD, MOST, STRETCHES = 8, 1_000_000_000, 2_000


@dataclass(frozen=True, eq=False)
class Acceptability:
    """Shares over all weightings; offers are in the order of the problem.

    places    offers x places 1..n: share of weightings that give the offer the place; rows and columns sum to 1.
              Offers that tie divide the places they fill equally
    pairwise  offers x offers: share in which the row stands above the column, a tie counting half; NaN on the diagonal
    central   offers x criteria: mean of the weightings that put the offer first; NaN where none does
    samples   how many weightings were drawn, 0 where the shares are exact integrals
    """

    places: pd.DataFrame
    pairwise: pd.DataFrame
    central: pd.DataFrame
    samples: int

    @property
    def first(self) -> pd.Series:
        """Return the share of weightings that put each offer first."""
        return self.places[1]

    def error(self, shares: pd.Series | pd.DataFrame) -> pd.Series | pd.DataFrame:
        """Return Monte-Carlo standard error of shares, sqrt(p (1 - p) / samples); 0 where they are exact."""
        return np.sqrt(shares * (1 - shares).clip(lower=0) / self.samples) if self.samples else shares * 0.0

    @property
    def expected(self) -> pd.Series:
        """Return the expected place of each offer."""
        return self.places @ np.arange(1.0, len(self.places) + 1)

    def span(self, share: float = 0.90) -> pd.DataFrame:
        """Return best and worst place of each offer without (1 - share) / 2 of the weightings at either end."""
        below = self.places.cumsum(axis=1).to_numpy()
        tail = (1 - share) / 2 + ROUNDING
        best, worst = (below < tail).sum(axis=1) + 1, (below < 1 - tail).sum(axis=1) + 1
        return pd.DataFrame({"best": best, "worst": worst}, index=self.places.index)


@dataclass(frozen=True, slots=True)
class SampledLeader:
    """Who is first, or that the evidence does not say.

    reason  None where it does; "threshold": no first share reaches it; "overlap": leader and rival are too close for
            this number of samples
    """

    leader: str
    share: float
    error: float
    rival: str | None
    rival_share: float
    reason: str | None

    @property
    def enough(self) -> bool:
        return self.reason is None


def refine(
    problem: WeightProblem,
    space: Space,
    samples: int = 100_000,
    seed: int = 0,
    executor: Executor | None = None,
    doubt: Doubt | None = None,
    ahead: int = AHEAD,
) -> Iterator[Acceptability]:
    """Yield better and better results, one for each chunk of weightings; the last one has all `samples`.

    executor  any concurrent.futures.Executor (threads, processes, a Dask client's): the numbers are the same with any,
              or none; at most `ahead` chunks are in flight, and closing the generator cancels those not yet begun
    doubt     draws score matrices (ranking.robustness.uncertainty); None where the scores are certain
    """
    if not 1 <= samples <= MOST:
        raise BoardError(f"samples = {samples}; a whole number from 1 to {MOST}")
    size = chunk_size(problem, space, doubt)
    jobs = (
        (problem, space, seed, k, min(size, samples - start), doubt) for k, start in enumerate(range(0, samples, size))
    )
    total = nothing(*problem.scores.shape)
    for part in _computed(jobs, executor, ahead):
        total += part
        yield _shares(problem, total)


def acceptability(
    problem: WeightProblem,
    space: Space,
    samples: int = 100_000,
    seed: int = 0,
    executor: Executor | None = None,
    doubt: Doubt | None = None,
    ahead: int = AHEAD,
) -> Acceptability:
    """Return the last result of `refine`."""
    return deque(refine(problem, space, samples, seed, executor, doubt, ahead), maxlen=1)[0]


def two_criteria(problem: WeightProblem, low: float = 0.0, high: float = 1.0) -> Acceptability:
    """Return exact shares of a problem with two criteria, the first one's weight uniform between `low` and `high`.

    Between two neighbouring weights at which some pair of offers ties, the order does not change: lengths are shares.
    Raises BoardError unless the problem is linear with two criteria.
    """
    if len(problem.criteria) != 2 or not problem.linear:
        raise BoardError("exact shares need two criteria, arithmetic compensation and no gap")
    slope, start = problem.scores[:, 0] - problem.scores[:, 1], problem.scores[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = -(start[:, None] - start) / (slope[:, None] - slope)
    ends = np.unique(np.concatenate([[low, high], meets[(meets > low) & (meets < high)]]))
    places, first = 0.0, 0.0
    for part in range(0, len(ends) - 1, STRETCHES):
        cuts = ends[part : part + STRETCHES + 1]
        middle, length = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts) / (high - low)
        weights = np.stack([middle, 1 - middle])
        totals = np.round(problem.totals(weights), DECIMALS)
        led = leaders(totals) / leaders(totals).sum(axis=0) * length
        places, first = places + _spread(totals, length), first + led @ weights.T
    return _framed(problem, places, _above(problem.scores, low, high), first, 0)


def _above(scores: np.ndarray, low: float, high: float) -> np.ndarray:
    """(n, n) share of the first weights from `low` to `high` under which the row stands above the column; ties half."""
    at = [scores @ np.array([t, 1 - t]) for t in (low, high)]
    start, end = (a[:, None] - a for a in at)
    with np.errstate(divide="ignore", invalid="ignore"):
        meets = np.where(start == end, 0.5, (start / (start - end)).clip(0, 1))
    sides = [(np.sign(np.round(ahead, DECIMALS)) + 1) / 2 for ahead in (start, end)]
    # Where they are level at an end, the other end says who is ahead all along.
    before, after = (np.where(a == 0.5, b, a) for a, b in (sides, sides[::-1]))
    return before * meets + after * (1 - meets)


def confidence(
    problem: WeightProblem, sampled: Acceptability, doubt: Doubt | None = None, samples: int = 20_000, seed: int = 0
) -> pd.Series:
    """Return confidence factors: how likely each offer is first under its own central weights; NaN where it has none.

    Without doubt about the scores that is 1, or less only where offers tie or where weightings that favour the offer
    do not form one convex piece (compensation other than arithmetic).
    """
    central = sampled.central.dropna()
    weights = central.to_numpy().T
    rows, rng = [problem.index(o) for o in central.index], stream(seed, 0, 2)
    hits, drawn = np.zeros(len(rows)), 0
    while drawn < (samples if doubt is not None else 1):
        count = 1 if doubt is None else min(SLOW_BLOCK, samples - drawn)
        scores = problem.scores[..., None] if doubt is None else doubt.draw(rng, count)
        for k, row in enumerate(rows):
            best = leaders(problem.totals(np.repeat(weights[:, [k]], count, axis=1), scores))
            hits[k] += (best[row] / best.sum(axis=0)).sum()
        drawn += count
    return pd.Series(hits / max(drawn, 1), index=central.index).reindex(sampled.central.index)


def sampled_leader(sampled: Acceptability, threshold: float = 0.5, sigmas: float = 2.0) -> SampledLeader:
    """Return the offer with the largest first share, with its rival and whether that is enough to call it first.

    Rule: the largest first share must reach `threshold`, and must exceed the next by more than `sigmas` Monte-Carlo
    standard errors of their difference (more samples settle that, more evidence settles the first).
    """
    ranked = sampled.first.sort_values(ascending=False, kind="stable")
    leader, share = ranked.index[0], float(ranked.iloc[0])
    rival = ranked.index[1] if len(ranked) > 1 else None
    other = float(ranked.iloc[1]) if rival else 0.0
    spread = np.sqrt(max(share + other - (share - other) ** 2, 0.0) / sampled.samples) if sampled.samples else 0.0
    reason = "threshold" if share < threshold else "overlap" if rival and share - other <= sigmas * spread else None
    return SampledLeader(leader, share, float(sampled.error(sampled.first)[leader]), rival, other, reason)


def _computed(jobs: Iterable[tuple], executor: Executor | None, ahead: int) -> Iterator[Tally]:
    """Tallies of the jobs in their order, at most `ahead` in flight."""
    if executor is None:
        yield from (tally(*job) for job in jobs)
        return
    waiting, jobs = deque(), iter(jobs)
    try:
        for job in jobs:
            waiting.append(executor.submit(tally, *job))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _shares(problem: WeightProblem, total: Tally) -> Acceptability:
    places = total.better.astype(float)
    for (offer, above, others), times in total.tied.items():
        places[offer, above : above + others + 1] += times / (others + 1)
    pairwise = (total.wins + total.level / 2) / total.samples
    return _framed(problem, places / total.samples, pairwise, total.central / UNIT, total.samples)


def _framed(
    problem: WeightProblem, places: np.ndarray, pairwise: np.ndarray, first_weights: np.ndarray, samples: int
) -> Acceptability:
    offers, n = list(problem.offers), len(problem.offers)
    sums = first_weights.sum(axis=1, keepdims=True)
    central = np.where(sums > 0, first_weights / np.where(sums > 0, sums, 1.0), np.nan)
    return Acceptability(
        pd.DataFrame(places, offers, range(1, n + 1)),
        pd.DataFrame(np.where(np.eye(n, dtype=bool), np.nan, pairwise), offers, offers),
        pd.DataFrame(central, offers, list(problem.criteria)),
        samples,
    )


def _spread(totals: np.ndarray, length: np.ndarray) -> np.ndarray:
    """(n, n) share of each place that each offer takes where totals (n, s) hold for the shares `length` (s,)."""
    n = len(totals)
    order = np.argsort(-totals, axis=0, kind="stable")
    ranked = np.take_along_axis(totals, order, axis=0)
    fresh = np.concatenate([np.ones((1, len(length)), bool), ranked[1:] != ranked[:-1]])
    group = fresh.cumsum(axis=0) - 1 + n * np.arange(len(length))
    level = np.bincount(group.ravel(), minlength=n * len(length))[group]
    above = np.maximum.accumulate(np.where(fresh, np.arange(n)[:, None], 0), axis=0)
    # Each of the offers that are level takes each place they fill for its part of the stretch.
    offer, at, times = order.ravel(), above.ravel(), level.ravel()
    part = (length / level).ravel()
    ends = times.cumsum()
    place = np.repeat(at - (ends - times), times) + np.arange(ends[-1])
    shares = np.bincount(np.repeat(offer, times) * n + place, np.repeat(part, times), n * n)
    return shares.reshape(n, n)
