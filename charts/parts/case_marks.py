"""The events of the case as marks and labels above a picture of time."""

from datetime import timedelta

from charts.parts.look import Look, text
from ranking.model import Event, Evidence
from ranking.through_time.catchup import CatchUp
from words.language import Language

CEILING = 1.0
EVENT_ROWS = 3
# Heights above the picture, in its own: the marks, the lowest row of labels, a row.
MARKS, LOWEST, ROW = 0.018, 0.06, 0.075
TOP = CEILING + ROW * EVENT_ROWS + LOWEST
# Side of a major event's mark, in pixels.
MAJOR = 11


def event_rows(evidence: Evidence, catch_up: CatchUp, look: Look, say: Language) -> list[tuple[Event, int]]:
    """Return major events with the lowest row in which their label is free; a phone leaves out those that find none."""
    pixel = (catch_up.end - catch_up.start).days / (look.width - look.room(190, 82))
    free, rows = [catch_up.start - timedelta(days=400)] * EVENT_ROWS, []
    for event in evidence.events:
        if not event.major or not catch_up.start <= event.day <= catch_up.end:
            continue
        half = timedelta(days=len(say.text(event.short)) * (look.text - 2) * 0.30 * pixel + 12)
        # Near the end of a phone's picture a label ends at its mark.
        starts, ends = (
            (event.day - 2 * half, event.day)
            if _to_the_left(event, catch_up, look)
            else (event.day - half, event.day + half)
        )
        row = next((k for k in range(EVENT_ROWS) if free[k] <= starts), None)
        if row is None and look.narrow:
            continue
        row = min(range(EVENT_ROWS), key=lambda k: free[k]) if row is None else row
        free[row] = ends
        rows.append((event, row))
    return rows


def height(row: int) -> float:
    """Return the height of a row of labels above the picture."""
    return CEILING + LOWEST + ROW * row


def lift(look: Look, margins: float) -> float:
    """Return by how many pixels labels stand higher than their row, so that none stands on a mark of a low picture.

    margins  pixels above and below the picture
    """
    pixels = (look.height - margins) / TOP
    return max(0.0, MAJOR / 2 + 0.6 * (look.text - 2) + 1 - (LOWEST - MARKS) * pixels)


def events(say: Language, evidence: Evidence, catch_up: CatchUp, rows: list[tuple[Event, int]], look: Look) -> dict:
    """Return all events as ticks above the map; the day of each can be clicked."""
    inside = [e for e in evidence.events if catch_up.start <= e.day <= catch_up.end]
    major = {id(event) for event, _ in rows}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [e.day.isoformat() for e in inside],
        "y": [CEILING + MARKS] * len(inside),
        "customdata": [e.day.isoformat() for e in inside],
        "hoverinfo": "text",
        "text": [f"{say.day(e.day)}<br>{say.text(e.title)}" for e in inside],
        "marker": {
            "symbol": "triangle-down",
            "color": look.ink,
            "size": [MAJOR if id(e) in major else 6 for e in inside],
            "opacity": [1 if id(e) in major else 0.55 for e in inside],
        },
    }


def event_leaders(rows: list[tuple[Event, int]], look: Look) -> list[dict]:
    """Return a thin line from each major event's mark up to its label."""
    return [
        {
            "type": "line",
            "x0": event.day.isoformat(),
            "x1": event.day.isoformat(),
            "y0": CEILING + 0.03,
            "y1": height(row) - 0.02,
            "line": {"color": look.quiet, "width": 1},
        }
        for event, row in rows
    ]


def event_names(
    say: Language, catch_up: CatchUp, rows: list[tuple[Event, int]], look: Look, margins: float
) -> list[dict]:
    """Return labels of the major events, each in its row."""
    return [
        text(
            event.day.isoformat(),
            height(row),
            say.text(event.short),
            look,
            yanchor="middle",
            yshift=round(lift(look, margins), 1),
            xanchor="right" if _to_the_left(event, catch_up, look) else "center",
            font={"size": look.text - 2, "color": look.ink},
            bgcolor=look.paper,
        )
        for event, row in rows
    ]


def _to_the_left(event: Event, catch_up: CatchUp, look: Look) -> bool:
    """Return whether a label ends at its mark: on a phone, where it would run out of the picture."""
    return look.narrow and (catch_up.end - event.day).days < 0.12 * (catch_up.end - catch_up.start).days
