"""The fonts that travel with the board: where they are, how wide a text is in them, how it breaks into lines."""

import base64
import re
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).resolve().parent.parent.parent / "fonts"
SERVED = FOLDER.parent / "static"
SANS, SERIF = "Urgence Sans", "Urgence Serif"
_FILES = {
    (SANS, False): "UrgenceSans-Regular",
    (SANS, True): "UrgenceSans-Bold",
    (SERIF, False): "UrgenceSerif-Regular",
    (SERIF, True): "UrgenceSerif-Bold",
}
_ITALIC = "UrgenceSans-Italic"
_UNIT = 100
_BREAK = re.compile(r"[ \n]+")
TAGS = re.compile(r"<(/?b|br)>")


@cache
def _font(family: str, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"{_FILES[family, bold]}.ttf", _UNIT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False, family: str = SANS) -> float:
    """Width of one line of plain text, in the unit of `size`."""
    return _font(family, bold).getlength(text) * size / _UNIT


def lines(text: str, size: float, room: float, bold: bool = False, family: str = SANS) -> list[str]:
    """The text broken at plain spaces into lines no wider than `room`; one word is never broken."""
    found: list[str] = []
    for word in filter(None, _BREAK.split(text)):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, bold, family) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than `room`."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=1)
def faces() -> str:
    """CSS that carries the fonts inside a file: @font-face rules with the fonts as data."""
    cuts = [(family, 700 if bold else 400, "normal", name) for (family, bold), name in _FILES.items()]
    cuts.append((SANS, 400, "italic", _ITALIC))
    return "".join(_face(*cut) for cut in cuts)


def _face(family: str, weight: int, style: str, name: str) -> str:
    data = base64.b64encode((SERVED / f"{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )
