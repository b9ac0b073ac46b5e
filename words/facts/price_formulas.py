"""Price formulas in words: the name of each, what it does, in letters, and what its numbers are called."""

from ranking.typed.number import MONEY
from words.language import Language


def formula_name(say: Language, name: str) -> str:
    """Return the name of a price formula."""
    return {
        "best_ratio": say("Lowest price over price"),
        "linear": say("Line to n times the cheapest"),
        "between": say("Line from cheapest to dearest"),
        "fixed": say("Scale fixed in advance"),
        "per_price": say("Performance per price"),
        "banded": say("Performance per price with a band"),
        "deducted": say("Value deducted from the price"),
    }[name]


def formula_text(say: Language, name: str) -> str:
    """Return a sentence or two on a price formula: what it does, and what courts said of it."""
    return {
        "best_ratio": say("Never gives 0 and flattens high prices. The most usual in France."),
        "linear": say(
            "Nothing beyond n times the cheapest. Zero beyond one and a half times it was accepted in court "
            "(Bordeaux, 24 July 2018, 15BX04151)."
        ),
        "between": say(
            "The dearest gets 0, however near it is. Where the price weighs much, this cancels the other "
            "criteria: censured by the Conseil d’État and, for two bids with 40 points and 0, in Paris "
            "(8 February 2016, 15PA02953). The French ministry’s sheet of 2024 still lists it, and names the flaw."
        ),
        "fixed": say(
            "Both ends are announced: no offer moves another’s points. So do the scales of this board. "
            "In 2008 Portugal forbade scoring a price by the other bids."
        ),
        "per_price": say("The most quality points per euro come first. No weights to announce, no pool."),
        "banded": say(
            "All offers within the band under the best, 10 % at most, count as equal; one named criterion then decides."
        ),
        "deducted": say("Quality is given a value in euros and taken off the price; the lowest sum comes first."),
    }[name]


# Term -> the signs that may stand beside its number.
TERM_UNITS = {"weight": ("%",), "times": (), "floor": MONEY, "ceiling": MONEY, "band": ("%",), "euros": MONEY}


def term_labels(say: Language) -> dict[str, str]:
    """Return the name of each number that a buyer announces with a formula, as a form asks for it."""
    return {
        "weight": say("Weight of the price, %"),
        "times": say("n: no points from n times the cheapest"),
        "floor": say("F: full points at or below"),
        "ceiling": say("C: no points at or above"),
        "band": say("b: band under the best, %"),
        "euros": say("v: value of one quality point, in euros"),
    }


def formula_sign(name: str) -> str:
    """Return the formula in letters, the same in both languages."""
    return {
        "best_ratio": "Pmin / P",
        "linear": "(n·Pmin − P) / ((n − 1)·Pmin)",
        "between": "(Pmax − P) / (Pmax − Pmin)",
        "fixed": "(C − P) / (C − F)",
        "per_price": "Z = L / P",
        "banded": "Z ≥ (1 − b)·Zmax",
        "deducted": "P − v·L",
    }[name]
