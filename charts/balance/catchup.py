"""The catch-up map: days across, balance up; each region in its leader's colour, hatched where the lead is small."""

from datetime import date, timedelta

from charts.balance.crossed_zones import Box, crossed_zones, day_at, own_place
from charts.balance.region_names import region_names
from charts.parts.case_marks import CEILING, TOP, event_leaders, event_names, event_rows, events
from charts.parts.look import Look, axis, layout, line, text
from charts.parts.ticks import years
from ranking.model import Evidence
from ranking.through_time.catchup import CatchUp, MapCell
from ranking.tolerances import EDGE
from words.language import Language

CLICK_STEPS = 11
# Where the ends of the balance are named; on a phone each name has two lines, clear of the years below.
ENDS, NARROW_ENDS = (0.025, 0.98), (0.06, 0.94)


def catchup_figure(
    say: Language, evidence: Evidence, catch_up: CatchUp, day: date, balance: float | None, look: Look
) -> dict:
    """Return the figure as a plain dict. Clickable points carry the day (ISO) as customdata."""
    rows = event_rows(evidence, catch_up, look, say)
    margins = {"l": look.room(112, 74), "r": look.room(78, 8), "t": 4, "b": look.room(50)}
    traces = [
        *_regions(evidence, catch_up, look),
        _close(catch_up, look),
        _borders(catch_up, look),
        _clickable(say, evidence, catch_up),
        events(say, evidence, catch_up, rows, look),
    ]
    shapes = [
        {
            "type": "line",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": CEILING,
            "line": {"color": look.ink, "width": 2},
        }
    ]
    sovereign, urgent = NARROW_ENDS if look.narrow else ENDS
    notes = [
        text(
            day.isoformat(),
            0,
            f"<b>{say.day(day)}</b>",
            look,
            yanchor="top",
            yshift=-look.room(22),
            xanchor=_anchor(catch_up, day),
            font={"size": look.text, "color": look.ink},
        )
    ]
    names = region_names(evidence, catch_up, look)
    # The reader's own label is drawn last, over the names of zones.
    own: list[dict] = []
    if balance is not None:
        shapes.append(
            {
                "type": "line",
                "x0": catch_up.start.isoformat(),
                "x1": catch_up.end.isoformat(),
                "y0": balance,
                "y1": balance,
                "line": {"color": look.ink, "width": 1.2, "dash": "dot"},
            }
        )
        high = (look.height - margins["t"] - margins["b"]) / TOP
        words = say("you: {share}", share=say.percent(balance))
        place = None
        if look.narrow:
            place, names = own_place(catch_up, balance, names, words, look, high)
        own = [_own(words, catch_up, balance, place, look, high)]
        crossed, leaders = crossed_zones(evidence, catch_up, balance, names, place, look, high)
        names, shapes = names + crossed, shapes + leaders
    shapes += event_leaders(rows, look)
    notes += names + event_names(say, catch_up, rows, look, margins["t"] + margins["b"]) + own
    return {
        "data": traces,
        "layout": layout(
            look,
            shapes=shapes,
            annotations=notes,
            margin=margins,
            xaxis=axis(
                look,
                range=[catch_up.start.isoformat(), catch_up.end.isoformat()],
                type="date",
                showgrid=False,
                **years(catch_up.start, catch_up.end),
            ),
            yaxis=axis(
                look,
                range=[0, TOP],
                tickvals=[sovereign, 0.25, 0.5, 0.75, urgent],
                showgrid=False,
                ticktext=[
                    _end(say("all sovereignty"), look),
                    say.percent(0.25),
                    say.percent(0.5),
                    say.percent(0.75),
                    _end(say("all urgency"), look),
                ],
            ),
        ),
    }


def _own(words: str, catch_up: CatchUp, balance: float, place: Box | None, look: Look, high: float) -> dict:
    """Return the reader's own label: behind the end of the line, on a phone in its place inside."""
    if place is None:
        return text(catch_up.end.isoformat(), balance, words, look, xanchor="left", xshift=4)
    day = day_at(catch_up, place[0], look).isoformat()
    return text(day, balance, words, look, yshift=round(place[1] - balance * high), bgcolor=look.paper)


def _end(words: str, look: Look) -> str:
    """The name of an end of the balance, on two lines on a phone."""
    return words.replace(" ", "<br>", 1) if look.narrow else words


def _box(cell: MapCell, low: float, high: float) -> tuple[list, list]:
    x0, x1 = cell.date_from.isoformat(), cell.date_to.isoformat()
    return [x0, x1, x1, x0, x0, None], [low, low, high, high, low, None]


def _filled(boxes: list[tuple[list, list]], **more) -> dict:
    x = [v for bx, _ in boxes for v in bx]
    y = [v for _, by in boxes for v in by]
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "x": x,
        "y": y,
        "hoverinfo": "skip",
        "line": {"width": 0},
    } | more


def _regions(evidence: Evidence, catch_up: CatchUp, look: Look) -> list[dict]:
    """One filled trace a family: three in all, however many cells."""
    families: dict[str, list] = {}
    for cell in catch_up.cells:
        families.setdefault(evidence.offers[cell.leaders[0]].family, []).append(
            _box(cell, cell.balance_from, cell.balance_to)
        )
    return [
        _filled(boxes, fillcolor=look.colour(family), line={"width": 0.6, "color": look.colour(family)})
        for family, boxes in families.items()
    ]


def _close(catch_up: CatchUp, look: Look) -> dict:
    """Hatching where the lead is under the margin."""
    boxes = [_box(cell, low, high) for cell in catch_up.cells for low, high in cell.close if high - low > 0.002]
    return _filled(
        boxes,
        fillpattern={
            "shape": "/",
            "size": 6,
            "solidity": 0.28,
            "fgcolor": look.paper,
            "bgcolor": "rgba(0,0,0,0)",
            "fillmode": "replace",
        },
    )


def _borders(catch_up: CatchUp, look: Look) -> dict:
    """Lines of paper between regions with different leaders."""
    x, y = [], []
    for column in catch_up.columns:
        for cell in column.cells[1:]:
            x += [cell.date_from.isoformat(), cell.date_to.isoformat(), None]
            y += [cell.balance_from, cell.balance_from, None]
    for before, after in zip(catch_up.columns, catch_up.columns[1:], strict=False):
        for low, high in _differences(before.cells, after.cells):
            x += [after.start.isoformat()] * 2 + [None]
            y += [low, high, None]
    return line(x, y, look, look.paper, 2)


def _differences(before: tuple[MapCell, ...], after: tuple[MapCell, ...]) -> list[tuple[float, float]]:
    """Stretches of the balance where two neighbouring columns have different leaders."""
    cuts = sorted({c.balance_from for c in (*before, *after)} | {c.balance_to for c in (*before, *after)})

    def at(cells: tuple[MapCell, ...], middle: float) -> tuple[str, ...]:
        return next((c.leaders for c in cells if c.balance_from <= middle <= c.balance_to), ())

    return [
        (a, b)
        for a, b in zip(cuts, cuts[1:], strict=False)
        if b - a > EDGE and at(before, (a + b) / 2) != at(after, (a + b) / 2)
    ]


def _clickable(say: Language, evidence: Evidence, catch_up: CatchUp) -> dict:
    """Invisible points, a month apart: a click moves the date, the pointer reads who leads."""
    days = [catch_up.start + timedelta(days=30 * k + 15) for k in range((catch_up.end - catch_up.start).days // 30)]
    steps = [(k + 0.5) / CLICK_STEPS for k in range(CLICK_STEPS)]
    names = {c.leaders: " = ".join(evidence.offers[o].name for o in c.leaders) for c in catch_up.cells}
    months, shares = {d: say.month(d) for d in days}, {t: say.percent(t) for t in steps}
    points = [
        (d, t, next((names[c.leaders] for c in cells if c.balance_from <= t <= c.balance_to), ""))
        for d in days
        for cells in [catch_up.column(d).cells]
        for t in steps
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [d.isoformat() for d, _, _ in points],
        "y": [t for _, t, _ in points],
        "customdata": [d.isoformat() for d, _, _ in points],
        "hoverinfo": "text",
        "marker": {"size": 18, "opacity": 0},
        "text": [say("{label}: {answer}", label=f"{months[d]}, {shares[t]}", answer=who) for d, t, who in points],
    }


def _anchor(catch_up: CatchUp, day: date) -> str:
    share = (day - catch_up.start).days / max(1, (catch_up.end - catch_up.start).days)
    return "left" if share < 0.08 else "right" if share > 0.92 else "center"
