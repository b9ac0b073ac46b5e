"""Dominance between offers, the front, and the plane of two pillars or criteria: no weight between the two needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ranking.balance.balance import Pair, poles
from ranking.model import Evidence
from ranking.tolerances import DECIMALS, TIE
from ranking.unknowns import fill
from ranking.weighing.rank import Ranking, pillar_table


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """An offer on the plane: 0..100 each way with the worst and the best case; None where nothing is known.

    reason  None, or why it has no place ("must_have", "not_on_sale", "not_enough_evidence")
    """

    offer: str
    x: float | None
    x_low: float
    x_high: float
    y: float | None
    y_low: float
    y_high: float
    reason: str | None = None


@dataclass(frozen=True, eq=False)
class Plane:
    """The offers by two pillars or criteria, `first` across and `second` up.

    front         offers that nobody dominates, from the highest `first` down; only offers with a place compete
    dominated_by  offer -> who is at least as good both ways and better one way
    """

    first: str
    second: str
    points: tuple[PlanePoint, ...]
    front: tuple[str, ...]
    dominated_by: Mapping[str, tuple[str, ...]]


def dominance(points: np.ndarray, directions: Sequence[float] | None = None, tie: float = 0.0) -> np.ndarray:
    """Return (n, n) mask: row dominates column, at least as good on all criteria and better on one.

    Equal points do not.

    points (n, k); directions (k,) 1 more is better, -1 less is better (default all 1); differences up to `tie` are none
    A point with a NaN dominates nobody and is dominated by nobody.
    """
    points = np.asarray(points, float) * (1 if directions is None else np.asarray(directions, float))
    gap = points[:, None, :] - points[None, :, :]
    return (gap >= -tie).all(axis=-1) & (gap > tie).any(axis=-1)


def plane(evidence: Evidence, ranking: Ranking, pair: Pair | None = None) -> Plane:
    """Return the plane of a ranking's offers; `pair` as for `tradeoff`, default urgency across, sovereignty up."""
    first, second = pair = poles(evidence, pair)
    axes = [_axis(evidence, ranking, name) for name in pair]
    index = {offer: i for i, offer in enumerate(ranking.matrix.value.index)}
    reasons = {row.offer: None for row in ranking.rows} | {x.offer: x.reason for x in ranking.excluded}
    points = tuple(
        PlanePoint(offer, *axes[0][index[offer]], *axes[1][index[offer]], reason) for offer, reason in reasons.items()
    )
    competing = [p for p in points if p.reason is None and p.x is not None and p.y is not None]
    beats = dominance(np.array([(p.x, p.y) for p in competing]).reshape(-1, 2), tie=TIE)
    losers = {
        p.offer: tuple(q.offer for q, over in zip(competing, beats[:, j], strict=True) if over)
        for j, p in enumerate(competing)
        if beats[:, j].any()
    }
    leaders = sorted(
        (p for p in competing if p.offer not in losers), key=lambda p: (-round(p.x, DECIMALS), -round(p.y, DECIMALS))
    )
    return Plane(first, second, points, tuple(p.offer for p in leaders), losers)


def _axis(evidence: Evidence, ranking: Ranking, name: str) -> list[tuple[float | None, float, float]]:
    """(score, low, high) of every offer of the matrix on a pillar or criterion."""
    matrix, scenario = ranking.matrix, ranking.scenario
    if name in evidence.criteria:
        value = fill(matrix.value.to_numpy(), scenario.unknowns)[:, list(matrix.value.columns).index(name)]
        low, high = (end[name].to_numpy() for end in (matrix.low, matrix.high))
    else:
        k = list(ranking.weighting.pillars).index(name)
        cells = fill(matrix.arrays["value"], scenario.unknowns), matrix.arrays["low"], matrix.arrays["high"]
        value, low, high = (pillar_table(scored, ranking.weighting)[:, k] for scored in cells)
    return [_range(*map(float, cell)) for cell in zip(value, low, high, strict=True)]


def _range(value: float, low: float, high: float) -> tuple[float | None, float, float]:
    """Without a score the range says why: from 0 to 100 where nothing could be weighed."""
    low, high = (0.0, 100.0) if np.isnan(low) else (low, high)
    return (None, low, high) if np.isnan(value) else (value, min(low, value), max(high, value))
