"""Every fact and source left out of a day, as arrays: what is otherwise then, whatever the weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ranking.model import Evidence
from ranking.robustness.uncertainty import Assumptions
from ranking.verdict.draws import day_cells, drawn_cell
from ranking.verdict.reduced_matrix import OfferWithout, Overlay, Removal, Without
from ranking.weighing.rank import Ranking


@dataclass(frozen=True, eq=False)
class LeftOut:
    """What is left out in turn (r), and the offers that differ then (p, in all).

    removals  the facts, and the source where all that it says is left out
    asides    the sets of criteria too thinly known that occur; aside (r,): which of them
    of, offer (p,) which of `removals`, and which offer; parts: per `removals` its p
    values, known (p, m), allowed (p,): the offer's row of the decision matrix, and whether nothing shuts it out
    admitted  (n,) whether nothing shuts an offer out as things are
    cells     per p: column -> scores drawn otherwise; moves (p, 2, m): the least and the most that a draw of them moves
    """

    removals: list[Removal]
    asides: list[frozenset[str]]
    aside: np.ndarray
    of: np.ndarray
    offer: np.ndarray
    values: np.ndarray
    known: np.ndarray
    allowed: np.ndarray
    admitted: np.ndarray
    cells: list[Mapping[int, np.ndarray]]
    moves: np.ndarray

    @cached_property
    def parts(self) -> list[list[int]]:
        """Return the p of each of `removals`."""
        parts: list[list[int]] = [[] for _ in self.removals]
        for p, r in enumerate(self.of.tolist()):
            parts[r].append(p)
        return parts


def left_out(evidence: Evidence, ranking: Ranking, assumed: Assumptions) -> LeftOut:
    """Return all that is left out of the day of a ranking. Only its facts, policies and must-haves count."""
    search = Without(evidence, ranking)
    rows = [search.without(facts, url) for facts, url in search.removals]
    thin = [search.thin(changed) for changed in rows]
    asides = list(dict.fromkeys(thin))
    number = {aside: n for n, aside in enumerate(asides)}
    flat = [(r, i, row) for r, changed in enumerate(rows) for i, row in changed.items()]
    m, scenario = len(search.criteria), ranking.scenario
    cells = [_cells(search, i, row, assumed) for _, i, row in flat]
    before = day_cells(evidence, scenario.as_of, scenario.known, assumed)
    return LeftOut(
        search.removals,
        asides,
        np.array([number[t] for t in thin], int),
        np.array([r for r, _, _ in flat], int),
        np.array([i for _, i, _ in flat], int),
        np.array([row.values for _, _, row in flat]).reshape(-1, m),
        np.array([row.known for _, _, row in flat]).reshape(-1, m),
        np.array([row.admitted for _, _, row in flat], bool),
        search.admitted,
        cells,
        np.array([_moves(before[i], new) for (_, i, _), new in zip(flat, cells, strict=True)]).reshape(-1, 2, m),
    )


def _cells(search: Without, i: int, row: OfferWithout, assumed: Assumptions) -> dict[int, np.ndarray]:
    facts, offer = Overlay(row.facts, search.ranking.matrix.facts), search.offers[i]
    return {j: drawn_cell(search.criteria[j], offer, facts, assumed) for j in row.columns}


def _moves(before: np.ndarray, cells: Mapping[int, np.ndarray]) -> np.ndarray:
    ends = np.zeros((2, len(before)))
    for j, new in cells.items():
        by = new - before[j]
        ends[:, j] = by.min(), by.max()
    return ends
