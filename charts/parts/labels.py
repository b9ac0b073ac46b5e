"""Labels that do not collide: along one axis exactly, on a plane greedily."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression

from charts.parts.ruler import width

Point = tuple[float, float]
PASSES = 3
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


def around(
    points: Sequence[tuple[float, float]],
    words: Sequence[str],
    size: float,
    mark: float = 7,
    frame: tuple[float, float] = (np.inf, np.inf),
    lines: Sequence[tuple] = (),
) -> list[str]:
    """Return for each point (pixels, y upwards) the side where its label disturbs least: a plotly textposition.

    size  text size in pixels; labels are taken as boxes. Crowded points choose first.
    frame  width and height to stay in
    lines  (x0, y0, x1, y1) straight across or up that a label had better not cross
    """
    points = [(float(x), float(y)) for x, y in points]
    half = [(width(w, size, bold=True) / 2, size * 0.62) for w in words]
    chosen: dict[int, tuple[str, Point]] = {}
    # Each choice is looked at again once the others are made.
    for i in _crowded_first(points) * PASSES:
        boxes = {
            name: tuple(p + s * (h + mark) for p, s, h in zip(points[i], side, half[i], strict=True))
            for name, side in PLACES.items()
        }
        others = [(box, half[j]) for j, (_, box) in chosen.items() if j != i]
        cost = {
            name: _overlap(box, half[i], points, mark, others)
            + 30 * _outside(box, half[i], frame)
            + 0.4 * _crossed(box, half[i], lines)
            + k * 0.01
            for k, (name, box) in enumerate(boxes.items())
        }
        best = min(cost, key=cost.get)
        chosen[i] = (best, boxes[best])
    return [chosen[i][0] for i in range(len(points))]


def clash(
    points: Sequence[tuple[float, float]], words: Sequence[str], places: Sequence[str], size: float, mark: float = 7
) -> bool:
    """Return whether two labels set by `around` lie on each other."""
    half = np.array([[width(w, size, bold=True) / 2, size * 0.5] for w in words]).reshape(-1, 2)
    centres = np.array(
        [np.array(p) + np.array(PLACES[s]) * (h + mark) for p, s, h in zip(points, places, half, strict=True)]
    ).reshape(-1, 2)
    apart = (np.abs(centres[:, None] - centres[None]) >= half[:, None] + half[None]).any(axis=2)
    return bool((~apart & ~np.eye(len(centres), dtype=bool)).any())


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


def _overlap(box: Point, half: Point, points: list[Point], mark: float, others: list[tuple[Point, Point]]) -> float:
    """Return how many marks the box covers, plus a heavy price for lying under other labels."""
    (x, y), (w, h) = box, half
    covered = sum(abs(px - x) < w + mark * 0.6 and abs(py - y) < h + mark * 0.6 for px, py in points)
    shared = sum(
        max(0.0, w + ow - abs(x - ox)) * max(0.0, h + oh - abs(y - oy)) / (4 * w * h) for (ox, oy), (ow, oh) in others
    )
    return covered + (1.5 + 6 * shared if shared > 0.01 else 0.0)
