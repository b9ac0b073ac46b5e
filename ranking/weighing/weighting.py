"""Effective weights on a day: what the scenario says, and what of it the documented criteria can carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from ranking.weights import normalised


@dataclass(frozen=True, eq=False)
class Weighting:
    """Effective weights on a day.

    pillars     pillar -> share, summing to 1 (0 where no criterion of the pillar carries weight)
    within      criterion -> share inside its pillar; 0 for thin criteria unless the scenario weighs them
    nominal     pillar -> share as the profile, or the hand, says it, summing to 1
    documented  pillar -> weight, inside it, of the criteria that weigh on the day, 0..1
    by_hand     pillars whose share was set by hand: those stand as set
    points      criterion -> points inside its pillar as the profile, or the hand, says them
    aside       criteria set aside on the day as known for too few offers
    """

    pillars: Mapping[str, float]
    within: Mapping[str, float]
    pillar_of: Mapping[str, str]
    nominal: Mapping[str, float]
    documented: Mapping[str, float]
    by_hand: frozenset[str]
    points: Mapping[str, float]
    aside: frozenset[str]

    @property
    def overall(self) -> dict[str, float]:
        """Return criterion -> share of the whole, summing to 1."""
        return {c: w * self.pillars[self.pillar_of[c]] for c, w in self.within.items()}

    @cached_property
    def groups(self) -> np.ndarray:
        """Return (pillars, criteria) 1.0 where a criterion is in a pillar."""
        return np.array([[self.pillar_of[c] == p for c in self.within] for p in self.pillars], dtype=float)

    @property
    def pillars_to_keep(self) -> dict[str, float]:
        """Return the effective shares, summing to 1, with the pillars that weigh nothing that day at their nominal one.

        What a link keeps when weights are moved: on that day the silent ones drop out again.
        """
        silent = {p: self.nominal[p] for p, part in self.documented.items() if part <= 0}
        room = 1 - sum(silent.values())
        return {p: silent.get(p, share * room) for p, share in self.pillars.items()}


def nominal(evidence: Evidence, scenario: Scenario) -> dict[str, float]:
    """Return pillar -> share as the scenario says it, summing to 1: the profile's, then those set by hand."""
    profile = evidence.profiles[scenario.profile]
    return normalised({p: 100 * share for p, share in profile.shares.items()} | dict(scenario.pillars))


def weighting(evidence: Evidence, scenario: Scenario, thin: frozenset[str]) -> Weighting:
    """Return the effective weights; `thin`: the criteria set aside on the day, unless the scenario weighs them.

    A share from a profile shrinks to its documented part, share x documented, and what it gives up goes to the other
    shares of the profile in proportion. A share set by hand stands, unless no criterion of its pillar weighs that day.
    One criterion more or less thus moves no share by more than the criterion's own weight.
    """
    profile, by_hand = evidence.profiles[scenario.profile], dict(scenario.weights)
    aside = frozenset() if scenario.thin else thin
    within, documented, points = {}, {}, {}
    for pillar in evidence.pillars:
        nominal_points = {
            c.id: by_hand.get(c.id, 100 * profile.within[pillar].get(c.id, 0.0)) for c in evidence.criteria_of(pillar)
        }
        live = {c: 0.0 if c in aside else v for c, v in nominal_points.items()}
        points |= nominal_points
        within |= normalised(live)
        whole = sum(nominal_points.values())
        documented[pillar] = sum(live.values()) / whole if whole > 0 else 0.0
    shares, set_pillars = nominal(evidence, scenario), frozenset(dict(scenario.pillars))
    return Weighting(
        normalised(_carried(shares, documented, set_pillars)),
        {c: within[c] for c in evidence.criteria},
        {c.id: c.pillar for c in evidence.criteria.values()},
        shares,
        documented,
        set_pillars,
        points,
        aside,
    )


def _carried(shares: Mapping[str, float], documented: Mapping[str, float], by_hand: frozenset[str]) -> dict[str, float]:
    """Return the shares that the evidence carries: those of the profile, together, fill what the hand leaves them."""
    room = sum(share for p, share in shares.items() if p not in by_hand)
    parts = normalised({p: share * documented[p] for p, share in shares.items() if p not in by_hand})
    fixed = {p: share if documented[p] > 0 else 0.0 for p, share in shares.items() if p in by_hand}
    return {p: fixed[p] if p in by_hand else room * parts[p] for p in shares}
