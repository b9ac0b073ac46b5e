"""How far one weight can move before the leader, or anything in the order, changes. Exact, without a grid.

Moving one share while the others keep their proportions is a straight line in the space of weights; along it a total
is linear (a ratio of two polynomials where gaps are left out), so that orders change at roots and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.polynomial import Polynomial

from ranking.robustness.problem import WeightProblem
from ranking.tolerances import TIE

LEVELS = ("pillar", "criterion", "within")
# Points of the grid on which crossings of curves are looked for; stretches looked at together.
GRID, BATCH = 401, 64
# Shares. A crossing this near the share in force is that share, reckoned another way.
NEAR = 1e-7
# Shares. How far beyond a crossing the new leader is looked for: far above NEAR, far below what is shown.
BEYOND = 1e-6
# Coefficients of polynomials in shares and points: below the first a weight is none, below the second a difference.
NO_WEIGHT, NO_DIFFERENCE = 1e-15, 1e-12
Path = Callable[[np.ndarray], np.ndarray]
Groups = list[np.ndarray]
Crossings = Callable[[Groups], np.ndarray]


@dataclass(frozen=True, slots=True)
class Stability:
    """Where a share may stand, 0..1, all else in proportion.

    level   "pillar": share of a pillar; "criterion": share of the whole; "within": share inside its pillar
    leads   interval around `now` in which the leader leads (ties included); order: in which the whole order holds
    below, above   who leads beyond either end of `leads`; None where the end is 0 or 1
    exact   False where roots were searched for along the line rather than solved for
    """

    item: str
    level: str
    now: float
    leads: tuple[float, float]
    order: tuple[float, float]
    below: str | None
    above: str | None
    exact: bool


def stability(problem: WeightProblem, level: str = "criterion") -> tuple[Stability, ...]:
    """Return the intervals of every pillar, every criterion in the whole, or every criterion within its pillar."""
    items = problem.pillars if level == "pillar" else problem.criteria
    groups = _leader(problem), _order(problem)
    return tuple(_interval(problem, level, k, groups) for k in range(len(items)))


def line(problem: WeightProblem, level: str, k: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Return (start, step, now): weights (m,) are start + t * step when item `k` has the share t; now: its share t."""
    weights, pillar = problem.weights, problem.groups[:, k].argmax() if level != "pillar" else k
    inside = problem.groups[pillar] > 0
    if level == "within":
        share, now = problem.shares[pillar], problem.within[k]
        others, item = inside & (np.arange(len(weights)) != k), _unit(k, len(weights))
        base, parts = np.where(inside, 0.0, weights), problem.within
    elif level == "criterion":
        share, now, item = 1.0, weights[k], _unit(k, len(weights))
        others, base, parts = np.arange(len(weights)) != k, 0.0 * weights, weights
    else:
        share, now, item = 1.0, problem.shares[k], np.where(inside, problem.within, 0.0)
        others, base, parts = ~inside, 0.0 * weights, weights
        if not parts[others].any():
            rest = problem.groups @ others > 0
            parts = problem.within * (rest.astype(float) @ problem.groups)
    rest = np.where(others, parts if parts[others].any() else 1.0, 0.0)
    if not rest.any():
        return base + share * item, 0.0 * item, 1.0
    rest = share * rest / rest.sum()
    return base + rest, share * item - rest, float(now)


def _interval(problem: WeightProblem, level: str, k: int, both: tuple[Groups, Groups]) -> Stability:
    start, step, now = line(problem, level, k)
    exact = problem.compensation == 1
    first = problem.order()[0]

    def along(t: np.ndarray) -> np.ndarray:
        return problem.totals(start[:, None] + step[:, None] * np.clip(t, 0, 1))

    if exact and not problem.gaps:
        ends = along(np.array([0.0, 1.0]))
        intervals = [_straight(now, *ends.T, groups) for groups in both]
    else:
        crossings = _rational(problem, start, step) if exact else _searched(along)
        intervals = [_around(now, crossings(groups), along, groups) for groups in both]
    leads, order = intervals
    item = (problem.pillars if level == "pillar" else problem.criteria)[k]
    return Stability(item, level, now, leads, order, *(_next(problem, along, first, end) for end in leads), exact)


def _leader(problem: WeightProblem) -> Groups:
    """The leader, then all others: the lead holds while none of these is above it."""
    first, *rest = problem.order()
    return [np.array([first]), np.array(rest)] if rest else []


def _order(problem: WeightProblem) -> Groups:
    """Offers that share a place, best place first: the order holds while nobody is above one of the group before.

    Neighbouring groups suffice: where two others change sides first, all between them are level with both.
    """
    total, groups = problem.total(), []
    for row in problem.order():
        if groups and total[groups[-1][0]] - total[row] <= TIE:
            groups[-1].append(row)
        else:
            groups.append([row])
    return [np.array(g) for g in groups]


def _straight(now: float, left: np.ndarray, right: np.ndarray, groups: Groups) -> tuple[float, float]:
    """The interval around `now` in which every group is at least level with the next one: totals are straight lines.

    left, right  (n,) totals at 0 and at 1. Every pair of neighbours bounds one end.
    """
    low, high = 0.0, 1.0
    for upper, lower in pairwise(groups):
        start, end = (total[upper][:, None] - total[lower] for total in (left, right))
        with np.errstate(divide="ignore", invalid="ignore"):
            meets = start / (start - end)
        # A lead that changes by less than a tie all along the line is lost nowhere.
        low = max(low, meets[end - start > TIE].max(initial=0.0))
        high = min(high, meets[start - end > TIE].min(initial=1.0))
    # At a tie the meeting point is `now` itself, but for the last digit.
    return min(float(low), now), max(float(high), now)


def _around(now: float, crossings: np.ndarray, along: Path, groups: Groups) -> tuple[float, float]:
    """The same interval for curves that meet at `crossings`.

    Beyond a crossing the order may hold still (the curves touch): the middle of the next stretch decides.
    """
    cuts = np.unique(np.concatenate([[0.0, 1.0], crossings[(crossings > 0) & (crossings < 1)]]))
    # Stretches that end within rounding of `now` say nothing: the one beyond does.
    up, down = np.flatnonzero(cuts[1:] > now + NEAR), np.flatnonzero(cuts[:-1] < now - NEAR)[::-1]
    high, low = (now, *cuts[up + 1].tolist()), (now, *cuts[down].tolist())
    reach = [_held(along, groups, (cuts[way] + cuts[way + 1]) / 2) for way in (down, up)]
    return low[reach[0]], high[reach[1]]


def _held(along: Path, groups: Groups, middles: np.ndarray) -> int:
    """How many stretches from the first on keep the order; few at a time, for what is far off is seldom asked."""
    for start in range(0, len(middles), BATCH):
        holds = _holds(along(middles[start : start + BATCH]), groups).min(axis=0, initial=np.inf) >= -TIE
        if not holds.all():
            return start + int(holds.argmin())
    return len(middles)


def _holds(totals: np.ndarray, groups: Groups) -> np.ndarray:
    """(groups - 1, s) by how much the last of each group is ahead of the first of the next."""
    ahead = [totals[upper].min(axis=0) - totals[lower].max(axis=0) for upper, lower in pairwise(groups)]
    return np.array(ahead).reshape(len(ahead), totals.shape[1])


def _rational(problem: WeightProblem, start: np.ndarray, step: np.ndarray) -> Crossings:
    """Crossings of totals that are ratios of polynomials: gaps are left out, pillar by pillar."""
    scores, known = np.nan_to_num(problem.scores), ~np.isnan(problem.scores)
    ratios = [_ratio(problem, scores[i], known[i], start, step) for i in range(len(scores))]

    def crossings(groups: Groups) -> np.ndarray:
        pairs = (pair for upper, lower in pairwise(groups) for pair in product(upper, lower))
        roots = [_roots(ratios[i][0] * ratios[j][1] - ratios[j][0] * ratios[i][1]) for i, j in pairs]
        return np.concatenate([*roots, []])

    return crossings


def _ratio(
    problem: WeightProblem, scores: np.ndarray, known: np.ndarray, start: np.ndarray, step: np.ndarray
) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator of one offer's total along the line."""

    def whole(part: np.ndarray) -> Polynomial:
        return Polynomial([part @ start, part @ step])

    top, bottom, live = Polynomial([0.0]), Polynomial([1.0]), Polynomial([0.0])
    for group in problem.groups:
        share, points, documented = whole(group), whole(group * scores), whole(group * known)
        if np.abs(documented.coef).max() <= NO_WEIGHT:
            continue
        live += share
        mean = (
            points.coef[-1] / documented.coef[-1]
            if np.abs(documented.coef[-1]) > NO_WEIGHT
            else points.coef[0] / documented.coef[0]
        )
        if np.abs((points - mean * documented).coef).max() < NO_DIFFERENCE:
            top += share * mean * bottom
        else:
            top, bottom = top * documented + share * points * bottom, bottom * documented
    return top, bottom * live


def _roots(p: Polynomial) -> np.ndarray:
    size = np.abs(p.coef).max()
    # A leading coefficient that is rounding would only add a root far outside 0..1. Where curves touch, a double root
    # comes out as a pair whose imaginary part is the square root of rounding.
    roots = p.trim(1e-13 * size).roots() if size > NO_DIFFERENCE else np.array([])
    return np.real(roots[np.abs(np.imag(roots)) < 1e-7])


def _searched(along: Path) -> Crossings:
    """Crossings of totals of any shape: changes of sign on a fine grid, all bisected at once."""
    grid = np.linspace(0, 1, GRID)
    totals = along(grid)

    def crossings(groups: Groups) -> np.ndarray:
        ahead = _holds(totals, groups) >= -TIE
        pair, cell = np.nonzero(ahead[:, 1:] != ahead[:, :-1])
        low, high, was = grid[cell], grid[cell + 1], ahead[pair, cell]
        for _ in range(45 if len(pair) else 0):
            middle, each = (low + high) / 2, np.arange(len(low))
            same = (_holds(along(middle), groups)[pair, each] >= -TIE) == was
            low, high = np.where(same, middle, low), np.where(same, high, middle)
        return (low + high) / 2

    return crossings


def _next(problem: WeightProblem, along: Path, first: int, end: float) -> str | None:
    """Who leads just beyond an end of the interval."""
    if end in (0.0, 1.0):
        return None
    both = along(np.array([end - BEYOND, end + BEYOND]))
    best = both.argmax(axis=0)
    beyond = best[1] if best[0] == first else best[0]
    return None if beyond == first else problem.offers[beyond]


def _unit(k: int, size: int) -> np.ndarray:
    return np.where(np.arange(size) == k, 1.0, 0.0)
