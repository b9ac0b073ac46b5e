"""One language: translated sentences, and numbers and dates as that language writes them."""

import gettext
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ranking.errors import BoardError, TemplatedText
from ranking.model import Bilingual
from words.typography import filled, set_apart, set_text

LANGUAGES = ("fr", "en")
LOCALE = Path(__file__).resolve().parent.parent / "locale"
_TOLD = (TemplatedText, BoardError)
# A label of the data stays as published versions and records hold it; screens say what its reader cannot mistake:
# to whoever buys a cloud "disponibilité" is uptime.
SAID_INSTEAD = {"Disponibilité": "Prêt à l’emploi"}
MINUS = "−"
_REGION = {"fr": "fr_FR", "en": "en_GB"}


class Language:
    """Callable: `say("{n} points", n=3)` is the translated sentence with its blanks filled."""

    def __init__(self, code: str):
        self.code = code
        self._locale = _REGION[code]
        self._catalogue = _catalogue(code)

    def __call__(self, message: str, **blanks: object) -> str:
        return filled(set_text(self._catalogue.gettext(message), self.code), blanks, self.code)

    def plural(self, one: str, many: str, n: int, **blanks: object) -> str:
        """Return the sentence for n things; {n} is filled with the number."""
        template = set_text(self._catalogue.ngettext(one, many, n), self.code)
        return filled(template, {"n": self.number(n), **blanks}, self.code)

    def told(self, what: object) -> str:
        """Return what the model said (an error, a text of ranking.errors.told) in this language; others as they are."""
        if isinstance(what, BoardError):
            what = what.args[0] if len(what.args) == 1 else str(what)
        if not isinstance(what, TemplatedText):
            return str(what)
        return self(what.template, **{k: self.told(v) if isinstance(v, _TOLD) else v for k, v in what.blanks.items()})

    def text(self, both: Bilingual) -> str:
        """Return the text of a data file in this language, or what screens say in its place."""
        written = both.in_(self.code)
        return set_text(SAID_INSTEAD.get(written, written), self.code)

    def number(self, x: float, digits: int = 0) -> str:
        """Return a number with the language's separators and exactly `digits` decimals."""
        return _decimal(round(x, digits) + 0.0, "#,##0" + ("." + "0" * digits if digits else ""), self._locale)

    def brief(self, x: float) -> str:
        """Return a number with as many decimals as it needs, at most four."""
        return _decimal(_signless(x, 4), "#,##0.####", self._locale)

    def signed(self, x: float, digits: int = 1) -> str:
        """Return a number with its sign, + or the typographic minus."""
        body = self.number(abs(x), digits)
        return body if float(f"{abs(x):.{digits}f}") == 0 else ("+" if x > 0 else "−") + body

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share 0..1 as a percentage."""
        form = "#,##0" + ("." + "0" * digits if digits else "") + (" %" if self.code == "fr" else "%")
        return _percent(_signless(share, digits + 2), form, self._locale).replace(" %", "\u202f%")

    def day(self, day: date) -> str:
        """Return a day in full: 6 juillet 2020, 6 July 2020."""
        text = dates.format_date(day, "d MMMM y", self._locale)
        return text.replace("1 ", "1er ", 1) if self.code == "fr" and day.day == 1 else text

    def hour(self, when: datetime) -> str:
        """Return hour and minute of a moment that knows its time zone, which is named."""
        zone = "UTC" if when.tzinfo == UTC else dates.get_timezone_name(when, width="long", locale=self._locale)
        return self("{time} ({zone})", time=f"{when:%H:%M}", zone=zone)

    def month(self, day: date) -> str:
        """Return month and year."""
        return dates.format_date(day, "MMMM y", self._locale)

    def partial_day(self, stamp: str | None) -> str:
        """Return a source's date, possibly only a month or a year; a word where the page shows none."""
        if stamp is None:
            return self("undated page")
        if len(stamp) == 10:
            return self.day(date.fromisoformat(stamp))
        return stamp if len(stamp) == 4 else self.month(date.fromisoformat(stamp + "-01"))

    def both(self, items: Iterable[str]) -> str:
        """Return a list in words: a, b et c; with semicolons where an item has a comma of its own."""
        apart = [str(set_apart(item)) for item in items]
        if len(apart) > 1 and any("," in item for item in apart):
            return self("; ").join(apart)
        return lists.format_list(apart, locale=self._locale)

    def country(self, code: str) -> str:
        """Return the name of a country from its two-letter code."""
        return Locale.parse(self._locale).territories.get(code, code)


def preferred(tag: str | None) -> str:
    """Return the language for a browser's preference such as fr-CA: French or English, English for all others."""
    return "fr" if (tag or "").lower().split("-")[0] == "fr" else "en"


@lru_cache(maxsize=len(LANGUAGES))
def language(code: str) -> Language:
    """Return the language of a code among LANGUAGES; French for anything else."""
    return Language(code if code in LANGUAGES else "fr")


# A page writes hundreds of numbers, mostly those of the run before; Babel takes some 25 microseconds for each.
@lru_cache(maxsize=20_000)
def _decimal(x: float, form: str, locale: str) -> str:
    return numbers.format_decimal(x, form, locale).replace("-", MINUS)


@lru_cache(maxsize=20_000)
def _percent(share: float, form: str, locale: str) -> str:
    return numbers.format_percent(share, form, locale).replace("-", MINUS)


def _signless(x: float, digits: int) -> float:
    """The number, or 0 without a sign where nothing else of it is shown."""
    return 0.0 if abs(x) <= 0.5 * 10.0**-digits else x


def _catalogue(code: str) -> gettext.NullTranslations:
    """The sentences of a language; English needs no catalogue, since its sentences are the keys."""
    if code == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with (LOCALE / code / "LC_MESSAGES" / "board.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
