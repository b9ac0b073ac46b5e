"""A plain decision matrix, as an analyst brings it: checked, scored on its own fixed anchors, made a WeightProblem."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ranking.errors import ScenarioError
from ranking.plain import entries
from ranking.robustness.problem import WeightProblem, plain
from ranking.robustness.weight_spaces import Boxed, Cut, Ordered, Space
from ranking.tolerances import EDGE
from ranking.unknowns import FILL, fill
from ranking.weights import rank_order_centroid

KEYS = ("alternatives", "criteria", "worst", "best", "matrix", "weights", "order", "low", "high", "unknowns", "scale")
WORDS = ("id", "title", "source", "note")


@dataclass(frozen=True, eq=False)
class Matrix:
    """A plain decision matrix: the problem, the weight space that its order and ranges leave, and what was known.

    problem  of the alternatives that have a place: where unknowns are left out, only those with something known that
             is weighed
    names    every alternative of the file (n); known: (n, m) their scores 0..100, NaN where the file says null
    clipped  values beyond an anchor
    """

    problem: WeightProblem
    space: Space
    names: tuple[str, ...]
    known: np.ndarray
    clipped: tuple[entries.Clipped, ...]

    @property
    def apart(self) -> tuple[str, ...]:
        """Return alternatives without a place: nothing is known of them that is weighed."""
        return tuple(n for n in self.names if n not in self.problem.offers)

    @property
    def unknown(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return (alternatives, criteria) of which nothing is known."""
        nothing = np.isnan(self.known)
        return (
            tuple(n for n, empty in zip(self.names, nothing.all(axis=1), strict=True) if empty),
            tuple(c for c, empty in zip(self.problem.criteria, nothing.all(axis=0), strict=True) if empty),
        )

    @property
    def twins(self) -> tuple[tuple[str, ...], ...]:
        """Return groups of alternatives with the same scores, which tie whatever the weights.

        Not those wholly unknown.
        """
        groups: dict[tuple, list[str]] = {}
        for name, row in zip(self.names, self.known.tolist(), strict=True):
            key = tuple(None if x != x else x for x in row)
            groups.setdefault(key, []).append(name)
        return tuple(tuple(g) for key, g in groups.items() if len(g) > 1 and any(x is not None for x in key))


def matrix(data: Any) -> Matrix:
    """Return the matrix of a parsed JSON object.

    alternatives, criteria  lists of names; matrix: a row of numbers for each alternative, null where unknown
    worst, best  anchor of each criterion (list, or object by name), best < worst where less is better
    weights  optional, any unit; without it equal, or the rank-order centroid of `order`
    order    optional: criteria, most important first (a list inside it ties); low, high: optional bounds of each weight
    unknowns optional: "cautious" (default), "neutral" or "ignore"; scale: optional, "linear" or "log" a criterion
    Raises ScenarioError: which entry, what is wrong, what is allowed.
    """
    if not isinstance(data, Mapping):
        raise ScenarioError(f"the file holds no object; an object with {', '.join(KEYS[:5])}")
    for key in data:
        if key not in (*KEYS, *WORDS):
            raise ScenarioError(f"{entries.shown(key)}: unknown; one of {', '.join(KEYS)}")
    offers, criteria = entries.names(data, "alternatives"), entries.names(data, "criteria")
    order = entries.ordered(data.get("order"), criteria)
    weights = entries.numbers(data, "weights", criteria, None, 0.0)
    if weights is None:
        shares = rank_order_centroid(order, criteria) if order else dict.fromkeys(criteria, 1.0)
        weights = [shares[c] for c in criteria]
    if not sum(weights) > 0:
        raise ScenarioError("weights: all zero; at least one above 0")
    unknowns = data.get("unknowns", "cautious")
    if not isinstance(unknowns, str) or unknowns not in FILL:
        raise ScenarioError(f"unknowns {entries.shown(unknowns)}: unknown; one of {', '.join(FILL)}")
    known, clipped = entries.scores(data, offers, criteria)
    placed = np.full(len(offers), True) if unknowns != "ignore" else ~np.isnan(known) @ np.array(weights) > 0
    if not placed.any():
        raise ScenarioError('matrix: nothing is known that is weighed, and unknowns are left out; another "unknowns"')
    scores = fill(known, unknowns)[placed]
    base = plain([o for o, there in zip(offers, placed, strict=True) if there], criteria, scores, weights)
    return Matrix(base, entries.space(data, criteria, order), tuple(offers), known, clipped)


def span(case: Matrix) -> tuple[float, float] | None:
    """Return the weights of the first of two criteria between which the space is uniform; None: sample the shares."""
    base, space = case.problem, case.space
    if len(base.criteria) != 2 or not base.linear:
        return None
    low, high = (0.0, 0.0), (1.0, 1.0)
    if isinstance(space, Boxed | Cut):
        low, high = space.low, space.high
    ends = max(low[0], 1 - high[1], 0.0), min(high[0], 1 - low[1], 1.0)
    order = space.space if isinstance(space, Cut) else space
    if isinstance(order, Ordered) and order.importance[0] != order.importance[1]:
        first = order.importance[0] > order.importance[1]
        ends = (max(ends[0], 0.5), ends[1]) if first else (ends[0], min(ends[1], 0.5))
    return ends if ends[1] - ends[0] > EDGE else None
