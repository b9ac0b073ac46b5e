"""What surrounds every picture, so that it speaks when alone: finding, scope, weights, sources, link and code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import segno

from charts.parts.look import FAMILY_MARK, Look
from charts.parts.ruler import SERIF as TITLES
from charts.parts.ruler import paragraph, width
from charts.parts.sheet import Sheet
from exports.svg.figure import FAMILY, document
from exports.svg.fonts import faces
from exports.svg.parts import attributes, element, number, rich
from exports.svg.sheet import drawn

MARGIN, GAP = 26.0, 8.0
SMALLEST, LARGEST = 84.0, 125.0
SERIF = "'Urgence Serif','Source Serif 4','Times New Roman','Liberation Serif',serif"
# LibreOffice reads the first family of a list only, and no selector by an attribute: it gets fonts that are no wider
# than the board's, and every other reader the board's own.
PLAIN = "'Arial Narrow','Liberation Sans Narrow',Carlito,Calibri,sans-serif"
PLAIN_SERIF = "'Times New Roman','Liberation Serif',serif"
OWN = f"svg[role=img]{{font-family:{FAMILY}}}text[class=finding]{{font-family:{SERIF}}}"


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's size in pixels, how many pixels one unit of the drawing takes, letters, how many offers it names."""

    width: int
    height: int
    unit: float
    text: int = 13
    small: float = 11
    most: int | None = None


SIZES = {
    "slide": Size(1920, 1080, 1.5),
    "report": Size(1600, 1120, 1.45),
    "square": Size(1080, 1080, 1.15),
    "projector": Size(1920, 1080, 2.0, 14, 12, 7),
}
# The picture of a link that chats and networks show: no size that a page offers.
CARD = {"card": Size(1200, 630, 1.25, 13, 11, 6)}


@dataclass(frozen=True, slots=True)
class Words:
    """All that is written around a chart.

    title     the finding; subtitle: measure, scope, day
    weights   stands within the drawing area; small: sentences under it; link: what to open to get it back, "" for none
    families  (family, its name) of those drawn: the key to their marks
    """

    title: str
    subtitle: str
    weights: str
    small: Sequence[str]
    link: str
    alt: str
    families: Sequence[tuple[str, str]] = ()


def framed(
    words: Words, draw: Callable[[Look], dict | Sheet], size: Size, dark: bool, transparent: bool, bare: bool = False
) -> str:
    """Return the whole picture as SVG. `draw` makes the figure or the table for the look it is given.

    bare  without the fonts inside, for a reader that has them (ours)
    """
    wide, high = size.width / size.unit, size.height / size.unit
    look = Look(dark=dark, text=size.text, most=size.most)
    top, above = _head(words, look, wide, SERIF if bare else PLAIN_SERIF)
    bottom, below = _foot(words, look, wide, high, size.small)
    left, right = MARGIN, wide - MARGIN
    strip = _strip(words.weights, look, right - left - 2 * GAP)
    key, long = _key(words.families, look, right - GAP)
    # The key stands at the end of the last line of the weights, or under it.
    under = width(strip[-1], 12.5) + long + 2 * GAP > right - left - 2 * GAP
    rows = len(strip) + (under and bool(key))
    chart_top = top + 8 + rows * 17
    room = replace(look, width=round(right - left), height=round(bottom - chart_top - GAP))
    paper = "" if transparent else f"<rect{attributes(width=wide, height=high, fill=look.paper)}/>"
    panel = element(
        "rect",
        "panel",
        x=left,
        y=top,
        width=right - left,
        height=bottom - top,
        fill="none",
        stroke=look.rule,
        stroke_width=1,
    )
    terms = "".join(
        rich(row, left + GAP, top + 16 + 17 * k, {"size": 12.5, "color": look.ink}, kind="weights")
        for k, row in enumerate(strip)
    )
    terms += "".join(mark(top + 16 + 17 * (rows - 1)) for mark in key)
    chart = element(
        "g",
        "chart",
        drawn(draw(room), room),
        transform=f"translate({number(left)} {number(chart_top)})",
    )
    return document(
        paper + above + panel + terms + chart + below,
        (size.width, size.height),
        (wide, high),
        words.title,
        "" if bare else faces() + OWN,
        words.alt,
        FAMILY if bare else PLAIN,
    )


def _head(words: Words, look: Look, wide: float, family: str) -> tuple[float, str]:
    """Return (where the drawing area begins, markup): the title in as large letters as fit, then the subtitle."""
    room = wide - 2 * MARGIN
    for size in (27, 24, 21, 18.5, 16.5):
        rows = paragraph(words.title, room, size, True, TITLES)
        if len(rows) <= (2 if size > 21 else 3):
            break
    y, parts = MARGIN + size * 0.78, []
    for row in rows:
        parts.append(
            rich(row, MARGIN, y, {"size": size, "color": look.ink}, kind="finding", font_family=family, font_weight=700)
        )
        y += size * 1.2
    y += 15 - size * 0.95 + 4
    for row in paragraph(words.subtitle, room, 14):
        parts.append(rich(row, MARGIN, y, {"size": 14, "color": look.quiet}, kind="subtitle"))
        y += 18
    return y - 6, "".join(parts)


def _key(families: Sequence[tuple[str, str]], look: Look, right: float) -> tuple[list[Callable[[float], str]], float]:
    """Return (what draws each part at a height, their whole width): marks and family names, ending at `right`."""
    size, parts, x = 12.0, [], right
    for family, name in reversed(families):
        x -= width(name, size)
        parts.append(partial(_worded, name, x, {"size": size, "color": look.quiet}))
        x -= width(FAMILY_MARK[family], size + 2) + 5
        parts.append(partial(_worded, FAMILY_MARK[family], x, {"size": size + 2, "color": look.colour(family)}))
        x -= 16
    return parts, right - x


def _worded(words: str, x: float, font: dict, y: float) -> str:
    return rich(words, x, y, font, kind="key")


def _strip(weights: str, look: Look, room: float) -> list[str]:
    return paragraph(weights, room, 12.5)


def _foot(words: Words, look: Look, wide: float, high: float, size: float) -> tuple[float, str]:
    """Return (where the drawing area ends, markup): sentences in small type beside the QR code."""
    step = 1.27 * size
    code, side = _code(words.link)
    text_room = wide - 2 * MARGIN - (side + 14 if side else 0)
    rows = [row for sentence in words.small for row in paragraph(sentence, text_room, size)]
    rows += _address(words.link, size, text_room)
    tall = max(len(rows) * step, side)
    top = high - MARGIN + 8 - tall
    parts = [
        rich(row, MARGIN, top + step * (k + 0.75), {"size": size, "color": look.quiet}, kind="small")
        for k, row in enumerate(rows)
    ]
    if side:
        parts.append(f'<g class="code" transform="translate({number(wide - MARGIN - side)} {number(top)})">{code}</g>')
    return top - 8, "".join(parts)


def _address(link: str, size: float, room: float) -> list[str]:
    """Return the link in lines broken after its entries, and within an entry that is longer than a line."""
    shown, rows = link.removeprefix("https://").removeprefix("http://"), [""]
    entries = shown.replace("&", "&\n").replace("?", "?\n").split("\n")
    for part in (piece for entry in entries for piece in _pieces(entry, size, room)):
        if rows[-1] and width(rows[-1] + part, size) > room:
            rows.append(part)
        else:
            rows[-1] += part
    return [row for row in rows if row]


def _pieces(entry: str, size: float, room: float) -> list[str]:
    """Return an entry whole where it fits a line, else in pieces that do."""
    wide = width(entry, size)
    if wide <= room:
        return [entry]
    most = max(1, int(0.88 * room / wide * len(entry)))
    return [entry[k : k + most] for k in range(0, len(entry), most)]


def _code(link: str) -> tuple[str, float]:
    """Return (QR code on its own white ground, side).

    Nothing where the link cannot be opened from elsewhere, or no phone could read it: a longer link has a larger
    code, up to LARGEST.
    """
    if not link.startswith(("http://", "https://")):
        return "", 0.0
    try:
        code = segno.make(link, error="l", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return "", 0.0
    modules, _ = code.symbol_size(border=2)
    side = max(SMALLEST, float(modules))
    if side > LARGEST:
        return "", 0.0
    drawn = code.svg_inline(
        scale=side / modules, border=2, dark="#000000", light="#FFFFFF", svgclass=None, lineclass=None
    )
    return f'<g shape-rendering="crispEdges">{drawn}</g>', side


def code_svg(link: str) -> str:
    """Return the QR code of a link as a file of its own, or "" where the link cannot be opened from elsewhere."""
    markup, side = _code(link)
    return document(markup, (side, side), (side, side), link) if markup else ""
