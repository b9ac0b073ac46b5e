"""Annotations of a figure: boxes of text hung at a point, as Plotly hangs them."""

from math import cos, radians, sin

from charts.parts.ruler import width
from exports.svg.parts import LINE_HEIGHT, TAGS, element, rich
from exports.svg.plot_area import Plot, known_only

NOTE = {
    "x",
    "y",
    "text",
    "showarrow",
    "font",
    "xref",
    "yref",
    "xanchor",
    "yanchor",
    "name",
    "xshift",
    "yshift",
    "bgcolor",
    "borderpad",
    "textangle",
    "align",
}


def annotation(note: dict, area: Plot, base: dict) -> str:
    """Return one annotation: a box of text hung at a point by its anchors."""
    known_only(note, NOTE, "annotation")
    font, left, top, right, bottom = base | note.get("font", {}), *area.box
    paper_x, paper_y = note.get("xref") == "paper", note.get("yref") == "paper"
    x = left + note["x"] * (right - left) if paper_x else area.x(note["x"])
    y = bottom - note["y"] * (bottom - top) if paper_y else area.y(note["y"])
    x, y = x + note.get("xshift", 0), y - note.get("yshift", 0)
    rows = note["text"].split("<br>")
    pad = note.get("borderpad", 1) + 1  # and the border, which is one pixel even where it is not seen
    wide, high = (
        max(rich_width(r, font["size"]) for r in rows) + 2 * pad,
        len(rows) * font["size"] * LINE_HEIGHT + 2 * pad,
    )
    turn = note.get("textangle", 0)
    across, along = abs(cos(radians(turn))), abs(sin(radians(turn)))
    box = (wide * across + high * along, wide * along + high * across)
    cx = x + {"left": 0.5, "center": 0, "right": -0.5}[_anchor(note, "x", paper_x)] * box[0]
    cy = y + {"top": 0.5, "middle": 0, "bottom": -0.5}[_anchor(note, "y", paper_y)] * box[1]
    back = (
        element(
            "rect", "ground", x=cx - box[0] / 2, y=cy - box[1] / 2, width=box[0], height=box[1], fill=note["bgcolor"]
        )
        if note.get("bgcolor")
        else ""
    )
    start = cy - (len(rows) - 1) / 2 * font["size"] * LINE_HEIGHT + font["size"] * 0.35
    if turn:
        return back + rich(note["text"], cx, cy, font, "middle", turn=turn, kind="note")
    # A single line hangs at its own anchor, so that a reader without our fonts keeps it in place.
    align = note.get("align", "center") if len(rows) > 1 else _anchor(note, "x", paper_x)
    at = {"left": cx - wide / 2 + pad, "center": cx, "right": cx + wide / 2 - pad}[align]
    anchor = {"left": "start", "center": "middle", "right": "end"}[align]
    return back + rich("<br>".join(rows), at, start, font, anchor, kind="note")


def _anchor(note: dict, letter: str, paper: bool) -> str:
    """Return the anchor of an annotation; where none is given, Plotly's: the middle, or by thirds of the paper."""
    names = ("left", "center", "right") if letter == "x" else ("bottom", "middle", "top")
    anchor = note.get(f"{letter}anchor", "auto")
    if anchor != "auto":
        return anchor
    return names[0 if note[letter] <= 1 / 3 else 2 if note[letter] >= 2 / 3 else 1] if paper else names[1]


def rich_width(words: str, size: float) -> float:
    """Return the width of one line that may hold <b> parts."""
    bold, total = False, 0.0
    for k, part in enumerate(TAGS.split(words)):
        if k % 2:
            bold = part == "b"
        else:
            total += width(part, size, bold)
    return total
