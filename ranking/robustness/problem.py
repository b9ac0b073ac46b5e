"""A ranking stripped to arrays: what robustness, tipping points and the other formulas work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ranking.errors import BoardError, told
from ranking.robustness.close_pairs import Settled, settled, twins
from ranking.tolerances import DECIMALS, TIE
from ranking.unknowns import fill
from ranking.weighing.rank import Ranking
from ranking.weighing.total import pillar_scores, totals


@dataclass(frozen=True, eq=False)
class WeightProblem:
    """The offers that compete (n), the criteria that may carry weight (m) in pillars (k), and the weights in force.

    groups   (k, m) 1.0 where a criterion is in a pillar
    scores   (n, m) 0..100; NaN where unknown and the policy is to renormalise over what is known
    shares   (k,) pillar shares; within (m,) shares inside the pillar; each sums to 1
    compensation  exponent of the power mean across pillars, 1 for the arithmetic mean
    nominal  (k,) pillar shares as the profile or the hand says them, None where they are those in force
    """

    offers: tuple[str, ...]
    criteria: tuple[str, ...]
    pillars: tuple[str, ...]
    groups: np.ndarray
    scores: np.ndarray
    shares: np.ndarray
    within: np.ndarray
    compensation: float = 1.0
    nominal: np.ndarray | None = None

    @property
    def weights(self) -> np.ndarray:
        """Return (m,) shares of the whole, summing to 1."""
        return self.within * (self.shares @ self.groups)

    @property
    def importance(self) -> np.ndarray:
        """Return (k,) pillar shares whose order is the one stated: what evidence is missing changes no priority."""
        return self.shares if self.nominal is None else self.nominal

    @cached_property
    def members(self) -> tuple[np.ndarray, ...]:
        """Return columns of each pillar."""
        return tuple(np.flatnonzero(row) for row in self.groups)

    @property
    def gaps(self) -> bool:
        """Return whether some score is unknown and left out (NaN)."""
        return bool(np.isnan(self.scores).any())

    @property
    def linear(self) -> bool:
        """Return whether the total is a weighted sum of the scores."""
        return self.compensation == 1 and not self.gaps

    @cached_property
    def twins(self) -> bool:
        """Return whether two offers have the same scores, so that they tie whatever the weights."""
        return twins(self.scores)

    @cached_property
    def settled(self) -> tuple[Settled | None, ...]:
        """Return, for each offer but the last, its order with later ones where all weights agree, else None."""
        return settled(self.scores)

    def totals(self, weights: np.ndarray, scores: np.ndarray | None = None) -> np.ndarray:
        """Return the totals (n, s) under `weights` (m, s), each column summing to 1; see ranking.weighing.total.totals.

        scores  (n, m), or (n, m, s) where every weighting has its own; default those of the problem
        """
        return totals(self.scores if scores is None else scores, weights, self.groups, self.compensation)

    def total(self) -> np.ndarray:
        """Return (n,) totals under the weights in force."""
        return self.totals(self.weights[:, None])[:, 0]

    def pillar_scores(self) -> np.ndarray:
        """Return (n, k) scores of the pillars under the shares within them; 0 where nothing is known."""
        return pillar_scores(self.scores, self.within[:, None], self.groups)[0][:, 0]

    def completed(self) -> np.ndarray:
        """Return (n, m) scores without gaps: an unknown stands at its pillar's known mean, else at the total.

        Under the weights in force the totals are the same as with the gaps left out.
        """
        scores, pillars = self.scores.copy(), self.pillar_scores()
        known = (~np.isnan(scores) * self.within) @ self.groups.T > 0
        fill = np.where(known, pillars, self.total()[:, None]) @ self.groups
        return np.where(np.isnan(scores), fill, scores)

    def index(self, offer: str) -> int:
        """Return the row of an offer. Raises BoardError where it does not compete."""
        if offer not in self.offers:
            raise BoardError(
                told("{offer}: not among the offers ranked; one of {names}", offer=offer, names=", ".join(self.offers))
            )
        return self.offers.index(offer)

    def order(self) -> list[int]:
        """Return rows, best first; equal totals in the order of `offers`."""
        return list(np.argsort(-np.round(self.total(), DECIMALS), kind="stable"))


def problem(ranking: Ranking) -> WeightProblem:
    """Return the problem behind a ranking: excluded offers and criteria set aside as thin take no part.

    Criteria with weight zero stay: another weighting may weigh them. Offers stand by name, not by place, so that
    what is drawn row by row (ranking.robustness.uncertainty) is the same wherever the weights stand.
    Raises BoardError where no offer is ranked.
    """
    scenario, weighting, matrix = ranking.scenario, ranking.weighting, ranking.matrix
    if not ranking.rows:
        raise BoardError(
            told("no offer is ranked on {as_of}; loosen the must-haves or choose another date", as_of=scenario.as_of)
        )
    offers = tuple(sorted(row.offer for row in ranking.rows))
    criteria = [c for c in matrix.value.columns if scenario.thin or c not in matrix.thin]
    pillars = [p for p in weighting.pillars if any(weighting.pillar_of[c] == p for c in criteria)]
    groups = np.array([[weighting.pillar_of[c] == p for c in criteria] for p in pillars], dtype=float)
    within = np.array([weighting.within[c] for c in criteria])
    empty = (groups @ within == 0) @ groups
    within = np.where(empty > 0, 1 / (groups.sum(axis=1) @ groups), within)
    scores = matrix.value.loc[list(offers), criteria].to_numpy()
    return WeightProblem(
        offers,
        tuple(criteria),
        tuple(pillars),
        groups,
        fill(scores, scenario.unknowns),
        np.array([weighting.pillars[p] for p in pillars]),
        within,
        scenario.compensation,
        np.array([weighting.nominal[p] for p in pillars]),
    )


def plain(
    offers: Sequence[str],
    criteria: Sequence[str],
    scores: np.ndarray,
    weights: Sequence[float] | None = None,
    compensation: float = 1.0,
) -> WeightProblem:
    """Return the problem of scores (n, m) 0..100, every criterion a pillar of its own. weights: (m,), default equal."""
    shares = np.ones(len(criteria)) if weights is None else np.asarray(weights, float)
    return WeightProblem(
        tuple(offers),
        tuple(criteria),
        tuple(criteria),
        np.eye(len(criteria)),
        np.asarray(scores, float),
        shares / shares.sum(),
        np.ones(len(criteria)),
        compensation,
    )


def leaders(totals: np.ndarray) -> np.ndarray:
    """Return (n, ...) True for every row that has the largest total of its column, ties included."""
    return totals >= totals.max(axis=0) - TIE
