"""What people type, before anything is done with it."""

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Joiners are not among them: emoji and some scripts are written with them. Nor are letters of private use: as such a
# bullet pasted from Word comes.
_BLANK = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")


def one_line(text: str) -> str:
    """Return the text on one line, without characters that are none, show nothing or turn the direction of reading."""
    return " ".join("".join(c for c in str(text) if c.isspace() or _shows(c)).split())


def shown_text(text: str) -> str:
    """Return the text with its line ends and tabs, without what `one_line` leaves out: no file can hold some of it."""
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not c.isspace() else " " for c in text if c.isspace() or _shows(c))


def letters(text: str) -> str:
    """Return a text by its letters and digits alone, without accents: Échelle, ECHELLE and “échelle :” are one."""
    plain = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def turns(text: str) -> bool:
    """Return whether a text turns the direction of reading of what stands beside it."""
    return not text.isprintable() and not _TURNING.isdisjoint(text)


def _shows(character: str) -> bool:
    return character not in _TURNING | _BLANK and unicodedata.category(character) not in ("Cc", "Cs", "Cn")
