"""What is said of one weighed scenario, as JSON: ranking, verdict, explanation, trade-off, plane."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from exports.data.replies import listed
from exports.data.tables import document, verdict_document
from ranking.balance.pareto import Plane, PlanePoint
from ranking.balance.tradeoff import Segment, Tradeoff
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ranking.robustness.first_places import ANY, Vary
from ranking.weighing import explain
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from words.facts.freshness import nothing_later
from words.language import language


def late(evidence: Evidence, on: date) -> dict[str, str]:
    """Return the entries for a day `on` later than every fact (`last_re_read`, `notice`); {} for any other day."""
    notice = nothing_later(language("en"), evidence, on)
    return {"last_re_read": evidence.checked.isoformat(), "notice": notice} if notice else {}


def ranked(evidence: Evidence, answer: Ranking, replies: Iterable[Reply] = (), vary: Vary = ANY) -> dict[str, Any]:
    """Return the ranking with its verdict.

    replies  those to facts that wait for an answer; vary: the grades and thresholds of the verdict
    """
    answered = document(evidence, answer, listed(evidence, answer, replies), vary)
    return answered | late(evidence, answer.scenario.as_of)


def verdict(evidence: Evidence, answer: Ranking, vary: Vary = ANY) -> dict[str, Any]:
    """Return the verdict alone, with the question it answers: the entry `verdict` of `ranked`."""
    scenario = answer.scenario
    return {**_question(evidence, scenario), "verdict": verdict_document(evidence, answer, vary)} | late(
        evidence, scenario.as_of
    )


def explained(evidence: Evidence, answer: Ranking, first: str, second: str) -> dict[str, Any]:
    """Return the gap between two offers' scores as JSON: points per criterion, which add up to it."""
    return {
        **_question(evidence, answer.scenario),
        "first": first,
        "second": second,
        "gap": answer.row(first).score - answer.row(second).score,
        "differences": [{"criterion": d.criterion, "points": d.points} for d in explain.explain(answer, first, second)],
        **late(evidence, answer.scenario.as_of),
    }


def tradeoff(evidence: Evidence, scenario: Scenario, balance: Tradeoff) -> dict[str, Any]:
    """Return who leads along the balance of two sides, from all second (0) to all first (1)."""
    return {
        **_question(evidence, scenario),
        "first": balance.first,
        "second": balance.second,
        "position": balance.position,
        "exact": balance.exact,
        "without_weight": list(balance.silent),
        "segments": [_segment(s) for s in balance.segments],
        "lines": [
            {"offer": x.offer, "excluded": x.reason, "score": x.now, "points": [list(p) for p in x.points]}
            for x in balance.lines
        ],
        **late(evidence, scenario.as_of),
    }


def plane(evidence: Evidence, scenario: Scenario, points: Plane) -> dict[str, Any]:
    """Return the offers by two sides, without any total: who is dominated by whom, and the front."""
    return {
        **_question(evidence, scenario),
        "first": points.first,
        "second": points.second,
        "points": [_point(p) for p in points.points],
        "front": list(points.front),
        "dominated_by": {offer: list(by) for offer, by in points.dominated_by.items()},
        **late(evidence, scenario.as_of),
    }


def _question(evidence: Evidence, scenario: Scenario) -> dict[str, Any]:
    return {
        "as_of": scenario.as_of.isoformat(),
        "data_version": evidence.version,
        "scenario": scenario.to_json(),
    }


def _segment(s: Segment) -> dict[str, Any]:
    """Return a segment; `offers` only where leaders are tied."""
    tied = {"offers": list(s.leaders)} if len(s.leaders) > 1 else {}
    return {
        "from": s.start,
        "to": s.end,
        "offer": s.leaders[0],
        **tied,
        "next": [{"from": r.start, "to": r.end, "offers": list(r.offers)} for r in s.runners],
        "close": [{"from": a, "to": b} for a, b in s.close],
    }


def _point(p: PlanePoint) -> dict[str, Any]:
    return {
        "offer": p.offer,
        "first": p.x,
        "first_range": [p.x_low, p.x_high],
        "second": p.y,
        "second_range": [p.y_low, p.y_high],
        "excluded": p.reason,
    }
