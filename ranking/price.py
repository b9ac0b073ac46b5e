"""Price, as procurement scores it: the usual formulas behind one interface, for offers of a user's own.

An offer has a price and quality points 0..100. A formula gives every offer one figure; which end of it is better, and
whether the figure depends on who else bids, are part of the formula. A policy analysis aid, not an award engine.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

# Share of the sizes a figure is made of, by which it can be off.
ROUNDING = 1e-12
MOST_BIDS, LONGEST_NAME, DEAREST = 12, 60, 1e12
DECIDERS = ("quality", "price")
# Less than this is no price, and what is divided by it no number.
CHEAPEST = 1e-6


@dataclass(frozen=True, slots=True)
class Bid:
    """An offer of the user's own: price from CHEAPEST to DEAREST, quality points 0..100."""

    name: str
    price: float
    quality: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What the buyer announced.

    weight   weight of the price in %, the rest is quality; for the formulas that give points
    times    linear: no points from this many times the best price on
    floor, ceiling  fixed scale: full points at or below, none at or above
    band     performance per price: bids this many % under the best count as equal, 0..10
    decides  what settles it inside the band: "quality" or "price"
    euros    value deducted: what one quality point is worth
    """

    weight: float = 60.0
    times: float = 2.0
    floor: float = 80.0
    ceiling: float = 200.0
    band: float = 10.0
    decides: str = "quality"
    euros: float = 1.0


@dataclass(frozen=True, slots=True)
class PriceFormula:
    """One way to score. unit: "points" (0..100, price and quality together), "ratio" (points over price), "money".

    figure(bids, terms) -> one figure a bid; price_part(bids, terms) -> share 0..1 of the full price points, or None
    """

    id: str
    unit: str
    figure: Callable[[Sequence[Bid], Terms], list[float]]
    price_part: Callable[[Sequence[Bid], Terms], list[float]] | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What a formula says of some bids: figures and places in their order; no place outside the band."""

    formula: PriceFormula
    figures: tuple[float, ...]
    places: tuple[int | None, ...]

    @property
    def winners(self) -> tuple[int, ...]:
        """Return rows that share the first place."""
        return tuple(n for n, place in enumerate(self.places) if place == 1)


@dataclass(frozen=True, slots=True)
class PriceFault:
    """Something that cannot be scored. row: 1.. of a bid, 0 of the terms; what: field and kind, for words."""

    row: int
    what: str


# Term -> the least and the most that a buyer may announce.
WITHIN = dict.fromkeys(("floor", "ceiling", "euros"), (0.0, DEAREST))
WITHIN |= {"weight": (0.0, 100.0), "times": (1.0, 100.0), "band": (0.0, 10.0)}


def best_ratio(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return cheapest price over price: never 0. French ministry of finance, sheet of 15 March 2024, "classic"."""
    low = min(b.price for b in bids)
    return [low / b.price for b in bids]


def linear(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return shares in a straight line from the cheapest, 1, to `times` the cheapest, 0 and no less."""
    low = min(b.price for b in bids)
    return [max(0.0, (terms.times * low - b.price) / ((terms.times - 1) * low)) for b in bids]


def between(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return shares in a straight line from the cheapest, 1, to the dearest, 0: censured by CE 24 May 2017, 405787."""
    low, high = min(b.price for b in bids), max(b.price for b in bids)
    return [(high - b.price) / (high - low) if high > low else 1.0 for b in bids]


def fixed(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return shares in a straight line between two prices announced beforehand, whoever bids."""
    return [min(1.0, max(0.0, (terms.ceiling - b.price) / (terms.ceiling - terms.floor))) for b in bids]


def per_price(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return quality points over price, UfAB's simple Richtwertmethode: Z = L / P."""
    return [b.quality / b.price for b in bids]


def deducted(bids: Sequence[Bid], terms: Terms) -> list[float]:
    """Return price less the value of the quality: the Dutch award on value, P - sum of Q."""
    return [b.price - terms.euros * b.quality for b in bids]


def _points(part: Callable[[Sequence[Bid], Terms], list[float]]) -> Callable[[Sequence[Bid], Terms], list[float]]:
    def figure(bids: Sequence[Bid], terms: Terms) -> list[float]:
        return [
            terms.weight * share + (100 - terms.weight) / 100 * b.quality
            for share, b in zip(part(bids, terms), bids, strict=True)
        ]

    return figure


FORMULAS = {
    f.id: f
    for f in (
        *(
            PriceFormula(name, "points", _points(part), part)
            for name, part in (("best_ratio", best_ratio), ("linear", linear), ("between", between), ("fixed", fixed))
        ),
        PriceFormula("per_price", "ratio", per_price),
        PriceFormula("banded", "ratio", per_price),
        PriceFormula("deducted", "money", deducted),
    )
}
# Formula -> the terms that a buyer announces with it.
TERMS = {
    "best_ratio": ("weight",),
    "linear": ("weight", "times"),
    "between": ("weight",),
    "fixed": ("weight", "floor", "ceiling"),
    "per_price": (),
    "banded": ("band", "decides"),
    "deducted": ("euros",),
}


def scored(formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> Scored:
    """Return figures and places, 1 the best, equal figures sharing a place.

    The bids are taken to be without `faults`.
    """
    figures = formula.figure(bids, terms)
    merit = [-f for f in figures] if formula.unit == "money" else figures
    if formula.id != "banded":
        slack = [ROUNDING * _made_of(formula, b, f, terms) for b, f in zip(bids, figures, strict=True)]
        return Scored(formula, tuple(figures), _places(merit, slack))
    limit = max(figures) * (1 - terms.band / 100)
    inside = [f >= limit - ROUNDING * max(figures) for f in figures]
    settled = [
        (b.quality if terms.decides == "quality" else -b.price) if ok else -math.inf
        for b, ok in zip(bids, inside, strict=True)
    ]
    places = _places(settled, [0.0] * len(bids))
    return Scored(formula, tuple(figures), tuple(p if ok else None for p, ok in zip(places, inside, strict=True)))


def faults(bids: Sequence[Bid], terms: Terms) -> tuple[PriceFault, ...]:
    """Return everything that stands in the way of a score, rows from 1."""
    wrong = [PriceFault(0, "few")] if len(bids) < 2 else [PriceFault(0, "many")] if len(bids) > MOST_BIDS else []
    for row, bid in enumerate(bids, 1):
        wrong += [PriceFault(row, "name")] if not 0 < len(bid.name.strip()) <= LONGEST_NAME else []
        wrong += [PriceFault(row, "price")] if not CHEAPEST <= bid.price <= DEAREST else []
        wrong += [PriceFault(row, "quality")] if not 0 <= bid.quality <= 100 else []
        wrong += [PriceFault(row, "twice")] if any(bid.name.strip() == b.name.strip() for b in bids[: row - 1]) else []
    sound = {name: least <= getattr(terms, name) <= most for name, (least, most) in WITHIN.items()}
    sound["times"] &= terms.times > 1
    sound["scale"] = sound.pop("floor") & sound.pop("ceiling") & (terms.floor < terms.ceiling)
    sound["decides"] = terms.decides in DECIDERS
    return tuple(wrong + [PriceFault(0, name) for name, ok in sound.items() if not ok])


def _made_of(formula: PriceFormula, bid: Bid, figure: float, terms: Terms) -> float:
    """Return the size of the inputs, from which the rounding tolerance is derived; the other bids have no part."""
    return {"points": 100.0, "ratio": figure, "money": bid.price + terms.euros * bid.quality}[formula.unit]


def _places(merit: Sequence[float], slack: Sequence[float]) -> tuple[int, ...]:
    """Return 1 for the largest; two that differ by no more than the slack of either share a place."""
    rows = list(zip(merit, slack, strict=True))
    return tuple(1 + sum(other > mine + max(its, own) for other, its in rows) for mine, own in rows)


@dataclass(frozen=True, slots=True)
class Reversal:
    """Taking one bid away turns two others round: `first` stood before `second`, and no longer does."""

    without: int
    first: int
    second: int


def reversals(formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> tuple[Reversal, ...]:
    """Return every pair whose order hangs on a third bid; none where the pool does not enter the figures."""
    return turned(len(bids), lambda rest: scored(formula, [bids[n] for n in rest], terms).places)


def turned(count: int, places: Callable[[Sequence[int]], Sequence[int | None]]) -> tuple[Reversal, ...]:
    """Return every pair of `count` bids whose order hangs on a third. places: of these bids alone, None for none."""
    now, turns = places(range(count)), []
    for gone in range(count if count > 2 else 0):
        rest = [n for n in range(count) if n != gone]
        then = dict(zip(rest, places(rest), strict=True))
        turns += [
            Reversal(gone, a, b)
            for one, other in combinations(rest, 2)
            for a, b in ((one, other), (other, one))
            if _before(now[a], now[b]) and not _before(then[a], then[b])
        ]
    return tuple(turns)


def price_spread(formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> tuple[float, float] | None:
    """Return the most points by which price and quality separate these bids; None where price has no points."""
    if formula.price_part is None:
        return None
    parts, quality = formula.price_part(bids, terms), [b.quality for b in bids]
    return terms.weight * (max(parts) - min(parts)), (100 - terms.weight) / 100 * (max(quality) - min(quality))


def cancels(formula: PriceFormula, bids: Sequence[Bid], terms: Terms) -> bool:
    """Return whether the pool lets price cancel the other criteria, as in CE 24 May 2017, 405787 (Techno Logistique).

    The dearest bid has no price points however little dearer it is, and no quality can make up for the loss: that is,
    the scale ends at the pool's own dearest bid, and price weighs more than all the rest.
    """
    return formula.id == "between" and terms.weight > 50 and len({b.price for b in bids}) > 1


def _before(first: int | None, second: int | None) -> bool:
    return first is not None and (second is None or first < second)
