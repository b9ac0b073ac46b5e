"""What announced weights and price formula can do, before anyone bids: prices against quality, orders that turn."""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

from ranking.price import FORMULAS, Bid, PriceFormula, Terms, reversals
from ranking.tender.award import POOL
from ranking.tender.dossier import Dossier
from ranking.weights import normalised

# Prices of three bids that are tried for an order that hangs on the third; only their ratios matter to a formula.
PRICES = (60.0, 75.0, 90.0, 100.0, 110.0, 125.0, 150.0)
# Points of quality by which a bid of the example stands before another: less would be no example.
CLEAR = 0.5


class Worth(NamedTuple):
    """What the whole scale of a criterion weighs against the price, for two bids alone, equal on all else.

    points  of 100, between the worst and the best on it
    dearer  share by which the best on it may be dearer before the worst on it draws level; None: by whatever; 0: by
            nothing, the price points go at the first cent
    euros   what the points take off the price, where the formula values them so
    """

    requirement: str
    points: float
    dearer: float | None = None
    euros: float | None = None


class Example(NamedTuple):
    """Three bids of which the third, taken away, turns the order of the first two."""

    bids: tuple[Bid, Bid, Bid]


def worths(dossier: Dossier) -> tuple[Worth, ...]:
    """Return what each criterion weighs against the price, in the order of the requirements; () without weights."""
    criteria, terms = dossier.announced.criteria, dossier.announced.price
    formula = FORMULAS.get(dossier.announced.formula)
    if not any(r.weight for r in criteria):
        return ()
    priced = formula is not None and formula.price_part is not None
    left = 100 - terms.weight if priced else 100.0
    shares = normalised({r.id: r.weight for r in criteria})
    points = {name: left * share for name, share in shares.items()}
    if formula is not None and formula.id == "deducted":
        return tuple(Worth(name, x, None, terms.euros * x) for name, x in points.items())
    return tuple(Worth(name, x, _dearer(formula, x, terms) if priced else None) for name, x in points.items())


def _dearer(formula: PriceFormula, points: float, terms: Terms) -> float | None:
    """The share above the only other price at which as many points of the price are lost."""
    lost = points / terms.weight if terms.weight > 0 else float("inf")
    if lost > 1 or (lost == 1 and formula.id == "best_ratio"):
        return None
    return {
        "best_ratio": lambda: lost / (1 - lost),
        "linear": lambda: lost * (terms.times - 1),
        "between": lambda: 0.0,
        "fixed": lambda: lost * (terms.ceiling - terms.floor) / terms.floor if terms.floor > 0 else None,
    }[formula.id]()


def hangs_on_others(dossier: Dossier) -> bool:
    """Return whether the formula lets a third bid turn the order of two others."""
    return dossier.announced.formula in POOL


def example(dossier: Dossier) -> Example | None:
    """Return three bids of which the third turns the order of two; the clearest of those tried, None where none does.

    Their prices are of a pool whose middle is 100, for the buyer to scale.
    """
    formula, terms = FORMULAS.get(dossier.announced.formula), dossier.announced.price
    if formula is None or formula.id not in POOL:
        return None
    tried = _in_a_band(terms) if formula.id == "banded" else _by_price_points(formula.price_part, terms)
    return next((Example(bids) for bids in tried if _turns(formula, bids, terms)), None)


def _turns(formula: PriceFormula, bids: tuple[Bid, Bid, Bid], terms: Terms) -> bool:
    return any(r.without == 2 for r in reversals(formula, bids, terms))


def _by_price_points(part: Callable, terms: Terms) -> list[tuple[Bid, Bid, Bid]]:
    """Bids whose gap in quality lies between what the price makes of them with the third and without, widest first."""
    rest, cases = (100 - terms.weight) / 100, []
    if not 0 < terms.weight < 100:
        return []
    for cheap, dear in combinations(PRICES, 2):
        for third in PRICES:
            with_third = part([Bid("", p, 0.0) for p in (cheap, dear, third)], terms)
            alone = part([Bid("", p, 0.0) for p in (cheap, dear)], terms)
            gaps = [terms.weight * (a[0] - a[1]) / rest for a in (with_third, alone)]
            gap = sum(gaps) / 2
            if gap <= 100 and abs(gaps[0] - gaps[1]) * rest > 2 * CLEAR:
                low = round((100 - gap) / 2)
                bids = (Bid("A", cheap, float(low)), Bid("B", dear, round(low + gap, 1)), Bid("C", third, 0.0))
                cases.append((-abs(gaps[0] - gaps[1]), bids))
    return [bids for _, bids in sorted(cases, key=lambda f: f[0])]


def _in_a_band(terms: Terms) -> list[tuple[Bid, Bid, Bid]]:
    """Bids of which the second leaves the band once the third raises its edge."""
    band = terms.band / 100
    ratio, high = 1 - band / 2, (1 - band / 4) / (1 - band)
    second = (
        Bid("B", round(60 / ratio, 2), 60.0) if terms.decides == "quality" else Bid("B", round(40 / ratio, 2), 40.0)
    )
    return [(Bid("A", 50.0, 50.0), second, Bid("C", round(20 / high, 2), 20.0))] if band else []
