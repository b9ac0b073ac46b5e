"""Must-haves (gates): apart from weights, three outcomes, a strict or a tolerant rule for the unproven."""

import re
from dataclasses import dataclass
from datetime import date

from ranking.errors import ScenarioError, told
from ranking.facts.decision_matrix import DecisionMatrix
from ranking.facts.scales import quantity
from ranking.model import Criterion, Evidence, Fact, Gate

RULES = ("strict", "tolerant")
TOKEN = re.compile(r"([a-z][a-z0-9_]*)>=(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One must-have of a scenario: `indicator` at least `minimum`; `gate` where it is one of the named ones."""

    token: str
    indicator: str
    minimum: float
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one must-have says of one offer: "met", "failed" or "unknown", and the fact it rests on.

    ended  the fact whose certificate ran out without a renewal, where that is why nothing is known
    """

    requirement: Requirement
    result: str
    fact: Fact | None
    ended: Fact | None = None


def gateable(evidence: Evidence) -> dict[str, Criterion]:
    """Return indicators on which a minimum can be set: levels, quantities, yes/no, sets; not texts."""
    return {k: c for k, c in evidence.indicators.items() if c.scale != "text"}


def binding(evidence: Evidence, day: date) -> tuple[str, ...]:
    """Return the ids of the gates that a rule of law has made binding by a day; the others are a buyer's choice."""
    return tuple(g.id for g in evidence.gates.values() if g.applies_from is not None and g.applies_from <= day)


def requirement(token: str, evidence: Evidence) -> Requirement:
    """Return the requirement that `token` names: a gate's id, or `indicator>=number`.

    Raises ScenarioError where there is no such gate or indicator, or the number is off its scale.
    """
    if token in evidence.gates:
        gate = evidence.gates[token]
        return Requirement(token, gate.indicator, gate.minimum, gate)
    match, allowed = TOKEN.fullmatch(token), gateable(evidence)
    if not match or match[1] not in allowed:
        raise ScenarioError(
            told(
                "require {token!r}: no such must-have; one of {names}, or indicator>=number",
                token=token,
                names=", ".join(evidence.gates),
            )
        )
    scale, minimum = allowed[match[1]], float(match[2])
    if scale.levels and not min(scale.levels) <= minimum <= max(scale.levels):
        raise ScenarioError(
            told(
                "require {token!r}: outside its scale; {lowest} to {highest}",
                token=token,
                lowest=min(scale.levels),
                highest=max(scale.levels),
            )
        )
    return Requirement(token, match[1], minimum)


def outcome(wanted: Requirement, offer: str, matrix: DecisionMatrix, evidence: Evidence) -> Outcome:
    """Return met if even the low end reaches the minimum, failed if even the high end does not, else unknown."""
    fact = matrix.facts.get((offer, wanted.indicator))
    if fact is None:
        return Outcome(wanted, "unknown", None, _ended(wanted, offer, getattr(matrix, "day", None), evidence))
    value = quantity(evidence.indicators[wanted.indicator], fact.value)
    low, high = (value if end is None else end for end in (fact.low, fact.high))
    result = "met" if low >= wanted.minimum else "failed" if high < wanted.minimum else "unknown"
    return Outcome(wanted, result, fact)


def excludes(answer: Outcome, rule: str) -> bool:
    """Return whether the outcome shuts the offer out: failed always, unknown under the strict rule."""
    return answer.result == "failed" or (answer.result == "unknown" and rule == "strict")


def _ended(wanted: Requirement, offer: str, day: date | None, evidence: Evidence) -> Fact | None:
    """The fact whose certificate had run out by `day`, with none after it; None without a day."""
    facts = [f for f in evidence.offers[offer].facts if f.indicator == wanted.indicator and day and f.valid_from <= day]
    newest = max(facts, key=lambda f: f.valid_from, default=None)
    return newest if newest and newest.ended(day) else None
