"""What more points of a pole cost, in words: from the cheapest bill up."""

from collections.abc import Sequence

from ranking.bills.bill import Bill
from ranking.bills.price_of_points import FrontStep
from ranking.model import Evidence
from words.facts.workload import amount_text
from words.language import Language


def pole_sentence(say: Language, evidence: Evidence, pillar: str, steps: Sequence[FrontStep]) -> str:
    """Return what more points of a pillar cost, from the cheapest offer to the one with the most."""
    name = say.text(evidence.pillars[pillar].label)
    if not steps:
        return say("{pillar}: fewer than two bills can be compared.", pillar=name)
    first, last = steps[0], steps[-1]
    if len(steps) == 1:
        return say(
            "{pillar}: {offer} is the cheapest of these and has the most points ({points}).",
            pillar=name,
            offer=evidence.offers[first.offer].name,
            points=say.number(first.points),
        )
    return say(
        "{pillar}: {first} has {low} points for {less} a month; {last} has {high} for {more}.",
        pillar=name,
        first=evidence.offers[first.offer].name,
        low=say.number(first.points),
        last=evidence.offers[last.offer].name,
        high=say.number(last.points),
        less=amount_text(say, first.month, first.bound),
        more=amount_text(say, last.month, last.bound),
    )


def more_text(say: Language, first: FrontStep, step: FrontStep) -> str:
    """Return what an offer costs more than the cheapest in a month: a range where a price of either is contested."""
    if step is first:
        return "–"
    low, high = step.month.low - first.month.high, step.month.high - first.month.low
    ends = [say("{n} €", n=say.signed(x, 0)) for x in (low, high)]
    return ends[0] if ends[0] == ends[1] else say("{low} to {high}", low=ends[0], high=ends[1])


def poles_note(say: Language, bill: Bill) -> str:
    """Return on what the prices of points rest."""
    return say(
        "Offers that no other has as many points for less, among those that the ranking places and whose bills can be "
        "compared; points as on the ranking, under its weights. Managed services are in no bill."
        if bill.workload.services
        else "Offers that no other has as many points for less, among those that the ranking places and whose bills "
        "can be compared; points as on the ranking, under its weights."
    )
