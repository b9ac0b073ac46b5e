"""The first of the ranking beside the choice with the most points at either pole: what each costs more or less."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, inf

from ranking.model import Evidence
from ranking.tolerances import TIE
from ranking.weighing.rank import Ranking, pillar_points
from ranking.workload.cost import Cost

FIRST = "first"


@dataclass(frozen=True, slots=True)
class BillGap:
    """Euros a month that one bill is above another: anywhere from low to high; an end is infinite where it is open."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        """Return whether anything bounds it."""
        return self.low > -inf or self.high < inf


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice and its price.

    role    "first" of the ranking, "sovereignty" or "urgency": the most points in the pillar of that pole
    points  0..100 in that pillar; the score of the first
    others  offers that share those points; of them the one that stands first in the ranking is priced
    cost    None where the offer has no bill; gap: above the bill of the first, None for the first itself
    common  parts that have a price on both sides, and the gap between these alone
    """

    role: str
    offer: str
    points: float
    others: tuple[str, ...]
    cost: Cost | None
    gap: BillGap | None = None
    common: tuple[tuple[str, ...], BillGap] | None = None


def gap(of: Cost | None, than: Cost | None) -> BillGap:
    """Return how much one bill is above another; a bill with a part missing bounds it from one side only."""
    if of is None or than is None or not (of.priced and than.priced):
        return BillGap(-inf, inf)
    low = of.month.low - than.month.high if than.comparable else -inf
    high = of.month.high - than.month.low if of.comparable else inf
    return BillGap(low, high)


def common(of: Cost | None, than: Cost | None) -> tuple[tuple[str, ...], BillGap]:
    """Return the parts that have a price in both bills, and how much one is above the other by these alone."""
    if of is None or than is None:
        return (), BillGap(-inf, inf)
    parts = tuple(name for name in of.priced if name in than.priced)
    pairs = [(of.parts[name].month, than.parts[name].month) for name in parts]
    low, high = fsum(a.low - b.high for a, b in pairs), fsum(a.high - b.low for a, b in pairs)
    return parts, BillGap(low, high) if parts else BillGap(-inf, inf)


def choices(
    answer: Ranking, evidence: Evidence, cost_by_offer: Mapping[str, Cost], poles: tuple[str, ...]
) -> list[Choice]:
    """Return the first of the ranking, then the choice of each pole; [] where nothing is placed."""
    if not answer.rows:
        return []
    first = answer.rows[0]
    base = cost_by_offer.get(first.offer)
    same = tuple(row.offer for row in answer.leaders[1:])
    chosen = [Choice(FIRST, first.offer, first.score, same, base)]
    for pole in poles:
        points = pillar_points(answer, evidence.pole(pole))
        known = {o: p for o, p in points.items() if p == p}
        if not known:
            continue
        most = max(known.values())
        best, *others = (row.offer for row in answer.rows if known.get(row.offer, -inf) >= most - TIE)
        cost = cost_by_offer.get(best)
        chosen.append(Choice(pole, best, most, tuple(others), cost, gap(cost, base), common(cost, base)))
    return chosen
