"""Ranks through time for a scenario, and the facts that moved them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from ranking.model import Evidence, Fact
from ranking.through_time.walk import FactSuccession, Walk
from ranking.unknowns import fill
from ranking.weighing.rank import numbers
from ranking.weighing.scenario import EARLIEST, Scenario
from ranking.weighing.total import totals


@dataclass(frozen=True, slots=True)
class OfferOnDay:
    """An offer on a day: place None where it has none, and `reason` why; score None where it cannot be scored."""

    offer: str
    place: int | None
    score: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that moved something that counts.

    criterion      the one it feeds, None where it decides a must-have or whether the offer is on sale
    before, after  the cell's score 0..100, None where unknown; total_* the offer's score, None where not scored
    """

    offer: str
    indicator: str
    criterion: str | None
    old: Fact | None
    new: Fact | None
    before: float | None
    after: float | None
    total_before: float | None
    total_after: float | None


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A day on which a place or a score changes, or a fact that counts; `offers` holds until the next step.

    weighed, set_aside  criteria that begin, or cease, to be known for enough offers to carry weight
    """

    day: date
    offers: tuple[OfferOnDay, ...]
    changes: tuple[FactChange, ...]
    weighed: tuple[str, ...]
    set_aside: tuple[str, ...]


def history(evidence: Evidence, scenario: Scenario, end: date, start: date = EARLIEST) -> tuple[HistoryStep, ...]:
    """Return steps from `start` (the state on that day, without changes) to `end`.

    The scenario's own day does not count. On every day places are those of `rank`; where no criterion carries
    weight nobody has a score.
    """
    walk = Walk(evidence, scenario)
    walk.to(start)
    state = _WalkState(walk)
    steps = [HistoryStep(start, state.offers, (), (), ())]
    for day in walk.days:
        if not start < day <= end:
            continue
        before, moves = state, walk.to(day)
        state = _WalkState(walk, before)
        changes = tuple(change for move in moves for change in _changes(walk, move, before, state))
        weighed, aside = sorted(state.weighed - before.weighed), sorted(before.weighed - state.weighed)
        if changes or weighed or aside or state.offers != before.offers:
            steps.append(HistoryStep(day, state.offers, changes, tuple(weighed), tuple(aside)))
    return tuple(steps)


class _WalkState:
    """What the walk says on the day it has reached; `before`: the state to reuse where nothing differs."""

    def __init__(self, walk: Walk, before: "_WalkState | None" = None) -> None:
        self.thin, self.value, self.reasons = walk.thin, walk.value.copy(), tuple(walk.reasons)
        if (
            before
            and self.thin == before.thin
            and self.reasons == before.reasons
            and np.array_equal(self.value, before.value, equal_nan=True)
        ):
            self.weighed, self.scores, self.offers = before.weighed, before.scores, before.offers
            return
        weights = walk.weighting(self.thin)
        overall = weights.overall
        self.weighed = frozenset(c for c, w in overall.items() if w > 0)
        values, column = fill(self.value, walk.scenario.unknowns), np.array([list(overall.values())]).T
        heights = totals(values, column, weights.groups, walk.scenario.compensation)[:, 0]
        self.scores = {
            offer: float(heights[i]) if self.weighed and self.reasons[i] in (None, "must_have") else None
            for i, offer in enumerate(walk.offers)
        }
        self.offers = tuple(_offers(walk, self.scores))


def _offers(walk: Walk, scores: dict[str, float | None]) -> Iterator[OfferOnDay]:
    """Yield the shown offers, best first, then those without a place."""
    placed = {o: scores[o] for i, o in enumerate(walk.offers) if walk.placed[i] and scores[o] is not None}
    places = numbers(placed)
    for offer in sorted(placed, key=lambda o: (places[o], walk.evidence.offers[o].name.casefold())):
        yield OfferOnDay(offer, places[offer], placed[offer], None)
    for i, offer in enumerate(walk.offers):
        if walk.shown[i] and offer not in placed:
            yield OfferOnDay(offer, None, scores[offer], walk.reasons[i])


def _changes(walk: Walk, move: FactSuccession, before: _WalkState, after: _WalkState) -> Iterator[FactChange]:
    """Yield what one moved fact counts for: cells with weight, else a must-have's outcome or the offer's admission."""
    i = walk.row[move.offer]
    if not walk.shown[i]:
        return
    totals_ = before.scores[move.offer], after.scores[move.offer]
    counted = False
    for j in walk.columns.get(move.indicator, ()):
        criterion, cells = walk.criteria[j].id, (_cell(before.value[i, j]), _cell(after.value[i, j]))
        if cells[0] != cells[1] and (criterion in before.weighed or criterion in after.weighed):
            counted = True
            yield FactChange(move.offer, move.indicator, criterion, move.old, move.new, *cells, *totals_)
    if not counted and (before.reasons[i] != after.reasons[i] or _decides(walk, move)):
        yield FactChange(move.offer, move.indicator, None, move.old, move.new, None, None, *totals_)


def _decides(walk: Walk, move: FactSuccession) -> bool:
    return any(
        walk.verdict(w, move.old, move.offer).result != walk.verdict(w, move.new, move.offer).result
        for w in walk.wanted
        if w.indicator == move.indicator
    )


def _cell(score: float) -> float | None:
    return None if np.isnan(score) else float(score)
