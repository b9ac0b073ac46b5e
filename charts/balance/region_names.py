"""Names inside the regions of the catch-up map: each at the roomiest place of its region, where there is one."""

from datetime import timedelta

import numpy as np
from scipy import ndimage

from charts.parts.line_marks import marked
from charts.parts.look import Look, text
from ranking.model import Evidence
from ranking.through_time.catchup import CatchUp

GRID = (480, 160)


def region_names(evidence: Evidence, catch_up: CatchUp, look: Look) -> list[dict]:
    """Return the leader's name at the roomiest place of each region that can hold it."""
    sets = sorted({c.leaders for c in catch_up.cells})
    grid = np.zeros(GRID[::-1], int)
    span = (catch_up.end - catch_up.start).days or 1
    for cell in catch_up.cells:
        x0, x1 = ((d - catch_up.start).days * GRID[0] // span for d in (cell.date_from, cell.date_to))
        y0, y1 = (round(b * GRID[1]) for b in (cell.balance_from, cell.balance_to))
        grid[y0:y1, x0:x1] = sets.index(cell.leaders) + 1
    wide, high = (look.width - look.room(190, 82)) / GRID[0], (look.height - 54) / (1.285 * GRID[1])
    notes = []
    for number, leaders in enumerate(sets, 1):
        parts, _ = ndimage.label(grid == number)
        for part, box in enumerate(ndimage.find_objects(parts), 1):
            notes += _name(evidence, parts[box] == part, box, leaders, (wide, high), catch_up, look)
    return notes


def _name(
    evidence: Evidence,
    mask: np.ndarray,
    box: tuple[slice, slice],
    leaders: tuple[str, ...],
    pixel: tuple[float, float],
    catch_up: CatchUp,
    look: Look,
) -> list[dict]:
    names = [evidence.offers[o].name for o in leaders]
    words = " = ".join(names) if len(names) < 3 else f"{names[0]} = {names[1]} …"
    for size, upright in ((look.text + 2, False), (look.text, False), (look.text - 2, False), (look.text - 2, True)):
        long, thick = (len(words) + 2) * size * 0.29, size * 0.75
        half = (int((thick if upright else long) / pixel[0]) + 1, int((long if upright else thick) / pixel[1]) + 1)
        needed = 2 * half[1] + 1, 2 * half[0] + 1
        if needed[0] > mask.shape[0] or needed[1] > mask.shape[1]:
            continue
        room = ndimage.minimum_filter(mask, needed, mode="constant", cval=0)
        if room.any():
            spots = np.argwhere(room)
            y, x = spots[np.abs(spots - spots.mean(axis=0)).sum(axis=1).argmin()] + [box[0].start, box[1].start]
            day = catch_up.start + timedelta(days=int((x + 0.5) / GRID[0] * (catch_up.end - catch_up.start).days))
            family = evidence.offers[leaders[0]].family
            return [
                text(
                    day.isoformat(),
                    (y + 0.5) / GRID[1],
                    marked(evidence.offers[leaders[0]].family, words),
                    look,
                    font={"size": size, "color": look.over(family)},
                    textangle=-90 if upright else 0,
                    bgcolor=look.colour(family),
                    borderpad=1,
                )
            ]
    return []
