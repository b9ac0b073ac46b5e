"""One fact that would change the leader, as a table: what it says, what it would have to say, how far that is."""

from collections.abc import Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, said
from ranking.model import Evidence
from ranking.robustness.fact_tipping import Flip
from words.language import Language
from words.ranking.robustness import flip_values


def fact_tipping_sheet(say: Language, evidence: Evidence, flips: Sequence[Flip]) -> Sheet:
    """Return one row a change of a single fact, the smallest first."""
    columns = (
        Column("fact", say("Fact"), wide=0.22),
        Column("now", say("As it stands"), wide=0.21),
        Column("needed", say("As it would have to be"), wide=0.19),
        Column("size", say("How far, out of 100"), "number", wide=0.17),
        Column("first", say("Then first"), wide=0.21),
    )

    def row(flip: Flip) -> tuple[Cell, ...]:
        offer, label = evidence.offers[flip.offer], say.text(evidence.indicators[flip.indicator].label)
        before, after = flip_values(say, evidence, flip)
        leaders = [evidence.offers[o] for o in flip.leaders]
        return (
            Cell(
                say("{group}: {label}", group=offer.name, label=label),
                (Line(offer.name, bold=True, mark=offer.family, most=1), Line(label, quiet=True, most=1)),
            ),
            said(before, quiet=True),
            said(after),
            Cell(
                float(flip.size),
                (Line(say.number(flip.size)),),
                Strip(((0, 1, "track"), (0, flip.size / 100, "quiet"))),
            ),
            Cell(say.both(o.name for o in leaders), tuple(Line(o.name, bold=True, mark=o.family) for o in leaders[:3])),
        )

    return Sheet(
        "flips",
        say("One fact that would change the leader"),
        columns,
        tuple(map(row, flips)),
        rest=lambda n: say("{n} more, with a change at least as large.", n=n),
    )
