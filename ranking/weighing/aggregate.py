"""Weighted scores: arithmetic within a pillar, a power mean across pillars. Arrays in, arrays out."""

import numpy as np


def power_mean(values: np.ndarray, shares: np.ndarray, p: float) -> np.ndarray:
    """Weighted power mean along the last axis.

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
    logs = np.log(np.where(positive & usable, values / np.where(usable, scale, 1), 1.0))
    with np.errstate(over="ignore", under="ignore", divide="ignore"):
        if p == 0:
            mean = np.exp((shares * logs).sum(axis=-1))
        else:
            powers = np.where(positive, np.expm1(p * logs), -1.0 if p > 0 else 0.0)
            mean = np.exp(np.log1p((shares * powers).sum(axis=-1).clip(-1, None)) / p)
    mean = mean * np.where(usable, scale, 0.0)[..., 0]
    return np.where((lowest <= 0) & (p <= 0), 0.0, mean)


def pillar_scores(
    scores: np.ndarray, within: np.ndarray, groups: np.ndarray, ignore: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Score of each pillar, and the weight each criterion has in it.

    scores  (n, m) 0..100, NaN unknown; within (m,) points; groups (k, m) True where a criterion is in a pillar
    ignore  True: renormalise over what is known, NaN where nothing is; False: NaN must have been filled before
    returns (n, k) and (n, m); a pillar without weight is NaN
    """
    if not ignore:
        totals = groups @ within
        share = within / _spread(totals, groups)
        return np.where(totals > 0, scores @ (share * groups).T, np.nan), np.broadcast_to(share, scores.shape)
    weight = np.where(np.isnan(scores), 0.0, within)
    totals = weight @ groups.T
    share = weight / _spread(totals, groups)
    pillars = (np.nan_to_num(scores) * share) @ groups.T
    return np.where(totals > 0, pillars, np.nan), share


def _spread(totals: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Each criterion's pillar total (1 where it is zero)."""
    spread = np.where(totals > 0, totals, 1.0) @ groups
    return np.where(spread > 0, spread, 1.0)


def contributions(
    pillars: np.ndarray, shares: np.ndarray, total: np.ndarray, parts: np.ndarray, groups: np.ndarray, p: float
) -> np.ndarray:
    """Points of each criterion, (n, m), adding up to the total of its row.

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
