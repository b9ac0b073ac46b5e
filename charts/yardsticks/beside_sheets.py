"""Tables of an official framework beside others: where the board parts from it, and an award that was made with it."""

from collections.abc import Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, said
from charts.yardsticks.sheets import named, unanswered
from ranking.model import Evidence
from ranking.yardsticks.compare import Replayed, ReversedPair
from ranking.yardsticks.framework import Framework
from ranking.yardsticks.reading import Reading
from words.facts import yardsticks as words
from words.language import Language


def parts_sheet(say: Language, evidence: Evidence, reading: Reading, parts: Sequence[ReversedPair]) -> Sheet:
    """Return one row an offer that the board's pillar puts above others with a higher ceiling, and those others."""
    columns = (
        Column("higher", say("Offer"), wide=0.18),
        Column("points", say("Points in our pillar"), "number", digits=1, wide=0.1, align="right", style="ys-n"),
        Column("ceiling", say("Ceiling"), wide=0.1, style="ys-n"),
        Column("because", say("Holds the level down"), wide=0.3),
        Column(
            "lower",
            say("Stands above, in our pillar (points, ceiling, questions without a fact)"),
            wide=0.32,
            style="ys-wide",
        ),
    )
    above: dict[str, list[ReversedPair]] = {}
    for part in parts:
        above.setdefault(part.higher, []).append(part)

    def row(higher: str, pairs: Sequence[ReversedPair]) -> tuple:
        lines = tuple(Line(_beneath(say, evidence, reading, p), door=p.lower) for p in pairs)
        return (
            named(evidence, higher),
            _points(say, pairs[0].points[0]),
            said(f"SEAL-{reading.known[higher].seal[1]}"),
            _because(say, reading.framework, pairs[0].because),
            Cell("; ".join(line.text for line in lines), lines),
        )

    order = sorted(above, key=lambda o: -above[o][0].points[0])
    rows = tuple(row(o, sorted(above[o], key=lambda p: -p.points[1])) for o in order)
    return Sheet("csf_parts", say("Where the board and the framework part"), columns, rows)


def award_sheet(say: Language, evidence: Evidence, framework: Framework, found: Sequence[Replayed]) -> Sheet:
    """Return the offers of an award: the level published, and the one that the facts of the day leave."""
    columns = (
        Column("bidder", say("Bidder"), wide=0.16),
        Column("offer", say("Offer"), wide=0.2),
        Column("published", say("Level published"), wide=0.12),
        Column("here", say("Read here"), wide=0.14),
        Column("agrees", say("In the range"), wide=0.1, align="center"),
        Column("because", say("Holds the level down"), wide=0.28),
    )

    def row(r: Replayed) -> tuple:
        word = say("yes") if r.agrees else say("no")
        return (
            said(r.awarded.bidder, bold=True),
            named(evidence, r.assessment.offer),
            Cell(r.awarded.seal, (Line(f"SEAL-{r.awarded.seal}"),)),
            said(words.level_text(say, r.assessment.seal)),
            Cell(word, (Line(word),), sign="met" if r.agrees else "failed"),
            _because(say, framework, r.assessment.caps),
        )

    return Sheet("csf_award", say("The award of April 2026"), columns, tuple(map(row, found)))


def _because(say: Language, framework: Framework, keys: Sequence[str]) -> Cell:
    """Questions, one a line."""
    lines = tuple(Line(words.question_text(say, framework.questions[k])) for k in keys)
    return Cell("; ".join(line.text for line in lines), lines)


def _beneath(say: Language, evidence: Evidence, reading: Reading, part: ReversedPair) -> str:
    """An offer that stands lower in the pillar: its points, its ceiling, how much of it is not documented."""
    found = reading.known[part.lower]
    return say(
        "{offer} ({points}; SEAL-{level}; {n})",
        offer=evidence.offers[part.lower].name,
        points=say.number(part.points[1], 1),
        level=found.seal[1],
        n=unanswered(found),
    )


def _points(say: Language, points: float) -> Cell:
    return Cell(points, (Line(say.number(points, 1)),))
