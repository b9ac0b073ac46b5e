"""The catch-up map: days across, balance up; each region in its leader's colour, hatched where the lead is too small."""

from datetime import date, timedelta

import numpy as np
from scipy import ndimage

from charts.look import Look, axis, layout, text
from charts.months import ticks
from ranking.catchup import CatchUp, Cell
from ranking.model import Event, Evidence
from words.language import Language

GRID = (480, 160)
CEILING = 1.0
EVENT_ROWS = 3
CLICK_STEPS = 11


def catchup_figure(say: Language, evidence: Evidence, found: CatchUp, day: date, balance: float | None, look: Look) -> dict:
    """The figure as a plain dict. Clickable points carry the day (ISO) as customdata."""
    rows = _event_rows(evidence, found, look, say)
    top = CEILING + 0.075 * EVENT_ROWS + 0.06
    traces = [*_regions(evidence, found, look), _close(found, look), _borders(found, look), _clickable(say, evidence, found),
              _events(say, evidence, found, rows, look)]
    shapes = [{"type": "line", "x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": CEILING,
               "line": {"color": look.ink, "width": 2}}]
    notes = [text(day.isoformat(), 0, f"<b>{say.day(day)}</b>", look, yanchor="top", yshift=-22,
                  xanchor=_anchor(found, day), font={"size": look.text, "color": look.ink})]
    if balance is not None:
        shapes.append({"type": "line", "x0": found.start.isoformat(), "x1": found.end.isoformat(), "y0": balance, "y1": balance,
                       "line": {"color": look.ink, "width": 1.2, "dash": "dot"}})
        notes.append(text(found.end.isoformat(), balance, say("you: {share}", share=say.percent(balance)), look, xanchor="left", xshift=4))
    notes += _names(evidence, found, look) + _event_names(say, evidence, rows, look)
    return {"data": traces, "layout": layout(
        look, shapes=shapes, annotations=notes, margin={"l": 112, "r": 78, "t": 4, "b": 50},
        xaxis=axis(look, range=[found.start.isoformat(), found.end.isoformat()], type="date", showgrid=False,
                   **ticks(found.start, found.end)),
        yaxis=axis(look, range=[0, top], tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=False,
                   ticktext=[say("all sovereignty"), say.percent(0.25), say.percent(0.5), say.percent(0.75), say("all urgency")]))}


def _box(cell: Cell, low: float, high: float) -> tuple[list, list]:
    x0, x1 = cell.date_from.isoformat(), cell.date_to.isoformat()
    return [x0, x1, x1, x0, x0, None], [low, low, high, high, low, None]


def _filled(boxes: list[tuple[list, list]], **more) -> dict:
    x = [v for bx, _ in boxes for v in bx]
    y = [v for _, by in boxes for v in by]
    return {"type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y, "hoverinfo": "skip", "line": {"width": 0}} | more


def _regions(evidence: Evidence, found: CatchUp, look: Look) -> list[dict]:
    """One filled trace a family: three in all, however many cells."""
    families: dict[str, list] = {}
    for cell in found.cells:
        families.setdefault(evidence.offers[cell.leaders[0]].family, []).append(_box(cell, cell.balance_from, cell.balance_to))
    return [_filled(boxes, fillcolor=look.colour(family), line={"width": 0.6, "color": look.colour(family)})
            for family, boxes in families.items()]


def _close(found: CatchUp, look: Look) -> dict:
    """Hatching where the lead is under the margin."""
    boxes = [_box(cell, low, high) for cell in found.cells for low, high in cell.close if high - low > 0.002]
    return _filled(boxes, fillpattern={"shape": "/", "size": 6, "solidity": 0.28, "fgcolor": look.paper, "bgcolor": "rgba(0,0,0,0)",
                                       "fillmode": "replace"})


def _borders(found: CatchUp, look: Look) -> dict:
    """Lines of paper between regions with different leaders."""
    x, y = [], []
    for column in found.columns:
        for cell in column.cells[1:]:
            x += [cell.date_from.isoformat(), cell.date_to.isoformat(), None]
            y += [cell.balance_from, cell.balance_from, None]
    for before, after in zip(found.columns, found.columns[1:], strict=False):
        for low, high in _differences(before.cells, after.cells):
            x += [after.start.isoformat()] * 2 + [None]
            y += [low, high, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": {"color": look.paper, "width": 2}}


def _differences(before: tuple[Cell, ...], after: tuple[Cell, ...]) -> list[tuple[float, float]]:
    """Stretches of the balance where two neighbouring columns have different leaders."""
    cuts = sorted({c.balance_from for c in (*before, *after)} | {c.balance_to for c in (*before, *after)})
    def at(cells: tuple[Cell, ...], middle: float) -> tuple[str, ...]:
        return next((c.leaders for c in cells if c.balance_from <= middle <= c.balance_to), ())
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False)
            if b - a > 1e-9 and at(before, (a + b) / 2) != at(after, (a + b) / 2)]


def _names(evidence: Evidence, found: CatchUp, look: Look) -> list[dict]:
    """The leader's name at the roomiest place of each region that can hold it."""
    sets = sorted({c.leaders for c in found.cells})
    grid = np.zeros(GRID[::-1], int)
    span = (found.end - found.start).days or 1
    for cell in found.cells:
        x0, x1 = ((d - found.start).days * GRID[0] // span for d in (cell.date_from, cell.date_to))
        y0, y1 = (round(b * GRID[1]) for b in (cell.balance_from, cell.balance_to))
        grid[y0:y1, x0:x1] = sets.index(cell.leaders) + 1
    wide, high = (look.width - 190) / GRID[0], (look.height - 54) / (1.285 * GRID[1])
    notes = []
    for number, leaders in enumerate(sets, 1):
        parts, count = ndimage.label(grid == number)
        for part in range(1, count + 1):
            notes += _name(evidence, parts == part, leaders, (wide, high), found, look)
    return notes


def _name(evidence: Evidence, mask: np.ndarray, leaders: tuple[str, ...], pixel: tuple[float, float], found: CatchUp, look: Look) -> list[dict]:
    names = [evidence.offers[o].name for o in leaders]
    words = " = ".join(names) if len(names) < 3 else f"{names[0]} = {names[1]} …"
    for size, upright in ((look.text + 2, False), (look.text, False), (look.text - 2, False), (look.text - 2, True)):
        long, thick = len(words) * size * 0.29, size * 0.75
        half = (int((thick if upright else long) / pixel[0]) + 1, int((long if upright else thick) / pixel[1]) + 1)
        room = ndimage.minimum_filter(mask, (2 * half[1] + 1, 2 * half[0] + 1), mode="constant", cval=0)
        if room.any():
            spots = np.argwhere(room)
            y, x = spots[np.abs(spots - spots.mean(axis=0)).sum(axis=1).argmin()]
            day = found.start + timedelta(days=int((x + 0.5) / GRID[0] * (found.end - found.start).days))
            paper = "#14161A" if look.dark else "#FFFFFF"
            return [text(day.isoformat(), (y + 0.5) / GRID[1], f"<b>{words}</b>", look, font={"size": size, "color": paper},
                         textangle=-90 if upright else 0,
                         bgcolor=look.colour(evidence.offers[leaders[0]].family), borderpad=1)]
    return []


def _event_rows(evidence: Evidence, found: CatchUp, look: Look, say: Language) -> list[tuple[Event, int]]:
    """Major events with the lowest row in which their label is free."""
    pixel = (found.end - found.start).days / (look.width - 190)
    free, rows = [found.start - timedelta(days=400)] * EVENT_ROWS, []
    for event in evidence.events:
        if not event.major or not found.start <= event.day <= found.end:
            continue
        half = timedelta(days=len(say.text(event.short)) * (look.text - 2) * 0.30 * pixel + 12)
        row = next((k for k in range(EVENT_ROWS) if free[k] <= event.day - half), None)
        row = min(range(EVENT_ROWS), key=lambda k: free[k]) if row is None else row
        free[row] = event.day + half
        rows.append((event, row))
    return rows


def _height(row: int) -> float:
    return CEILING + 0.06 + 0.075 * row


def _events(say: Language, evidence: Evidence, found: CatchUp, rows: list[tuple[Event, int]], look: Look) -> dict:
    """All events as ticks above the map; the day of each can be clicked."""
    inside = [e for e in evidence.events if found.start <= e.day <= found.end]
    major = {id(event) for event, _ in rows}
    return {"type": "scatter", "mode": "markers", "x": [e.day.isoformat() for e in inside], "y": [CEILING + 0.018] * len(inside),
            "customdata": [e.day.isoformat() for e in inside], "hoverinfo": "text",
            "text": [f"{say.day(e.day)}<br>{say.text(e.title)}" for e in inside],
            "marker": {"symbol": "triangle-down", "color": look.ink, "size": [11 if id(e) in major else 6 for e in inside],
                       "opacity": [1 if id(e) in major else 0.55 for e in inside]}}


def _event_names(say: Language, evidence: Evidence, rows: list[tuple[Event, int]], look: Look) -> list[dict]:
    return [text(event.day.isoformat(), _height(row), say.text(event.short), look, yanchor="middle",
                 font={"size": look.text - 2, "color": look.ink}) for event, row in rows]


def _clickable(say: Language, evidence: Evidence, found: CatchUp) -> dict:
    """Invisible points, a month apart: a click moves the date, the pointer reads who leads."""
    days = [found.start + timedelta(days=30 * k + 15) for k in range((found.end - found.start).days // 30)]
    steps = [(k + 0.5) / CLICK_STEPS for k in range(CLICK_STEPS)]
    points = [(d, t, next((c.leaders for c in found.column(d).cells if c.balance_from <= t <= c.balance_to), ())) for d in days for t in steps]
    return {"type": "scatter", "mode": "markers", "x": [d.isoformat() for d, _, _ in points], "y": [t for _, t, _ in points],
            "customdata": [d.isoformat() for d, _, _ in points], "hoverinfo": "text", "marker": {"size": 18, "opacity": 0},
            "text": [f"{say.month(d)}, {say.percent(t)} : " + " = ".join(evidence.offers[o].name for o in who) for d, t, who in points]}


def _anchor(found: CatchUp, day: date) -> str:
    share = (day - found.start).days / max(1, (found.end - found.start).days)
    return "left" if share < 0.08 else "right" if share > 0.92 else "center"
