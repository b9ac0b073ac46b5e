"""Bids by price and by quality alone, without any total: who is passed by nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ranking.balance.pareto import dominance
from ranking.errors import NothingToWeigh
from ranking.tender.award import Award
from ranking.tender.evidence import PRICE
from ranking.tolerances import TIE
from ranking.weighing.rank import Ranking, rank


@dataclass(frozen=True, slots=True)
class Placed:
    """A bid with a place: its price, and its points of quality 0..100 with the worst and the best case."""

    bidder: str
    price: float
    quality: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class PriceQuality:
    """The bids that have a place, in the order of the places.

    front         bids that none passes, the cheapest first
    dominated_by  bidder -> who is at least as cheap and as good, and better in one of the two
    """

    bids: tuple[Placed, ...]
    front: tuple[str, ...]
    dominated_by: Mapping[str, tuple[str, ...]]


def quality_alone(found: Award) -> Ranking | None:
    """Return the ranking of the same bids by quality alone; None where nothing but the price weighs."""
    if PRICE not in found.evidence.criteria:
        return found.ranking
    try:
        asked = replace(found.scenario, pillars=((PRICE, 0.0),))
        return rank(found.evidence, asked, found.ranking.matrix, frozenset())
    except NothingToWeigh:
        return None


def price_quality(found: Award) -> PriceQuality | None:
    """Return the bids by price and quality; None while prices do not count, or where nothing but they weighs."""
    alone = quality_alone(found) if found.dossier.prices_count else None
    if alone is None or not found.places:
        return None
    prices = {p.bidder: p.amount for p in found.dossier.prices}
    rows = [(alone.row(b), prices[b]) for b in found.places]
    bids = tuple(Placed(r.offer, price, r.score, r.low, r.high) for r, price in rows if r is not None)
    beats = dominance(np.array([(b.price, b.quality) for b in bids]).reshape(-1, 2), (-1, 1), TIE)
    losers = {
        b.bidder: tuple(o.bidder for o, over in zip(bids, beats[:, k], strict=True) if over)
        for k, b in enumerate(bids)
        if beats[:, k].any()
    }
    first = sorted((b for b in bids if b.bidder not in losers), key=lambda b: (b.price, -b.quality))
    return PriceQuality(bids, tuple(b.bidder for b in first), losers)
