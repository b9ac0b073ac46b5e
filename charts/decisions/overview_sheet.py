"""Documented decisions beside the board, as a table: one row a decision."""

from collections.abc import Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from ranking.decisions.replay import Replay
from ranking.facts.door import Door, written
from ranking.model import Evidence
from words.decisions import replay as words
from words.language import Language


def overview_sheet(say: Language, evidence: Evidence, replays: Sequence[Replay]) -> Sheet:
    """Return when, what was asked and chosen, who comes first on the board of that day, and what that says."""
    columns = (
        Column("day", say("Date"), "day", wide=0.12, style="rp-when"),
        Column("decision", say("Decision"), wide=0.29),
        Column("chosen", say("What was chosen"), wide=0.22),
        Column("first", say("First on the board that day"), wide=0.2),
        Column("verdict", say("The board"), wide=0.18, style="rp-says"),
    )
    return Sheet("replay", say("Decisions"), columns, tuple(_row(say, evidence, r) for r in replays))


def _row(say: Language, evidence: Evidence, replay: Replay) -> tuple[Cell, ...]:
    decision, leaders = replay.decision, replay.ranking.leaders if replay.ranking else ()
    title, verdict = say.text(decision.title), words.verdict_word(say, replay.verdict)
    first = _offers(say, evidence, [r.offer for r in leaders], decision.id)
    if leaders:
        score = say("{points} points", points=say.number(leaders[0].score, 1))
        first += (Line(score, quiet=True, door=written(Door(leaders[0].offer, at=decision.id))),)
    return (
        Cell(decision.day, (Line(say.day(decision.day)),)),
        Cell(
            title,
            (
                Line(title, bold=True, href=f"#rp-{decision.id}"),
                Line(say.text(decision.question), quiet=True, most=3, spare=True),
            ),
        ),
        Cell(
            words.names_text(say, evidence, decision.chosen, 99), _offers(say, evidence, decision.chosen, decision.id)
        ),
        Cell(words.names_text(say, evidence, [r.offer for r in leaders], 99), first) if leaders else said(say("none")),
        Cell(
            verdict,
            (
                Line(
                    verdict,
                    bold=True,
                    sign=words.SIGNS[replay.verdict],
                    sign_style=f"rp-stamp rp-{replay.verdict}" + (" rp-weak" if replay.weakness else ""),
                ),
                Line(words.short_reason(say, replay), quiet=True, most=3),
            ),
        ),
    )


def _offers(say: Language, evidence: Evidence, offers: Sequence[str], at: str) -> tuple[Line, ...]:
    """Return one offer a line, three at most, then how many others; each opens its facts on the decision's day."""
    named = [(evidence.offers[o], written(Door(o, at=at))) for o in offers]
    lines = tuple(Line(o.name, bold=True, mark=o.family, most=1, door=door) for o, door in named[:3])
    rest = len(named) - 3
    return lines if rest <= 0 else (*lines, Line(say.plural("and {n} other", "and {n} others", rest), quiet=True))
