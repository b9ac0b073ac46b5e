"""Why one offer stands above another: differences that add up exactly to the gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ranking.errors import BoardError
from ranking.rounding import printed_gap, rounded_together
from ranking.tolerances import DECIMALS, ROUNDING
from ranking.unknowns import fill
from ranking.weighing.rank import Ranking, RankingRow, scores
from ranking.weighing.total import inner_shares


@dataclass(frozen=True, slots=True)
class CriterionDifference:
    """What one criterion adds to the gap, in points; positive where it speaks for the first offer.

    printed  the same as printed, so that all of them add up to the difference of the two printed scores
    """

    criterion: str
    points: float
    printed: float


def explain(ranking: Ranking, first: str, second: str, digits: int = 1) -> tuple[CriterionDifference, ...]:
    """Return differences of every weighed criterion, largest first, adding up to score(first) - score(second).

    With arithmetic compensation, or where unknowns are ignored (the two offers then have different weights): the
    difference of the contributions. Otherwise the gap is split over pillars by the logarithmic-mean Divisia idea (Ang,
    Energy Policy 32, 2004) generalised to a power mean, and within a pillar in proportion to the criteria's own
    differences.
    digits  decimals of what is printed. Raises BoardError where one of the two could not be scored.
    """
    a, b = (_scored(ranking, offer) for offer in (first, second))
    p, own_weights = ranking.scenario.compensation, ranking.scenario.unknowns == "ignore"
    parts = _by_contribution(a, b) if p == 1 or own_weights else _by_pillar(ranking, a, b, p)
    weights = ranking.weighting.overall
    parts = {c: v for c, v in parts.items() if weights[c] > 0}
    slack = (a.score - b.score) - sum(parts.values())
    if parts:
        widest = max(parts, key=lambda c: abs(parts[c]))
        parts[widest] += slack
    printed = rounded_together(parts, printed_gap(a.score, b.score, digits), digits)
    order = sorted(parts, key=lambda c: (-round(abs(parts[c]), DECIMALS), c))
    return tuple(CriterionDifference(c, float(parts[c]), float(printed[c])) for c in order)


def _scored(ranking: Ranking, offer: str) -> RankingRow:
    row = ranking.row(offer)
    if row is None:
        raise BoardError(
            f"{offer}: not scored on {ranking.scenario.as_of}; choose an offer that is on sale and documented"
        )
    return row


def _by_contribution(a: RankingRow, b: RankingRow) -> dict[str, float]:
    return {c: a.contributions[c] - b.contributions[c] for c in a.contributions}


def _by_pillar(ranking: Ranking, a: RankingRow, b: RankingRow, p: float) -> dict[str, float]:
    parts = scores(ranking.matrix, ranking.weighting, ranking.scenario.unknowns, 1.0)
    index = {o: i for i, o in enumerate(ranking.matrix.value.index)}
    pillars = np.nan_to_num(parts["pillars"])
    shares = ranking.weighting.pillars
    x, y = pillars[index[a.offer]], pillars[index[b.offer]]
    gaps = dict(zip(shares, _pillar_gaps(x, y, np.array(list(shares.values())), a.score, b.score, p), strict=True))
    plain = {
        c: parts["contributions"][index[a.offer]][k] - parts["contributions"][index[b.offer]][k]
        for k, c in enumerate(ranking.matrix.value.columns)
    }
    return {c: _share_of(plain, c, ranking.weighting.pillar_of, gaps) for c in plain}


def _pillar_gaps(
    x: np.ndarray, y: np.ndarray, shares: np.ndarray, total_x: float, total_y: float, p: float
) -> np.ndarray:
    """The gap total_x - total_y split over pillars with scores x and y."""
    gap, counted = total_x - total_y, shares > 0
    if gap == 0:
        return np.zeros_like(shares)
    if p == -np.inf or (p <= 0 and min(total_x, total_y) <= 0):
        lower, floor = (y, total_y) if gap > 0 else (x, total_x)
        weakest = counted & (lower <= floor + ROUNDING)
        raw = np.where(weakest, shares * np.abs(x - y), 0.0)
    else:
        scale = np.concatenate([x[counted], y[counted]])
        scale = scale.min() if p < 0 else scale.max()
        with np.errstate(divide="ignore"):
            x, y = (np.log(np.where(counted, v / scale, 1.0)) for v in (x, y))
        raw = shares * (x - y if p == 0 else np.expm1(p * x) - np.expm1(p * y))
    return raw * (gap / raw.sum()) if raw.sum() else np.zeros_like(shares)


def _share_of(
    plain: Mapping[str, float], criterion: str, pillar_of: Mapping[str, str], gaps: Mapping[str, float]
) -> float:
    pillar = pillar_of[criterion]
    total = sum(v for c, v in plain.items() if pillar_of[c] == pillar)
    return gaps[pillar] * plain[criterion] / total if abs(total) > ROUNDING else 0.0


def pillar_part(answer: Ranking, offer: str, criterion: str) -> float:
    """Return what one criterion adds to an offer's points of its pillar, 0..100."""
    weights, (offers, criteria) = answer.weighting, answer.matrix.names
    values = fill(answer.matrix.arrays["value"], answer.scenario.unknowns)[[offers.index(offer)]]
    share = inner_shares(values, np.array(list(weights.within.values())), weights.groups)
    return float((np.nan_to_num(values) * share)[0, criteria.index(criterion)])


def ahead_and_behind(
    answer: Ranking, offer: str, others: Sequence[str], criteria: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return the criteria by which an offer has more of its pillar than each of the others, and less than each."""
    gaps = {c: [pillar_part(answer, offer, c) - pillar_part(answer, o, c) for o in others] for c in criteria}
    return [c for c, g in gaps.items() if min(g) > ROUNDING], [c for c, g in gaps.items() if max(g) < -ROUNDING]
