"""Bids by price and by quality: who is passed by nobody, and whose order hangs on a third through the price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ranking.balance.pareto import dominance
from ranking.errors import NothingToWeigh
from ranking.price import Bid, Reversal, turned
from ranking.tender.award import TenderRanking, places_of
from ranking.tender.evidence import PRICE, price_points
from ranking.tolerances import TIE
from ranking.weighing.rank import Ranking, rank


@dataclass(frozen=True, slots=True)
class PlacedBid:
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

    bids: tuple[PlacedBid, ...]
    front: tuple[str, ...]
    dominated_by: Mapping[str, tuple[str, ...]]


def quality_alone(ranked: TenderRanking) -> Ranking | None:
    """Return the ranking of the same bids by quality alone; None where nothing but the price weighs."""
    if PRICE not in ranked.evidence.criteria:
        return ranked.ranking
    try:
        without_price = replace(ranked.scenario, pillars=((PRICE, 0.0),))
        return rank(ranked.evidence, without_price, ranked.ranking.matrix, frozenset())
    except NothingToWeigh:
        return None


def price_quality(ranked: TenderRanking) -> PriceQuality | None:
    """Return the bids by price and quality; None while prices do not count, or where nothing but they weighs."""
    alone = quality_alone(ranked) if ranked.dossier.prices_count else None
    if alone is None or not ranked.places:
        return None
    prices = {p.bidder: p.amount for p in ranked.dossier.prices}
    rows = [(alone.row(b), prices[b]) for b in ranked.places]
    bids = tuple(PlacedBid(r.offer, price, r.score, r.low, r.high) for r, price in rows if r is not None)
    beats = dominance(np.array([(b.price, b.quality) for b in bids]).reshape(-1, 2), (-1, 1), TIE)
    losers = {
        b.bidder: tuple(o.bidder for o, over in zip(bids, beats[:, k], strict=True) if over)
        for k, b in enumerate(bids)
        if beats[:, k].any()
    }
    first = sorted((b for b in bids if b.bidder not in losers), key=lambda b: (b.price, -b.quality))
    return PriceQuality(bids, tuple(b.bidder for b in first), losers)


def price_shares(ranked: TenderRanking) -> dict[str, float]:
    """Return bidder -> share of its total, 0..1, that its price has; more where groups left out as unknown make room.

    Every bid with a place; all 0 where the price gives no points.
    """
    weighting, known = ranked.ranking.weighting, ranked.ranking.matrix.known
    price, criteria = weighting.overall.get(PRICE, 0.0), ranked.evidence.criteria
    if not price or ranked.dossier.announced.unknowns != "ignore":
        return dict.fromkeys(ranked.places, price)
    groups: dict[str, float] = {}
    for name, share in weighting.overall.items():
        groups[criteria[name].pillar] = groups.get(criteria[name].pillar, 0.0) + share
    shares = {}
    for bidder in ranked.places:
        own = known.loc[bidder]
        live = {criteria[name].pillar for name, share in weighting.overall.items() if share and own[name]}
        shares[bidder] = price / sum(groups[group] for group in live)
    return shares


def priced_bids(ranked: TenderRanking) -> list[Bid]:
    """Return the bids with a place, their quality as points of 100, as the price formulas take them.

    [] while prices do not count. Raises NothingToWeigh where a bid has nothing but its price.
    """
    if not ranked.dossier.prices_count:
        return []
    amounts, shares = {p.bidder: p.amount for p in ranked.dossier.prices}, price_shares(ranked)
    if any(share >= 1 for share in shares.values()):
        raise NothingToWeigh("price alone is weighed; a criterion with a weight")
    bids = []
    for bidder, share in shares.items():
        row = ranked.ranking.row(bidder)
        quality = (row.score - row.contributions.get(PRICE, 0.0)) / (1 - share)
        bids.append(Bid(ranked.evidence.offers[bidder].name, amounts[bidder], min(100.0, max(0.0, quality))))
    return bids


def pool_reversals(ranked: TenderRanking) -> tuple[Reversal, ...]:
    """Return every pair of bids with a place whose order hangs on a third, by their numbers in the order of places."""
    order, shares = list(ranked.places), price_shares(ranked)
    scores = {b: ranked.ranking.row(b).score for b in order}
    amounts = {p.bidder: p.amount for p in ranked.dossier.prices}
    value = ranked.ranking.matrix.value
    points: Mapping[str, float] = value[PRICE].dropna().to_dict() if PRICE in value else {}

    def places(rest: Sequence[int]) -> list[int | None]:
        names = [order[n] for n in rest]
        pool = {b: amounts[b] for b in points if b in names or b not in scores}
        then = price_points(ranked.dossier, pool)
        totals = {b: scores[b] + shares[b] * (then[b] - points[b]) if then else scores[b] for b in names}
        placed = places_of(ranked.dossier, totals)
        return [placed[b] for b in names]

    return turned(len(order), places)
