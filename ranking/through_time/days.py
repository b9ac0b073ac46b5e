"""What the ranking rests on, day of change by day of change: only what differs from the day before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.through_time.walk import Walk
from ranking.weighing.rank import Excluded
from ranking.weighing.scenario import EARLIEST, Scenario
from ranking.written_day import written_day


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which a score, a range or the admission of an offer changes; it holds until the next one.

    cells  (offer, criterion, value, low, high): points 0..100, value NaN where nothing is known
    bars   offer -> why it is out whatever the weights, None where it no longer is; coverage: the known part, 0..1
    thin   all criteria known for too few offers on the day
    """

    day: date
    cells: tuple[tuple[str, str, float, float, float], ...]
    bars: dict[str, Excluded | None]
    coverage: dict[str, float]
    thin: frozenset[str]


def days_of_change(evidence: Evidence, scenario: Scenario, end: date, start: date = EARLIEST) -> Iterator[ChangeDay]:
    """Yield the whole state on `start`, then every day of change up to `end`, of the offers that the scenario shows.

    On every day the matrix is that of `decision_matrix` and the exclusions those of `shut_out`; neither the scenario's
    day nor its weights count.
    """
    walk, state = Walk(evidence, scenario), None
    for day in [start, *(d for d in walk.days if start < d <= end)]:
        walk.to(day)
        before, state = state, _DayState(walk, state)
        change = state.since(before)
        if before is None or change.cells or change.bars or change.coverage or change.thin != before.thin:
            yield change


def named_day(text: object, latest: date) -> date:
    """Return the day that a browser's message names. Raises ScenarioError unless it is from EARLIEST to `latest`."""
    day = written_day(text)
    if day is None or not EARLIEST <= day <= latest:
        raise ScenarioError(f"day: one from {EARLIEST} to {latest}, such as 2020-07-06")
    return day


class _DayState:
    """All that counts of a walk on the day it has reached; before: the state before it, to reuse what stays."""

    def __init__(self, walk: Walk, before: "_DayState | None" = None) -> None:
        self.day, self.thin, self.criteria = walk.day, walk.thin, [c.id for c in walk.criteria]
        self.cells = np.stack([walk.value, walk.low, walk.high], axis=-1)
        self.offers = {offer: i for i, offer in enumerate(walk.offers) if walk.shown[i]}
        moved = {o: i for o, i in self.offers.items() if before is None or i in walk.touched}
        self.coverage = (before.coverage if before else {}) | {o: walk.coverage(i) for o, i in moved.items()}
        self.bars = (before.bars if before else {}) | {o: _bar(walk, i) for o, i in moved.items()}

    def since(self, before: "_DayState | None") -> ChangeDay:
        """Return what differs from an earlier state; everything where there is none."""
        differs = np.ones(self.cells.shape[:2], bool)
        if before is not None:
            differs = ~((self.cells == before.cells) | (np.isnan(self.cells) & np.isnan(before.cells))).all(axis=-1)
        cells = tuple(
            (offer, self.criteria[j], *self.cells[i, j].tolist())
            for offer, i in self.offers.items()
            for j in np.flatnonzero(differs[i])
        )
        bars, coverage = (
            {o: x for o, x in now.items() if then is None or form(x) != form(then[o])}
            for now, then, form in (
                (self.bars, before and before.bars, _told),
                (self.coverage, before and before.coverage, float),
            )
        )
        return ChangeDay(self.day, cells, bars, coverage, self.thin)


def _bar(walk: Walk, i: int) -> Excluded | None:
    """Return why the offer in row `i` is out whatever the weights."""
    reason = walk.reasons[i]
    failed = walk.failed(i) if reason == "must_have" else ()
    return Excluded(walk.offers[i], reason, failed, None, walk.coverage(i)) if reason else None


def _told(out: Excluded | None) -> tuple | None:
    """Return what is said of an exclusion, comparable."""
    return out and (out.reason, out.outcomes, out.coverage)
