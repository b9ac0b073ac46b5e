"""Labels that do not collide: along one axis exactly, on a plane greedily."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression

from charts.parts.ruler import width

Point = tuple[float, float]
PASSES = 3
AIR = 2.0  # pixels kept free around a label where there is room
PLACES = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
    "top right": (1, 1),
    "bottom right": (1, -1),
    "top left": (-1, 1),
    "bottom left": (-1, -1),
}


def spread(wanted: Sequence[float], gap: float, low: float = -np.inf, high: float = np.inf) -> np.ndarray:
    """Return positions at least `gap` apart, nearest to the wanted ones (least squares), in the same order.

    Method: isotonic regression of the positions less their rank times the gap.
    """
    wanted = np.asarray(wanted, float)
    if not len(wanted):
        return wanted
    order = np.argsort(wanted, kind="stable")
    steps = np.arange(len(wanted)) * gap
    placed = np.empty(len(wanted))
    placed[order] = isotonic_regression(wanted[order] - steps).x + steps
    over = max(0.0, placed.max() - high)
    under = max(0.0, low - placed.min())
    return placed - over + under


def reach(mark: float) -> float:
    """Return how far from a mark's middle its label begins, in pixels, for a mark of a size; as Plotly has it."""
    return mark / 2 / 0.8 + 1


def around(
    points: Sequence[Point],
    words: Sequence[str],
    size: float,
    marks: Sequence[float],
    frame: tuple[float, float] = (np.inf, np.inf),
    lines: Sequence[tuple] = (),
) -> list[str]:
    """Return for each point (pixels, y upwards) the side where its label disturbs least: a plotly textposition.

    size  text size in pixels; labels are taken as boxes. Crowded points choose first.
    marks  size of each point's mark in pixels
    frame  width and height to stay in
    lines  (x0, y0, x1, y1) straight across or up that a label had better not cross
    """
    points = [(float(x), float(y)) for x, y in points]
    half = _halves(words, size)
    aired = [(w + AIR, h + AIR) for w, h in half]
    chosen: dict[int, tuple[str, Point]] = {}
    # Each choice is looked at again once the others are made.
    for i in _crowded_first(points) * PASSES:
        boxes = {name: _centre(points[i], half[i], side, marks[i]) for name, side in PLACES.items()}
        others = [(box, aired[j]) for j, (_, box) in chosen.items() if j != i]
        cost = {
            name: _overlap(box, aired[i], points, marks, others)
            + 30 * _outside(box, half[i], frame)
            + 0.4 * _crossed(box, aired[i], lines)
            + k * 0.01
            for k, (name, box) in enumerate(boxes.items())
        }
        best = min(cost, key=cost.get)
        chosen[i] = (best, boxes[best])
    return [chosen[i][0] for i in range(len(points))]


def clashing(
    points: Sequence[Point], words: Sequence[str], places: Sequence[str], size: float, marks: Sequence[float]
) -> set[int]:
    """Return the numbers of the labels set by `around` that lie on another one, as they are drawn."""
    half = np.array(_halves(words, size)).reshape(-1, 2)
    centres = np.array(
        [_centre(p, h, PLACES[s], m) for p, h, s, m in zip(points, half, places, marks, strict=True)]
    ).reshape(-1, 2)
    apart = (np.abs(centres[:, None] - centres[None]) >= half[:, None] + half[None]).any(axis=2)
    return set(map(int, np.flatnonzero((~apart & ~np.eye(len(centres), dtype=bool)).any(axis=1))))


def _halves(words: Sequence[str], size: float) -> list[Point]:
    """Half the width and height of each label: letters from three quarters above their line to one below."""
    return [(width(word, size, bold=True) / 2, size / 2) for word in words]


def _centre(point: Point, half: Point, side: Point, mark: float) -> Point:
    across, up = (p + s * (h + reach(mark)) for p, s, h in zip(point, side, half, strict=True))
    return across, up


def _crowded_first(points: list[Point]) -> list[int]:
    """Return numbers of the points, nearest neighbour first."""
    if not points:
        return []
    places = np.array(points)
    distance = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + np.eye(len(points)) * 1e9
    return list(map(int, np.argsort(distance.min(axis=1))))


def _outside(box: Point, half: Point, frame: tuple[float, float]) -> bool:
    return any(b - h < 0 or b + h > f for b, h, f in zip(box, half, frame, strict=True))


def _crossed(box: Point, half: Point, lines: Sequence[tuple]) -> int:
    (x, y), (w, h) = box, half
    return sum(
        min(x0, x1) < x + w and max(x0, x1) > x - w and min(y0, y1) < y + h and max(y0, y1) > y - h
        for x0, y0, x1, y1 in lines
    )


def _overlap(
    box: Point, half: Point, points: list[Point], marks: Sequence[float], others: list[tuple[Point, Point]]
) -> float:
    """Return how many marks the box covers, plus a heavy price for lying under other labels."""
    (x, y), (w, h) = box, half
    covered = sum(
        abs(px - x) < w + m / 2 and abs(py - y) < h + m / 2 for (px, py), m in zip(points, marks, strict=True)
    )
    shared = sum(
        max(0.0, w + ow - abs(x - ox)) * max(0.0, h + oh - abs(y - oy)) / (4 * w * h) for (ox, oy), (ow, oh) in others
    )
    return covered + (4 + 6 * shared if shared > 0.01 else 0.0)
