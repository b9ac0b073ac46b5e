"""Tables of a workload's bill: every offer by part, and what more points of a pole cost."""

from collections.abc import Callable, Sequence

from charts.parts.look import MORE_TO_COME, SHADES
from charts.parts.sheet import Cell, Column, Line, Sheet, Strip, said
from charts.parts.sheet_html import sheet_html
from ranking.bills.bill import POLES, Bill
from ranking.facts.door import door_of
from ranking.model import Evidence
from ranking.workload.cost import PRICED_BY, Amount, BillPart, Cost
from words.facts import workload as words
from words.facts.price_of_points import more_text
from words.language import Language

STYLE = "rp-all wl"
# Share of a bar's width kept for what comes on top of a lower bound.
MORE = 0.06


def bill_sheet(
    say: Language,
    evidence: Evidence,
    bill: Bill,
    every: bool = True,
    most: int | None = None,
    some: Sequence[Cost] | None = None,
    parts: bool = True,
) -> Sheet:
    """Return one row an offer: the bill of a month as a stacked bar, each part with its price, the term.

    Those that can be compared stand first, the lowest on top. every: those without any price too, at the end, else
    named under the table; most: rows that a picture draws; some: rows to be shown alone; parts: each with its price,
    else as the bar alone.
    """
    named = [p for p in PRICED_BY if any(p in c.parts for c in bill.costs)]
    shown = [c for c in bill.costs if every or c.priced] if some is None else some
    columns = (
        Column("id", "id", "id"),
        Column("offer", say("Offer"), wide=0.17),
        Column("month", say("A month, €"), "number", 2, wide=0.11, style="wl-total"),
        Column("missing", say("Without a price"), wide=0.15, style="sh-strip", head=say("By part") if parts else " "),
        *(
            Column(
                p,
                words.part_name(say, p),
                "number",
                2,
                wide=0.15,
                style="wl-part",
                head=words.part_head(say, evidence, p),
            )
            for p in named
            if parts
        ),
        Column("term", say("Over {n} months, €", n=bill.workload.months), "number", 2, wide=0.14, style="wl-term"),
        Column("bound", say("Lower bound")),
        *(Column(k, t, "number", 2) for k, t in _ends(say)),
    )
    scale = max((c.month.high for c in bill.costs), default=0.0)
    rows = tuple(_row(say, evidence, c, named, scale, parts) for c in shown)
    return Sheet(
        "cost",
        say("Workload cost"),
        columns,
        rows,
        heads=_heads(say, shown),
        styles=tuple(evidence.offers[c.offer].family for c in shown),
        most=most,
        rest=lambda n: say.plural("and {n} other offer", "and {n} other offers", n),
        notes=() if every else tuple(filter(None, (words.unpriced_sentence(say, evidence, bill),))),
    )


def bill_html(
    say: Language,
    evidence: Evidence,
    bill: Bill,
    finding: str,
    link: Callable[[str], str] | None = None,
    parts: bool = True,
) -> str:
    """Return what can be compared as HTML, with how to read it; lower bounds where nothing can.

    link: the address of a door, None where none opens; parts: as of `bill_sheet`.
    """
    sheet = bill_sheet(say, evidence, bill, every=False, some=apart(bill)[0], parts=parts)
    reading = " ".join((*sheet.notes, words.reading_sentence(say)))
    return sheet_html(say, sheet, STYLE, finding, reading, link=link)


def apart(bill: Bill) -> tuple[list[Cost], list[Cost]]:
    """Return the bills of the first screen, and the lower bounds that stand folded under them."""
    priced = [c for c in bill.costs if c.priced]
    first = [c for c in priced if c.comparable] or priced
    return first, [c for c in priced if c not in first]


def poles_sheet(say: Language, evidence: Evidence, bill: Bill) -> Sheet:
    """Return, pillar by pillar, the offers that no other has as many points for less, the cheapest first."""
    columns = (
        Column("pillar", say("Pillar")),
        Column("offer", say("Offer"), wide=0.3),
        Column("points", say("Points in the pillar"), "number", 1, wide=0.2, align="right", style="ys-n"),
        Column("month", say("A month, €"), "number", 2, wide=0.25, align="right", style="ys-n"),
        Column("more", say("More than the cheapest, €"), "number", 2, wide=0.25, align="right", style="ys-n"),
        Column("bound", say("Lower bound")),
    )
    rows, heads = [], {}
    for pole in POLES:
        pillar, steps = evidence.pole(pole), bill.poles[pole]
        if steps:
            heads[len(rows)] = say.text(evidence.pillars[pillar].label)
        for step in steps:
            offer = evidence.offers[step.offer]
            rows.append(
                (
                    pillar,
                    Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, door=step.offer),)),
                    Cell(
                        step.points,
                        (Line(say.number(step.points, 1), door=door_of(evidence, step.offer, pillar)),),
                    ),
                    Cell(
                        step.month.in_files(step.bound)[0],
                        (Line(words.amount_text(say, step.month, step.bound)),),
                    ),
                    Cell(step.month.value - steps[0].month.value, (Line(more_text(say, steps[0], step)),)),
                    say("yes") if step.bound else say("no"),
                )
            )
    return Sheet("cost_poles", say("What more points cost"), columns, tuple(rows), heads)


def services_sheet(say: Language, evidence: Evidence, bill: Bill) -> Sheet:
    """Return which offer is documented to have the managed services in use."""
    used = [s for s in bill.workload.services if s in evidence.indicators]
    columns = (
        Column("offer", say("Offer"), wide=0.3),
        *(
            Column(s, say.text(evidence.indicators[s].label), wide=0.7 / max(1, len(used)), align="center")
            for s in used
        ),
    )
    words_of = {"yes": (say("yes"), "met"), "no": (say("no"), "failed"), "unknown": (say("unknown"), "unknown")}

    def row(c: Cost) -> tuple:
        offer = evidence.offers[c.offer]
        services = [(s, *words_of[c.services[s]]) for s in used]
        cells = [Cell(t, (Line(t, door=door_of(evidence, c.offer, s)),), sign=sign) for s, t, sign in services]
        return (Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, door=c.offer),)), *cells)

    return Sheet("cost_services", say("Managed services in use"), columns, tuple(row(c) for c in bill.costs))


def _row(say: Language, evidence: Evidence, cost: Cost, named: Sequence[str], scale: float, parts: bool) -> tuple:
    offer = evidence.offers[cost.offer]
    total = words.total_text(say, cost)
    month, term = _total(cost, cost.month), _total(cost, cost.term)
    return (
        cost.offer,
        Cell(offer.name, (Line(offer.name, bold=True, mark=offer.family, door=cost.offer),)),
        Cell(
            month[0],
            (Line(total, bold=True),),
        ),
        Cell(words.missing_text(say, cost), (), _strip(cost, named, scale, offer.family)),
        *(_part(say, evidence, cost.offer, cost.parts.get(p)) for p in named if parts),
        Cell(term[0], (Line(words.total_text(say, cost, term=True)),)),
        say("yes") if cost.missing else say("no"),
        *month[1:],
        *term[1:],
    )


def _total(cost: Cost, amount: Amount) -> tuple[float | None, float | None, float | None]:
    """A sum as files hold it, with its lowest and highest; nothing of a bill without a price."""
    return amount.in_files(bool(cost.missing)) if cost.priced else (None, None, None)


def _part(say: Language, evidence: Evidence, offer: str, part: BillPart | None) -> Cell:
    if part is None:
        return said("–", quiet=True)
    if part.month is None:
        door = door_of(evidence, offer, PRICED_BY[part.name])
        return Cell(None, (Line("?"), Line(words.why_text(say, part.why), quiet=True, spare=True, door=door)))
    return Cell(
        part.month.value,
        (
            Line(words.amount_text(say, part.month, False)),
            Line(
                words.price_text(say, part),
                quiet=True,
                most=3,
                spare=True,
                door=door_of(evidence, offer, PRICED_BY[part.name]),
            ),
        ),
    )


def _strip(cost: Cost, named: Sequence[str], scale: float, family: str) -> Strip | None:
    """The parts one after another, by their lowest price; a dashed end where a part has none; the range over it."""
    if not cost.priced or not scale:
        return None
    bars, at, unit = [], 0.0, (1 - MORE) / scale
    for n, name in enumerate(named):
        part = cost.parts.get(name)
        if part and part.month and part.month.low:
            to = at + part.month.low * unit
            bars.append((at, to, f"{family} {SHADES[n]}"))
            at = to
    if cost.missing:
        bars.append((at, at + MORE, MORE_TO_COME))
    contested = cost.month.high > cost.month.low
    return Strip(tuple(bars), (), (cost.month.low * unit, cost.month.high * unit) if contested else None)


def _heads(say: Language, costs: Sequence[Cost]) -> dict[int, str]:
    """Return the first row of each group that is not empty -> what it has in common."""
    titles = (
        say("A price for every part that can have one: these can be compared"),
        say("A part without a price: lower bounds, which compare with nothing"),
        say("No price at all"),
    )
    groups = [0 if c.comparable else 1 if c.priced else 2 for c in costs]
    return {groups.index(g): titles[g] for g in sorted(set(groups)) if g in groups and any(c.parts for c in costs)}


def _ends(say: Language) -> list[tuple[str, str]]:
    """The columns of numbers that only files hold."""
    return [
        ("month_low", say("A month, lowest")),
        ("month_high", say("A month, highest")),
        ("term_low", say("Over the term, lowest")),
        ("term_high", say("Over the term, highest")),
    ]
