"""Numbers as people type them on a screen, read exactly or refused in words; the grammar is `ranking.typed.number`'s.

The page's own way of writing is tried first, then any other where only one reading fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from ranking.typed.number import LONGEST, MOST_DIGITS, readings, too_fine
from words.language import Language

LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is no number, or two: `readings` holds both where it could be either."""

    text: str
    readings: tuple[float, ...] = ()


def read_number(text: str, code: str, units: Sequence[str] = ()) -> float | Unread | None:
    """Return the number that a text says, None where it is blank, Unread where it says none or more than one.

    code   the page's language
    units  signs that may stand before or after, such as "€" or "%"; they change nothing
    """
    if not text.strip():
        return None
    meant, quoted = readings(text, units), text.strip()[: LONGEST + 1]
    if code in meant:
        return meant[code]
    numbers = tuple(sorted(set(meant.values())))
    return numbers[0] if len(numbers) == 1 else Unread(quoted, numbers)


def unread_text(say: Language, unread: Unread) -> str:
    """Return the sentence that refuses a text: what is wrong, and how to write it."""
    if unread.readings:
        low, high = (say.brief(x) for x in unread.readings)
        return say("“{text}” can mean {low} or {high}: write one of the two.", text=unread.text, low=low, high=high)
    if too_fine(unread.text):
        return say(
            "“{text}” has more digits than are kept exactly: at most {most}.", text=unread.text, most=MOST_DIGITS
        )
    return say("“{text}” is no number: write it like {example}.", text=unread.text, example=say.brief(1234.5))


def written_number(x: float, code: str) -> str:
    """Return a number with all its digits, as the language writes it, so that `read_number` gives it back exactly."""
    decimals = max(0, -Decimal(repr(x + 0.0)).as_tuple().exponent)
    return format_decimal(x + 0.0, f"#,##0.{'#' * decimals}", LOCALES[code])
