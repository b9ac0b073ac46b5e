"""Traces as SVG: lines, filled outlines, markers with their texts, grids of cells. Shapes and offsets are Plotly's."""

from math import sqrt
from typing import Any

from charts.parts.labels import reach
from exports.svg.hatching import hatched
from exports.svg.parts import attributes, dashes, element, number, rich

SCATTER = {
    "type",
    "mode",
    "x",
    "y",
    "line",
    "marker",
    "text",
    "textposition",
    "textfont",
    "hoverinfo",
    "hovertext",
    "customdata",
    "name",
    "fill",
    "fillcolor",
    "fillpattern",
    "opacity",
    "cliponaxis",
    "unselected",
}
HEATMAP = {
    "type",
    "z",
    "x",
    "y",
    "text",
    "texttemplate",
    "colorscale",
    "zmin",
    "zmax",
    "showscale",
    "xgap",
    "ygap",
    "hoverinfo",
    "textfont",
}


def scatter(trace: dict, area: Any, name: str) -> str:
    """Return lines, fills and markers of one trace; invisible marks (opacity 0) leave nothing.

    Raises ValueError for what files do not draw.
    """
    _known(trace, SCATTER)
    modes, parts = trace["mode"].split("+"), []
    if trace.get("opacity", 1) != 1 and modes != ["lines"]:
        raise ValueError("opacity of marks and texts together: not drawn in files")
    if "lines" in modes:
        parts.append(_lines(trace, area, name))
    if "markers" in modes:
        parts += [_marker(trace, area, k) for k in range(len(trace["x"]))]
    if "text" in modes:
        parts += [_text(trace, area, k) for k in range(len(trace["x"]))]
    return "".join(parts)


def heatmap(trace: dict, area: Any, name: str) -> str:
    """Return cells in the shade of their value, each with its text."""
    _known(trace, HEATMAP)
    cells = []
    for y, row, words in zip(trace["y"], trace["z"], trace["text"], strict=True):
        for x, value, word in zip(trace["x"], row, words, strict=True):
            cells.append(_cell(trace, area, x, y, value, word))
    return "".join(cells)


def _known(trace: dict, names: set[str]) -> None:
    if more := sorted(set(trace) - names):
        raise ValueError(f"trace: {', '.join(more)}: not drawn in files")


def _each(value: Any, k: int) -> Any:
    return value[k] if isinstance(value, list | tuple) else value


def runs(trace: dict, area: Any) -> list[list[tuple[float, float]]]:
    """Return the points of a trace in pixels, cut at its gaps; steps drawn out where the line goes across, then up."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            stretches.append([])
            continue
        point = (area.x(x), area.y(y))
        if stretches[-1] and trace["line"].get("shape") == "hv":
            stretches[-1].append((point[0], stretches[-1][-1][1]))
        stretches[-1].append(point)
    return [run for run in stretches if run]


def _lines(trace: dict, area: Any, name: str) -> str:
    every, line, parts = runs(trace, area), trace["line"], []
    path = "".join(_path(run) for run in every)
    # Opacity stands on each path: LibreOffice applies that of a group twice.
    if fill := trace.get("fill"):
        outline = (
            path
            if fill == "toself"
            else "".join(_path([(r[0][0], area.y(0)), *r, (r[-1][0], area.y(0))]) for r in every)
        )
        if outline:
            parts.append(_filled(trace, outline, name))
    if line.get("width", 2) > 0 and path:
        stroke = {
            "opacity": trace.get("opacity"),
            "stroke": line.get("color"),
            "stroke_width": line.get("width", 2),
            "stroke_dasharray": dashes(line.get("dash", "solid"), line.get("width", 2)),
        }
        parts += [f'<path class="line"{attributes(d=_path(run), fill="none", **stroke)}/>' for run in every]
    return "".join(parts)


def _path(run: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in run)


def _filled(trace: dict, outline: str, name: str) -> str:
    """Return the markup of an outline filled with the colour of its trace, or with slanted lines."""
    if pattern := trace.get("fillpattern"):
        return hatched(outline, pattern, name, trace.get("opacity"))
    return element("path", "fill", d=outline, fill=trace["fillcolor"], opacity=trace.get("opacity"))


def _marker(trace: dict, area: Any, k: int) -> str:
    style = trace["marker"]
    if _each(style.get("opacity", 1), k) == 0 or trace["x"][k] is None or trace["y"][k] is None:
        return ""
    x, y, r = area.x(trace["x"][k]), area.y(trace["y"][k]), _each(style["size"], k) / 2
    symbol, colour, line = _each(style.get("symbol", "circle"), k), _each(style.get("color"), k), style.get("line", {})
    edge, wide = _each(line.get("color"), k), _each(line.get("width"), k)
    base = symbol.removesuffix("-open")
    paint = (
        {"fill": "none", "stroke": colour, "stroke_width": wide or 1}
        if symbol.endswith("-open")
        else {"fill": colour or "none", "stroke": edge, "stroke_width": wide}
    )
    return element(
        "path",
        "mark",
        d=outline(base, r),
        transform=f"translate({number(x)},{number(y)})",
        opacity=_each(style.get("opacity"), k),
        **paint,
    )


def outline(symbol: str, r: float) -> str:
    """Return a mark around 0,0 with radius r."""
    n = number
    if symbol == "circle":
        return f"M{n(r)},0A{n(r)},{n(r)} 0 1,1 0,{n(-r)}A{n(r)},{n(r)} 0 0,1 {n(r)},0Z"
    if symbol == "diamond":
        d = 1.3 * r
        return f"M{n(d)},0L0,{n(d)}L{n(-d)},0L0,{n(-d)}Z"
    if symbol in ("triangle-up", "triangle-down"):
        side, up = 2 * r / sqrt(3), 1 if symbol == "triangle-up" else -1
        return f"M{n(-side)},{n(up * r / 2)}H{n(side)}L0,{n(-up * r)}Z"
    if symbol == "square":
        return f"M{n(r)},{n(r)}H{n(-r)}V{n(-r)}H{n(r)}Z"
    if symbol == "line-ns":
        return f"M0,{n(1.4 * r)}V{n(-1.4 * r)}"
    raise ValueError(f"mark {symbol!r}: not drawn in files")


def _text(trace: dict, area: Any, k: int) -> str:
    """Return the label of a mark, on the side that textposition names."""
    across, size = _each(trace["textposition"], k).split()[::-1], _each(trace["textfont"]["size"], k)
    side, height = across[0], across[1]
    r = reach(_each(trace["marker"]["size"], k)) if "markers" in trace["mode"] else 0
    dx = {"right": r, "left": -r, "center": 0}[side]
    lift = {"top": -r - size * 0.25, "middle": size * 0.25, "bottom": r + size * 0.75}[height]
    anchor = {"right": "start", "left": "end", "center": "middle"}[side]
    font = {"size": size, "color": _each(trace["textfont"]["color"], k)}
    return rich(
        trace["text"][k],
        area.x(trace["x"][k]) + dx,
        area.y(trace["y"][k]) + lift,
        font,
        anchor,
        kind="label",
        halo=area.paper,
    )


def _cell(trace: dict, area: Any, x: float, y: float, value: float, word: str) -> str:
    x0, x1 = area.x(x - 0.5), area.x(x + 0.5)
    y0, y1 = sorted((area.y(y - 0.5), area.y(y + 0.5)))
    gap = trace.get("xgap", 0) / 2
    colour = shade(trace["colorscale"], (value - trace["zmin"]) / (trace["zmax"] - trace["zmin"]))
    box = element(
        "rect", "cell", x=x0 + gap, y=y0 + gap, width=x1 - x0 - 2 * gap, height=y1 - y0 - 2 * gap, fill=colour
    )
    size = trace["textfont"]["size"]
    ink = "#FFFFFF" if luminance(colour) < 0.36 else "#1B1B1B"
    return box + rich(
        word, (x0 + x1) / 2, (y0 + y1) / 2 + size * 0.35, {"size": size, "color": ink}, "middle", kind="label"
    )


def shade(scale: list, share: float) -> str:
    """Return the colour at a share of a scale of two colours."""
    low, high = (tuple(int(c[1][k : k + 2], 16) for k in (1, 3, 5)) for c in (scale[0], scale[-1]))
    share = min(1.0, max(0.0, share))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(low, high, strict=True))


def luminance(colour: str) -> float:
    """Return the relative brightness of #RRGGBB, 0 black to 1 white."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
