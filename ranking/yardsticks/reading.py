"""All offers read with a framework on a day, and through time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ranking.facts.decision_matrix import facts_in_force, not_on_sale
from ranking.model import Evidence
from ranking.through_time.walk import in_force
from ranking.weighing.rank import Ranking, pillar_points
from ranking.yardsticks.assess import Assessment, answers_of, assess
from ranking.yardsticks.compare import FrameworkAward, Replayed, ReversedPair, replayed, reversed_pairs
from ranking.yardsticks.framework import Framework, Weights

ALL = "ABC"


@dataclass(frozen=True, eq=False)
class Reading:
    """The offers on sale on a day, read with a framework.

    known     offer -> its assessment by documented facts (grades A and B)
    inferred  the same where our own inferences (grade C) exclude answers too
    """

    framework: Framework
    weights: Weights
    day: date
    known: Mapping[str, Assessment]
    inferred: Mapping[str, Assessment]


def read(
    framework: Framework,
    weights: Weights,
    evidence: Evidence,
    day: date,
    known: str = "true",
    given: Mapping[str, Mapping[str, int]] | None = None,
    offers: Iterable[str] | None = None,
) -> Reading:
    """Return the reading of the offers (all without any named) on sale on `day`.

    given  offer -> question -> answer, laid over what the facts leave
    known  "true" or "documented", as for a decision matrix
    """
    facts = facts_in_force(evidence.facts, day, known)
    shown = [o for o in (evidence.offers if offers is None else offers) if not not_on_sale(o, facts)]
    given = given or {}

    def by(grades: str) -> dict[str, Assessment]:
        return {
            o: assess(framework, weights, o, answers_of(framework, evidence, o, facts, given.get(o), grades))
            for o in shown
        }

    return Reading(framework, weights, day, by("AB"), by(ALL))


def history(
    framework: Framework, weights: Weights, evidence: Evidence, offer: str, known: str = "true"
) -> list[tuple[date, Assessment]]:
    """Return an offer's assessments by documented facts from each day on which one of the rules' facts changed."""
    wanted = {r.fact for r in framework.rules}
    walk = in_force((f for f in evidence.offers[offer].facts if f.indicator in wanted), known)
    answers = answers_of(framework, evidence, offer, {})
    assessments: list[tuple[date, Assessment]] = []
    for day in walk.days:
        moved = {m.indicator for m in walk.to(day)}
        questions = [k for k, rules in framework.rules_of.items() if any(r.fact in moved for r in rules)]
        if questions:
            answers = answers | answers_of(framework, evidence, offer, walk.facts, only=questions)
            assessments.append((day, assess(framework, weights, offer, answers)))
    return assessments


def board_reversals(evidence: Evidence, answer: Ranking, reading: Reading) -> list[ReversedPair]:
    """Return the pairs that the board's sovereignty pillar and the framework order differently."""
    pillar = next(p.id for p in evidence.pillars.values() if p.pole == "sovereignty")
    return reversed_pairs(pillar_points(answer, pillar), reading.known)


def award_read(award: FrameworkAward, framework: Framework, weights: Weights, evidence: Evidence) -> list[Replayed]:
    """Return the offers of an award, read on its day."""
    return replayed(award, read(framework, weights, evidence, award.day).known)
