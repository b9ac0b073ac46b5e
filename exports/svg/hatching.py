"""Slanted lines within an outline, drawn one by one: LibreOffice and others lose or blur the patterns of SVG."""

import re
from math import ceil, floor, sqrt

from exports.svg.parts import element, number

_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def hatched(outline: str, pattern: dict, name: str, opacity: float | None = None) -> str:
    """Return the markup of Plotly's fill pattern "/" within an outline, a path of points; name: its own in the file.

    Lines rise to the right, pattern["size"] apart, as wide as pattern["solidity"] of that. Raises ValueError for any
    other shape.
    """
    if pattern["shape"] != "/":
        raise ValueError(f"pattern {pattern['shape']!r}: not drawn in files")
    points = [(float(x), float(y)) for x, y in _POINT.findall(outline)]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*points, strict=True))
    step = pattern["size"] * sqrt(2)
    rows = []
    for k in range(floor((left + top) / step), ceil((right + bottom) / step) + 1):
        # The points of a line have the sum of their coordinates in common.
        x0, x1 = max(left, k * step - bottom) - step, min(right, k * step - top) + step
        rows.append(f"M{number(x0)},{number(k * step - x0)}L{number(x1)},{number(k * step - x1)}")
    clip = element("clipPath", "", element("path", d=outline), id=f"{name}-hatch")
    lines = element(
        "path",
        "fill",
        d="".join(rows),
        fill="none",
        stroke=pattern["fgcolor"],
        stroke_width=pattern["solidity"] * pattern["size"],
        opacity=opacity,
        clip_path=f"url(#{name}-hatch)",
    )
    return f"<defs>{clip}</defs>{lines}"
