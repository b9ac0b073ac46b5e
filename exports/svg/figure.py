"""A figure of charts/ as SVG, without a browser: the same dict that the page hands to Plotly, drawn the same way.

It knows only what charts/ uses and refuses all else, so that page and file cannot drift apart unseen. No clock, no
chance: the same figure gives the same text, to the byte.
"""

from charts.parts.ruler import width
from exports.svg.annotations import annotation
from exports.svg.marks import heatmap, scatter
from exports.svg.parts import attributes, dashes, element, escaped, number, rich
from exports.svg.plot_area import Plot, known_only, plot

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
SHAPE = {"type", "xref", "x0", "x1", "y0", "y1", "line", "fillcolor", "opacity", "layer"}
# In a program without the board's font: one of those that are no wider, so that lines broken for it still fit.
FAMILY = "'Urgence Sans','Source Sans 3',Calibri,Carlito,'Arial Narrow','Liberation Sans Narrow',sans-serif"


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
    parts += [annotation(note, area, layout["font"]) for note in layout.get("annotations", ())]
    return "".join(parts)


def document(
    inner: str,
    size: tuple[float, float],
    view: tuple[float, float],
    title: str,
    style: str = "",
    text: str = "",
    family: str = FAMILY,
) -> str:
    """Return a whole SVG file of `size` pixels showing `view` units; `title` and `text` are its text alternative."""
    wide, high = map(number, size)
    css = f"<style>{style}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {number(view[0])} '
        f'{number(view[1])}" role="img" '
        f'font-family="{family}"><title>{escaped(title)}</title><desc>{escaped(text)}</desc>{css}{inner}</svg>\n'
    )


def _axis(axis: dict, area: Plot, across: bool) -> str:
    known_only(axis, AXIS, "axis")
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
    known_only(shape, SHAPE, "shape")
    left, _, right, _ = area.box
    x0, x1 = (
        left + shape[end] * (right - left) if shape.get("xref") == "paper" else area.x(shape[end])
        for end in ("x0", "x1")
    )
    y0, y1 = area.y(shape["y0"]), area.y(shape["y1"])
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
