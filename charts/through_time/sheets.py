"""What the timeline lists, as tables: what changed, the events of the case."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.through_time.history import HistoryStep
from words.language import Language
from words.ranking.timeline import change_text, step_text, weighing_texts


def changes_sheet(say: Language, evidence: Evidence, steps: Sequence[HistoryStep]) -> Sheet:
    """Return one row a fact that began or ended on a day on which the ranking changed."""
    columns = (
        Column("day", say("Day"), "day"),
        Column("offer", say("Id"), "id"),
        Column("indicator", say("Code"), "id"),
        Column("change", say("What moved")),
        Column("source", say("Source"), "link"),
    )
    rows = (
        (s.day, fact.offer, fact.indicator, change_text(say, evidence, c), fact.source.url)
        for s in steps
        for c in s.changes
        for fact in (c.new or c.old,)
    )
    return Sheet("changes", say("What changed"), columns, tuple(rows))


def year_sheet(say: Language, evidence: Evidence, steps: Sequence[HistoryStep], year: int, lead: bool) -> Sheet:
    """Return one row a fact, or a criterion that begins or ceases to weigh, of the year's days of change.

    lead  those of days on which the first place changed hands, else the others'
    """
    columns = (
        Column("day", say("Day"), "day", wide=0.16),
        Column("first", say("First place"), wide=0.24),
        Column("change", say("What moved"), wide=0.42),
        Column("source", say("Source"), "link", wide=0.18),
    )
    rows = []
    for before, step in zip(steps, steps[1:], strict=False):
        if step.day.year != year or lead_changes(before, step) != lead:
            continue
        first, at = said(step_text(say, evidence, before, step)), step.day.isoformat()
        rows += [(_day(say, step.day), first, said(text), Cell()) for text in weighing_texts(say, evidence, step)]
        for c in step.changes:
            fact = c.new or c.old
            door = door_of(evidence, fact.offer, fact.indicator, at)
            moved = said(change_text(say, evidence, c), door=door)
            rows.append((_day(say, step.day), first, moved, _source(fact.source.url)))
    return Sheet("year", say("What changed in"), columns, tuple(rows))


def _day(say: Language, day: date) -> Cell:
    return Cell(day, (Line(say.day(day)),))


def _source(url: str | None) -> Cell:
    """Return the way to a source, named by its site."""
    return Cell(url, (Line(urlsplit(url).netloc.removeprefix("www."), href=url),)) if url else Cell()


def lead_changes(before: HistoryStep, step: HistoryStep) -> bool:
    """Return whether the first place changed hands on the day of `step`."""
    old, new = ({s.offer for s in x.offers if s.place == 1} for x in (before, step))
    return old != new


def events_sheet(say: Language, evidence: Evidence) -> Sheet:
    """Return one row an event of the case, with its source."""
    columns = (
        Column("day", say("Day"), "day", wide=0.14),
        Column("event", say("Event"), wide=0.22),
        Column("text", say("What happened"), wide=0.4),
        Column("grade", say("Grade"), wide=0.06),
        Column("source", say("Source"), "link", wide=0.18),
    )
    rows = (
        (
            _day(say, e.day),
            said(say.text(e.title), bold=True),
            said(say.text(e.text)),
            said(e.confidence),
            _source(e.source.url),
        )
        for e in evidence.events
    )
    return Sheet("events", say("Events"), columns, tuple(rows))
