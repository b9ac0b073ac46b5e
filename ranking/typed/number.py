"""Numbers as people write them: what a text can say, exactly; one grammar for fields, cells, pastes and links."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from ranking.typed.text import shown_text

LONGEST = 40
# How people name the currency of a price.
MONEY = ("€", "EUR", "euros")
# Two numbers with more can be the same to a computer.
MOST_DIGITS = 15
# Way of writing -> its decimal mark, and what it sets between thousands.
_MARKS = {"fr": (",", " '"), "en": (".", ", '"), "elsewhere": (",", ".")}
_WAYS = {
    way: re.compile(
        rf"(?P<whole>[+-]?(?:\d+|[1-9]\d{{0,2}}(?P<by>[{groups}])\d{{3}}(?:(?P=by)\d{{3}})*)?)(?:{re.escape(mark)}(?P<part>\d+))?",
        re.ASCII,
    )
    for way, (mark, groups) in _MARKS.items()
}
_SIGNS = str.maketrans("\u2212’", "-'")
_CODED = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def readings(text: str, units: Sequence[str] = ()) -> dict[str, float]:
    """Return way of writing ("fr", "en", "elsewhere") -> the number that a text says in it; empty where it says none.

    units  signs that may stand before or after, such as "€" or "%"; they change nothing
    """
    plain = bare(text, units)
    matches = {way: form.fullmatch(plain) for way, form in _WAYS.items()}
    numbers = {way: _exact(one["whole"], one["part"] or "") for way, one in matches.items() if one}
    return {way: number for way, number in numbers.items() if number is not None}


def meanings(text: str, units: Sequence[str] = ()) -> set[float]:
    """Return the numbers that a text can be in any way of writing: none, one, or more."""
    return set(readings(text, units).values())


def bare(text: str, units: Sequence[str] = ()) -> str:
    """Return a text as the grammar takes it: without units, blanks around it, what shows nothing; "" for a blank one.

    What stands on two lines or in two cells stays apart, and so does a raised digit: composed, 5² would be 52.
    """
    plain = text.strip()
    if len(plain) > LONGEST or "\t" in plain or len(plain.splitlines()) > 1:
        return plain
    if not any(unicodedata.category(c) == "No" for c in plain):
        plain = unicodedata.normalize("NFKC", plain)
    plain = shown_text(plain).translate(_SIGNS).strip()
    for unit in units:
        plain = plain.removesuffix(unit).rstrip() if plain.endswith(unit) else plain.removeprefix(unit).lstrip()
    return plain


def too_fine(text: str) -> bool:
    """Return whether a text has more digits than are kept exactly."""
    return sum(c.isdigit() for c in text) > MOST_DIGITS


def coded(text: str) -> float:
    """Return the number of a text that a program wrote: a point, digits as in ASCII. Raises ValueError.

    Python's own reader takes more: 1_0 is ten to it.
    """
    if not _CODED.fullmatch(text):
        raise ValueError(text)
    return float(text)


def coded_whole(text: str) -> int:
    """Return the whole number of such a text, without a mark. Raises ValueError."""
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def plain_text(x: float) -> str:
    """Return a number with all its digits and no exponent, as a must-have in a link holds it."""
    return format(Decimal(repr(x + 0.0)), "f").removesuffix(".0")


def _exact(whole: str, part: str) -> float | None:
    """The number of these digits; None where there are none, or where the nearest that a computer has is another."""
    plain = re.sub("[ ',.]", "", whole)
    if not plain.lstrip("+-") and not part:
        return None
    value = float(f"{plain}.{part}")
    return value + 0.0 if Decimal(repr(value)) == Decimal(f"{plain or 0}.{part or 0}") else None
