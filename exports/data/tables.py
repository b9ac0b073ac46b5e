"""The ranking and the facts as typed tables with stable keys, and the ranking as JSON."""

import json
from collections.abc import Iterable
from datetime import date

from charts.parts.sheet import Column, Sheet
from ranking.errors import ScenarioError
from ranking.facts.cells import statuses
from ranking.facts.musthaves import Outcome
from ranking.model import Evidence, Fact
from ranking.replies.reply import Proposal
from ranking.robustness.first_places import ANY, Vary
from ranking.typed.number import plain_text
from ranking.verdict.draws import DRAWS
from ranking.weighing.rank import Excluded, Ranking
from ranking.weighing.scenario import Scenario, from_json
from results import results
from words.facts.evidence import status_text
from words.facts.values import value_text
from words.language import Language

MOST_BYTES = 10_000_000


def facts_table(say: Language, evidence: Evidence, facts: Iterable[Fact], day: date, known: str = "true") -> Sheet:
    """Return one row a fact with its source, by offer, indicator and date; `standing` is its status on `day`."""
    columns = (
        Column("offer", say("Id"), "id"),
        Column("name", say("Offer")),
        Column("indicator", say("Code"), "id"),
        Column("label", say("Indicator")),
        Column("valid_from", say("In force from"), "day"),
        Column("value", say("Value"), "value"),
        Column("value_text", say("Value in words")),
        Column("low", say("Lowest plausible"), "number"),
        Column("high", say("Highest plausible"), "number"),
        Column("confidence", say("Grade")),
        Column("standing", say("On that day")),
        Column("source_title", say("Source")),
        Column("source_url", say("Address"), "link"),
        Column("source_date", say("Date of the source"), "day"),
        Column("checked", say("Last read on"), "day"),
        Column("note", say("Note")),
        Column("valid_to", say("Certificate ends on"), "day"),
        Column("contested", say("Contested")),
    )
    status_of = _statuses(facts, day, known)
    rank_of = {name: n for n, name in enumerate(evidence.indicators)}
    ordered = sorted(status_of, key=lambda f: (f.offer, rank_of[f.indicator], f.valid_from))
    return Sheet(
        "facts", say("Facts and sources"), columns, tuple(_fact(say, evidence, f, status_of[f]) for f in ordered)
    )


def document(evidence: Evidence, ranking: Ranking, replies: Iterable[dict] = (), vary: Vary = ANY) -> dict:
    """Return the ranking for json.dumps, with stable keys.

    replies  the open ones (exports.data.replies.listed); vary: the grades and thresholds of the verdict
    """
    return {
        "as_of": ranking.scenario.as_of.isoformat(),
        "data_version": ranking.version,
        "scenario": ranking.scenario.to_json(),
        "verdict": verdict_document(evidence, ranking, vary),
        "weights": ranking.weighting.overall,
        "thin_criteria": sorted(ranking.matrix.thin),
        "ranking": [
            {
                "place": r.place,
                "offer": r.offer,
                "score": r.score,
                "low": r.low,
                "high": r.high,
                "contributions": dict(r.contributions),
                "coverage": r.coverage,
                "known_weight": r.known_weight,
            }
            for r in ranking.rows
        ],
        "excluded": [{"offer": x.offer, "reason": reason(x)} for x in ranking.excluded],
        "open_replies": list(replies),
    }


def verdict_document(evidence: Evidence, ranking: Ranking, vary: Vary = ANY) -> dict:
    """Return the verdict for json.dumps.

    voice     "firm", "leads", "undecided", "" where no offer is ranked
    leaders   the offer named, or those between which the facts do not decide; first: who has the best score
    share     of the draws in which the best score stays the best, of so many `draws`; shares: of each offer
    decisive  what was left out (facts, or all of a source), and what would be said then
    """
    judgement = results.verdict(evidence, ranking, vary)
    return {
        "voice": judgement.voice,
        "leaders": list(judgement.leaders),
        "first": list(judgement.first),
        "share": judgement.share,
        "error": judgement.error,
        "lead": judgement.lead,
        "draws": DRAWS,
        "firm_from": vary.firm / 100,
        "leads_from": vary.leads / 100,
        "shares": dict(judgement.shares),
        "set_aside": list(judgement.aside),
        "set_aside_first": list(judgement.aside_first),
        "decisive": [
            {
                "facts": [
                    {"offer": f.offer, "indicator": f.indicator, "valid_from": f.valid_from.isoformat()}
                    for f in d.facts
                ],
                "source": d.source or d.facts[0].source.url,
                "whole_source": bool(d.source),
                "leaders": list(d.leaders),
                "voice": d.voice,
            }
            for d in (results.decisive(evidence, ranking, vary) if ranking.rows else ())
        ],
    }


def json_bytes(evidence: Evidence, ranking: Ranking, replies: Iterable[dict] = (), vary: Vary = ANY) -> bytes:
    """Return `document` as UTF-8 text."""
    content = document(evidence, ranking, replies, vary)
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def scenario_of(content: bytes, evidence: Evidence) -> Scenario:
    """Return the scenario of a JSON file of `json_bytes`.

    Raises ScenarioError where it is none, or names what is unknown.
    """
    if len(content) > MOST_BYTES:
        raise ScenarioError(f"the file is longer than {MOST_BYTES} bytes; a JSON file written by this board")
    try:
        entries = json.loads(content)["scenario"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ScenarioError("not a JSON file with an entry scenario; one written by this board") from None
    return from_json(entries, evidence)


def reason(out: Excluded) -> str:
    """Return why an offer has no place, in English: part of the JSON, which has one language."""
    if out.reason == "not_on_sale":
        return "not on sale on that day"
    if out.reason == "not_enough_evidence":
        return f"not enough evidence (coverage {out.coverage:.0%})"
    return "; ".join(_failure(x) for x in out.outcomes)


def _failure(outcome: Outcome) -> str:
    wanted = outcome.requirement
    if outcome.ended:
        return (
            f"must-have {wanted.token} unknown: the certificate ended on {outcome.ended.valid_to}, no renewal was read"
        )
    return f"must-have {wanted.token} {'not met' if outcome.result == 'failed' else 'unknown'}" + (
        f" ({wanted.indicator} {outcome.fact.value}, at least {plain_text(wanted.minimum)} wanted)"
        if outcome.fact
        else ""
    )


def _statuses(facts: Iterable[Fact], day: date, known: str) -> dict[Fact, str]:
    """Return each fact's status on the day, history by history."""
    histories: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        histories.setdefault((fact.offer, fact.indicator), []).append(fact)
    return {fact: status for one in histories.values() for fact, status in statuses(one, day, known)}


def _fact(say: Language, evidence: Evidence, fact: Fact, status: str) -> tuple:
    offer, scale = evidence.offers[fact.offer], evidence.indicators[fact.indicator]
    return (
        fact.offer,
        offer.name,
        fact.indicator,
        say.text(scale.label),
        fact.valid_from,
        value_of(fact),
        value_text(say, scale, fact.value),
        fact.low,
        fact.high,
        fact.confidence,
        status_text(say, status),
        fact.source.title,
        fact.source.url,
        source_day(fact.source.day),
        evidence.re_read(fact),
        say.text(fact.note) if fact.note else None,
        fact.valid_to,
        say("contested") if fact.contested else "",
    )


def value_of(fact: Fact | Proposal) -> int | float | str:
    """Return a value as one cell: a list of texts is joined by spaces."""
    return " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value


def source_day(stamp: str | None) -> date | str | None:
    """Return a source's date as a date where the day is known, else as it stands."""
    return date.fromisoformat(stamp) if stamp and len(stamp) == 10 else stamp
