"""Tables of a choice beside the first of the ranking, of leaving, and of the way from one offer to another."""

from charts.parts.look import MORE_TO_COME
from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, said
from charts.workload.sheets import MORE
from ranking.bills.bill import Bill
from ranking.bills.choices import FIRST, Choice
from ranking.bills.leaving import Leaving, ServiceMove, ServiceSide
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.workload.cost import PRICED_BY, Cost
from words.facts import workload_choices as choice_words
from words.facts import workload_move as words
from words.facts.workload import amount_text, missing_text, price_text, total_text
from words.language import Language


def choices_sheet(say: Language, evidence: Evidence, bill: Bill) -> Sheet:
    """Return the first of the ranking and the choice of each pole: what a month costs, and how much more or less."""
    columns = (
        Column("role", say("Choice"), wide=0.22),
        Column("id", "id", "id"),
        Column("offer", say("Offer"), wide=0.22),
        Column("points", say("Points"), "number", 1, wide=0.08, align="right", style="ys-n"),
        Column("month", say("A month, €"), "number", 2, wide=0.14, style="wl-total"),
        Column("bound", say("Lower bound")),
        Column("gap_low", say("More than the first, lowest, €"), "number", 2),
        Column("gap_high", say("More than the first, highest, €"), "number", 2),
        Column("gap", say("More than the first, €"), wide=0.18, style="wl-total"),
        Column("missing", say("Without a price"), wide=0.16, style="sh-strip", head=say("Side by side")),
    )
    scale = max((c.cost.month.high for c in bill.choices if c.cost), default=0.0)
    rows = tuple(_choice(say, evidence, c, scale) for c in bill.choices)
    styles = tuple(evidence.offers[c.offer].family for c in bill.choices)
    return Sheet("cost_choices", say("The first, the most sovereign, the most ready"), columns, rows, styles=styles)


def _choice(say: Language, evidence: Evidence, c: Choice, scale: float) -> tuple:
    offer, cost = evidence.offers[c.offer], c.cost
    pillar = "" if c.role == FIRST else evidence.pole(c.role)
    door = door_of(evidence, c.offer, pillar) if pillar else c.offer
    ends = (c.gap.low, c.gap.high) if c.gap else (None, None)
    gap = choice_words.gap_text(say, c.gap)
    return (
        said(choice_words.role_text(say, evidence, c.role)),
        c.offer,
        Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, door=c.offer),)),
        Cell(c.points, (Line(say.number(c.points, 1), door=door),)),
        Cell(
            cost.month.in_files(bool(cost.missing))[0] if cost and cost.priced else None,
            (Line(total_text(say, cost) if cost else "–", bold=True),),
        ),
        (say("yes") if cost.missing else say("no")) if cost and cost.priced else "",
        *(None if x is None or abs(x) == float("inf") else x for x in ends),
        Cell(gap, (Line(gap, bold=True),)),
        Cell(missing_text(say, cost) if cost else "", (), _bar(c, scale, offer.family)),
    )


def _bar(c: Choice, scale: float, family: str) -> Strip | None:
    """The bill of a month on one scale, with a dashed end where a part has no price."""
    if c.cost is None or not c.cost.priced or not scale:
        return None
    unit = (1 - MORE) / scale
    low, high = c.cost.month.low * unit, c.cost.month.high * unit
    more = ((low, low + MORE, MORE_TO_COME),) if c.cost.missing else ()
    return Strip(((0.0, low, family), *more), (), (low, high) if high > low else None)


def leave_sheet(say: Language, evidence: Evidence, bill: Bill) -> Sheet:
    """Return what taking the stored data out once costs at each offer whose price is on file, the lowest first."""
    columns = (
        Column("offer", say("Offer"), wide=0.4),
        Column("leave", say("Once, €"), "number", 2, wide=0.25, style="ys-n"),
        Column("price", say("Price of outgoing data, € a GB"), wide=0.35),
    )
    priced = sorted((c for c in bill.costs if c.leave and c.leave.month), key=lambda c: (c.leave.month.value, c.offer))

    def row(c: Cost) -> tuple:
        offer, door = evidence.offers[c.offer], door_of(evidence, c.offer, PRICED_BY[c.leave.name])
        return (
            Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, door=c.offer),)),
            Cell(c.leave.month.value, (Line(amount_text(say, c.leave.month, False)),)),
            said(price_text(say, c.leave), door=door),
        )

    return Sheet("cost_leave", say("Taking the stored data out once"), columns, tuple(map(row, priced)))


def move_sheet(say: Language, evidence: Evidence, way: Leaving) -> Sheet:
    """Return service by service what becomes of it on the way, with the interfaces and where they are documented."""
    left, taken = words.names(evidence, way).values()
    columns = (
        Column("service", say("Service in use"), wide=0.24),
        Column("verdict", say("On arrival"), wide=0.28),
        Column("left", say("At {offer}", offer=left), wide=0.24),
        Column("taken", say("At {offer}", offer=taken), wide=0.24),
        Column("left_source", say("Source for {offer}", offer=left)),
        Column("taken_source", say("Source for {offer}", offer=taken)),
    )
    rows = tuple(_move(say, evidence, way, m) for m in way.moves)
    return Sheet("cost_move", words.title(say, evidence, way), columns, rows)


def _move(say: Language, evidence: Evidence, way: Leaving, m: ServiceMove) -> tuple:
    verdict, label = words.verdict_text(say, m.verdict), say.text(evidence.indicators[m.service].label)
    return (
        Cell(label, (Line(label, bold=True),)),
        said(verdict),
        *(_side(say, evidence, o, m.service, side) for o, side in zip(way.pair, (m.left, m.taken), strict=True)),
        *(_source(side) for side in (m.left, m.taken)),
    )


def _side(say: Language, evidence: Evidence, offer: str, service: str, side: ServiceSide) -> Cell:
    text = words.side_text(say, side)
    return Cell(text, (Line(text, door=door_of(evidence, offer, service)),))


def _source(side: ServiceSide) -> str:
    sources = dict.fromkeys(f.source.url or f.source.title for f in (side.fact, side.spoken) if f)
    return " ; ".join(sources)
