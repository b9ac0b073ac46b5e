"""Numbers as people write them, read exactly or refused.

The page's language is tried first, then the other where only one reading fits.
"""

import re
import unicodedata
from dataclasses import dataclass

from babel.numbers import NumberFormatError, format_decimal, get_decimal_symbol, get_group_symbol, parse_decimal

from words.language import Language

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
LONGEST = 40
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
# Groups of three set apart by spaces or, in Switzerland, by apostrophes: no language reads these otherwise.
_GROUPED = re.compile(r"^([+-]?\d{1,3})((?:[ '’]\d{3})+)(?![\d '’])")
_ONE_POINT = re.compile(r"^[+-]?[1-9]\d{0,2}([.,])\d{3}$")
_PLAIN = re.compile(r"^[+-]?[\d.,]*\d[\d.,]*$")


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is no number, or two: `readings` holds both where it could be either."""

    text: str
    readings: tuple[float, ...] = ()


def read_number(text: str, code: str, units: tuple[str, ...] = ()) -> float | Unread | None:
    """Return the number that a text says, None where it is blank, Unread where it says none or more than one.

    code   the page's language; its own way of writing is tried first, by Babel's strict rules
    units  signs that may stand before or after, such as "€" or "%"; they change nothing
    """
    asked = text.strip()[: LONGEST + 1]
    bare = _without_units(_SPACES.sub(" ", unicodedata.normalize("NFKC", asked)).strip().replace("−", "-"), units)
    if not bare:
        return Unread(asked) if asked else None
    bare = _GROUPED.sub(lambda m: m[1] + re.sub(r"[ '’]", "", m[2]), bare)
    # NFKC would make 52 of “5²”.
    raised = any(unicodedata.category(c) == "No" for c in asked)
    if len(asked) > LONGEST or raised or not bare.isascii() or not _PLAIN.match(bare):
        return Unread(asked)
    own, other = (_parsed(bare, c) for c in (code, *(c for c in LOCALES if c != code)))
    if own is not None:
        return own
    if other is not None and (one := _ONE_POINT.match(bare)):
        return Unread(asked, tuple(sorted((other, float(bare.replace(one[1], ""))))))
    return other if other is not None else _mixed(bare, asked)


def _without_units(text: str, units: tuple[str, ...]) -> str:
    for unit in units:
        text = text.removesuffix(unit).rstrip() if text.endswith(unit) else text.removeprefix(unit).lstrip()
    return text


def _parsed(text: str, code: str) -> float | None:
    """The number by one language's own marks alone: Babel lets a point pass in French, and a second comma."""
    locale = LOCALES[code]
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    if text.count(decimal) > 1 or any(mark in text for mark in ".," if mark not in (decimal, group)):
        return None
    try:
        return float(parse_decimal(text, locale=locale, strict=True)) + 0.0  # no minus zero
    except NumberFormatError:
        return None


def _mixed(text: str, asked: str) -> float | Unread:
    """1.234,50: points between thousands and a decimal comma, as in much of Europe."""
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", text):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3}){2,}", text):
        return float(text.replace(".", ""))
    return Unread(asked)


def unread_text(say: Language, unread: Unread) -> str:
    """Return the sentence that refuses a text: what is wrong, and how to write it."""
    if unread.readings:
        low, high = (say.brief(x) for x in unread.readings)
        return say("“{text}” can mean {low} or {high}: write one of the two.", text=unread.text, low=low, high=high)
    return say("“{text}” is no number: write it like {example}.", text=unread.text, example=say.brief(1234.5))


def written_number(x: float, code: str) -> str:
    """Return a number with all its digits, as the language writes it, so that `read_number` gives it back exactly."""
    return format_decimal(x + 0.0, "#,##0.############", LOCALES[code])
