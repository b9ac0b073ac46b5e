"""The catch-up map: who leads at every balance on every day, exact both ways."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import mul

import numpy as np

from ranking.balance.balance import Along, Field, Pair, along, field, poles
from ranking.balance.envelope import Piece, Spans, upper_envelope
from ranking.errors import ScenarioError, told
from ranking.model import Evidence
from ranking.through_time.walk import Walk
from ranking.tolerances import CLOSE, ROUNDING, TIE
from ranking.unknowns import FILL, fill
from ranking.weighing.scenario import EARLIEST, Scenario


@dataclass(frozen=True, slots=True)
class MapCell:
    """The same leaders from a day to a day (the latter excluded) and from a balance to a balance.

    close  the parts of the balance where the lead is under the margin
    """

    date_from: date
    date_to: date
    balance_from: float
    balance_to: float
    leaders: tuple[str, ...]
    close: Spans


@dataclass(frozen=True, slots=True)
class MapColumn:
    """The days [start, end) on which the same offers lead by the same leads, and the cells of them, balance upward.

    exact  False: the switch points are numerical; cells are () where nobody can be ranked or nothing weighs
    """

    start: date
    end: date
    cells: tuple[MapCell, ...]
    exact: bool


@dataclass(frozen=True, eq=False)
class CatchUp:
    """The map from `start` to `end`; the last column holds on `end` too. Balance 1 is all `first`, 0 all `second`."""

    first: str
    second: str
    start: date
    end: date
    columns: tuple[MapColumn, ...]
    margin: float

    @property
    def exact(self) -> bool:
        """Return whether every boundary is exact."""
        return all(column.exact for column in self.columns)

    @property
    def cells(self) -> tuple[MapCell, ...]:
        """Return every cell, by day, then balance."""
        return tuple(cell for column in self.columns for cell in column.cells)

    def column(self, day: date) -> MapColumn:
        """Return the column a day falls in; the first or last for a day outside the map."""
        return self.columns[max(0, bisect_right([c.start for c in self.columns], day) - 1)]


def catch_up(
    evidence: Evidence,
    scenario: Scenario,
    end: date,
    start: date = EARLIEST,
    pair: Pair | None = None,
    margin: float = CLOSE,
) -> CatchUp:
    """Return the map of `scenario` (its day apart, which does not count) from `start` to `end`.

    pair  two pillars or two criteria; default the urgency and the sovereignty pillar
    At any day and balance the leaders are those of `rank` for `at_balance` on that day.
    Raises ScenarioError where `end` is before `start`.
    """
    if end < start:
        raise ScenarioError(
            told("a map from {start} to {end}: the last day is not before the first", start=start, end=end)
        )
    pair = poles(evidence, pair)
    walk, stretches = Walk(evidence, scenario), []
    # Only the arithmetic mean with every unknown filled in gives lines over one denominator.
    straight = scenario.compensation == 1 and scenario.unknowns != "ignore"
    sketch = (_Lines if straight else _Curves)(walk, pair, margin)
    for day in [start, *(day for day in walk.days if start < day <= end)]:
        walk.to(day)
        pieces = sketch.pieces()
        if not stretches or stretches[-1][1:] != (pieces, sketch.exact):
            stretches.append((day, pieces, sketch.exact))
    ends = [day for day, _, _ in stretches[1:]] + [end]
    columns = tuple(
        _column(day, until, pieces, exact, walk.offers)
        for (day, pieces, exact), until in zip(stretches, ends, strict=True)
    )
    return CatchUp(*pair, start, end, columns, margin)


class _Lines:
    """The envelope of the day the walk has reached, taken over from the day before where nothing relevant moved."""

    exact = True

    def __init__(self, walk: Walk, pair: Pair, margin: float) -> None:
        self.walk, self.pair, self.margin = walk, pair, margin
        self.lines = np.zeros((len(walk.offers), 2))
        self.placed = np.zeros(len(walk.offers), bool)
        self.ways: dict[frozenset[str], Along] = {}
        self.thin: frozenset[str] | None = None
        self.envelope: tuple[Piece, ...] = ()
        self.corners: list[tuple[float, float]] = []

    def pieces(self) -> tuple[Piece, ...]:
        """Return pieces of the envelope, the very same ones where no line that moved comes near it."""
        walk, way = self.walk, self.way(self.walk.thin)
        # Other criteria carry weight: every line is new.
        if walk.thin != self.thin:
            values = fill(walk.value, walk.scenario.unknowns)
            self.thin, self.lines, self.placed = walk.thin, values @ way.both.T, walk.placed.copy()
            self._draw(way.under)
            return self.envelope
        near = False
        for i in walk.touched:
            was, now = self.lines[i].tolist(), self._line(i, way)
            if abs(was[0] - now[0]) + abs(was[1] - now[1]) > ROUNDING or self.placed[i] != walk.placed[i]:
                near = near or self.placed[i] and self._near(*was) or walk.placed[i] and self._near(*now)
                self.lines[i], self.placed[i] = now, walk.placed[i]
        if near:
            self._draw(way.under)
        return self.envelope

    def _line(self, i: int, way: Along) -> list[float]:
        # Plain numbers: for one row of some fifteen cells they are faster than an array.
        filler = FILL[self.walk.scenario.unknowns]
        row = [v if v == v else filler for v in self.walk.value[i].tolist()]
        return [sum(map(mul, row, weights)) for weights in way.lists]

    def way(self, thin: frozenset[str]) -> Along:
        """Return the weights along the balance with `thin` set aside."""
        if thin not in self.ways:
            walk = self.walk
            self.ways[thin] = along(walk.evidence, walk.scenario, walk.weighting(thin), thin, self.pair)
        return self.ways[thin]

    def _draw(self, under: tuple[float, float]) -> None:
        rows = np.flatnonzero(self.placed) if under[0] + max(0.0, under[1]) > 0 else np.zeros(0, int)
        pieces = upper_envelope(*self.lines[rows].T, self.margin, under)
        self.envelope = tuple(Piece(p.start, p.end, tuple(int(rows[k]) for k in p.leaders), p.close) for p in pieces)
        ends = [(p.start, p.leaders[0]) for p in self.envelope] + [(p.end, p.leaders[0]) for p in self.envelope[-1:]]
        self.corners = [
            (t, float(self.lines[i, 0] + self.lines[i, 1] * t) - (self.margin + TIE) * (under[0] + under[1] * t))
            for t, i in ends
        ]

    def _near(self, a: float, b: float) -> bool:
        """Return whether a line comes within the margin of the envelope. Convex, it is nearest at a corner."""
        return not self.corners or any(a + b * t >= reach for t, reach in self.corners)


class _Curves(_Lines):
    """The same where lines may be curves: drawn anew whenever an offer with a place has moved, come or gone."""

    field: Field | None = None

    def pieces(self) -> tuple[Piece, ...]:
        """Return pieces of the envelope, numerical unless every offer with a place has a line after all."""
        walk, thin = self.walk, self.walk.thin
        values = fill(walk.value, walk.scenario.unknowns)[walk.placed]
        if (
            self.field
            and thin == self.thin
            and np.array_equal(self.placed, walk.placed)
            and np.array_equal(self.field.values[self.placed], values, equal_nan=True)
        ):
            return self.envelope
        self.thin, self.placed, way = thin, walk.placed.copy(), self.way(thin)
        self.field = field(walk.value.copy(), way, walk.weighting(thin), walk.scenario)
        rows = np.flatnonzero(self.placed) if way.under[0] + max(0.0, way.under[1]) > 0 else np.zeros(0, int)
        self.envelope, self.exact = self.field.envelope(rows, self.margin), not self.field.curved[rows].any()
        return self.envelope


def _column(start: date, end: date, pieces: tuple[Piece, ...], exact: bool, offers: tuple[str, ...]) -> MapColumn:
    return MapColumn(start, end, tuple(_cells(start, end, pieces, offers)), exact)


def _cells(start: date, end: date, pieces: tuple[Piece, ...], offers: tuple[str, ...]) -> Iterator[MapCell]:
    for p in pieces:
        yield MapCell(start, end, p.start, p.end, tuple(offers[i] for i in p.leaders), p.close)
