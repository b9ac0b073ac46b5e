"""What differs between two data versions, and what each difference does, as JSON."""

from collections.abc import Iterable
from typing import Any

from exports.answers import facts
from ranking.errors import ScenarioError
from ranking.model import Evidence, Fact
from ranking.versions.changes import changes, source_only
from ranking.versions.effects import Effect, VersionChange
from ranking.weighing.scenario import Scenario


def about(measured: Iterable[VersionChange], of: str | None, *versions: Evidence) -> list[VersionChange]:
    """Return the changes that concern the offer, criterion or indicator named; all where none is.

    Raises ScenarioError where neither version knows the name.
    """
    names = _named(of, *versions)
    return [c for c in measured if not names or names & _about(c)]


def document(
    then: Evidence, now: Evidence, scenario: Scenario, whole: Effect, measured: Iterable[VersionChange]
) -> dict[str, Any]:
    """Return what all changes do together, and each by itself. then, now: the versions; whole: the joint effect."""
    return {
        "old": then.version,
        "new": now.version,
        "as_of": scenario.as_of.isoformat(),
        "scenario": scenario.to_json(),
        "together": _effect(whole),
        "others": list(changes(then, now).others),
        "changes": [
            {
                "kind": c.kind,
                "offer": c.offer,
                "indicator": (c.now or c.then) and (c.now or c.then).indicator,
                "source_only": source_only(c.then, c.now),
                "then": _fact(c.then),
                "now": _fact(c.now),
                "alone_in_old": _effect(c.alone),
                "missing_from_new": _effect(c.without),
            }
            for c in measured
        ],
    }


def _effect(effect: Effect | None) -> dict[str, Any] | None:
    """Return who leads before and after, and what moved, or None where a change touches nothing that counts."""
    if effect is None:
        return None
    before, after = effect.before, effect.after
    return {
        "first": {"before": list(before.leaders), "after": list(after.leaders)},
        "voice": {"before": before.voice, "after": after.voice},
        "scores": {o: {"before": before.scores.get(o), "after": after.scores.get(o)} for o in effect.rescored},
        "places": {o: {"before": before.places.get(o), "after": after.places.get(o)} for o in effect.moved},
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    return fact and {
        "valid_from": fact.valid_from.isoformat(),
        "value": list(fact.value) if isinstance(fact.value, tuple) else fact.value,
        **facts.grounds(fact),
    }


def _named(of: str | None, *versions: Evidence) -> frozenset[str]:
    """Return the indicators of a criterion, else the name itself; none where all is wanted.

    Raises ScenarioError where neither version knows the name.
    """
    if of is None:
        return frozenset()
    if not any(of in {*e.offers, *e.criteria, *e.indicators} for e in versions):
        raise ScenarioError(f"of {of[:40]!r}: unknown; an offer, a criterion or an indicator of either version")
    parts = (evidence.criteria[of].indicators for evidence in versions if of in evidence.criteria)
    return frozenset({of}.union(*parts))


def _about(change: VersionChange) -> frozenset[str]:
    """Return the offer and the indicator of a change, or the part of the data."""
    fact = change.now or change.then
    return frozenset({change.offer or change.kind, *([fact.indicator] if fact else [])})
