"""Weights that a hand has moved in the browser (live/compute.js), checked before they are in force."""

from collections.abc import Mapping
from typing import Any

from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.scenario_entries import MOST
from ranking.weighing.weighting import weighting


def taken(evidence: Evidence, scenario: Scenario, thin: frozenset[str], message: Any) -> tuple[Scenario, list[str]]:
    """Return the scenario with the weights of a live board's message, and what is locked: {pillars, weights, locked}.

    thin  criteria set aside on the day, unless the scenario weighs them
    The browser is not trusted: raises ScenarioError for anything but known names and numbers from 0 to 1000 that leave
    something to weigh.
    """
    if not isinstance(message, Mapping):
        raise ScenarioError("a message is an object with pillars, weights and locked")
    there = with_pairs(scenario, "pillars", _numbers(message.get("pillars"), evidence.pillars))
    there = with_pairs(there, "weights", _numbers(message.get("weights"), evidence.criteria))
    locked = message.get("locked")
    if not isinstance(locked, list) or not all(isinstance(x, str) and lockable(evidence, x) for x in locked):
        raise ScenarioError("locked: a list of pillars and criteria")
    if not any(weighting(evidence, there, thin).overall.values()):
        raise ScenarioError("weights: at least one documented criterion must weigh")
    return there, list(dict.fromkeys(locked))


def lockable(evidence: Evidence, name: str) -> bool:
    """Return whether a name is that of a weight."""
    return name in evidence.pillars or name in evidence.criteria


def _numbers(values: Any, names: Mapping[str, object]) -> dict[str, float]:
    usable = isinstance(values, Mapping) and all(
        k in names and isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= MOST
        for k, v in values.items()
    )
    if not usable:
        raise ScenarioError(f"weights: numbers from 0 to {MOST:g} for some of {', '.join(names)}")
    return dict(values)
