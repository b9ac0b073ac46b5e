"""What the timeline shows, as tables: who was ready, what changed, the events of the case."""

from collections.abc import Sequence

from charts.parts.sheet import Column, Sheet
from ranking.model import Evidence
from ranking.through_time.history import Step
from ranking.through_time.readiness import Readiness
from words.language import Language
from words.ranking.timeline import change_text, lag_text, ready_text, token_text


def ready_sheet(say: Language, evidence: Evidence, found: Sequence[Readiness]) -> Sheet:
    """Return one row an offer: since when it has every prerequisite, and what it lacks on the day in force."""
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column("since", say("All of them since"), "day"),
        Column("lag", say("After Azure")),
        Column("state", say("State")),
        Column("missing", say("Missing that day")),
        Column("unknown", say("Unknown that day")),
    )
    rows = (
        (
            r.offer,
            evidence.offers[r.offer].name,
            r.complete_on,
            lag_text(say, r),
            ready_text(say, r),
            *(", ".join(token_text(say, evidence, t) for t in some) for some in (r.state.missing, r.state.unknown)),
        )
        for r in found
    )
    return Sheet("ready", say("Who was ready when"), columns, tuple(rows))


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
