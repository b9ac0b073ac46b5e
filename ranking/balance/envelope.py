"""Who leads along a balance: the exact upper envelope of lines, and its numerical twin for curves."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from ranking.tolerances import TIE

# Two switches nearer than this are one: a balance in doubles is no finer.
NARROW = 1e-12
# Spans of the grid on which curves are first compared; each has a knot in its middle too.
KNOTS = 64
# Halvings after which a span is taken as it is, so that the recursion always ends.
DEPTH = 48

# What all lines are divided by along the way: under[0] + under[1] * t.
Under = tuple[float, float]
Spans = tuple[tuple[float, float], ...]
Scores = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the balance with the same leaders all along it.

    leaders  indices, ascending: every line within a billionth of a point of the first on the whole part
    close    the parts where the next is less than the margin behind; all of it where leaders are tied
    """

    start: float
    end: float
    leaders: tuple[int, ...]
    close: Spans = ()


def upper_envelope(
    a: np.ndarray,
    b: np.ndarray,
    margin: float = 0.0,
    under: Under = (1.0, 0.0),
    start: float = 0.0,
    end: float = 1.0,
) -> tuple[Piece, ...]:
    """Return the leaders among y = (a + b t) / (u + v t) from `start` to `end`, in order; () without lines.

    a, b     (n,) points; under (u, v): the denominator all lines share, not negative, (1, 0) for plain lines
    margin   points under which a lead is close
    No grid: a switch is where two lines cross. Method: gift wrapping (Jarvis, Information Processing Letters 2, 1973)
    on the lines' dual, O(n) for each switch.
    """
    a, b = np.asarray(a, float), np.asarray(b, float)
    if not len(a):
        return ()
    contenders = _contenders(a, b, margin, under, start, end)
    a, b = a[contenders], b[contenders]
    cuts, parts = _cuts(a, b, start, end), []
    for x, y in zip(cuts, cuts[1:], strict=False):
        leaders = _leaders(a, b, under, x, y)
        if parts and np.array_equal(parts[-1][2], leaders):
            x = parts.pop()[0]
        parts.append((x, y, leaders))
    return tuple(
        Piece(x, y, tuple(map(int, contenders[leaders])), _close(a, b, leaders, margin, under, x, y))
        for x, y, leaders in parts
    )


def numeric_envelope(scores: Scores, margin: float = 0.0, start: float = 0.0, end: float = 1.0) -> tuple[Piece, ...]:
    """Return the leaders among any continuous curves: scores(t (k,)) gives (n, k).

    Switches between neighbouring knots of a fine grid are closed in on by Brent's method; two switches of the same
    pair within one sixty-fourth of the span can be missed, so the answer is numerical, not exact.
    """
    knots = np.linspace(start, end, 2 * KNOTS + 1)
    first = _first(scores(knots))
    if not len(first):
        return ()
    parts: list[tuple] = []
    for k in range(0, 2 * KNOTS, 2):
        common = first[:, k] & first[:, k + 1] & first[:, k + 2]
        stretches = (
            [(knots[k], knots[k + 2], common)] if common.any() else _split(scores, knots[k], knots[k + 2], DEPTH)
        )
        for x, y, leaders in stretches:
            if parts and np.array_equal(parts[-1][2], leaders):
                x = parts.pop()[0]
            parts.append((x, y, leaders))
    return tuple(
        Piece(
            float(x), float(y), tuple(map(int, np.flatnonzero(leaders))), _numeric_close(scores, leaders, margin, x, y)
        )
        for x, y, leaders in parts
    )


def _contenders(a: np.ndarray, b: np.ndarray, margin: float, under: Under, start: float, end: float) -> np.ndarray:
    """Return the lines that can come within the margin of the first: the rest stay below one line's lowest end."""
    left, right = a + b * start, a + b * end
    floor = np.minimum(left, right).max() - (margin + TIE) * max(under[0] + under[1] * start, under[0] + under[1] * end)
    return np.flatnonzero(np.maximum(left, right) >= floor)


def _cuts(a: np.ndarray, b: np.ndarray, start: float, end: float) -> list[float]:
    """Return `start`, the crossings of the envelope in order, `end`."""
    # Of lines that tie, whichever is taken gives way to a steeper one without a step.
    now, cuts = np.argmax(a + b * start), [start]
    while True:
        rise = b - b[now]
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            crossing = np.where(rise > 0, (a[now] - a) / rise, np.inf)
        now = np.argmin(crossing)
        t = float(crossing[now])
        if not t < end - NARROW:
            return [*cuts, end]
        if t > cuts[-1] + NARROW:
            cuts.append(t)


def _leaders(a: np.ndarray, b: np.ndarray, under: Under, x: float, y: float) -> np.ndarray:
    """Return the mask of the lines that lead all along [x, y], where one line of the envelope is the highest."""
    top = np.argmax(a + b * ((x + y) / 2))
    mask = np.ones(len(a), bool)
    for t in (x, y):
        height = a + b * t
        # Ties are counted in points, after the division: the tolerance grows with the denominator.
        mask &= height >= height[top] - TIE * (under[0] + under[1] * t) - NARROW
    return mask


def _close(a: np.ndarray, b: np.ndarray, leaders: np.ndarray, margin: float, under: Under, x: float, y: float) -> Spans:
    """Where some other line is less than the margin below: one span at most at either end, the lead being concave."""
    if margin <= 0 or leaders.all() and leaders.sum() == 1:
        return ()
    if leaders.sum() > 1:
        return ((x, y),)
    top, rest = np.argmax(leaders), ~leaders
    over = [(a[rest] - a[top]) + (b[rest] - b[top]) * t + margin * (under[0] + under[1] * t) for t in (x, y)]
    left, right = over[0] > 0, over[1] > 0
    if (left & right).any():
        return ((x, y),)
    with np.errstate(divide="ignore", invalid="ignore"):
        root = x + (y - x) * over[0] / (over[0] - over[1])
    until = float(root[left].max()) if left.any() else x
    since = float(root[right].min()) if right.any() else y
    # The spans of both ends meet: the lead is close on the whole part.
    if until >= since - NARROW:
        return ((x, y),)
    return tuple(span for span in ((x, until), (since, y)) if span[1] > span[0])


def _first(height: np.ndarray) -> np.ndarray:
    """Return the mask (n, k) of the curves that share the first place at each t."""
    return height >= height.max(axis=0) - TIE if len(height) else np.zeros(height.shape, bool)


def _split(scores: Scores, x: float, y: float, depth: int) -> list[tuple]:
    """Return parts of [x, y] with one set of leaders each."""
    left, middle, right = _first(scores(np.array([x, (x + y) / 2, y]))).T
    common = left & middle & right
    if common.any() or depth == 0 or y - x < NARROW:
        return [(x, y, common if common.any() else middle)]
    cut = (x + y) / 2
    # With a leader common to both ends there is no single crossing to close in on: halve instead.
    if not (left & right).any():
        i, j = np.argmax(left), np.argmax(right)
        root = brentq(_difference, x, y, args=(scores, i, j), xtol=1e-13)
        cut = root if x + NARROW < root < y - NARROW else cut
    return _split(scores, x, cut, depth - 1) + _split(scores, cut, y, depth - 1)


def _difference(t: float, scores: Scores, i: int, j: int) -> float:
    height = scores(np.array([t]))[:, 0]
    return float(height[i] - height[j])


def _numeric_close(scores: Scores, leaders: np.ndarray, margin: float, x: float, y: float) -> Spans:
    if margin <= 0 or leaders.all() and leaders.sum() == 1:
        return ()
    if leaders.sum() > 1:
        return ((float(x), float(y)),)

    def over(t: np.ndarray) -> np.ndarray:
        height = scores(np.atleast_1d(t))
        return height[~leaders].max(axis=0) - height[leaders].max(axis=0) + margin

    knots = np.linspace(x, y, KNOTS // 2 + 1)
    signs = over(knots) > 0
    turns = [
        float(brentq(lambda t: float(over(t)[0]), knots[k], knots[k + 1], xtol=1e-13))
        for k in np.flatnonzero(signs[1:] != signs[:-1])
    ]
    edges = [float(x), *turns, float(y)]
    return tuple((edges[k], edges[k + 1]) for k in range(0 if signs[0] else 1, len(edges) - 1, 2))
