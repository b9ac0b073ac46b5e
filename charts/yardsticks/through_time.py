"""The table of an offer's reading with an official framework through time."""

from collections.abc import Sequence
from datetime import date

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.yardsticks.assess import Assessment
from words.facts import yardsticks as words
from words.language import Language


def history_sheet(
    say: Language, evidence: Evidence, offer: str, steps: Sequence[tuple[date, Assessment]], day: date
) -> Sheet:
    """Return one row a day on which level or score changed, the newest first; those after `day` in grey."""
    columns = (
        Column("since", say("From"), "day", wide=0.16),
        Column("level", say("Level"), wide=0.14, style="ys-n"),
        Column("score", say("Score, %"), wide=0.14, style="ys-n"),
        Column("open", say("Questions without a fact"), "integer", wide=0.12, style="ys-n"),
        Column("held", say("Holds the level down"), wide=0.44),
    )
    newest_first = list(reversed(steps))

    def row(since: date, a: Assessment) -> tuple:
        unknown = sum(x.open for x in a.answers.values())
        at = since.isoformat()
        caps = tuple(
            Line(text, most=2, door=door_of(evidence, offer, indicator, at) if indicator else "")
            for text, indicator in words.held_by(say, a)
        )
        return (
            Cell(since, (Line(say.day(since), bold=True),)),
            said(words.level_text(say, a.seal)),
            said(words.score_text(say, a.score)),
            Cell(unknown, (Line(say.number(unknown)),)),
            Cell(say("; ").join(line.text for line in caps), caps) if caps else said("–", quiet=True),
        )

    return Sheet(
        "csf_history",
        evidence.offers[offer].name,
        columns,
        tuple(row(*step) for step in newest_first),
        muted=frozenset(n for n, (since, _) in enumerate(newest_first) if since > day),
    )
