"""What a hand on one weight does to the scenario: shares in whole percentages, 100 together, locked ones left alone.

The browser alone moves weights (live/compute.js); the tests hold its moves to these.
"""

from collections.abc import Collection, Mapping

from ranking.balance.balance import at_balance
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.weighting import Weighting
from ranking.weights import normalised, whole_percentages

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
) -> Scenario:
    """Return the scenario with a criterion at `to` % of what its pillar weighs on that day.

    Criteria without weight take part once they were moved. Those set aside keep their points, and the others together
    theirs, so that the documented part of the pillar stays what it is.
    """
    pillar, points = evidence.criteria[criterion].pillar, dict(scenario.weights)
    inside = [c.id for c in evidence.criteria_of(pillar) if c.id not in weights.aside or c.id == criterion]
    playing = [c for c in inside if weights.within[c] > 0 or c == criterion or c in points]
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


def moved(shares: Mapping[str, float], item: str, to: float, locked: Collection[str] = frozenset()) -> dict[str, float]:
    """Return the shares (summing to 1) with `item` at `to` and the others rescaled in proportion to fill the rest.

    locked  shares that stay as they are; `to` is at most what they leave, and a locked `item` does not move
    Where all free others are zero they share the rest equally; an item without a free other has all that is left.
    """
    if item in locked:
        return dict(shares)
    free = {k: v for k, v in shares.items() if k != item and k not in locked}
    room = 1 - sum(v for k, v in shares.items() if k != item and k in locked)
    to, total = min(to, room) if free else room, sum(free.values())
    scale = {k: (room - to) * (v / total if total > 0 else 1 / len(free)) for k, v in free.items()}
    return {k: to if k == item else scale.get(k, v) for k, v in shares.items()}
