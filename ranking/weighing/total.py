"""The weighted total: arithmetic within a pillar, a power mean across pillars. Arrays in, arrays out.

The one formula of the ranking, of every weighting sampled, of the balance and of history; the browser's
ui/ranking/live/compute.js is its only mirror.
"""

from collections.abc import Iterable, Iterator

import numpy as np


def power_mean(values: np.ndarray, shares: np.ndarray, p: float) -> np.ndarray:
    """Return the weighted power mean along the last axis.

    values  (..., k) scores >= 0; shares (..., k) or (k,), summing to 1; entries with share 0 do not count
    p       1 arithmetic, 0 geometric, -1 harmonic, -inf the smallest; at p <= 0 one zero gives zero
    Method: Hardy, Littlewood & Polya, Inequalities; p = 0 is the UNDP human development index's mean.
    """
    values, shares = np.asarray(values, float), np.asarray(shares, float)
    if p == 1:
        return (values * shares).sum(axis=-1)
    values, shares = np.broadcast_arrays(values, shares)
    counted = shares > 0
    lowest = np.where(counted, values, np.inf).min(axis=-1)
    if p == -np.inf:
        return np.where(np.isfinite(lowest), lowest, 0.0)
    # The extreme that dominates as unit keeps the powers within floating point; expm1 and log1p keep them exact near 0.
    scale = lowest[..., None] if p < 0 else np.where(counted, values, 0.0).max(axis=-1, keepdims=True)
    usable, positive = np.isfinite(scale) & (scale > 0), counted & (values > 0)
    with np.errstate(over="ignore", under="ignore", divide="ignore"):
        logs = np.log(np.where(positive & usable, values / np.where(usable, scale, 1), 1.0))
        if p == 0:
            mean = np.exp((shares * logs).sum(axis=-1))
        else:
            powers = np.where(positive, np.expm1(p * logs), -1.0 if p > 0 else 0.0)
            mean = np.exp(np.log1p((shares * powers).sum(axis=-1).clip(-1, None)) / p)
    mean = mean * np.where(usable, scale, 0.0)[..., 0]
    return np.where((lowest <= 0) & (p <= 0), 0.0, mean)


def totals(scores: np.ndarray, weights: np.ndarray, groups: np.ndarray, compensation: float = 1.0) -> np.ndarray:
    """Return the totals 0..100 of n offers under s weightings, (n, s), never NaN.

    scores  (n, m) 0..100, or (n, m, s) where every weighting has its own; a NaN is left out, the rest rescaled
    weights (m, s), each column summing to 1; groups (k, m) 1.0 where a criterion is in a pillar
    compensation  exponent of the power mean across pillars, 1 for the arithmetic mean
    """
    if compensation == 1 and not np.isnan(scores).any():
        return _weighted(scores, weights)
    if compensation == 1:
        return _mean(_pillars(scores, weights, groups))
    pillars, shares = pillar_scores(scores, weights, groups)
    return power_mean(pillars, live_shares(shares), compensation)


def pillar_scores(scores: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of the pillars (n, s, k), 0 where nothing weighed is known, and the shares they count with.

    scores, weights, groups  as for `totals`; the weights in any unit
    returns  scores (n, s, k) and shares (n, s, k): the pillar's weight, 0 where nothing weighed is known
    """
    points, shares = zip(*_pillars(scores, weights, groups), strict=True)
    return np.stack(points, axis=-1), np.stack(shares, axis=-1)


def live_shares(shares: np.ndarray) -> np.ndarray:
    """Return the shares (..., k) of pillars rescaled to sum to 1; all 0 where they are."""
    whole = shares.sum(axis=-1, keepdims=True)
    return shares / np.where(whole > 0, whole, 1.0)


def inner_shares(scores: np.ndarray, within: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return each criterion's share of its pillar for each offer, (n, m), rescaled over what is known.

    scores  (n, m), NaN unknown; within (m,) in any unit; groups (k, m)
    """
    weight = np.where(np.isnan(scores), 0.0, within)
    return weight / _spread(weight @ groups.T, groups)


def contributions(
    pillars: np.ndarray, shares: np.ndarray, total: np.ndarray, parts: np.ndarray, groups: np.ndarray, p: float
) -> np.ndarray:
    """Return points of each criterion, (n, m), adding up to the total of its row.

    pillars (n, k) scores; shares (n, k) summing to 1; total (n,); parts (n, m) score times weight within the pillar
    A pillar's part is share * x^p over its sum (Euler's theorem for a homogeneous mean); at -inf, the weakest
    pillars share the total equally.
    """
    if p == 1:
        return parts * (shares @ groups)
    counted = shares > 0
    if p == -np.inf:
        weakest = counted & np.isclose(np.nan_to_num(pillars), total[:, None])
        part = np.where(weakest, 1.0, 0.0)
    else:
        positive = counted & (pillars > 0)
        scale = np.where(positive, pillars, np.inf if p < 0 else 0.0)
        scale = scale.min(axis=1, keepdims=True) if p < 0 else scale.max(axis=1, keepdims=True)
        ratio = np.where(positive, pillars, 1.0) / np.where(positive, scale, 1.0)
        with np.errstate(under="ignore"):
            part = np.where(positive, shares * ratio**p, 0.0)
    sums = part.sum(axis=1, keepdims=True)
    points = np.where(sums > 0, part / np.where(sums > 0, sums, 1.0), 0.0) * total[:, None]
    whole = parts @ groups.T
    inside = parts / _spread(whole, groups)
    return inside * (points @ groups)


def _spread(totals: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Each criterion's pillar total (1 where it is zero)."""
    spread = np.where(totals > 0, totals, 1.0) @ groups
    return np.where(spread > 0, spread, 1.0)


def _weighted(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    # einsum treats all rows alike, so that equal rows have equal totals; BLAS does not promise that.
    return np.einsum("nm,ms->ns" if scores.ndim == 2 else "nms,ms->ns", scores, weights)


def _mean(parts: Iterable[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """(n, s) mean of pillars weighted by their shares, one pillar in memory at a time; 0 where no share counts."""
    points, whole = 0.0, 0.0
    for means, live in parts:
        points, whole = points + means * live, whole + live
    return points / np.where(whole > 0, whole, 1.0)


def _pillars(scores: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each pillar's scores and the shares with which it counts, (n, s) each."""
    return (_pillar(scores[:, row > 0], weights[row > 0]) for row in groups)


def _pillar(scores: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, s) score of one pillar, 0 where nothing is known, and the share (n, s) with which it counts."""
    share = weights.sum(axis=0)
    known = _weighted((~np.isnan(scores)).astype(float), weights)
    points = _weighted(np.nan_to_num(scores), weights)
    return points / np.where(known > 0, known, 1.0), np.where(known > 0, share, 0.0)
