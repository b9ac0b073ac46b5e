"""A figure of charts/ as SVG, without a browser: the same dict that the page hands to Plotly, drawn the same way.

It knows only what charts/ uses and refuses all else, so that page and file cannot drift apart unseen. No clock, no
chance: the same figure gives the same text, to the byte.
"""

from dataclasses import dataclass
from datetime import date
from math import cos, radians, sin
from typing import Any

from charts.parts.ruler import width
from exports.svg.marks import heatmap, scatter
from exports.svg.parts import LINE_HEIGHT, TAGS, attributes, dashes, element, escaped, number, rich

LAYOUT = {
    "width",
    "height",
    "paper_bgcolor",
    "plot_bgcolor",
    "showlegend",
    "hovermode",
    "dragmode",
    "separators",
    "font",
    "hoverlabel",
    "margin",
    "shapes",
    "annotations",
    "xaxis",
    "yaxis",
}
AXIS = {
    "title",
    "gridcolor",
    "gridwidth",
    "zeroline",
    "showline",
    "fixedrange",
    "automargin",
    "tickfont",
    "range",
    "tickvals",
    "ticktext",
    "type",
    "showgrid",
    "side",
}
SHAPE = {"type", "x0", "x1", "y0", "y1", "line", "fillcolor", "opacity", "layer"}
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
    "xshift",
    "yshift",
    "bgcolor",
    "borderpad",
    "textangle",
    "align",
}
FAMILY = "'Urgence Sans','Source Sans 3',sans-serif"


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a figure's data falls on the paper: pixels from the top left corner.

    box    left, top, right, bottom of the plot area
    paper  colour of the ground, drawn as a rim around the labels of marks; None for no rim
    """

    box: tuple[float, float, float, float]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    paper: str | None = None

    def x(self, value: Any) -> float:
        """Return pixels from the left of a value of the x axis, a number or an ISO day."""
        low, high = self.x_range
        return self.box[0] + (scalar(value) - low) / (high - low) * (self.box[2] - self.box[0])

    def y(self, value: Any) -> float:
        """Return pixels from the top of a value of the y axis."""
        low, high = self.y_range
        return self.box[3] - (scalar(value) - low) / (high - low) * (self.box[3] - self.box[1])


def scalar(value: Any) -> float:
    """Return a number as it is, an ISO day as its count of days."""
    return float(date.fromisoformat(value[:10]).toordinal()) if isinstance(value, str) else float(value)


def plot(figure: dict, wide: float, paper: str | None = None) -> Plot:
    """Return the plot area of a figure `wide` pixels wide, as high as its layout says. Raises ValueError as `body`."""
    layout = figure["layout"]
    _known(layout, LAYOUT, "layout")
    margin = layout["margin"]
    box = (margin["l"], margin["t"], wide - margin["r"], layout["height"] - margin["b"])
    ranges = [layout[name].get("range") or _span(figure, name[0]) for name in ("xaxis", "yaxis")]
    return Plot(box, *(tuple(scalar(v) for v in span) for span in ranges), paper)


def body(figure: dict, wide: float, prefix: str = "c", paper: str | None = None) -> str:
    """Return SVG markup of a figure, without the outer <svg>; `prefix` keeps its ids apart from those of other figures.

    Raises ValueError naming the first entry that charts/ never used so far.
    """
    area, layout = plot(figure, wide, paper), figure["layout"]
    left, top, right, bottom = area.box
    clip = f"{prefix}-clip"
    inside = element("rect", x=left, y=top, width=right - left, height=bottom - top)
    parts = [
        f'<defs><clipPath id="{clip}">{inside}</clipPath></defs>',
        _axis(layout["xaxis"], area, across=True),
        _axis(layout["yaxis"], area, across=False),
    ]
    for k, trace in enumerate(figure["data"]):
        draw = {"scatter": scatter, "heatmap": heatmap}.get(trace["type"])
        if draw is None:
            raise ValueError(f"trace of type {trace['type']!r}: not drawn in files")
        inner = draw(trace, area, f"{prefix}-{k}")
        parts.append(
            inner if trace.get("cliponaxis") is False or not inner else f'<g clip-path="url(#{clip})">{inner}</g>'
        )
    parts += [_shape(shape, area) for shape in layout.get("shapes", ())]
    parts += [_note(note, area, layout["font"]) for note in layout.get("annotations", ())]
    return "".join(parts)


def document(
    inner: str, size: tuple[float, float], view: tuple[float, float], title: str, style: str = "", text: str = ""
) -> str:
    """Return a whole SVG file of `size` pixels showing `view` units; `title` and `text` are its text alternative."""
    wide, high = map(number, size)
    css = f"<style>{style}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {number(view[0])} '
        f'{number(view[1])}" role="img" '
        f'font-family="{FAMILY}"><title>{escaped(title)}</title><desc>{escaped(text)}</desc>{css}{inner}</svg>\n'
    )


def _known(entry: dict, names: set[str], where: str) -> None:
    if more := sorted(set(entry) - names):
        raise ValueError(f"{where}: {', '.join(more)}: not drawn in files")


def _span(figure: dict, letter: str) -> list[float]:
    """Return the range of a heatmap's cells, for an axis without a range of its own."""
    grid = next(t for t in figure["data"] if t["type"] == "heatmap")
    return [min(grid[letter]) - 0.5, max(grid[letter]) + 0.5]


def _axis(axis: dict, area: Plot, across: bool) -> str:
    _known(axis, AXIS, "axis")
    left, top, right, bottom = area.box
    parts, values = [], axis["tickvals"]
    words = axis.get("ticktext") or [f"{v:g}" for v in values]
    font, size = axis["tickfont"], axis["tickfont"]["size"]
    above = axis.get("side") == "top"
    for value, label in zip(values, words, strict=True):
        at = area.x(value) if across else area.y(value)
        if axis.get("showgrid", True):
            x1, x2, y1, y2 = (at, at, top, bottom) if across else (left, right, at, at)
            parts.append(
                element(
                    "line", "grid", x1=x1, x2=x2, y1=y1, y2=y2, stroke=axis["gridcolor"], stroke_width=axis["gridwidth"]
                )
            )
        spot = (at, (top - 10 if above else bottom + 3 + size)) if across else (left - 2, at + size * 0.35)
        parts.append(rich(label, *spot, font, "middle" if across else "end", kind="tick"))
    title = axis["title"]["text"]
    if title:
        widest = max((width(str(w), size) for w in words), default=0)
        parts.append(_title(title, axis["title"]["font"], area, across, above, size if across else widest))
    return "".join(parts)


def _title(title: str, font: dict, area: Plot, across: bool, above: bool, taken: float) -> str:
    """Return the name of an axis, beyond its tick labels."""
    left, top, right, bottom = area.box
    size = font["size"]
    if across:
        y = top - 10 - taken - 9 if above else bottom + 3 + taken + 12 + size
        return rich(title, (left + right) / 2, y, font, "middle", kind="title")
    return rich(title, max(size, left - 2 - taken - 14), (top + bottom) / 2, font, "middle", turn=-90, kind="title")


def _shape(shape: dict, area: Plot) -> str:
    _known(shape, SHAPE, "shape")
    x0, x1, y0, y1 = area.x(shape["x0"]), area.x(shape["x1"]), area.y(shape["y0"]), area.y(shape["y1"])
    stroke = {
        "stroke": shape["line"].get("color"),
        "stroke_width": shape["line"].get("width"),
        "stroke_dasharray": dashes(shape["line"].get("dash", "solid"), shape["line"].get("width", 1)),
        "opacity": shape.get("opacity"),
    }
    if shape["type"] == "line":
        return f'<line class="shape"{attributes(x1=x0, y1=y0, x2=x1, y2=y1, **stroke)}/>'
    if shape["type"] != "rect":
        raise ValueError(f"shape of type {shape['type']!r}: not drawn in files")
    place = {"x": min(x0, x1), "y": min(y0, y1), "width": abs(x1 - x0), "height": abs(y1 - y0)}
    return f'<rect class="shape"{attributes(**place, fill=shape.get("fillcolor", "none"), **stroke)}/>'


def _note(note: dict, area: Plot, base: dict) -> str:
    """Return one annotation: a box of text hung at a point by its anchors."""
    _known(note, NOTE, "annotation")
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
    given = note.get(f"{letter}anchor", "auto")
    if given != "auto":
        return given
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
