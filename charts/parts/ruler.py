"""How wide a text is in the board's own fonts, how it breaks into lines, how it is cut to fit."""

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont

from words.keeping import kept

FOLDER = Path(__file__).resolve().parent.parent.parent / "fonts"
SANS, SERIF = "Urgence Sans", "Urgence Serif"
FILES = {
    (SANS, False): "UrgenceSans-Regular",
    (SANS, True): "UrgenceSans-Bold",
    (SERIF, False): "UrgenceSerif-Regular",
    (SERIF, True): "UrgenceSerif-Bold",
}
_UNIT = 100
# Plain spaces only: French keeps some words together by other ones.
_BREAK = re.compile(r"[ \n]+")


@cache
def _font(family: str, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"{FILES[family, bold]}.ttf", _UNIT, layout_engine=ImageFont.Layout.BASIC)


@kept(8192)
def width(text: str, size: float, bold: bool = False, family: str = SANS) -> float:
    """Return the width of one line of plain text, in the unit of `size`."""
    return _font(family, bold).getlength(text) * size / _UNIT


def lines(text: str, room: float, size: float, bold: bool = False, family: str = SANS) -> list[str]:
    """Break the text at plain spaces into lines no wider than `room`; a word alone may be wider."""
    rows: list[str] = []
    for word in filter(None, _BREAK.split(text)):
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and width(longer, size, bold, family) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def paragraph(text: str, room: float, size: float, bold: bool = False, family: str = SANS) -> list[str]:
    """Break the text as `lines` does, and a word that is wider than `room` alone between its letters."""
    words = (piece for word in _BREAK.split(text) for piece in _pieces(word, room, size, bold, family))
    return lines(" ".join(words), room, size, bold, family)


def _pieces(word: str, room: float, size: float, bold: bool, family: str) -> list[str]:
    if width(word, size, bold, family) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold, family) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def wrapped(text: str, room: float, size: float, most: int | None = None, bold: bool = False) -> list[str]:
    """Break the text into lines no wider than `room`, at most `most`; what does not fit ends in an ellipsis."""
    rows = lines(text, room, size, bold)
    if most is not None and len(rows) > most:
        rows = [*rows[: most - 1], " ".join(rows[most - 1 :])]
    return [cut(row, room, size, bold) for row in rows]


def cut(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return the text, with an ellipsis where it is wider than `room`."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip(" ,;:(") + "…"
