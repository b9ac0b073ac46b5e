"""The plane: two sides without any total. One mark an offer, its range as a cross, the Pareto front drawn."""

from charts.parts.look import FAMILY_SYMBOL, Look, axis, layout
from charts.parts.point_names import point_names
from ranking.balance.pareto import Plane, PlanePoint
from ranking.model import Evidence
from words.facts.values import item_label
from words.language import Language

LEFT, RIGHT, TOP, BOTTOM = 56, 60, 16, 58


def plane_figure(say: Language, evidence: Evidence, plane: Plane, look: Look) -> dict:
    """Return the figure as a plain dict; offers that are not on sale or too thinly known are left to the table."""
    drawn = [p for p in plane.points if p.x is not None and p.y is not None and p.reason in (None, "must_have")]
    left, right, below = look.room(LEFT, 40), look.room(RIGHT, 14), look.room(BOTTOM)
    wide, high = look.width - left - right, look.height - TOP - below

    def pixel(x: float, y: float) -> tuple[float, float]:
        return (x + 5) / 110 * wide, (y + 5) / 110 * high

    crosses = [(*pixel(p.x_low, p.y), *pixel(p.x_high, p.y)) for p in drawn] + [
        (*pixel(p.x, p.y_low), *pixel(p.x, p.y_high)) for p in drawn
    ]
    stairs = list(zip(*(_front(plane, look)[k] for k in "xy"), strict=True))
    crosses += [(*pixel(*a), *pixel(*b)) for a, b in zip(stairs, stairs[1:], strict=False)]
    spots = {p.offer: pixel(p.x, p.y) for p in drawn}
    named = {
        p.offer: evidence.offers[p.offer].name
        for p in drawn
        if p.offer in plane.front or not (look.narrow or look.most)
    }
    sizes = {p.offer: _size(p, plane) for p in drawn}
    labels = point_names(named, plane.front, spots, sizes, (wide + right, high), crosses, look)
    names, places = zip(*(labels.get(p.offer, ("", "middle right")) for p in drawn), strict=True) if drawn else ([], [])
    marks = _marks(evidence, plane, drawn, list(names), list(places), look) | {
        "hovertext": [_told(say, evidence, plane, p) for p in drawn],
        "customdata": [p.offer for p in drawn],
    }
    return {
        "data": [_front(plane, look), *_ranges(drawn, look), marks],
        "layout": layout(
            look,
            margin={"l": left, "r": right, "t": TOP, "b": below},
            xaxis=axis(
                look, item_label(say, evidence, plane.first) + " ▶", range=[-5, 105], tickvals=[0, 25, 50, 75, 100]
            ),
            yaxis=axis(
                look, item_label(say, evidence, plane.second) + " ▶", range=[-5, 105], tickvals=[0, 25, 50, 75, 100]
            ),
        ),
    }


def _marks(
    evidence: Evidence, plane: Plane, drawn: list[PlanePoint], names: list[str], places: list[str], look: Look
) -> dict:
    family = [evidence.offers[p.offer].family for p in drawn]
    out = [p.reason is not None for p in drawn]
    colour = [look.excluded if o else look.colour(f) for f, o in zip(family, out, strict=True)]
    first = [p.offer in plane.front for p in drawn]
    written = [look.words(f) if lead and not o else look.quiet for f, o, lead in zip(family, out, first, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [p.x for p in drawn],
        "y": [p.y for p in drawn],
        "text": [f"<b>{n}</b>" if f else n for n, f in zip(names, first, strict=True)],
        "textposition": places,
        # A halo of paper: a range that no place avoids passes behind the name.
        "textfont": {"size": look.text, "color": written, "shadow": ", ".join([f"0 0 2px {look.paper}"] * 4)},
        "hoverinfo": "text",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": look.ink}},
        "marker": {
            "size": [_size(p, plane) for p in drawn],
            "color": colour,
            "symbol": [FAMILY_SYMBOL[f] + ("-open" if o else "") for f, o in zip(family, out, strict=True)],
            "line": {"width": 1.5, "color": [look.paper if not o else look.excluded for o in out]},
        },
    }


def _size(point: PlanePoint, plane: Plane) -> int:
    """The size of an offer's mark in pixels: larger on the front."""
    return 15 if point.offer in plane.front else 10


def _told(say: Language, evidence: Evidence, plane: Plane, point: PlanePoint) -> str:
    """Return what the pointer reads of an offer: its name and both numbers."""
    both = zip((plane.first, plane.second), (point.x, point.y), strict=True)
    lines = (f"{item_label(say, evidence, n)} {say.number(round(x, 1), 1)}" for n, x in both)
    return "<br>".join((f"<b>{evidence.offers[point.offer].name}</b>", *lines))


def _ranges(drawn: list[PlanePoint], look: Look) -> list[dict]:
    """Worst to best case, both ways, as thin crosses in one trace."""
    x, y = [], []
    for p in drawn:
        if p.x_high - p.x_low > 0.05:
            x += [p.x_low, p.x_high, None]
            y += [p.y, p.y, None]
        if p.y_high - p.y_low > 0.05:
            x += [p.x, p.x, None]
            y += [p.y_low, p.y_high, None]
    return (
        [
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": y,
                "hoverinfo": "skip",
                "opacity": 0.7,
                "line": {"color": look.quiet, "width": 1.2},
            }
        ]
        if x
        else []
    )


def _front(plane: Plane, look: Look) -> dict:
    """The staircase that no offer passes."""
    at = {p.offer: p for p in plane.points}
    corners = sorted(((at[o].x, at[o].y) for o in plane.front), key=lambda c: (c[0], -c[1]))
    x, y = ([0.0], [corners[0][1]]) if corners else ([], [])
    for k, (px, py) in enumerate(corners):
        x.append(px)
        y.append(py)
        below = corners[k + 1][1] if k + 1 < len(corners) else 0.0
        x.append(px)
        y.append(below)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "fill": "tozeroy",
        "fillcolor": "rgba(128,128,128,0.07)",
        "line": {"color": look.quiet, "width": 1.5, "dash": "dash"},
    }
