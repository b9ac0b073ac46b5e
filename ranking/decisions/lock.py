"""Whether a scenario is explored, or locked by a record that still says the same."""

from dataclasses import dataclass
from datetime import date

from ranking.decisions.record import Content, Record
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario, from_json


@dataclass(frozen=True, slots=True)
class Locked:
    """The record that locks a scenario: how people call it, and the day on which it was locked."""

    name: str
    day: date


def locked_by(record: Record, evidence: Evidence, scenario: Scenario) -> Locked | None:
    """The record's lock; None where this scenario on these facts is not what it locked."""
    return Locked(record.name, record.locked.date()) if holds(record.content, evidence, scenario) else None


def holds(content: Content | None, evidence: Evidence, scenario: Scenario) -> bool:
    """Whether this scenario on these facts is what the record locked."""
    return content is not None and content.data == evidence.version and scenario_of(content, evidence) == scenario


def scenario_of(content: Content, evidence: Evidence) -> Scenario | None:
    """The record's scenario; None where these facts no longer know all of it."""
    try:
        return from_json(content.scenario, evidence)
    except BoardError:
        return None
