"""What it would take: the smallest change of weights that puts an offer first, or the proof that none can.

Linear programmes (HiGHS through scipy). They need totals that are linear in the weights: arithmetic compensation
without gaps left out, or, between pillars, any finite compensation (powers of pillar scores are linear in the shares).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from ranking.errors import BoardError
from ranking.robustness.problem import Problem
from ranking.weighing.rank import TIE

ZERO = 1e-9
MARGIN = 1e-7
CLEAR = 1e-5
NODES = 20_000


class NotLinear(BoardError):
    """The totals are not linear in these weights, so that nothing exact can be said about all weightings."""


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change of weights that puts an offer first.

    weights  item -> new share, summing to 1; l1: sum of the absolute differences, 0..2
    shared   True where it can only share the first place
    """

    offer: str
    level: str
    weights: dict[str, float]
    before: dict[str, float]
    l1: float
    shared: bool

    @property
    def moves(self) -> tuple[tuple[str, float, float], ...]:
        """(item, from, to) of what moves by a thousandth or more, largest move first."""
        moved = [(k, self.before[k], v) for k, v in self.weights.items() if abs(v - self.before[k]) >= 0.001]
        return tuple(sorted(moved, key=lambda m: (-round(abs(m[2] - m[1]), 6), m[0])))


@dataclass(frozen=True, slots=True)
class Never:
    """Proof that no weights put an offer first: a mixture of rivals beats it on every item at once.

    mixture  rival -> share, summing to 1; by: the least advantage of the mixture over all items, 1 for the whole scale
    """

    offer: str
    level: str
    mixture: dict[str, float]
    by: float


@dataclass(frozen=True, slots=True)
class Reach:
    """Best and worst place that any weights can give (places as on the board: 1 + offers strictly above).

    exact  False where the search stopped early: `best` is then not below, `worst` not above what was found
    """

    offer: str
    best: int
    worst: int
    exact: bool


def smallest_change(problem: Problem, offer: str, level: str = "criterion") -> Change | Never:
    """The change of weights with the least sum of absolute differences (L1) after which `offer` is first.

    level  "criterion": shares of the whole; "pillar": pillar shares, the shares within pillars kept
    The offer leads every unlike rival by a hair (a ten-millionth of the scale) where it can, else it shares the first
    place.
    Raises NotLinear.
    """
    items, values, now = linear(problem, level)
    row = problem.index(offer)
    rivals, ahead = _ahead(problem, values, row)
    lead, most, mixture = _maximin(ahead)
    if lead < -ZERO:
        parts = {o: float(x) for o, x in zip(rivals, mixture, strict=True) if x > ZERO}
        return Never(offer, level, parts, float((-ahead.T @ mixture).min()))
    alone = lead > 2 * MARGIN and len(rivals) == len(problem.offers) - 1
    if _first(values, row, now):
        return Change(offer, level, _named(items, now), _named(items, now), 0.0, not alone)
    weights = most
    for margin in (MARGIN, 10 * MARGIN) if lead > 20 * MARGIN else (0.0, lead / 2):
        found = _nearest(ahead, now, margin)
        if found is not None and _first(values, row, found):
            weights = found
            break
    l1 = float(np.abs(weights - now).sum())
    return Change(offer, level, _named(items, weights), _named(items, now), l1, not alone)


def reach(problem: Problem, offer: str, level: str = "criterion", limits: np.ndarray | None = None) -> Reach:
    """Best and worst place of `offer` over all weights, by integer programmes with one yes/no a rival.

    limits  (r, items): only the weights w with limits @ w >= 0, of which there must be some
    A rival counts as above where it leads by a hundred-thousandth of the scale or more. Raises NotLinear.
    """
    _, values, _ = linear(problem, level)
    _, ahead = _ahead(problem, values, problem.index(offer))
    if not len(ahead):
        return Reach(offer, 1, 1, True)
    limits = np.empty((0, ahead.shape[1])) if limits is None else limits
    fewest = (0, True) if _maximin(ahead, limits)[0] >= -ZERO else _above(ahead, limits, most=False)
    most = _above(ahead, limits, most=True)
    return Reach(offer, 1 + fewest[0], 1 + most[0], fewest[1] and most[1])


def can_lead(problem: Problem, offer: str, limits: np.ndarray) -> bool:
    """Whether some weights of the criteria with limits @ w >= 0 put `offer` first, alone or not. Raises NotLinear."""
    _, values, _ = linear(problem, "criterion")
    return _maximin(_ahead(problem, values, problem.index(offer))[1], limits)[0] >= -ZERO


def linear(problem: Problem, level: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """(items, values (n, items), shares in force): offers stand in the order of values @ shares, whatever the shares.

    values  scores on 0..1, or for compensation p between pillars their powers (logarithms at p = 0)
    Raises NotLinear.
    """
    if level == "criterion":
        if not problem.linear:
            raise NotLinear(
                "exact only with arithmetic compensation and no gap left out; ask for the pillars, or "
                "count unknowns as cautious or neutral"
            )
        return problem.criteria, problem.scores / 100, problem.weights
    known = ~np.isnan(problem.scores) * problem.within
    if not (known @ problem.groups.T > 0).all():
        raise NotLinear("an offer has a pillar in which nothing is known, and so other pillar shares than the rest")
    return problem.pillars, _powers(problem.pillar_scores() / 100, problem.compensation), problem.shares


def overrides(problem: Problem, change: Change) -> tuple[dict[str, float], dict[str, float]]:
    """(pillar percentages, points within pillars) that a Scenario takes; no points where only pillars changed."""
    if change.level == "pillar":
        return {p: 100 * w for p, w in change.weights.items()}, {}
    weights = np.array([change.weights[c] for c in problem.criteria])
    shares = problem.groups @ weights
    whole = shares @ problem.groups
    points = np.where(whole > 0, weights / np.where(whole > 0, whole, 1.0), problem.within)
    return _named(problem.pillars, 100 * shares), _named(problem.criteria, 100 * points)


def _powers(values: np.ndarray, p: float) -> np.ndarray:
    if p == 1:
        return values
    if p == -np.inf or (p <= 0 and values.min() <= 0):
        raise NotLinear("with the weakest link, or a pillar at 0 that nothing makes up for, totals are not linear")
    return np.log(values) if p == 0 else np.sign(p) * values**p


def _ahead(problem: Problem, values: np.ndarray, row: int) -> tuple[list[str], np.ndarray]:
    """Rivals that differ from the offer, and by how much it is ahead of each, item by item."""
    ahead = values[row] - values
    differs = np.abs(ahead).max(axis=1) > ZERO
    return [o for o, d in zip(problem.offers, differs, strict=True) if d], ahead[differs]


def _maximin(ahead: np.ndarray, limits: np.ndarray | None = None) -> tuple[float, np.ndarray, np.ndarray]:
    """The largest least lead that any weights give, those weights, and the mixture of rivals that holds it there."""
    rivals, items = ahead.shape
    if not rivals:
        return np.inf, np.full(items, 1 / items), np.empty(0)
    limits = np.empty((0, items)) if limits is None else limits
    rows = np.block([[-ahead, np.ones((rivals, 1))], [-limits, np.zeros((len(limits), 1))]])
    found = linprog(
        np.r_[np.zeros(items), -1.0],
        A_ub=rows,
        b_ub=np.zeros(len(rows)),
        A_eq=np.r_[np.ones(items), 0.0][None],
        b_eq=[1.0],
        bounds=[(0, None)] * items + [(None, None)],
    )
    mixture = np.maximum(-found.ineqlin.marginals[:rivals], 0.0)
    return float(found.x[-1]), _clean(found.x[:-1]), mixture / mixture.sum()


def _nearest(ahead: np.ndarray, now: np.ndarray, margin: float) -> np.ndarray | None:
    """The weights nearest to `now` under which every lead is at least `margin`; None where there are none."""
    one, none = np.eye(len(now)), np.zeros_like(ahead)
    found = linprog(
        np.r_[0 * now, np.ones(len(now))],
        A_ub=np.block([[-ahead, none], [one, -one], [-one, -one]]),
        b_ub=np.r_[np.full(len(ahead), -margin), now, -now],
        A_eq=np.r_[np.ones(len(now)), 0 * now][None],
        b_eq=[1.0],
        bounds=(0, None),
    )
    return _clean(found.x[: len(now)]) if found.status == 0 else None


def _above(ahead: np.ndarray, limits: np.ndarray, most: bool) -> tuple[int, bool]:
    """The largest or smallest number of rivals above the offer under any weights, and whether that is proven."""
    rivals, items = ahead.shape
    # most: a rival may count only where it leads by CLEAR; fewest: it must count where it leads at all.
    room = (ahead.max(axis=1) if most else -ahead.min(axis=1)).clip(min=0) + 2 * CLEAR
    rows = np.c_[ahead, np.diag(room)]
    limit = LinearConstraint(rows, ub=room - 2 * CLEAR) if most else LinearConstraint(rows, lb=0)
    whole = LinearConstraint(np.r_[np.ones(items), np.zeros(rivals)][None], 1, 1)
    held = LinearConstraint(np.c_[limits, np.zeros((len(limits), rivals))], lb=0)
    sign = -1.0 if most else 1.0
    found = milp(
        np.r_[np.zeros(items), np.full(rivals, sign)],
        integrality=np.r_[np.zeros(items), np.ones(rivals)],
        bounds=Bounds(0, 1),
        constraints=[limit, whole, held],
        options={"node_limit": NODES, "mip_rel_gap": 0},
    )
    if found.x is None:
        return (0 if most else rivals), False
    count = int((ahead @ _clean(found.x[:items]) < -CLEAR).sum())
    return count, found.status == 0 and count == round(sign * found.fun)


def _first(values: np.ndarray, row: int, weights: np.ndarray) -> bool:
    totals = values @ weights
    return bool(totals[row] >= totals.max() - TIE / 100)


def _clean(weights: np.ndarray) -> np.ndarray:
    weights = np.where(weights > 1e-12, weights, 0.0)
    return weights / weights.sum()


def _named(items: tuple[str, ...], weights: np.ndarray) -> dict[str, float]:
    return dict(zip(items, map(float, weights), strict=True))
