"""What a workload costs at each offer on a day: part by part, from the dated prices on file.

A part whose price is not on file is named, and makes the whole a lower bound; another unit or another generation of
card never stands in for it. A contested price gives a range. Prices are list prices in euros without tax, of the first
tier, without discounts; free volumes are not taken off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from ranking.facts.decision_matrix import facts_in_force, not_on_sale, public_by
from ranking.model import UNKNOWN, Evidence, Fact, Offer
from ranking.workload.workload import GENERATIONS, Card, Workload

MACHINES, STORAGE, EGRESS, GPU, SERVICES = ("machines", "storage", "egress", "gpu", "services")
# Which dated price a part is priced by. No managed service has one.
PRICED_BY = {
    MACHINES: "price_vm_eur_month",
    STORAGE: "price_s3_eur_tb_month",
    EGRESS: "egress_eur_per_gb",
    GPU: "price_gpu_eur_hour",
}
# Data that grow over the term.
GROWING = (STORAGE, EGRESS)
GB_A_TB = 1000
Cards = Mapping[tuple[str, date], Card]


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros: by the price on file, and by both ends of its range (all three the same where it is not contested)."""

    low: float
    value: float
    high: float

    def times(self, factor: float) -> "Amount":
        """Return the amount so many times."""
        return Amount(self.low * factor, self.value * factor, self.high * factor)

    def in_files(self, bound: bool) -> tuple[float, float, float | None]:
        """Return (value, lowest, highest) as files hold them: of a lower bound its lowest alone."""
        return (self.low, self.low, None) if bound else (self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class BillPart:
    """One part of a bill.

    quantity  in the first month, in the unit of the price: machines, TB, GB, hours; of services their number
    fact      the price it rests on, None where none can be used; card: which card that price is for
    month, term  what it costs in the first month and over the term; None where no price can be used
    why       why not: "no_price" (none on file that day), "other_card" (only of another generation),
              "no_dated_price" (managed services)
    """

    name: str
    quantity: float
    fact: Fact | None = None
    card: str = ""
    month: Amount | None = None
    term: Amount | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a workload costs at an offer.

    month, term  sums of the parts that have a price
    services     service in use -> "yes", "no" or "unknown": whether the offer is documented to have it
    leave        taking out once what is stored in the first month, in no sum; None where nothing is stored
    """

    offer: str
    parts: Mapping[str, BillPart]
    month: Amount
    term: Amount
    services: Mapping[str, str]
    leave: BillPart | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the parts without a price: with any, the sums are lower bounds."""
        return tuple(name for name, part in self.parts.items() if part.month is None)

    @property
    def priced(self) -> tuple[str, ...]:
        """Return the parts that have a price."""
        return tuple(name for name, part in self.parts.items() if part.month is not None)

    @property
    def comparable(self) -> bool:
        """Return whether every part has a price, managed services aside, which have none anywhere."""
        return set(self.missing) <= {SERVICES} and bool(self.priced)


def costs(
    workload: Workload,
    evidence: Evidence,
    cards: Cards,
    day: date,
    known: str = "true",
    offers: Iterable[str] | None = None,
) -> dict[str, Cost]:
    """Return offer -> cost of the offers (all without any named) on sale on `day`.

    known  "true" or "documented", as for a decision matrix
    """
    facts = facts_in_force(evidence.facts, day, known)
    shown = [o for o in (evidence.offers if offers is None else offers) if not not_on_sale(o, facts)]
    return {o: _cost(workload, evidence.offers[o], cards, facts, day, known) for o in shown}


def cost_of(workload: Workload, offer: Offer, cards: Cards, day: date, known: str = "true") -> Cost:
    """Return what a workload costs at one offer on `day`, on sale or not."""
    return _cost(workload, offer, cards, facts_in_force(offer.facts, day, known), day, known)


def generations(evidence: Evidence, cards: Cards, day: date, known: str, offers: Iterable[str]) -> dict[int, int]:
    """Return generation of a card -> of how many of the offers a price is on file on `day`, the oldest first."""
    on_file = [
        {
            cards[o, f.valid_from].generation
            for f in _gpu_facts(evidence.offers[o], day, known)
            if (o, f.valid_from) in cards
        }
        for o in offers
    ]
    return {n: count for n in GENERATIONS if (count := sum(n in levels for levels in on_file))}


def ordered(cost_by_offer: Mapping[str, Cost]) -> list[Cost]:
    """Return the costs that can be compared, the lowest first, then those with a part missing, the fewest first."""

    def amount(c: Cost) -> float:
        return c.month.value if c.comparable else c.month.low

    return sorted(cost_by_offer.values(), key=lambda c: (not c.comparable, len(c.missing), amount(c), c.offer))


def _cost(
    workload: Workload, of: Offer, cards: Cards, facts: Mapping[tuple[str, str], Fact], day: date, known: str
) -> Cost:
    offer = of.id
    quantities = {
        MACHINES: sum(m.reference for m in workload.machines),
        STORAGE: workload.storage_tb,
        EGRESS: workload.egress_tb * GB_A_TB,
        GPU: workload.gpu_hours,
    }
    parts: dict[str, BillPart] = {}
    for name, quantity in quantities.items():
        if not quantity:
            continue
        fact, card, why = facts.get((offer, PRICED_BY[name])), "", "no_price"
        if name == GPU:
            fact, card, why = _gpu_price(of, cards, workload.generation, day, known)
        parts[name] = _priced(name, quantity, fact, card, workload) if fact else BillPart(name, quantity, why=why)
    if workload.services:
        parts[SERVICES] = BillPart(SERVICES, len(workload.services), why="no_dated_price")
    return Cost(
        offer,
        parts,
        _sum([p.month for p in parts.values() if p.month]),
        _sum([p.term for p in parts.values() if p.term]),
        {s: _has(facts.get((offer, s))) for s in workload.services},
        _leaving(facts.get((offer, PRICED_BY[EGRESS])), workload) if workload.storage_tb else None,
    )


def _leaving(fact: Fact | None, workload: Workload) -> BillPart:
    """What taking the stored data out once costs at the price of outgoing data."""
    quantity = workload.storage_tb * GB_A_TB
    once = replace(workload, months=1)
    return _priced(EGRESS, quantity, fact, "", once) if fact else BillPart(EGRESS, quantity, why="no_price")


def _priced(name: str, quantity: float, fact: Fact, card: str, workload: Workload) -> BillPart:
    price = Amount(fact.low, fact.value, fact.high) if fact.contested else Amount(*(float(fact.value),) * 3)
    months = workload.grown_months if name in GROWING else workload.months
    month = price.times(quantity)
    return BillPart(name, quantity, fact, card, month, month.times(months))


def _gpu_price(of: Offer, cards: Cards, generation: int, day: date, known: str) -> tuple[Fact | None, str, str]:
    """The newest price of a card of that generation, its name, why there is none.

    Prices of different cards are series of their own: a later price of another card does not replace one.
    """
    prices = _gpu_facts(of, day, known)
    same = [f for f in prices if (card := cards.get((of.id, f.valid_from))) and card.generation == generation]
    if not same:
        return None, "", "other_card" if prices else "no_price"
    newest = max(same, key=lambda f: f.valid_from)
    return newest, cards[of.id, newest.valid_from].name, ""


def _gpu_facts(of: Offer, day: date, known: str) -> list[Fact]:
    """The prices of cards on file by the day."""
    return [
        f
        for f in of.facts
        if f.indicator == PRICED_BY[GPU]
        and f.valid_from <= day
        and not f.ended(day)
        and f.value != UNKNOWN
        and (known == "true" or public_by(f, day))
    ]


def _sum(amounts: list[Amount]) -> Amount:
    return Amount(*(fsum(getattr(a, end) for a in amounts) for end in ("low", "value", "high")))


def _has(fact: Fact | None) -> str:
    return "unknown" if fact is None or fact.contested else "yes" if fact.value else "no"
