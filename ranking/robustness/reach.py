"""The best and the worst place that any weights can give an offer: integer programmes (HiGHS through scipy)."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from ranking.robustness.problem import WeightProblem
from ranking.robustness.tipping import (
    LEVEL,
    NeverFirst,
    NotLinear,
    WeightChange,
    ahead_of,
    clean,
    linear,
    maximin,
    smallest_change,
)
from ranking.solver import milp

# Leads as parts of the largest that the pair can have. CLEAR: room given to a programme that HiGHS gives up on without;
# SURE: from this on a lead that a programme claims is above its slack, and needs no second programme.
CLEAR, SURE = 1e-5, 1e-6
# Branches of a programme, and programmes of a question, after which the answer is a bound and says so.
NODES, ROUNDS = 20_000, 25


@dataclass(frozen=True, slots=True)
class Reach:
    """Best and worst place that any weights can give (places as on the board: 1 + offers strictly above).

    exact  False where the search stopped early: `best` is then not below, `worst` not above what was found
    """

    offer: str
    best: int
    worst: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Believe:
    """What one has to believe for an offer to come first: by the pillars, by the criteria; the places in its reach."""

    pillars: WeightChange | NeverFirst
    criteria: WeightChange | NeverFirst
    reach: Reach


def believe(problem: WeightProblem, offer: str) -> Believe | None:
    """Return what one has to believe for `offer` to come first; None where totals are not linear in the weights."""
    try:
        return Believe(
            smallest_change(problem, offer, "pillar"), smallest_change(problem, offer), reach(problem, offer)
        )
    except NotLinear:
        return None


def reach(problem: WeightProblem, offer: str, level: str = "criterion", limits: np.ndarray | None = None) -> Reach:
    """Return best and worst place of `offer` over all weights, by integer programmes with one yes/no a rival.

    limits  (r, items): only the weights w with limits @ w >= 0, of which there must be some
    A difference of less than a billionth of a rival's largest one is none to the solver. Raises NotLinear.
    """
    _, values, _ = linear(problem, level)
    _, ahead = ahead_of(problem, values, problem.index(offer))
    if not len(ahead):
        return Reach(offer, 1, 1, True)
    # Each rival by how much it differs: a hair's breadth between two offers is then no smaller than any other lead.
    ahead = ahead / np.abs(ahead).max(axis=1, keepdims=True)
    limits = np.empty((0, ahead.shape[1])) if limits is None else limits
    fewest = (0, True) if maximin(ahead, limits)[0] >= -LEVEL else _above(ahead, limits, most=False)
    most = _above(ahead, limits, most=True)
    return Reach(offer, 1 + fewest[0], 1 + most[0], fewest[1] and most[1])


def _above(ahead: np.ndarray, limits: np.ndarray, most: bool) -> tuple[int, bool]:
    """The largest or smallest number of rivals above the offer under any weights, and whether that is proven.

    The programme's slack may let in a set of rivals that no weights put above (or not above) together. A linear
    programme tells, and names some of them that rule each other out; with that added the next answer is nearer.
    Method: combinatorial Benders cuts (Codato & Fischetti, Operations Research 54(4), 2006).
    """
    cuts: list[np.ndarray] = []
    for _ in range(ROUNDS):
        yes, weights, solved = _programme(ahead, limits, most, cuts)
        if yes is None:
            break
        chosen = np.flatnonzero(yes == most)
        rows = (-ahead if most else ahead)[chosen]
        clear = SURE if most else -LEVEL
        if not len(chosen) or (rows @ weights).min() >= clear:
            return int(yes.sum()), solved
        lead, _, mixture = maximin(rows, limits)
        if lead > LEVEL if most else lead >= -LEVEL:
            return int(yes.sum()), solved
        cut = np.zeros(len(ahead))
        cut[chosen[mixture > LEVEL]] = 1.0
        cuts.append(cut)
    return (0 if most else len(ahead)), False


def _programme(
    ahead: np.ndarray, limits: np.ndarray, most: bool, cuts: list[np.ndarray], clear: float = 0.0
) -> tuple[np.ndarray | None, np.ndarray, bool]:
    """(which rivals are above, the weights, whether that is proven); None where nothing was found."""
    rivals, items = ahead.shape
    # fewest: a rival must count where it leads; most: it may where it does not trail, and never if it never leads.
    lead = (-ahead).max(axis=1)
    room = (ahead.max(axis=1) if most else lead).clip(min=0) + 2 * CLEAR
    rows = np.c_[ahead, np.diag(room)]
    constraints = [
        LinearConstraint(rows, ub=room - clear) if most else LinearConstraint(rows, lb=0),
        LinearConstraint(np.r_[np.ones(items), np.zeros(rivals)][None], 1, 1),
        LinearConstraint(np.c_[limits, np.zeros((len(limits), rivals))], lb=0),
    ]
    if most:
        constraints.append(LinearConstraint(np.r_[np.zeros(items), lead <= 0][None], 0, 0))
    for cut in cuts:
        counted = np.r_[np.zeros(items), cut][None]
        constraints.append(LinearConstraint(counted, ub=cut.sum() - 1) if most else LinearConstraint(counted, lb=1))
    solution = milp(
        np.r_[np.zeros(items), np.full(rivals, -1.0 if most else 1.0)],
        integrality=np.r_[np.zeros(items), np.ones(rivals)],
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"node_limit": NODES, "mip_rel_gap": 0},
    )
    if solution.x is None:
        # HiGHS gives up on some programmes that a hair's breadth of room makes easy.
        return (None, np.empty(0), False) if clear else _programme(ahead, limits, most, cuts, CLEAR)
    return solution.x[items:] > 0.5, clean(solution.x[:items]), solution.status == 0
