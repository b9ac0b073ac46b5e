"""What the timeline lists, as tables: what changed, the events of the case."""

from collections.abc import Sequence

from charts.parts.sheet import Column, Sheet
from ranking.model import Evidence
from ranking.through_time.history import Step
from words.language import Language
from words.ranking.timeline import change_text, step_text, weighing_texts


def changes_sheet(say: Language, evidence: Evidence, steps: Sequence[Step]) -> Sheet:
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


def year_sheet(say: Language, evidence: Evidence, steps: Sequence[Step], year: int, lead: bool) -> Sheet:
    """Return one row a fact, or a criterion that begins or ceases to weigh, of the year's days of change.

    lead  those of days on which the first place changed hands, else the others'
    """
    columns = (
        Column("day", say("Day"), "day"),
        Column("first", say("First place")),
        Column("change", say("What moved")),
        Column("source", say("Source"), "link"),
    )
    rows = []
    for before, step in zip(steps, steps[1:], strict=False):
        if step.day.year != year or lead_changes(before, step) != lead:
            continue
        said = step_text(say, evidence, before, step)
        rows += [(step.day, said, text, None) for text in weighing_texts(say, evidence, step)]
        rows += [
            (step.day, said, change_text(say, evidence, c), fact.source.url)
            for c in step.changes
            for fact in (c.new or c.old,)
        ]
    return Sheet("year", say("What changed in"), columns, tuple(rows))


def lead_changes(before: Step, step: Step) -> bool:
    """Return whether the first place changed hands on the day of `step`."""
    old, new = ({s.offer for s in x.standings if s.place == 1} for x in (before, step))
    return old != new


def events_sheet(say: Language, evidence: Evidence) -> Sheet:
    """Return one row an event of the case, with its source."""
    columns = (
        Column("day", say("Day"), "day"),
        Column("event", say("Event")),
        Column("text", say("What happened")),
        Column("grade", say("Grade")),
        Column("source", say("Source"), "link"),
    )
    rows = ((e.day, say.text(e.title), say.text(e.text), e.confidence, e.source.url) for e in evidence.events)
    return Sheet("events", say("Events"), columns, tuple(rows))
