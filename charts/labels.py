"""Labels that do not collide: along one axis exactly, on a plane greedily."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression

from charts.lettering import width

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
    """Positions at least `gap` apart, as near as possible to the wanted ones (least squares), in the same order.

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
    """For each point (pixels, y upwards) the side on which its label disturbs least: a plotly textposition.

    size  text size in pixels; labels are taken as boxes. Crowded points choose first.
    frame  width and height to stay in
    lines  (x0, y0, x1, y1) straight across or up that a label had better not cross
    """
    points = np.asarray(points, float).reshape(-1, 2)
    half = np.array([[width(w, size) / 2, size * 0.62] for w in words]).reshape(-1, 2)
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) + np.eye(len(points)) * 1e9
    order = list(np.argsort(distance.min(axis=1))) if len(points) else []
    chosen: dict[int, tuple[str, np.ndarray]] = {}
    # Each choice is looked at again once the others are made.
    for i in order * PASSES:
        boxes = {name: points[i] + np.array(side) * (half[i] + mark) for name, side in PLACES.items()}
        others = [(c, half[j]) for j, (_, c) in chosen.items() if j != i]
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


def clash(points: Sequence[tuple[float, float]], words: Sequence[str], places: Sequence[str], size: float,
          mark: float = 7) -> bool:
    """Whether two labels set by `around` lie on each other."""
    half = np.array([[width(w, size) / 2, size * 0.5] for w in words]).reshape(-1, 2)
    centres = np.array([np.array(p) + np.array(PLACES[s]) * (h + mark) for p, s, h in zip(points, places, half,
                                                                                      strict=True)]).reshape(-1, 2)
    apart = (np.abs(centres[:, None] - centres[None]) >= half[:, None] + half[None]).any(axis=2)
    return bool((~apart & ~np.eye(len(centres), dtype=bool)).any())


def _outside(box: np.ndarray, half: np.ndarray, frame: tuple[float, float]) -> bool:
    return bool((box - half < 0).any() or (box + half > np.array(frame)).any())


def _crossed(box: np.ndarray, half: np.ndarray, lines: Sequence[tuple]) -> int:
    low, high = box - half, box + half
    return sum(
        bool(min(x0, x1) < high[0] and max(x0, x1) > low[0] and min(y0, y1) < high[1] and max(y0, y1) > low[1])
        for x0, y0, x1, y1 in lines
    )


def _overlap(box: np.ndarray, half: np.ndarray, points: np.ndarray, mark: float, others: list) -> float:
    """How many marks the box covers, plus a heavy price for lying under other labels."""
    covered = (np.abs(points - box) < half + mark * 0.6).all(axis=1).sum()
    shared = sum(np.prod(np.clip(half + h - np.abs(box - c), 0, None)) / np.prod(2 * half) for c, h in others)
    return float(covered) + (1.5 + 6 * float(shared) if shared > 0.01 else 0.0)
