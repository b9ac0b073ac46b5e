"""Names for the zones of the catch-up map that the reader's own line crosses and that could not hold their name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from charts.parts.line_marks import marked
from charts.parts.look import Look, text
from charts.parts.ruler import width
from ranking.model import Evidence
from ranking.through_time.catchup import CatchUp, MapCell

# Heights of a label over or under the line, in lines of text, nearest first.
LANES = tuple(side * (1.9 + 1.55 * k) for k in range(14) for side in (1, -1))
# On a phone only the nearest of them: farther away a label stands in another's zone; a finger reads the others.
NEAREST = 8
# Where a label stands over the end of its line: its middle, or near one of its ends.
SHIFTS = (0.0, 0.85, -0.85)
# Pixels below which a zone cannot be told from the border of its neighbours.
SEEN = 3
# Pixels from the line to the middle of the reader's own label.
OVER = 11
TAG = re.compile(r"<[^>]*>")
Box = tuple[float, float, float, float]


def own_place(
    catch_up: CatchUp, at: float, named: list[dict], words: str, look: Look, high: float
) -> tuple[Box, list[dict]]:
    """Return where the reader's own label stands inside a phone's picture, and the names that stay beside it.

    It stands near the line's end and on no name; where there is no such place, the names under it go.

    named  the names already drawn; high: height of the plot in pixels for a balance of 1
    """
    wide, days = _measures(catch_up, look)
    taken = [_box(note, catch_up, wide / days, high) for note in named]
    half, thick = width(words, look.text, False) / 2 + 2, 0.75 * look.text
    steps = range(1 + int((wide - 2 * half) // half))
    spots = [(wide - 2 - half * (1 + step), at * high + side * OVER, half, thick) for step in steps for side in (1, -1)]
    inside = [spot for spot in spots if thick < spot[1] < high - thick]
    place = next((spot for spot in inside if _free(spot, taken)), (inside or spots)[0])
    return place, [note for note, box in zip(named, taken, strict=True) if _free(place, [box])]


def crossed_zones(
    evidence: Evidence, catch_up: CatchUp, at: float, named: list[dict], own: Box | None, look: Look, high: float
) -> tuple[list[dict], list[dict]]:
    """Return labels and their leader lines (annotations, shapes) for every zone on the line at balance `at`.

    named  the names already drawn: a zone crossed where one of them stands on the same days is left alone
    own    where the reader's own label stands, if inside the picture
    high   height of the plot in pixels for a balance of 1
    """
    wide, days = _measures(catch_up, look)
    size = look.text - 1
    lanes = LANES[:NEAREST] if look.narrow else LANES
    taken = [_box(note, catch_up, wide / days, high) for note in named] + ([own] if own else [])
    labels, lines = [], []
    # The longest names choose first.
    for start, end, cell in sorted(_runs(catch_up, at), key=lambda run: -len(_words(evidence, run[2].leaders))):
        if (end - start).days * wide / days < SEEN or _holds_name(catch_up, (start, end), cell, named):
            continue
        middle = (start + (end - start) / 2 - catch_up.start).days * wide / days
        words = _words(evidence, cell.leaders)
        half = width(words, size, True) / 2 + 0.8 * size
        spots = (
            (min(max(middle + shift * half, half), wide - half), y)
            for lane in lanes
            if 0.02 < (y := at + lane * size / high) < 0.98
            for shift in SHIFTS
        )
        x, spot = next((s for s in spots if _free((s[0], s[1] * high, half, 0.75 * size), taken)), (0.0, None))
        if spot is None:
            continue
        taken.append((x, spot * high, half, 0.75 * size))
        family = evidence.offers[cell.leaders[0]].family
        labels.append(
            text(
                day_at(catch_up, x, look).isoformat(),
                spot,
                marked(family, words),
                look,
                font={"size": size, "color": look.words(family)},
                bgcolor=look.paper,
                borderpad=1,
            )
        )
        lines.append(_leader(day_at(catch_up, middle, look).isoformat(), at, spot, look))
    return labels, lines


def day_at(catch_up: CatchUp, x: float, look: Look) -> date:
    """Return the day at a place of the picture, in pixels from the left of its plot."""
    wide, days = _measures(catch_up, look)
    return catch_up.start + timedelta(days=round(x / wide * days))


def _measures(catch_up: CatchUp, look: Look) -> tuple[float, int]:
    """Return how wide the plot is, in pixels and in days."""
    return look.width - look.room(190, 82), (catch_up.end - catch_up.start).days or 1


def _leader(day: str, at: float, spot: float, look: Look) -> dict:
    return {
        "type": "line",
        "x0": day,
        "x1": day,
        "y0": at,
        "y1": spot,
        "line": {"color": look.ink, "width": 1},
    }


def _runs(catch_up: CatchUp, at: float) -> Iterator[tuple[date, date, MapCell]]:
    """Yield the stretches of days along the line with the same leaders, with the cell of their first day."""
    run: tuple[date, date, MapCell] | None = None
    for column in catch_up.columns:
        cell = next((c for c in column.cells if c.balance_from <= at <= c.balance_to), None)
        if run and cell and cell.leaders == run[2].leaders:
            run = run[0], column.end, run[2]
            continue
        if run:
            yield run
        run = (column.start, column.end, cell) if cell else None
    if run:
        yield run


def _holds_name(catch_up: CatchUp, run: tuple[date, date], cell: MapCell, named: list[dict]) -> bool:
    """Return whether a name stands in the zone on the days on which the line, too, is in it."""
    for note in named:
        day = date.fromisoformat(note["x"])
        cells = catch_up.column(day).cells if run[0] <= day <= run[1] else ()
        if any(c.leaders == cell.leaders and c.balance_from <= note["y"] <= c.balance_to for c in cells):
            return True
    return False


def _words(evidence: Evidence, leaders: tuple[str, ...]) -> str:
    names = [evidence.offers[o].name for o in leaders]
    return " = ".join(names) if len(names) < 3 else f"{names[0]} = {names[1]} …"


def _box(note: dict, catch_up: CatchUp, day: float, high: float) -> Box:
    """Return centre and half sizes of a name in pixels."""
    size = note["font"]["size"]
    long, thick = width(TAG.sub("", note["text"]), size, True) / 2, 0.75 * size
    x = (date.fromisoformat(note["x"]) - catch_up.start).days * day
    return (x, note["y"] * high, *((thick, long) if note.get("textangle") else (long, thick)))


def _free(box: Box, taken: list[Box]) -> bool:
    x, y, w, h = box
    return all(abs(x - ox) >= w + ow or abs(y - oy) >= h + oh for ox, oy, ow, oh in taken)
