"""An official framework's reading of the offers, as JSON."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from exports.answers.facts import grounds
from exports.answers.weighed import late
from ranking.model import Evidence, Fact
from ranking.yardsticks.assess import Assessment, PossibleAnswers
from ranking.yardsticks.compare import FrameworkAward, Replayed, ReversedPair
from ranking.yardsticks.framework import AnswerRule, Framework, Weights
from ranking.yardsticks.load import version


def assessed(
    evidence: Evidence,
    framework: Framework,
    weights: Weights,
    day: date,
    known: Mapping[str, Assessment],
    inferred: Mapping[str, Assessment],
    minimum: int | None = None,
) -> dict[str, Any]:
    """Return each offer's ranges of score and level, by objective, with every answer and the facts that bound it.

    known     offer -> its assessment by documented facts (grades A and B)
    inferred  the same where our own inferences (grade C) exclude answers too
    minimum   a level asked of every objective, whose outcome is added
    """
    return {
        "framework": framework.id,
        "weights": weights.id,
        "as_of": day.isoformat(),
        "data_version": evidence.version,
        "yardsticks_version": version(),
        **({} if minimum is None else {"minimum": minimum}),
        "offers": [_offer(a, inferred[o], minimum) for o, a in known.items()],
        **late(evidence, day),
    }


def compared(parts: Iterable[ReversedPair]) -> list[dict[str, Any]]:
    """Return the pairs that the board's pillar and the framework order differently."""
    return [
        {
            "higher": p.higher,
            "lower": p.lower,
            "points": {p.higher: p.points[0], p.lower: p.points[1]},
            "kind": p.kind,
            "because": list(p.because),
        }
        for p in parts
    ]


def awarded(award: FrameworkAward, replayed: Iterable[Replayed]) -> dict[str, Any]:
    """Return the award as published, and how each chosen offer reads on its day."""
    return {
        "decision": award.decision,
        "date": award.day.isoformat(),
        "minimum": award.minimum,
        "yardsticks_version": version(),
        "source_title": award.source.title,
        "source_url": award.source.url,
        "offers": [
            {
                "bidder": r.awarded.bidder,
                "offer": r.assessment.offer,
                "published": r.awarded.seal,
                "source_url": r.awarded.source.url,
                "seal": list(r.assessment.seal),
                "agrees": r.agrees,
                "passes": r.passes,
                "caps": list(r.assessment.caps),
            }
            for r in replayed
        ],
    }


def _offer(a: Assessment, inferred: Assessment, minimum: int | None) -> dict[str, Any]:
    return {
        "offer": a.offer,
        "score": list(a.score),
        "seal": list(a.seal),
        "inferred": {"score": list(inferred.score), "seal": list(inferred.seal)},
        **({} if minimum is None else {"passes": a.passes(minimum)}),
        "caps": list(a.caps),
        "objectives": {o: {"score": list(score), "seal": list(seal)} for o, (score, seal) in a.objectives.items()},
        "answers": {k: _answer(x) for k, x in a.answers.items()},
    }


def _answer(a: PossibleAnswers) -> dict[str, Any]:
    return {
        "left": sorted(a.left),
        "open": a.open,
        "given": a.given,
        "against_facts": a.against,
        "facts": [_read(rule, fact) for rule, fact in a.facts],
    }


def _read(rule: AnswerRule, fact: Fact) -> dict[str, Any]:
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    return {
        "indicator": fact.indicator,
        "value": value,
        "valid_from": fact.valid_from.isoformat(),
        **grounds(fact),
        "reason_fr": rule.reason.fr,
        "reason_en": rule.reason.en,
    }
