"""The entries of a plain decision matrix, checked one by one."""

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ranking.errors import ScenarioError
from ranking.facts.checks import is_number
from ranking.facts.scales import LEAST_END, apart, position
from ranking.robustness.weight_spaces import Boxed, Cut, Ordered, Space, Uniform

# Alternatives or criteria, and characters of a name.
MOST, LONGEST = 500, 200


@dataclass(frozen=True, slots=True)
class Clipped:
    """A value beyond an anchor, which counts as the anchor does: 0 or 100 points."""

    alternative: str
    criterion: str
    value: float
    anchor: float


def names(data: Mapping, key: str) -> list[str]:
    """Return the list of names under a key. Raises ScenarioError."""
    names = data.get(key)
    if names is None:
        raise ScenarioError(f"{key}: missing; a list of 1 to {MOST} names, each once")
    if not isinstance(names, list) or not 0 < len(names) <= MOST:
        raise ScenarioError(f"{key}: not usable; a list of 1 to {MOST} names, each once")
    seen = set()
    for name in names:
        if not isinstance(name, str) or not name.strip() or len(name) > LONGEST or _unprintable(name):
            raise ScenarioError(
                f"{key}: not usable: {shown(name)}; texts of 1 to {LONGEST} characters, no control characters"
            )
        if name in seen:
            raise ScenarioError(f"{key}: {shown(name)} stands twice; each once")
        seen.add(name)
    return names


def _unprintable(text: str) -> bool:
    """Whether it holds control characters, line ends or halves of characters."""
    return any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text)


def shown(value: Any) -> str:
    """Return a value as a message shows it: short, and escaped."""
    text = ascii(value) if isinstance(value, str) and _unprintable(value) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _some(names: list[str]) -> str:
    return ", ".join(names[:12]) + (" …" if len(names) > 12 else "")


def numbers(
    data: Mapping,
    key: str,
    criteria: list[str],
    default: float | None,
    least: float = -math.inf,
    most: float = math.inf,
) -> list[float] | None:
    """Return one number a criterion, from a list or an object; None where the key is absent. Raises ScenarioError."""
    entry = data.get(key)
    if entry is None:
        return None
    if isinstance(entry, Mapping):
        for name in entry:
            if name not in criteria:
                raise ScenarioError(f"{key} names {shown(name)}; one of {_some(criteria)}")
        entry = [entry.get(c, default) for c in criteria]
    if not isinstance(entry, list) or len(entry) != len(criteria):
        raise ScenarioError(f"{key}: not one number for each criterion; {len(criteria)} numbers, or an object by name")
    for name, value in zip(criteria, entry, strict=True):
        if not is_number(value) or not least <= value <= most:
            size = "a number from 0 to 1e15" if least == 0 else "a number from -1e15 to 1e15"
            allowed = "a share of 1, such as 0.3" if most == 1 else size
            raise ScenarioError(f"{key} of {shown(name)} is {shown(value)}; {allowed}")
    return [float(v) for v in entry]


def scores(data: Mapping, offers: list[str], criteria: list[str]) -> tuple[np.ndarray, tuple[Clipped, ...]]:
    """Return (n, m) scores 0..100, NaN where unknown, and the values beyond an anchor, which count as it does."""
    ends = _anchors(data, criteria)
    rows = data.get("matrix")
    if not isinstance(rows, list) or len(rows) != len(offers):
        raise ScenarioError(f"matrix: not a row for each alternative; {len(offers)} rows of {len(criteria)} numbers")
    for row, offer in zip(rows, offers, strict=True):
        _check(row, offer, criteria)
    scores = [
        [np.nan if x is None else position(x, *scale) for x, scale in zip(row, ends, strict=True)] for row in rows
    ]
    clipped = [
        Clipped(offer, name, float(x), worst if abs(x - worst) < abs(x - best) else best)
        for row, offer in zip(rows, offers, strict=True)
        for name, x, (worst, best, _) in zip(criteria, row, ends, strict=True)
        if x is not None and not min(worst, best) <= x <= max(worst, best)
    ]
    return np.array(scores), tuple(clipped)


def _anchors(data: Mapping, criteria: list[str]) -> list[tuple[float, float, str]]:
    """(worst, best, scale) of each criterion."""
    worst, best = (numbers(data, key, criteria, None) for key in ("worst", "best"))
    for key, ends in (("worst", worst), ("best", best)):
        if ends is None:
            raise ScenarioError(f"{key}: missing; the fixed {key} end of each criterion's scale, not the table's own")
    scales = data.get("scale", ["linear"] * len(criteria))
    if not isinstance(scales, list) or len(scales) != len(criteria) or not all(s in ("linear", "log") for s in scales):
        raise ScenarioError('scale: not usable; "linear" or "log" for each criterion')
    for name, a, b, scale in zip(criteria, worst, best, scales, strict=True):
        if a == b or (scale == "log" and min(a, b) <= 0):
            raise ScenarioError(
                f"{shown(name)} has worst {a:g} and best {b:g}; two different ends, above 0 on a log scale"
            )
        if not apart(a, b) or (scale == "log" and min(a, b) < LEAST_END):
            raise ScenarioError(
                f"{shown(name)} has worst {a!r} and best {b!r}; two ends that are further apart, and not as near to 0"
            )
    return list(zip(worst, best, scales, strict=True))


def _check(row: Any, offer: str, criteria: list[str]) -> None:
    """Raise ScenarioError unless the row holds a number, or null, for each criterion."""
    if not isinstance(row, list) or len(row) != len(criteria):
        raise ScenarioError(f"matrix row of {shown(offer)}: not usable; a list of {len(criteria)} numbers or null")
    for name, value in zip(criteria, row, strict=True):
        if value is not None and not is_number(value):
            raise ScenarioError(
                f"matrix: {shown(offer)} on {shown(name)} is {shown(value)}; a number from -1e15 to 1e15, or null "
                "where unknown"
            )


def ordered(order: Any, criteria: list[str]) -> list[list[str]]:
    """Return groups of criteria, most important first; those not named tie for the last place."""
    if order is None:
        return []
    groups = [g if isinstance(g, list) else [g] for g in order] if isinstance(order, list) else [[None]]
    named = [name for group in groups for name in group]
    if not named or any(n not in criteria or named.count(n) > 1 for n in named):
        raise ScenarioError(
            f"order: not usable; criteria by name, most important first, each at most once: {_some(criteria)}"
        )
    return groups


def space(data: Mapping, criteria: list[str], order: list[list[str]]) -> Space:
    """Return the weight space that the order and the bounds `low` and `high`, shares of 1, leave. Raises BoardError."""
    low, high = (numbers(data, key, criteria, default, 0.0, 1.0) for key, default in (("low", 0.0), ("high", 1.0)))
    low, high = tuple(low or [0.0] * len(criteria)), tuple(high or [1.0] * len(criteria))
    if not order:
        return Boxed(low, high) if "low" in data or "high" in data else Uniform(len(criteria))
    places = {name: -float(k) for k, group in enumerate(order) for name in group}
    ordered = Ordered(tuple(places.get(c, -float(len(order))) for c in criteria))
    if "low" not in data and "high" not in data:
        return ordered
    Boxed(low, high)
    return Cut(ordered, low, high)
