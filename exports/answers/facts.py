"""Facts as JSON, and whose history a name means."""

from typing import Any

from ranking.errors import ScenarioError
from ranking.model import Evidence, Fact


def indicators(evidence: Evidence, name: str | None) -> set[str]:
    """Return the indicators of a criterion, or the one named; all without a name. Raises ScenarioError."""
    if name is None:
        return set(evidence.indicators)
    if name in evidence.criteria:
        return set(evidence.criteria[name].indicators)
    if name in evidence.indicators:
        return {name}
    known = dict.fromkeys([*evidence.criteria, *evidence.indicators])
    raise ScenarioError(f"criterion {name!r}: unknown; one of {', '.join(known)}")


def row(fact: Fact) -> dict[str, Any]:
    """Return a fact with its source, grade and note."""
    return {
        "indicator": fact.indicator,
        "valid_from": fact.valid_from.isoformat(),
        "value": _value(fact.value),
        **grounds(fact),
        "note_fr": fact.note and fact.note.fr,
        "note_en": fact.note and fact.note.en,
        "valid_to": fact.valid_to and fact.valid_to.isoformat(),
    }


def grounds(fact: Fact) -> dict[str, Any]:
    """Return the grounds of a value as JSON: its range where contested, its grade, its source."""
    return {
        "low": fact.low,
        "high": fact.high,
        "confidence": fact.confidence,
        "source_title": fact.source.title,
        "source_url": fact.source.url,
        "source_date": fact.source.day,
    }


def _value(value: object) -> object:
    return ",".join(value) if isinstance(value, tuple) else value
