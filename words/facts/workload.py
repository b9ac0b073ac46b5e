"""What a workload costs, in words: the finding, amounts with their bounds, parts, what is missing."""

from collections.abc import Sequence

from ranking.bills.bill import Bill
from ranking.model import Evidence
from ranking.workload.cost import PRICED_BY, Amount, BillPart, Cost
from ranking.workload.load import version
from ranking.workload.workload import Workload
from words.facts.values import unit_text
from words.language import Language

# From here on cents of a euro say nothing.
WHOLE = 100


def euros(say: Language, amount: float) -> str:
    """Return a sum in euros, with cents where it is small."""
    return say("{n} €", n=say.number(amount, 0 if abs(amount) >= WHOLE or amount == round(amount) else 2))


def amount_text(say: Language, amount: Amount, bound: bool) -> str:
    """Return an amount, or its range; with the sign of a lower bound where a part of it has no price."""
    low, high = euros(say, amount.low), euros(say, amount.high)
    text = low if low == high else say("{low} to {high}", low=low, high=high)
    return say("≥ {amount}", amount=low) if bound else text


def total_text(say: Language, cost: Cost, term: bool = False) -> str:
    """Return the total of an offer in the first month, or over the term; a dash where nothing has a price."""
    if not cost.priced:
        return "–"
    return amount_text(say, cost.term if term else cost.month, bool(cost.missing))


def part_name(say: Language, name: str) -> str:
    """Return the name of a part of the bill."""
    return {
        "machines": say("Machines"),
        "storage": say("Object storage"),
        "egress": say("Outgoing data"),
        "gpu": say("GPU"),
        "services": say("Managed services"),
    }[name]


def why_text(say: Language, why: str) -> str:
    """Return why a part has no price."""
    return {
        "no_price": say("no price on file"),
        "other_card": say("only another generation of card"),
        "no_dated_price": say("no dated price on file"),
    }[why]


def part_head(say: Language, evidence: Evidence, name: str) -> str:
    """Return the heading of a part's column: its name, and the unit of the price under each amount."""
    unit = evidence.indicators[PRICED_BY[name]].unit if PRICED_BY[name] in evidence.indicators else ""
    return say("{part} (at: {unit})", part=part_name(say, name), unit=unit_text(say, unit))


def price_text(say: Language, part: BillPart, unit: str = "") -> str:
    """Return the price a part rests on, with its card and the day since which it is on file.

    unit: of criteria.csv, where no heading above says it
    """
    fact = part.fact
    ends = (fact.low, fact.high) if fact.contested else (fact.value, fact.value)
    low, high = map(say.brief, ends)
    price = low if low == high else say("{low} to {high}", low=low, high=high)
    blanks = {"price": f"{price}\u00a0{unit_text(say, unit)}".strip(), "day": say.day(fact.valid_from)}
    return (
        say("{card} at {price}, {day}", card=part.card, **blanks) if part.card else say("at {price}, {day}", **blanks)
    )


def missing_text(say: Language, cost: Cost) -> str:
    """Return the parts that have no price; "" where all have one."""
    return ", ".join(part_name(say, name) for name in cost.missing)


def finding(say: Language, evidence: Evidence, bill: Bill) -> str:
    """Return whose bill is the lowest that can be compared, and how much it is."""
    day, lowest = say.day(bill.day), bill.lowest
    if not bill.costs:
        return say("No offer was on sale on {day}.", day=day)
    if not any(c.parts for c in bill.costs):
        return say("This workload holds nothing yet: give it machines, storage or hours.")
    if not lowest:
        return say("On {day} no offer has a price on file for every part: each total is a lower bound.", day=day)
    names = say.both(evidence.offers[c.offer].name for c in lowest)
    if len(bill.comparable) == 1:
        return say(
            "On {day} only {offer} has a price on file for every part: {amount} a month.",
            day=day,
            offer=names,
            amount=_sum(say, lowest[0]),
        )
    if len(lowest) > 1:
        return say(
            "On {day} the lowest bill that can be compared is that of {offers}: contested prices leave open which.",
            day=day,
            offers=_either(say, evidence, lowest),
        )
    return say(
        "On {day} the lowest bill that can be compared is that of {offer}: {amount} a month.",
        day=day,
        offer=names,
        amount=_sum(say, lowest[0]),
    )


def known_sentence(say: Language, bill: Bill) -> str:
    """Return how many totals can be compared, and what the others are."""
    n, every = len(bill.comparable), len(bill.costs)
    if not n or not any(c.parts for c in bill.costs):
        return ""
    if n == every:
        return say("Every offer on sale has a price for every part.")
    return say.plural(
        "{n} offer of {all} on sale has a price for every part that can have one; other totals are lower bounds (≥).",
        "{n} offers of {all} on sale have a price for every part that can have one; other totals are lower bounds (≥).",
        n,
        all=every,
    )


def cards_sentence(say: Language, evidence: Evidence, bill: Bill) -> str:
    """Return which generations of card have a price that day, where the one asked for has none; "" elsewhere."""
    scale = evidence.indicators.get("gpu_best")
    if not bill.without_card or scale is None:
        return ""
    if not bill.cards:
        return say("No price of any card is on file on that day.")
    cards = (
        say.plural("{card} ({n} offer)", "{card} ({n} offers)", n, card=say.text(scale.levels[level]))
        for level, n in bill.cards.items()
    )
    return say("That day no card of that generation has a price on file, only: {list}.", list=", ".join(cards))


def services_sentence(say: Language, bill: Bill) -> str:
    """Return that managed services have no price, with how many are used; "" without any."""
    if not bill.workload.services:
        return ""
    return say.plural(
        "The managed service in use has no dated price: it is in no total, hence ≥ everywhere.",
        "The {n} managed services in use have no dated price: they are in no total, hence ≥ everywhere.",
        len(bill.workload.services),
    )


def terms(say: Language, workload: Workload) -> tuple[str, ...]:
    """Return the assumptions of a bill, a sentence each: prices, growth, what is left out."""
    grows = say(
        "Stored and outgoing data grow by {growth} a year; the month shown is the first.",
        growth=say.percent(workload.growth / 100),
    )
    return (
        say(
            "List prices in euros without tax, on the day asked, 730 hours a month, of the first tier: discounts, free "
            "volumes, disks and support are not in them."
        ),
        say(
            "Machines are counted in the one whose price is on file, 4 vCPU and 16 GB: a larger one counts as many as "
            "hold it. Models and regions are those of each price."
        ),
        say(
            "A missing price is never replaced by that of another unit or another generation of card: the total then "
            "says what is known, and ≥."
        ),
        grows if workload.growth else "",
        files_text(say),
    )


def files_text(say: Language) -> str:
    """Return the version of what bills and ways out rest on beside the facts: it is no part of the data version."""
    return say(
        "Workloads, cards of each GPU price, interfaces and ways out: files {version}, beside the data version.",
        version=version(),
    )


def reading_sentence(say: Language) -> str:
    """Return how to read the table."""
    return say(
        "A bar is the bill of the first month by part, in the order of the columns, from dark to light; a dashed end "
        "says that a part without a price would come on top."
    )


def unpriced_sentence(say: Language, evidence: Evidence, bill: Bill) -> str:
    """Return the offers on sale of which no price at all is on file; "" where there is none."""
    names = [evidence.offers[c.offer].name for c in bill.costs if not c.priced and c.parts]
    return say("No price on file: {offers}.", offers=say.both(names)) if names else ""


def summary(say: Language, evidence: Evidence, used: Workload) -> str:
    """Return what a workload holds, in a sentence."""
    machines = [
        say("{n} machines of {vcpu} vCPU and {gb} GB", n=say.number(m.count), vcpu=m.vcpu, gb=say.number(m.gb))
        for m in used.machines
    ]
    scale = evidence.indicators.get("gpu_best")
    card = say.text(scale.levels[used.generation]) if scale else str(used.generation)
    parts = [
        *machines,
        say("{n} TB stored", n=say.brief(used.storage_tb)) if used.storage_tb else "",
        say("{n} TB leaving a month", n=say.brief(used.egress_tb)) if used.egress_tb else "",
        say("{n} GPU hours a month, {card}", n=say.brief(used.gpu_hours), card=card) if used.gpu_hours else "",
        say.plural("{n} managed service", "{n} managed services", len(used.services)) if used.services else "",
        say.plural("{n} month", "{n} months", used.months),
        say("data growing by {growth} a year", growth=say.percent(used.growth / 100)) if used.growth else "",
    ]
    return say("; ").join(filter(None, parts)) + "."


def _sum(say: Language, cost: Cost) -> str:
    if cost.missing:
        return say("at least {amount}", amount=euros(say, cost.month.low))
    return amount_text(say, cost.month, False)


def _either(say: Language, evidence: Evidence, lowest: Sequence[Cost]) -> str:
    *most, last = (evidence.offers[c.offer].name for c in lowest)
    return say("{some} or {last}", some=", ".join(most), last=last)
