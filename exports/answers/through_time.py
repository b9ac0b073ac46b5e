"""What is said of the days, as JSON: places through time, and who was ready when."""

from collections.abc import Iterable
from typing import Any

from exports.answers.weighed import late
from ranking.model import Evidence, Fact
from ranking.through_time.history import FactChange, HistoryStep
from ranking.through_time.readiness import Readiness
from ranking.weighing.scenario import Scenario


def history(evidence: Evidence, scenario: Scenario, steps: Iterable[HistoryStep]) -> dict[str, Any]:
    """Return every step of the ranking up to the scenario's day, and the facts that made it."""
    return {
        "as_of": scenario.as_of.isoformat(),
        "data_version": evidence.version,
        "scenario": scenario.to_json(),
        "steps": [_step(s) for s in steps],
        **late(evidence, scenario.as_of),
    }


def readiness(offers: Iterable[Readiness]) -> list[dict[str, Any]]:
    """Return each offer's readiness, the first complete first."""
    return [_readied(r) for r in sorted(offers, key=lambda r: (r.complete_on is None, r.complete_on, r.offer))]


def _step(s: HistoryStep) -> dict[str, Any]:
    """Return a step of the history as JSON."""
    ranked = [{"offer": x.offer, "place": x.place, "score": x.score, "reason": x.reason} for x in s.offers]
    return {
        "date": s.day.isoformat(),
        "ranking": ranked,
        "changes": [_change(c) for c in s.changes],
        "criteria_weighed": list(s.weighed),
        "criteria_set_aside": list(s.set_aside),
    }


def _readied(r: Readiness) -> dict[str, Any]:
    """Return an offer's readiness as JSON."""
    return {
        "offer": r.offer,
        "complete_on": r.complete_on and r.complete_on.isoformat(),
        "status": r.state.status,
        "missing": list(r.state.missing),
        "unknown": list(r.state.unknown),
        "lag_months": r.lag_months,
        "not_before": r.not_before and r.not_before.isoformat(),
        "status_at_last_check": r.last.status,
    }


def _change(c: FactChange) -> dict[str, Any]:
    return {
        "offer": c.offer,
        "indicator": c.indicator,
        "criterion": c.criterion,
        "old": _fact(c.old),
        "new": _fact(c.new),
        "before": c.before,
        "after": c.after,
        "score_before": c.total_before,
        "score_after": c.total_after,
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    return fact and {
        "value": list(fact.value) if isinstance(fact.value, tuple) else fact.value,
        "valid_from": fact.valid_from.isoformat(),
        "confidence": fact.confidence,
        "source_title": fact.source.title,
        "source_url": fact.source.url,
        "source_date": fact.source.day,
    }
