"""What divides several points of view, as a table: each weight, who gives it least and most, how far they lie apart."""

from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, parted, said
from charts.parts.sheet_html import sheet_html
from ranking.model import Evidence
from ranking.people.agreement import Agreement
from ranking.people.divides import Divide
from words.facts.values import item_label
from words.language import Language
from words.people import viewpoints_measured as measured

CRITERIA = 6
STYLE = "sh-table sh-divides"


def divides_html(say: Language, evidence: Evidence, found: Agreement) -> tuple[str, tuple[str, str]]:
    """Return the pillars' table as HTML, with how to read it; title and table of the criteria that divide most."""
    caption, reading = measured.divide_sentence(say, evidence, found), measured.divide_reading(say)
    pillars, criteria = parted(divides_sheet(say, evidence, found))
    return (
        sheet_html(say, pillars, STYLE, caption, reading),
        (criteria.title, sheet_html(say, criteria, STYLE, criteria.title)),
    )


def divides_sheet(say: Language, evidence: Evidence, found: Agreement) -> Sheet:
    """Return every pillar, then the CRITERIA that divide most: a dot for what each point of view gives."""
    pillars, criteria = ([d for d in found.divides if d.level == level] for level in ("pillar", "criterion"))
    shown = [*pillars, *criteria[:CRITERIA]]
    most = max((d.high for d in found.divides), default=0) or 1
    columns = (
        Column("weight", say("Weight"), wide=0.22),
        Column("least", say("least"), "share", wide=0.17, style="sh-end"),
        Column("given", say("what each gives it"), wide=0.27, style="sh-strip"),
        Column("most", say("most"), "share", wide=0.17, style="sh-end"),
        Column("part", say("part of the disagreement"), "share", wide=0.17, style="sh-part"),
    )

    def end(share: float, who: list[int]) -> Cell:
        name = measured.voices_text(say, found, who, 1)
        return Cell(float(share), (Line(say.percent(share), bold=True, more=name),))

    def row(item: Divide) -> tuple[Cell, ...]:
        known = item.share == item.share
        names = [
            say("{label}: {answer}", label=v.name, answer=say.percent(x))
            for v, x in zip(found.voices, measured.given(found, item), strict=True)
        ]
        dots = tuple((float(x) / most, name) for x, name in zip(measured.given(found, item), names, strict=True))
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
        )

    heads = {0: say("Pillars"), len(pillars): say("Criteria that divide most")}
    return Sheet("divides", say("What divides"), columns, tuple(map(row, shown)), heads, rest=lambda n: "")
