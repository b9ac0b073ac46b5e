"""Which criteria say nearly the same, and how much each one really moves the totals."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from ranking.robustness.problem import WeightProblem, problem
from ranking.tolerances import TIE
from ranking.weighing.rank import Ranking

# Rank correlation from which two criteria may count one thing twice; offers known on both below which none is told.
ALIKE = 0.8
ENOUGH_PAIRS = 6


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two criteria and Spearman's rank correlation over the offers known on both.

    correlation  -1..1; NaN where fewer than 6 offers are known on both, or one of the two is the same for all
    alike        correlation of at least 0.8: one fact may be weighed twice
    """

    first: str
    second: str
    correlation: float
    pairs: int
    weight: float

    @property
    def alike(self) -> bool:
        """Return whether the two order the offers so much alike that a reader may count them as one."""
        return self.correlation >= ALIKE


def overlaps(ranking: Ranking) -> tuple[Overlap, ...]:
    """Return every pair of criteria of the problem, most alike first, by what is known of the ranked offers that day.

    weight  what the two weigh together, as a share of the whole
    """
    base, matrix = problem(ranking), ranking.matrix
    return overlaps_of(base, matrix.value.loc[list(base.offers), list(base.criteria)].to_numpy())


def overlaps_of(base: WeightProblem, known: np.ndarray) -> tuple[Overlap, ...]:
    """Return every pair of criteria of a problem, as `overlaps` does: how alike they order the offers.

    Known: (n, m) scores, NaN where nothing is known (whatever the problem fills in).
    """
    weights, pairs = base.weights, []
    for i, j in combinations(range(len(base.criteria)), 2):
        both = ~np.isnan(known[:, [i, j]]).any(axis=1)
        a, b = known[both, i], known[both, j]
        known_enough = both.sum() >= ENOUGH_PAIRS and np.ptp(a) > 0 and np.ptp(b) > 0
        rho = pd.Series(a).rank().corr(pd.Series(b).rank()) if known_enough else np.nan
        weight = float(weights[i] + weights[j])
        pairs.append(Overlap(base.criteria[i], base.criteria[j], float(rho), int(both.sum()), weight))
    return tuple(sorted(pairs, key=lambda o: (-np.nan_to_num(o.correlation, nan=-2.0), o.first, o.second)))


def influence(ranking: Ranking) -> pd.DataFrame:
    """Return `weight` and `influence` per criterion, shares of the whole and of the totals' variance; each sums to 1.

    influence = cov(contribution, total) / var(total) over the ranked offers. Contributions add up to the total, so the
    shares add up to 1; a criterion that speaks against the others has a negative one. NaN where all totals are equal.
    Method: covariance decomposition, as for components of a sum; the gap between weight and influence is the matter of
    Paruolo, Saisana & Saltelli, Journal of the Royal Statistical Society A 176(3), 2013.
    """
    points = pd.DataFrame({row.offer: row.contributions for row in ranking.rows}).T
    return _influence(points, pd.Series(ranking.weighting.overall))


def influence_of(base: WeightProblem) -> pd.DataFrame:
    """Return `weight` and `influence` per criterion, as `influence` does, of a plain problem that adds up."""
    points = pd.DataFrame(base.completed() * base.weights, list(base.offers), list(base.criteria))
    return _influence(points, pd.Series(base.weights, list(base.criteria)))


def _influence(points: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    centred = points - points.mean()
    total = centred.sum(axis=1)
    variance = float(total @ total)
    share = centred.T @ total / variance if variance > TIE**2 else weights * np.nan
    return pd.DataFrame({"weight": weights, "influence": share.reindex(weights.index)})
