"""Why one offer stands above another, as a table: what each criterion adds to the gap."""

from collections.abc import Callable, Mapping, Sequence

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, said
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.weighing.explain import CriterionDifference
from words.language import Language


def pair_sheet(
    say: Language,
    evidence: Evidence,
    pair: tuple[str, str],
    differences: Sequence[CriterionDifference],
    states: Mapping[tuple[str, str], str],
    digits: int = 1,
    named: Callable[[str], str] | None = None,
) -> Sheet:
    """Return one row a criterion that moves the printed gap, the widest difference first.

    states  what is known of each of the two on each criterion, in words, by (offer, criterion)
    digits  decimals of the points; named: names a criterion, if not its label
    """
    shown = [d for d in differences if d.printed]
    first, second = (evidence.offers[o] for o in pair)
    ends = (f"◀ {say('for the second')}", f"{say('for the first')} ▶")
    columns = (
        Column("criterion", say("Criterion"), wide=0.24, fit=True),
        Column(first.id, first.name, wide=0.24, mark=first.family, style="of"),
        Column(second.id, second.name, wide=0.24, mark=second.family, style="of"),
        Column("points_bar", "", wide=0.44, ends=ends, style="axis"),
        Column("points", say("Points"), "number", wide=0.1, fit=True, align="right", style="n"),
    )
    below = max((-d.points for d in shown), default=0.0)
    above = max((d.points for d in shown), default=0.0)
    whole, low = (max(below, 0.0) + max(above, 0.0)) or 1.0, max(below, 0.0)

    def row(item: CriterionDifference) -> tuple[Cell, ...]:
        label = named(item.criterion) if named else say.text(evidence.criteria[item.criterion].label)
        ahead = (second if item.points < 0 else first).family or "quiet"
        bar = (low / whole, (low + item.points) / whole, ahead)
        return (
            said(label, bold=True, most=1),
            *(said(states[o, item.criterion], quiet=True, door=door_of(evidence, o, item.criterion)) for o in pair),
            Cell(strip=Strip((bar,), zero=low / whole)),
            Cell(item.points, (Line(say.signed(item.printed, digits), bold=True),)),
        )

    return Sheet("pair", say("Why one above the other?"), columns, tuple(map(row, shown)))
