"""What a hand on one weight does to the scenario: shares in whole percentages, 100 together, locked ones left alone.

The sliders call these; the live board does the same in the browser (live/compute.js), held to them by a test.
"""

from collections.abc import Collection, Mapping
from typing import Any

from ranking.balance.balance import at_balance
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.scenario_entries import MOST
from ranking.weighing.weighting import Weighting, weighting
from ranking.weights import moved, normalised, whole_percentages

NOTHING: frozenset[str] = frozenset()


def pillar_moved(
    evidence: Evidence, scenario: Scenario, weights: Weighting, pillar: str, to: int, locked: Collection[str] = NOTHING
) -> Scenario:
    """Return the scenario with a pillar at `to` % of the whole; pillars without weight on that day take no part."""
    live = {p: s for p, s in weights.pillars.items() if any(weights.within[c.id] for c in evidence.criteria_of(p))}
    return with_pairs(scenario, "pillars", _whole(live, pillar, to, locked))


def criterion_moved(
    evidence: Evidence,
    scenario: Scenario,
    weights: Weighting,
    criterion: str,
    to: int,
    locked: Collection[str] = NOTHING,
    among: Collection[str] | None = None,
) -> Scenario:
    """Return the scenario with a criterion at `to` % of what its pillar weighs on that day.

    Criteria without weight take part once they were moved. Those set aside keep their points, and the others together
    theirs, so that the documented part of the pillar stays what it is. among: the only criteria that take part.
    """
    pillar, points = evidence.criteria[criterion].pillar, dict(scenario.weights)
    inside = [c.id for c in evidence.criteria_of(pillar) if c.id not in weights.aside or c.id == criterion]
    playing = [c for c in inside if weights.within[c] > 0 or c == criterion or c in points] if among is None else among
    live = {c: weights.within[c] for c in playing}
    whole = 100.0 if not 0 < weights.documented[pillar] < 1 else sum(weights.points[c] for c in inside)
    moved_to = _whole(live, criterion, to, locked)
    return with_pairs(scenario, "weights", points | {c: round(n * whole / 100, 4) for c, n in moved_to.items()})


def balance_moved(
    evidence: Evidence, scenario: Scenario, weights: Weighting, to: int, locked: Collection[str] = NOTHING
) -> Scenario:
    """Return the scenario with urgency at `to` % of what urgency and sovereignty weigh together; the others stay.

    Where one of the two is locked nothing moves.
    """
    if {evidence.pole("urgency"), evidence.pole("sovereignty")} & set(locked):
        return scenario
    there = at_balance(evidence, scenario, to / 100, thin=weights.aside)
    return with_pairs(there, "pillars", {k: round(v, 4) for k, v in there.pillars})


def _whole(shares: Mapping[str, float], item: str, to: int, locked: Collection[str]) -> dict[str, int]:
    """The moved shares in whole percentages. A locked share is the whole percentage that stood on the screen."""
    if any(k in locked for k in shares):
        shares = normalised(whole_percentages(shares))
    return whole_percentages(moved(shares, item, to / 100, locked))


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
