"""Whether a scenario is explored, or locked by a record that still says the same."""

from dataclasses import dataclass
from datetime import date

from ranking.decisions.record import Record
from ranking.decisions.record_content import RecordContent
from ranking.errors import BoardError
from ranking.facts.decision_matrix import decision_matrix
from ranking.model import Evidence
from ranking.tolerances import SAME_WEIGHT
from ranking.weighing.scenario import Scenario, from_json, put_to, with_pairs
from ranking.weighing.weighting import nominal, weighting


@dataclass(frozen=True, slots=True)
class Locked:
    """The record that locks a scenario: how people call it, and the day on which it was locked."""

    name: str
    day: date


def locked_by(record: Record, evidence: Evidence, scenario: Scenario) -> Locked | None:
    """Return the record's lock if scenario and data version equal the record's, else None."""
    return Locked(record.name, record.locked.date()) if holds(record.content, evidence, scenario) else None


def holds(content: RecordContent | None, evidence: Evidence, scenario: Scenario) -> bool:
    """Return whether this scenario on these facts is what the record locked."""
    return content is not None and content.data == evidence.version and scenario_of(content, evidence) == scenario


def scenario_of(content: RecordContent, evidence: Evidence) -> Scenario | None:
    """Return the record's scenario, as `as_weighed`, or None where these facts no longer know all of it."""
    try:
        return as_weighed(content, evidence)
    except BoardError:
        return None


def as_weighed(content: RecordContent, evidence: Evidence) -> Scenario:
    """Return the scenario of a record with the weights that it recorded.

    Records made before shares of a profile shrank to their documented part weighed them whole: set by hand, they do
    again. Raises ScenarioError where these facts no longer know all of the scenario.
    """
    scenario = from_json(content.scenario, evidence)
    evidence = put_to(evidence, scenario)
    matrix = decision_matrix(evidence, scenario.as_of, scenario.unknowns, scenario.known)
    whole = with_pairs(scenario, "pillars", {p: 100 * s for p, s in nominal(evidence, scenario).items()})
    recorded = {w.item: w.share for w in content.weights}

    def agrees(candidate: Scenario) -> bool:
        weights = weighting(evidence, candidate, matrix.thin)
        return all(abs(w - recorded.get(k, 0.0)) <= SAME_WEIGHT for k, w in (weights.pillars | weights.overall).items())

    return whole if agrees(whole) and not agrees(scenario) else scenario
