"""What the evidence may be, drawn: scores of every cell under its grade, its range, or its whole scale.

Every cell has quantiles of its own, stratified (Latin hypercube; McKay, Beckman & Conover, Technometrics 21(2), 1979)
and named by offer and criterion. The draws are therefore the same on every machine and whichever other offers there
are, and of two questions that differ in one cell only that cell is drawn differently (common random numbers).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np

from ranking.facts.decision_matrix import as_filed, facts_in_force
from ranking.keeping import kept_with_evidence
from ranking.model import Criterion, Evidence, Fact
from ranking.robustness.uncertainty import Assumptions, Cell, cell, certain, drawn
from ranking.robustness.weight_spaces import stream
from ranking.weighing.total import totals
from ranking.weighing.weighting import Weighting

# Draws of the evidence: a share of one half is then off by less than 1.6 points, 19 times in 20.
DRAWS, SEED = 4096, 0
# Totals in single precision: a thousandth of a point is level.
LEVEL = np.float32(1e-3)


@dataclass(frozen=True, eq=False)
class Draws:
    """Drawn scores (offers n, criteria m, DRAWS) 0..100 of a day, and the totals (n, DRAWS) that weights give them.

    within (m,), shares (k,), groups (k, m) as in Weighting; compensation: exponent of the power mean across pillars
    """

    cells: np.ndarray
    totals: np.ndarray
    within: np.ndarray
    shares: np.ndarray
    groups: np.ndarray
    compensation: float

    @cached_property
    def weights(self) -> np.ndarray:
        """Return (m,) shares of the whole, summing to 1."""
        return self.within * (self.shares @ self.groups)

    def total(self, row: int, changed: Mapping[int, np.ndarray]) -> np.ndarray:
        """Return (DRAWS,) totals of one offer with some of its cells, by column, drawn otherwise."""
        if self.compensation == 1:
            weights = self.weights
            moves = (np.float32(weights[j]) * (new - self.cells[row, j]) for j, new in changed.items() if weights[j])
            return sum(moves, self.totals[row])
        cells = self.cells[row].copy()
        for j, new in changed.items():
            cells[j] = new
        return _totals(cells[None], self.weights, self.groups, self.compensation)[0]


def draws(
    evidence: Evidence, day: date, known: str, weights: Weighting, compensation: float, assumed: Assumptions
) -> Draws:
    """Return the Draws of a day's facts under fixed weights."""
    groups = np.array([[c.pillar == p for c in evidence.criteria.values()] for p in weights.pillars], dtype=float)
    cells, within = day_cells(evidence, day, known, assumed), np.array([weights.within[c] for c in evidence.criteria])
    shares = np.array(list(weights.pillars.values()))
    whole = _totals(cells, within * (shares @ groups), groups, compensation)
    return Draws(cells, whole, within, shares, groups, compensation)


@kept_with_evidence(4)
def day_cells(evidence: Evidence, day: date, known: str, assumed: Assumptions) -> np.ndarray:
    """Return (offers, criteria, DRAWS) drawn scores of a day, in single precision."""
    facts, criteria = facts_in_force(evidence.facts, day, known), evidence.criteria.values()
    cells = np.empty((len(evidence.offers), len(criteria), DRAWS), np.float32)
    same = as_filed(evidence)
    base = day_cells(evidence.filed, day, known, assumed) if same else cells
    for j, there in same.items():
        cells[:, j] = base[:, there]
    for i, offer in enumerate(evidence.offers):
        for j, criterion in enumerate(criteria):
            if j not in same:
                cells[i, j] = drawn_cell(criterion, offer, facts, assumed)
    return cells


def drawn_cell(
    criterion: Criterion, offer: str, facts: Mapping[tuple[str, str], Fact], assumed: Assumptions
) -> np.ndarray:
    """Return (DRAWS,) scores of one cell, given the facts in force by (offer, indicator)."""
    one = _stated(criterion, offer, facts, assumed)
    if (sure := certain(one)) is not None:
        return np.full(DRAWS, sure, np.float32)  # drawn or not
    return drawn(one, quantiles(_digest(criterion, offer))).astype(np.float32)


def totals_alone(evidence: Evidence, day: date, known: str, weights: Weighting, assumed: Assumptions) -> np.ndarray:
    """Return (offers, DRAWS) totals as `draws` has them under the arithmetic mean, for evidence that is asked once.

    No cell is held beside its total, nothing is kept, and what is certain or does not weigh is not drawn.
    """
    facts, shares = facts_in_force(evidence.facts, day, known), weights.overall
    weighed = [c for c in evidence.criteria.values() if shares[c.id] > 0]
    sums = np.zeros((len(evidence.offers), DRAWS), np.float32)
    for total, offer in zip(sums, evidence.offers, strict=True):
        base = 0.0
        for criterion in weighed:
            one, share = _stated(criterion, offer, facts, assumed), shares[criterion.id]
            if (sure := certain(one)) is not None:
                base += share * sure
            else:
                total += share * drawn(one, _quantiles(_digest(criterion, offer)))
        total += base
    return sums


def _stated(criterion: Criterion, offer: str, facts: Mapping[tuple[str, str], Fact], assumed: Assumptions) -> Cell:
    return cell(criterion, [facts.get((offer, name)) for name in criterion.indicators], assumed)


def _digest(criterion: Criterion, offer: str) -> int:
    return crc32(f"{offer} {criterion.id}".encode())


@lru_cache(maxsize=2048)
def quantiles(cell_digest: int) -> np.ndarray:
    """Return (DRAWS,) numbers from 0 to 1 of a cell, one in each of DRAWS equal parts, in an order of their own.

    The digest stands for the names, which may be a visitor's own and are kept nowhere.
    """
    return _quantiles(cell_digest)


def _quantiles(cell_digest: int) -> np.ndarray:
    rng = stream(SEED, cell_digest)
    return ((rng.permutation(DRAWS) + rng.random(DRAWS)) / DRAWS).astype(np.float32)


def first_shares(totals: np.ndarray) -> np.ndarray:
    """Return (n,) shares of the draws in which each of totals (n, DRAWS) is first; level offers divide a draw."""
    first = totals >= totals.max(axis=0) - LEVEL
    return (first / first.sum(axis=0)).mean(axis=1)


def _totals(cells: np.ndarray, weights: np.ndarray, groups: np.ndarray, compensation: float) -> np.ndarray:
    """Return (n, DRAWS) totals in single precision; weights (m,) sum to 1."""
    same = np.broadcast_to(weights.astype(np.float32)[:, None], cells.shape[1:])
    return totals(cells, same, groups, compensation).astype(np.float32)
