"""What a spreadsheet reckons of a tender: points of a price, figures and places, as ranking.price has them."""

from collections.abc import Mapping, Sequence
from math import isnan

from ranking.price import ROUNDING
from ranking.tolerances import TIE
from ranking.unknowns import FILL

# Policy -> what an empty score counts; where unknowns are left out, they move the other weights instead.
EMPTY = {policy: f"{filler:g}" for policy, filler in FILL.items() if not isnan(filler)}
TIES, ROUNDED = f"{TIE:.0E}", f"{ROUNDING:.0E}"


def points_formula(formula: str, price: str, prices: str, terms: Mapping[str, str]) -> str:
    """Return the points 0..100 of a price. prices: the range of all; terms: name -> the cell of a term announced."""
    low, high = f"MIN({prices})", f"MAX({prices})"
    if formula == "best_ratio":
        return f"=100*{low}/{price}"
    if formula == "linear":
        times = terms["times"]
        return f"=100*MAX(0,({times}*{low}-{price})/(({times}-1)*{low}))"
    if formula == "between":
        return f"=IF({high}>{low},100*({high}-{price})/({high}-{low}),100)"
    floor, ceiling = terms["floor"], terms["ceiling"]
    return f"=100*MIN(1,MAX(0,({ceiling}-{price})/({ceiling}-{floor})))"


def figure_formula(formula: str, quality: str, price: str, terms: Mapping[str, str]) -> str:
    """Return the figure of a formula that gives the price no points."""
    return f"={price}-{terms['euros']}*{quality}" if formula == "deducted" else f"={quality}/{price}"


def place_formula(
    formula: str, own: Sequence[str], every: Sequence[str], terms: Mapping[str, str], decides: str
) -> str:
    """Return the place, 1 the best, equals sharing one; a dash outside the band.

    own, every  the cells of the bid, and the ranges of all bids: score (or quality), price, figure
    """
    (quality, price, figure), (qualities, prices, figures) = own, every
    if formula == "per_price":
        return f"=1+SUMPRODUCT(--({figures}-{figure}>{ROUNDED}*{figure}))"
    if formula == "deducted":
        return f"=1+SUMPRODUCT(--({figure}-{figures}>{ROUNDED}*({price}+{terms['euros']}*{quality})))"
    if formula == "banded":
        limit = f"MAX({figures})*(1-{terms['band']}/100-{ROUNDED})"
        better = f"({qualities}>{quality})" if decides == "quality" else f"({prices}<{price})"
        return f'=IF({figure}>={limit},1+SUMPRODUCT(({figures}>={limit})*{better}),"–")'
    return f"=1+SUMPRODUCT(--({qualities}-{quality}>{TIES}))"
