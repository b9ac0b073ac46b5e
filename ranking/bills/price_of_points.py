"""What more points of a pillar cost: the offers that no other has as many points for less."""

from collections.abc import Mapping
from dataclasses import dataclass

from ranking.workload.cost import Amount, Cost


@dataclass(frozen=True, slots=True)
class FrontStep:
    """An offer that is not beaten: its points 0..100 in the pillar, and what the workload costs there in a month.

    bound  whether managed services, priced nowhere, would come on top
    """

    offer: str
    points: float
    month: Amount
    bound: bool = False


def steps(points: Mapping[str, float], cost_by_offer: Mapping[str, Cost]) -> list[FrontStep]:
    """Return the cheapest offer, then each with more points than all cheaper ones: the front of bill and points.

    Only offers whose every part has a price can be set side by side; without two of them there is no step.
    """
    known = [
        FrontStep(o, points[o], c.month, bool(c.missing))
        for o, c in cost_by_offer.items()
        if c.comparable and o in points
    ]
    if len(known) < 2:
        return []
    front: list[FrontStep] = []
    for one in sorted(known, key=lambda s: (s.month.value, -s.points, s.offer)):
        if not front or one.points > front[-1].points:
            front.append(one)
    return front
