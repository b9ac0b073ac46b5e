"""What it would take: the smallest change of weights that puts an offer first, or the proof that none can.

Linear programmes (HiGHS through scipy). They need totals that are linear in the weights: arithmetic compensation
without gaps left out, or, between pillars, any finite compensation (powers of pillar scores are linear in the shares).
"""

from dataclasses import dataclass

import numpy as np

from ranking.errors import BoardError
from ranking.robustness.problem import WeightProblem
from ranking.solver import linprog
from ranking.tolerances import ROUNDING, TIE

# Scores run 0..1 in the programmes. A lead or a part of a mixture below this is the solver's slack.
ZERO = 1e-9
# The hair by which an offer leads: what HiGHS lets a constraint be off by unless told otherwise, so never behind.
MARGIN = 1e-7
# TIE, which counts points of 100, on that scale.
LEVEL = TIE / 100
# As fine as HiGHS goes: a proof that no weights do must not rest on its slack.
EXACT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


class NotLinear(BoardError):
    """The totals are not linear in these weights, so that nothing exact can be said about all weightings."""


@dataclass(frozen=True, slots=True)
class WeightChange:
    """The smallest change of weights that puts an offer first.

    weights  item -> new share, summing to 1; l1: sum of the absolute differences, 0..2
    shared   whether it shares the first place there: it can only do that, or it does so already (l1 is 0)
    """

    offer: str
    level: str
    weights: dict[str, float]
    before: dict[str, float]
    l1: float
    shared: bool

    @property
    def moves(self) -> tuple[tuple[str, float, float], ...]:
        """Return (item, from, to) of what moves by a thousandth or more, largest move first."""
        moved = [(k, self.before[k], v) for k, v in self.weights.items() if abs(v - self.before[k]) >= 0.001]
        return tuple(sorted(moved, key=lambda m: (-round(abs(m[2] - m[1]), 6), m[0])))


@dataclass(frozen=True, slots=True)
class NeverFirst:
    """Proof that no weights put an offer first: a mixture of rivals beats it on every item at once.

    mixture  rival -> share, summing to 1; by: the least advantage of the mixture over all items, 1 for the whole scale
    """

    offer: str
    level: str
    mixture: dict[str, float]
    by: float


def smallest_change(problem: WeightProblem, offer: str, level: str = "criterion") -> WeightChange | NeverFirst:
    """Return the change of weights with the least sum of absolute differences (L1) after which `offer` is first.

    level  "criterion": shares of the whole; "pillar": pillar shares, the shares within pillars kept
    The offer leads every unlike rival by a hair (a ten-millionth of the scale) where it can, else it shares the first
    place.
    Raises NotLinear.
    """
    items, values, now = linear(problem, level)
    row = problem.index(offer)
    rivals, ahead = ahead_of(problem, values, row)
    size = np.abs(ahead).max(axis=1)
    lead, most, mixture = maximin(ahead)
    margins = np.full(len(rivals), MARGIN)
    if abs(lead) <= 20 * MARGIN:
        # So near a tie, each rival is measured by how much it differs, or the solver's own slack would decide.
        ahead, margins = ahead / size[:, None], np.maximum(MARGIN, 2 * LEVEL / size)
        lead, most, mixture = maximin(ahead)
        mixture = mixture / size / (mixture / size).sum()
    if lead < -ZERO:
        parts = {o: float(x) for o, x in zip(rivals, mixture, strict=True) if x > ZERO}
        return NeverFirst(offer, level, parts, float((mixture @ (values[_rows(problem, rivals)] - values[row])).min()))
    if _first(values, row, now):
        return WeightChange(offer, level, _named(items, now), _named(items, now), 0.0, _level(values, row, now) > 1)
    clear = lead > 2 * margins.max(initial=0.0)
    alone = clear and len(rivals) == len(problem.offers) - 1
    weights = most
    for margin in (margins, 10 * margins) if lead > 20 * margins.max(initial=0.0) else (0 * margins, lead / 2):
        nearest = _nearest(ahead, now, margin)
        if nearest is not None and _first(values, row, nearest):
            weights = nearest
            break
    l1 = float(np.abs(weights - now).sum())
    return WeightChange(offer, level, _named(items, weights), _named(items, now), l1, not alone)


def can_lead(problem: WeightProblem, offer: str, limits: np.ndarray) -> bool:
    """Return whether some weights w with limits @ w >= 0 put `offer` first, alone or not. Raises NotLinear."""
    _, values, _ = linear(problem, "criterion")
    return maximin(ahead_of(problem, values, problem.index(offer))[1], limits)[0] >= -ZERO


def linear(problem: WeightProblem, level: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """Return (items, values (n, items), shares in force): offers stand in the order of values @ any shares.

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


def _powers(values: np.ndarray, p: float) -> np.ndarray:
    if p == 1:
        return values
    if p == -np.inf or (p <= 0 and values.min() <= 0):
        raise NotLinear("with the weakest link, or a pillar at 0 that nothing makes up for, totals are not linear")
    return np.log(values) if p == 0 else np.sign(p) * values**p


def ahead_of(problem: WeightProblem, values: np.ndarray, row: int) -> tuple[list[str], np.ndarray]:
    """Return the rivals that differ from the offer, and by how much it is ahead of each, item by item."""
    ahead = values[row] - values
    differs = np.abs(ahead).max(axis=1) > LEVEL * max(1.0, np.abs(values).max())
    return [o for o, d in zip(problem.offers, differs, strict=True) if d], ahead[differs]


def maximin(ahead: np.ndarray, limits: np.ndarray | None = None) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the largest least lead any weights give, those weights, and the mixture of rivals that holds it there.

    ahead (rivals, items); limits (r, items): only the weights w with limits @ w >= 0
    """
    rivals, items = ahead.shape
    if not rivals:
        return np.inf, np.full(items, 1 / items), np.empty(0)
    limits = np.empty((0, items)) if limits is None else limits
    rows = np.block([[-ahead, np.ones((rivals, 1))], [-limits, np.zeros((len(limits), 1))]])
    solution = linprog(
        np.r_[np.zeros(items), -1.0],
        A_ub=rows,
        b_ub=np.zeros(len(rows)),
        A_eq=np.r_[np.ones(items), 0.0][None],
        b_eq=[1.0],
        bounds=[(0, None)] * items + [(None, None)],
        options=EXACT,
    )
    mixture = np.maximum(-solution.ineqlin.marginals[:rivals], 0.0)
    return float(solution.x[-1]), clean(solution.x[:-1]), mixture / mixture.sum()


def _nearest(ahead: np.ndarray, now: np.ndarray, margin: np.ndarray | float) -> np.ndarray | None:
    """The weights nearest to `now` under which every lead is at least `margin`; None where there are none."""
    one, none = np.eye(len(now)), np.zeros_like(ahead)
    solution = linprog(
        np.r_[0 * now, np.ones(len(now))],
        A_ub=np.block([[-ahead, none], [one, -one], [-one, -one]]),
        b_ub=np.r_[np.broadcast_to(-margin, len(ahead)), now, -now],
        A_eq=np.r_[np.ones(len(now)), 0 * now][None],
        b_eq=[1.0],
        bounds=(0, None),
    )
    return clean(solution.x[: len(now)]) if solution.status == 0 else None


def _first(values: np.ndarray, row: int, weights: np.ndarray) -> bool:
    totals = values @ weights
    return bool(totals[row] >= totals.max() - LEVEL)


def _level(values: np.ndarray, row: int, weights: np.ndarray) -> int:
    """How many offers, itself included, are level with the offer."""
    totals = values @ weights
    return int((np.abs(totals - totals[row]) <= LEVEL).sum())


def _rows(problem: WeightProblem, offers: list[str]) -> list[int]:
    return [problem.offers.index(o) for o in offers]


def clean(weights: np.ndarray) -> np.ndarray:
    """Return the weights without what is only the solver's rounding, summing to 1."""
    weights = np.where(weights > ROUNDING, weights, 0.0)
    return weights / weights.sum()


def _named(items: tuple[str, ...], weights: np.ndarray) -> dict[str, float]:
    return dict(zip(items, map(float, weights), strict=True))
