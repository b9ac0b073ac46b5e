"""Which weights divide: the part of the disagreement between rankings that comes through each criterion."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ranking.tolerances import EDGE
from ranking.weighing.rank import Ranking

# Points squared, summed over pairs of offers and voices. Below it nobody disagrees: a share of it would be noise.
NO_DISAGREEMENT = 1e-9


@dataclass(frozen=True, slots=True)
class Divide:
    """How far voices differ on a pillar or a criterion.

    low, high        smallest and largest share of the whole that a voice gives it, 0..1
    lowest, highest  positions of the voices that give those
    share            part of the disagreement that comes through it, adding up to 1 over the pillars, and over the
                     criteria; negative where it brings the voices together; NaN where they all agree
    """

    item: str
    level: str
    low: float
    high: float
    lowest: tuple[int, ...]
    highest: tuple[int, ...]
    share: float


def divides(rankings: Sequence[Ranking], offers: Sequence[str]) -> tuple[Divide, ...]:
    """Return pillars, then criteria in play, each by share of the disagreement, the largest first.

    The disagreement is the variance, between voices, of the difference in score of two offers, summed over all pairs of
    `offers`. That difference is a sum over criteria, so that the variance falls into one covariance a criterion: its
    points, less what they are for the mean voice and for the mean offer, times the same of the whole score. It weighs
    both how far the weights lie apart and how far they move the scores.
    """
    columns = [c for c in rankings[0].matrix.names[1] if any(r.weighting.overall[c] > 0 for r in rankings)]
    points = np.array([[[r.row(o).contributions[c] for c in columns] for o in offers] for r in rankings])
    shares = dict(zip(columns, _covariances(points), strict=True))
    owner = rankings[0].weighting.pillar_of
    pillars = [p for p in rankings[0].weighting.pillars if any(owner[c] == p for c in columns)]
    overall = [r.weighting.overall for r in rankings]
    by_pillar = [
        _divide(
            p, "pillar", [r.weighting.pillars[p] for r in rankings], sum(shares[c] for c in columns if owner[c] == p)
        )
        for p in pillars
    ]
    by_criterion = [_divide(c, "criterion", [w[c] for w in overall], shares[c]) for c in columns]
    return tuple(sorted(by_pillar, key=_order) + sorted(by_criterion, key=_order))


def _covariances(points: np.ndarray) -> np.ndarray:
    """Return (m,) shares of the disagreement in points (k, n, m), summing to 1; NaN where there is none."""
    apart = points - points.mean(axis=0, keepdims=True)
    apart = apart - apart.mean(axis=1, keepdims=True)
    whole = apart.sum(axis=2, keepdims=True)
    total = (whole**2).sum()
    return (apart * whole).sum(axis=(0, 1)) / total if total > NO_DISAGREEMENT else np.full(points.shape[2], np.nan)


def _divide(item: str, level: str, weights: Sequence[float], share: float) -> Divide:
    low, high = min(weights), max(weights)
    lowest, highest = (tuple(k for k, w in enumerate(weights) if abs(w - end) <= EDGE) for end in (low, high))
    return Divide(item, level, low, high, lowest, highest, float(share))


def _order(divide: Divide) -> tuple[float, float]:
    return (-divide.share if divide.share == divide.share else 0.0, divide.low - divide.high)
