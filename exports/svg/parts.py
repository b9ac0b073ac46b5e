"""The smallest pieces of an SVG: numbers, attributes, lines of text with bold parts."""

import re
from html import escape

LINE_HEIGHT = 1.3
TAGS = re.compile(r"<(/?b|br)>")
# What XML 1.0 cannot hold, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(x: float) -> str:
    """Return a coordinate in pixels as SVG writes it: at most two decimals."""
    text = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escaped(text: object) -> str:
    """Return the text made safe inside markup and attributes."""
    return escape(_FORBIDDEN.sub("\ufffd", str(text)), quote=True)


def attributes(**values: object) -> str:
    """Return attributes in the given order; those that are None are left out, underscores become hyphens."""
    return "".join(
        f' {name.replace("_", "-")}="{number(v) if isinstance(v, int | float) else escaped(v)}"'
        for name, v in values.items()
        if v is not None
    )


def element(tag: str, kind: str = "", inner: str = "", **values: object) -> str:
    """Return one element with its class and attributes; `inner` is markup."""
    head = f"<{tag}{attributes(**({'class': kind} if kind else {}), **values)}"
    return f"{head}>{inner}</{tag}>" if inner else f"{head}/>"


def rich(
    words: str, x: float, y: float, font: dict, anchor: str = "start", turn: float = 0, kind: str = "", **more: object
) -> str:
    """Return text with <b> parts and <br>; x, y: its anchor on the first baseline, or the centre of a turned line."""
    rows = str(words).split("<br>")
    inner = (
        _spans(rows[0])
        if len(rows) == 1
        else "".join(
            f"<tspan{attributes(x=x, y=y + k * font['size'] * LINE_HEIGHT)}>{_spans(row)}</tspan>"
            for k, row in enumerate(rows)
        )
    )
    if not any(rows):
        return ""
    place = (
        {"x": x, "y": y}
        if not turn
        else {"transform": f"translate({number(x)} {number(y)}) rotate({number(turn)})", "y": font["size"] * 0.35}
    )
    style = {
        "class": kind or None,
        **place,
        "font_size": font["size"],
        "fill": font.get("color"),
        "text_anchor": None if anchor == "start" else anchor,
        **more,
    }
    if style.pop("halo", None):
        style |= {"stroke": more["halo"], "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    return f'<text{attributes(**style)} xml:space="preserve">{inner}</text>'


def _spans(row: str) -> str:
    """Return one line with its bold parts."""
    spans, bold = [], False
    for k, part in enumerate(TAGS.split(row)):
        if k % 2:
            bold = part == "b"
        elif part:
            spans.append(f'<tspan font-weight="700">{escaped(part)}</tspan>' if bold else escaped(part))
    return "".join(spans)


def dashes(dash: str, wide: float) -> str | None:
    """Return a named dash as SVG writes it, in proportion to the width of the line."""
    unit = max(wide, 3)
    return {"solid": None, "dot": f"{number(unit)} {number(unit)}", "dash": f"{number(3 * unit)} {number(3 * unit)}"}[
        dash
    ]
