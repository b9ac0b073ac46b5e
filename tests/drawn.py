"""Hypothesis strategies: drawn offers and scenarios on the small criteria of tests/examples.py."""

import math
from datetime import date, timedelta

from hypothesis import strategies as st

from ranking.facts.decision_matrix import KNOWN, publication
from ranking.facts.musthaves import RULES
from ranking.model import Evidence
from ranking.unknowns import UNKNOWNS
from ranking.weighing.scenario import Scenario
from ranking.weighing.scenario_entries import EARLIEST, LATEST, MOST
from tests.examples import CRITERIA, DAY, PILLARS, START

SCORED = [c.id for c in CRITERIA.values() if c.scored]
# Every value an indicator can take, from worst to best.
LADDERS = {
    "jurisdiction": range(5),
    "key_control": range(4),
    "hds": range(3),
    "certs": [[], ["ISO27001"], ["ISO27001", "SOC2"]],
    "svc_db": [0, 1],
    "svc_spark": [0, 1],
    "gpu": ["none", "P100", "A100"],
    "regions": [0, 0.5, 1, 2, 3, 7],
    "vm_price": [300, 200, 80, 40, 20, 5, 0],
    "egress": [0.2, 0.1, 0.05, 0.01, 0],
}
POLICIES = st.sampled_from(UNKNOWNS)
MIXES = st.sampled_from([1.0, 0.5, 0.0, -1.0, -5.0, -math.inf]) | st.floats(-20, 1)
WEIGHTS = st.integers(0, 10).map(float)


def steps(known_only: bool = False):
    """indicator -> place on its ladder, or None for unknown."""
    return st.fixed_dictionaries(
        {
            name: st.integers(0, len(ladder) - 1) if known_only else st.none() | st.integers(0, len(ladder) - 1)
            for name, ladder in LADDERS.items()
        }
    )


def facts(places: dict) -> dict:
    """Facts of an offer from its places on the ladders."""
    return {name: [(START, LADDERS[name][place])] for name, place in places.items() if place is not None}


def offers(least: int = 1, most: int = 5, known_only: bool = False):
    """Two or more drawn offers, a, b, c, ..."""
    return st.lists(steps(known_only), min_size=least, max_size=most).map(
        lambda drawn: {"abcdefgh"[k]: facts(places) for k, places in enumerate(drawn)}
    )


@st.composite
def questions(draw, policies=POLICIES, mixes=MIXES):
    """Scenarios of DAY with every weight explicit and something to weigh in each pillar that counts."""
    pillars = {p: draw(WEIGHTS) for p in PILLARS}
    if not any(pillars.values()):
        pillars["sovereignty"] = 1.0
    weights = {c: draw(WEIGHTS) for c in SCORED}
    for pillar in PILLARS:
        names = [c for c in SCORED if CRITERIA[c].pillar == pillar]
        if not any(weights[c] for c in names):
            weights[names[0]] = 1.0
    return Scenario(
        DAY,
        pillars=tuple(pillars.items()),
        weights=tuple(weights.items()),
        thin=True,
        unknowns=draw(policies),
        compensation=draw(mixes),
    )


def pairs(names):
    """Some names with a number from 0 to the most a scenario takes."""
    return st.dictionaries(st.sampled_from(sorted(names)), st.floats(0, MOST)).map(lambda d: tuple(d.items()))


def scenarios(evidence):
    """Any scenario at all that the evidence allows."""
    usable = [k for k, p in evidence.profiles.items() if p.usable]
    levels = [f"{i}>={n}" for i, c in evidence.indicators.items() for n in c.levels] + ["vm_price>=12.5", "staff>=100"]
    return st.builds(
        Scenario,
        as_of=st.dates(EARLIEST, LATEST),
        profile=st.sampled_from(usable),
        pillars=pairs(evidence.pillars),
        weights=pairs(evidence.criteria),
        require=st.lists(st.sampled_from([*evidence.gates, *levels]), max_size=4).map(tuple),
        rule=st.sampled_from(RULES),
        unknowns=st.sampled_from(UNKNOWNS),
        compensation=st.just(-math.inf) | st.floats(max_value=1, allow_infinity=False, allow_nan=False),
        thin=st.booleans(),
        known=st.sampled_from(KNOWN),
        offers=st.none() | st.lists(st.sampled_from(sorted(evidence.offers)), min_size=1).map(tuple),
    )


def change_days(evidence: Evidence, known: str = "true") -> list[date]:
    """Return every day on which a fact comes into force or has ended (documented: may become public), ascending."""
    days = {fact.valid_from for fact in evidence.facts}
    days |= {fact.valid_to + timedelta(days=1) for fact in evidence.facts if fact.valid_to is not None}
    if known == "documented":
        days |= {day for fact in evidence.facts if (day := publication(fact)) is not None}
    return sorted(days)
