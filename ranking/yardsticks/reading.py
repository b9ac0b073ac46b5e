"""All offers read with a framework on a day, and through time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ranking.facts.decision_matrix import facts_in_force, not_on_sale, publication
from ranking.model import Evidence, Fact
from ranking.unknowns import fill
from ranking.weighing.rank import Ranking, pillar_table
from ranking.yardsticks.assess import Answer, Assessment, answers_of, assess
from ranking.yardsticks.compare import Award, Part, Replayed, parts, replayed
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
    facts = [f for f in evidence.offers[offer].facts if f.indicator in wanted]
    found: list[tuple[date, Assessment]] = []
    before: dict[str, Fact] | None = None
    for day in sorted({d for f in facts for d in _days(f)}):
        now = {i: f for (_, i), f in facts_in_force(facts, day, known).items()}
        if now != before:
            answers = _changed(framework, evidence, offer, now, before, found[-1][1].answers if found else {})
            found.append((day, assess(framework, weights, offer, answers)))
        before = now
    return found


def pillar_points(answer: Ranking, pillar: str) -> dict[str, float]:
    """Return offer -> points 0..100 of one pillar, of the offers that the ranking places."""
    values = fill(answer.matrix.arrays["value"], answer.scenario.unknowns)
    column = list(answer.weighting.pillars).index(pillar)
    points = dict(zip(answer.matrix.names[0], pillar_table(values, answer.weighting)[:, column].tolist(), strict=True))
    return {row.offer: points[row.offer] for row in answer.rows}


def parted(evidence: Evidence, answer: Ranking, reading: Reading) -> list[Part]:
    """Return the pairs that the board's sovereignty pillar and the framework order differently."""
    pillar = next(p.id for p in evidence.pillars.values() if p.pole == "sovereignty")
    return parts(pillar_points(answer, pillar), reading.known)


def award_read(award: Award, framework: Framework, weights: Weights, evidence: Evidence) -> list[Replayed]:
    """Return the offers of an award, read on its day."""
    return replayed(award, read(framework, weights, evidence, award.day).known)


def _days(fact: Fact) -> Iterable[date]:
    """The days on which a fact, or its end, can change what is known."""
    yield fact.valid_from
    if fact.valid_to is not None:
        yield fact.valid_to + timedelta(days=1)
    if (published := publication(fact)) is not None and published > fact.valid_from:
        yield published


def _changed(
    framework: Framework,
    evidence: Evidence,
    offer: str,
    now: Mapping[str, Fact],
    before: Mapping[str, Fact] | None,
    answers: Mapping[str, Answer],
) -> dict[str, Answer]:
    """The answers of a day: those of the day before, but for the questions whose facts changed."""
    if before is None:
        return answers_of(framework, evidence, offer, {(offer, i): f for i, f in now.items()})
    moved = {i for i in now.keys() | before.keys() if now.get(i) != before.get(i)}
    asked = [k for k, rules in framework.rules_of.items() if any(r.fact in moved for r in rules)]
    found = answers_of(framework, evidence, offer, {(offer, i): f for i, f in now.items()}, only=asked)
    return {**answers, **found}
