"""What the verdict rests on: each fact, and each source, left out in turn, exactly.

A fact left out is as if its block had never been written: the one before it comes back into force, else the matter is
unknown. Its criterion may become too thinly known to weigh, a share shrink, an offer lose its place or gain one: all of
that is computed anew, and only that. The draws are those of the verdict; one cell of one offer differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ranking.model import Evidence, Fact
from ranking.tolerances import TIE
from ranking.unknowns import fill
from ranking.verdict.draws import Draws, drawn_cell
from ranking.verdict.first_share import FirstShare
from ranking.verdict.verdict import RULE, Rule, Verdict, drawn_of, lead_of, verdict
from ranking.verdict.without import Overlay, Row, Without
from ranking.weighing.rank import Ranking
from ranking.weighing.total import totals
from ranking.weighing.weighting import weighting

Answer = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Decisive:
    """A fact, or the facts of one source, without which somebody else would be first or the voice another.

    source   its address where all that it says is left out, "" for a single fact
    leaders  who would be first, () where no offer could be ranked; voice: how firmly
    """

    facts: tuple[Fact, ...]
    source: str
    leaders: tuple[str, ...]
    voice: str


def rests_on(
    evidence: Evidence, ranking: Ranking, found: Verdict | None = None, rule: Rule = RULE
) -> tuple[Decisive, ...]:
    """Return every decisive fact, then every decisive source of several facts; () where none decides alone.

    found  the verdict of the ranking under the same rule, where the caller has it already
    """
    found = found or verdict(evidence, ranking, rule)
    search = _Search(evidence, ranking, rule)
    return tuple(
        Decisive(facts, source, leaders, voice)
        for (facts, source), (leaders, voice) in zip(search.asked, search.answers(), strict=True)
        if set(leaders) != set(found.first) or voice != found.voice
    )


@dataclass(frozen=True, eq=False)
class _Search(Without):
    """Leaves facts out and asks who is first, and how firmly."""

    rule: Rule

    def answers(self) -> Iterator[Answer]:
        """Who would be first, and how firmly, without each of `asked`."""
        rows = [self.without(facts, url) for facts, url in self.asked]
        thin = [self.thin(changed) for changed in rows]
        weighed = {
            aside: _Weighed(self, aside, [r for r, a in zip(rows, thin, strict=True) if a == aside])
            for aside in dict.fromkeys(thin)
        }
        for changed, aside in zip(rows, thin, strict=True):
            yield self.answer(changed, weighed[aside])

    def answer(self, changed: Mapping[int, Row], weighed: "_Weighed") -> Answer:
        """Who is first, and how firmly, with some offers changed."""
        if not weighed.any:
            return (), ""
        scores, placed = weighed.scores(changed)
        rows = np.flatnonzero(placed)
        if not len(rows):
            return (), ""
        first = rows[scores[rows] >= scores[rows].max() - TIE]
        lead = lead_of(scores[rows])
        certain = len(first) > 1 or (lead is not None and lead < self.rule.close)
        share = 0.0 if certain else self.firsts.share(int(first[0]), placed, self.redrawn(changed, placed))
        return tuple(self.offers[i] for i in first), self.rule.voice(len(first), lead, share)

    @cached_property
    def drawn(self) -> Draws:
        return drawn_of(self.evidence, self.ranking, self.rule)

    @cached_property
    def firsts(self) -> FirstShare:
        return FirstShare(self.drawn.totals, np.isin(self.offers, [row.offer for row in self.ranking.rows]))

    def redrawn(self, changed: Mapping[int, Row], placed: np.ndarray) -> dict[int, np.ndarray]:
        """Totals in every draw of the offers with a place that differ."""
        cells = {i: self.cells(i, row) for i, row in changed.items() if placed[i]}
        return {i: self.drawn.total(i, found) for i, found in cells.items() if found}

    def cells(self, i: int, row: Row) -> dict[int, np.ndarray]:
        facts = Overlay(row.facts, self.ranking.matrix.facts)
        return {
            j: drawn_cell(
                self.evidence,
                self.criteria[j].id,
                self.offers[i],
                tuple(facts.get((self.offers[i], name)) for name in self.criteria[j].indicators),
                self.rule.assumed,
            )
            for j in row.columns
            if self.drawn.weights[j] > 0
        }


class _Weighed:
    """Scores of the offers with some criteria set aside: as they are, and of all rows that differ, computed at once."""

    def __init__(self, search: _Search, aside: frozenset[str], rows: list[dict[int, Row]]) -> None:
        asked = search.ranking.scenario
        weights = weighting(search.evidence, asked, aside)
        self.overall = np.array([weights.overall[c.id] for c in search.criteria])
        self.any, self.search, self.skip = bool(self.overall.any()), search, asked.unknowns == "ignore"
        changed = [row for found in rows for row in found.values()]
        values = np.vstack([search.values, *(row.values[None] for row in changed)])
        filled, overall = fill(values, asked.unknowns), self.overall[:, None]
        heights = totals(filled, overall, weights.groups, asked.compensation)[:, 0]
        self.base, new = heights[: len(search.offers)], heights[len(search.offers) :]
        self.new = {id(row): score for row, score in zip(changed, new.tolist(), strict=True)}
        self.placed = search.admitted & self.weighs(search.known)

    def weighs(self, shares: np.ndarray) -> np.ndarray | bool:
        """Whether something known weighs: otherwise, where the unknown is left out, nothing can be said."""
        return shares @ self.overall > 0 if self.skip else True

    def scores(self, changed: Mapping[int, Row]) -> tuple[np.ndarray, np.ndarray]:
        """Scores and whether each offer has a place, (n,) each."""
        scores, placed = self.base.copy(), self.placed.copy()
        for i, row in changed.items():
            scores[i], placed[i] = self.new[id(row)], row.admitted and bool(self.weighs(row.known))
        return scores, placed
