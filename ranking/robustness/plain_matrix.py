"""A plain decision matrix, as an analyst brings it: checked, scored on its own fixed anchors, made a Problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ranking.errors import ScenarioError
from ranking.facts.checks import is_number
from ranking.facts.scales import position
from ranking.robustness.problem import FILL, Problem
from ranking.robustness.weight_spaces import Boxed, Cut, Ordered, Space, Uniform
from ranking.weights import rank_order_centroid

KEYS = ("alternatives", "criteria", "worst", "best", "matrix", "weights", "order", "low", "high", "unknowns", "scale")
WORDS = ("id", "title", "source", "note")
MOST = 500


@dataclass(frozen=True, eq=False)
class Matrix:
    """A plain decision matrix: the problem, the weight space that its order and ranges leave, and what was known.

    known  (n, m) scores 0..100 with NaN where the file says null
    """

    problem: Problem
    space: Space
    known: np.ndarray


def plain(
    offers: Sequence[str],
    criteria: Sequence[str],
    scores: np.ndarray,
    weights: Sequence[float] | None = None,
    compensation: float = 1.0,
) -> Problem:
    """The problem of scores (n, m) 0..100, every criterion a pillar of its own. weights: (m,), default equal."""
    shares = np.ones(len(criteria)) if weights is None else np.asarray(weights, float)
    return Problem(
        tuple(offers),
        tuple(criteria),
        tuple(criteria),
        np.eye(len(criteria)),
        np.asarray(scores, float),
        shares / shares.sum(),
        np.ones(len(criteria)),
        compensation,
    )


def matrix(data: Any) -> Matrix:
    """The matrix of a parsed JSON object.

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
            raise ScenarioError(f"{key!r}: unknown; one of {', '.join(KEYS)}")
    offers, criteria = _names(data, "alternatives"), _names(data, "criteria")
    order = _order(data.get("order"), criteria)
    weights = _each(data, "weights", criteria, None, 0.0)
    if weights is None:
        shares = rank_order_centroid(order, criteria) if order else dict.fromkeys(criteria, 1.0)
        weights = [shares[c] for c in criteria]
    if not sum(weights) > 0:
        raise ScenarioError("weights: all zero; at least one above 0")
    unknowns = data.get("unknowns", "cautious")
    if unknowns not in FILL:
        raise ScenarioError(f"unknowns {unknowns!r}: unknown; one of {', '.join(FILL)}")
    known = _scores(data, offers, criteria)
    found = plain(offers, criteria, np.where(np.isnan(known), FILL[unknowns], known), weights)
    return Matrix(found, _space(data, criteria, order), known)


def span(given: Matrix) -> tuple[float, float] | None:
    """Between which weights of the first of two criteria the space is uniform; None where shares must be sampled."""
    base, space = given.problem, given.space
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
    return ends if ends[1] - ends[0] > 1e-9 else None


def _names(data: Mapping, key: str) -> list[str]:
    names = data.get(key)
    if (
        not isinstance(names, list)
        or not names
        or len(names) > MOST
        or len(set(map(str, names))) < len(names)
        or not all(isinstance(n, str) and n.strip() for n in names)
    ):
        wrong = "missing" if names is None else "not usable"
        raise ScenarioError(f"{key}: {wrong}; a list of 1 to {MOST} names, each once")
    return names


def _each(
    data: Mapping, key: str, criteria: list[str], default: float | None, least: float = -1e15
) -> list[float] | None:
    """One number a criterion, from a list or an object; None where the key is absent."""
    given = data.get(key)
    if given is None:
        return None
    if isinstance(given, Mapping):
        for name in given:
            if name not in criteria:
                raise ScenarioError(f"{key} names {name!r}; one of {', '.join(criteria)}")
        given = [given.get(c, default) for c in criteria]
    if not isinstance(given, list) or len(given) != len(criteria):
        raise ScenarioError(f"{key}: not one number for each criterion; {len(criteria)} numbers, or an object by name")
    for name, value in zip(criteria, given, strict=True):
        if not is_number(value) or value < least:
            allowed = f"a number, {least:g} or more" if least > -1 else "a number"
            raise ScenarioError(f"{key} of {name!r} is {value!r}; {allowed}")
    return [float(v) for v in given]


def _scores(data: Mapping, offers: list[str], criteria: list[str]) -> np.ndarray:
    worst, best = (_each(data, key, criteria, None) for key in ("worst", "best"))
    for key, ends in (("worst", worst), ("best", best)):
        if ends is None:
            raise ScenarioError(f"{key}: missing; the fixed {key} end of each criterion's scale, not the table's own")
    scales = data.get("scale", ["linear"] * len(criteria))
    if not isinstance(scales, list) or len(scales) != len(criteria) or not all(s in ("linear", "log") for s in scales):
        raise ScenarioError('scale: not usable; "linear" or "log" for each criterion')
    for name, a, b, scale in zip(criteria, worst, best, scales, strict=True):
        if a == b or (scale == "log" and min(a, b) <= 0):
            raise ScenarioError(f"{name!r} has worst {a:g} and best {b:g}; two different ends, above 0 on a log scale")
    rows = data.get("matrix")
    if not isinstance(rows, list) or len(rows) != len(offers):
        raise ScenarioError(f"matrix: not a row for each alternative; {len(offers)} rows of {len(criteria)} numbers")
    ends = list(zip(worst, best, scales, strict=True))
    return np.array([_row(row, offer, criteria, ends) for row, offer in zip(rows, offers, strict=True)])


def _row(row: Any, offer: str, criteria: list[str], ends: list[tuple]) -> list[float]:
    if not isinstance(row, list) or len(row) != len(criteria):
        raise ScenarioError(f"matrix row of {offer!r}: not usable; a list of {len(criteria)} numbers or null")
    for name, value in zip(criteria, row, strict=True):
        if value is not None and not is_number(value):
            raise ScenarioError(f"matrix: {offer!r} on {name!r} is {value!r}; a number, or null where unknown")
    return [np.nan if x is None else position(x, *scale) for x, scale in zip(row, ends, strict=True)]


def _order(given: Any, criteria: list[str]) -> list[list[str]]:
    """Groups of criteria, most important first; those not named tie for the last place."""
    if given is None:
        return []
    groups = [g if isinstance(g, list) else [g] for g in given] if isinstance(given, list) else [[None]]
    named = [name for group in groups for name in group]
    if not named or any(n not in criteria or named.count(n) > 1 for n in named):
        raise ScenarioError(
            f"order: not usable; criteria by name, most important first, each at most once: {', '.join(criteria)}"
        )
    return groups


def _space(data: Mapping, criteria: list[str], order: list[list[str]]) -> Space:
    low, high = (_each(data, key, criteria, default, 0.0) for key, default in (("low", 0.0), ("high", 1.0)))
    low, high = tuple(low or [0.0] * len(criteria)), tuple(min(1.0, h) for h in high or [1.0] * len(criteria))
    if not order:
        return Boxed(low, high) if "low" in data or "high" in data else Uniform(len(criteria))
    places = {name: -float(k) for k, group in enumerate(order) for name in group}
    ordered = Ordered(tuple(places.get(c, -float(len(order))) for c in criteria))
    if "low" not in data and "high" not in data:
        return ordered
    Boxed(low, high)
    return Cut(ordered, low, high)
