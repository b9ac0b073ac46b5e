"""What divides several points of view, as a table: each weight, who gives it least and most, how far they lie apart."""

from collections.abc import Callable

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, parted, said
from charts.parts.sheet_html import sheet_html
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.divides import Divide
from ranking.tolerances import TIE
from words.facts.values import item_label
from words.language import Language
from words.people import viewpoints_measured as measured

CRITERIA = 6
STYLE = "sh-table sh-divides"


def divides_html(
    say: Language, evidence: Evidence, agreement: Agreement, link: Callable[[str], str] | None = None
) -> tuple[str, tuple[str, str]]:
    """Return the pillars' table as HTML, with how to read it; title and table of the criteria that divide most.

    link  address of the page with a door open; None where numbers open nothing
    """
    caption, reading = measured.divide_sentence(say, evidence, agreement), measured.divide_reading(say)
    pillars, criteria = parted(divides_sheet(say, evidence, agreement))
    return (
        sheet_html(say, pillars, STYLE, caption, reading, link=link),
        (criteria.title, sheet_html(say, criteria, STYLE, criteria.title, link=link)),
    )


def divides_sheet(say: Language, evidence: Evidence, agreement: Agreement) -> Sheet:
    """Return every pillar, then the CRITERIA that divide most: a dot for what each point of view gives.

    A weight divides where it moves offers apart: the two that it moves farthest apart stand beside its part, each
    the door to the facts behind its points.
    """
    pillars, criteria = ([d for d in agreement.divides if d.level == level] for level in ("pillar", "criterion"))
    shown = [*pillars, *criteria[:CRITERIA]]
    most = max((d.high for d in agreement.divides), default=0) or 1
    columns = (
        Column("weight", say("Weight"), wide=0.2),
        Column("least", say("least"), "share", wide=0.14, style="sh-end"),
        Column("given", say("what each gives it"), wide=0.22, style="sh-strip"),
        Column("most", say("most"), "share", wide=0.14, style="sh-end"),
        Column("part", say("part of the disagreement"), "share", wide=0.14, style="sh-part"),
        Column("apart", say("sets farthest apart"), wide=0.16, style="sh-apart"),
    )

    def end(share: float, who: list[int]) -> Cell:
        name = measured.voices_text(say, agreement, who, 1)
        return Cell(float(share), (Line(say.percent(share), bold=True, more=name),))

    def row(item: Divide) -> tuple[Cell, ...]:
        known = item.share == item.share
        names = [
            say("{label}: {answer}", label=v.name, answer=say.percent(x))
            for v, x in zip(agreement.voices, measured.weights_given(agreement, item), strict=True)
        ]
        dots = tuple(
            (float(x) / most, name) for x, name in zip(measured.weights_given(agreement, item), names, strict=True)
        )
        return (
            said(item_label(say, evidence, item.item), most=1),
            end(item.low, item.lowest),
            Cell(strip=Strip(dots=dots, line=(item.low / most, item.high / most))),
            end(item.high, item.highest),
            Cell(
                float(item.share) if known else None,
                (Line(say.percent(item.share) if known else "–", bold=True),),
                Strip(((0, 1, "track"), (0, item.share if known else 0, "quiet"))),
            ),
            _farthest(say, evidence, agreement, item),
        )

    heads = {0: say("Pillars"), len(pillars): say("Criteria that divide most")}
    return Sheet("divides", say("What divides"), columns, tuple(map(row, shown)), heads, rest=lambda n: "")


def _farthest(say: Language, evidence: Evidence, agreement: Agreement, item: Divide) -> Cell:
    """The offer that a weight lifts most and the one it lifts least, on the mean of all points of view."""
    owner = agreement.rankings[0].weighting.pillar_of
    criteria = [c for c in agreement.rankings[0].matrix.names[1] if item.item in (c, owner[c])]
    lifts = {o: sum(r.row(o).contributions[c] for r in agreement.rankings for c in criteria) for o in agreement.offers}
    most, least = max(lifts, key=lifts.__getitem__), min(lifts, key=lifts.__getitem__)
    if lifts[most] - lifts[least] <= TIE:
        return said("–")
    lines = tuple(
        Line(evidence.offers[o].name, most=2, spare=True, door=door_of(evidence, o, item.item)) for o in (most, least)
    )
    return Cell(" · ".join(line.text for line in lines), lines)
