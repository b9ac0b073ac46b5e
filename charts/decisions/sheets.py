"""Documented decisions, and the records kept, as tables."""

from collections.abc import Sequence

from charts.parts.sheet import Column, Sheet
from ranking.decisions.record import Record
from ranking.decisions.replay import Replay, ReplayedOffer
from ranking.model import Evidence
from words.decisions import replay as words
from words.decisions.record import people_text
from words.language import Language
from words.ranking.conditions import exclusion_text, requirement_text


def replay_sheet(say: Language, evidence: Evidence, replays: Sequence[Replay]) -> Sheet:
    """Return one row for each offer of each decision, with what every must-have says of it."""
    columns = (
        Column("day", say("Date"), "day"),
        Column("decision", say("Decision")),
        Column("verdict", say("The board")),
        Column("why", say("Why")),
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column("role", say("In the record")),
        Column("place", say("Place"), "integer"),
        Column("score", say("Score"), "number"),
        Column("low", say("Worst case"), "number"),
        Column("high", say("Best case"), "number"),
        Column("musthaves", say("Must-haves")),
        Column("reason", say("Reason")),
    )
    rows = tuple(_row(say, evidence, one, s) for one in replays for s in one.offers)
    return Sheet("decisions", say("Decisions"), columns, rows)


def records_sheet(say: Language, records: Sequence[Record]) -> Sheet:
    """Return one row a record: what was asked, on which facts, who came first, who agreed and dissented."""
    columns = (
        Column("record", say("Record")),
        Column("locked", say("Locked")),
        Column("question", say("Question")),
        Column("as_of", say("Facts as of"), "day"),
        Column("data", say("Data")),
        Column("first", say("First")),
        Column("agreed", say("Who agrees")),
        Column("dissented", say("Who dissents")),
    )
    rows = (
        (
            r.name,
            r.at,
            r.content.question,
            r.content.as_of,
            r.content.data,
            ", ".join(p.name for p in r.content.result.leaders),
            people_text(say, r.content.agreed),
            people_text(say, r.content.dissented),
        )
        for r in records
    )
    return Sheet("records", say("Records"), columns, tuple(rows))


def _row(say: Language, evidence: Evidence, replay: Replay, replayed: ReplayedOffer) -> tuple:
    row = replayed.row
    gates = [(requirement_text(say, evidence, o.requirement), words.gate_word(say, o)) for o in replayed.outcomes]
    return (
        replay.decision.day,
        say.text(replay.decision.title),
        words.verdict_word(say, replay.verdict),
        words.short_reason(say, replay),
        replayed.offer,
        evidence.offers[replayed.offer].name,
        words.role_text(say, replay, replayed.offer),
        *((row.place, row.score, row.low, row.high) if row else (None,) * 4),
        say("; ").join(say("{label}: {answer}", label=gate, answer=answer) for gate, answer in gates),
        exclusion_text(say, evidence, replayed.excluded) if replayed.excluded else "",
    )
