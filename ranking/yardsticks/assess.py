"""An offer on a framework's scale: the answers its facts leave possible, and the range of score and level they give.

Method: the European Commission's calculator of 1 June 2026. Score: points of the chosen answers over a nominal 1000 an
objective, weighted. Level (SEAL): the minimum over all answers, of an objective and overall. An answer that nothing is
known about stays open, so that both readings are ranges; they are exact bounds, since answers are free of one another.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ranking.facts.scales import quantity
from ranking.model import Evidence, Fact
from ranking.yardsticks.framework import AnswerRule, Framework, FrameworkQuestion, Weights

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PossibleAnswers:
    """What remains possible of one question.

    left   numbers of the answers that remain; never empty
    facts  the facts that excluded others, in the order of their rules, with the rule that read each
    given  whether somebody gave the answer, over whatever the facts leave
    against  whether the answer given is one that the facts exclude
    """

    question: FrameworkQuestion
    left: frozenset[int]
    facts: tuple[tuple[AnswerRule, Fact], ...] = ()
    given: bool = False
    against: bool = False

    @property
    def open(self) -> bool:
        """Return whether nothing is known: every answer remains."""
        return self.left == self.question.every

    @property
    def points(self) -> Range:
        """Return the fewest and most points."""
        points = [self.question.points[k - 1] for k in self.left]
        return min(points), max(points)

    @property
    def seals(self) -> tuple[int, int]:
        """Return the lowest and highest level allowed."""
        levels = [self.question.seals[k - 1] for k in self.left]
        return min(levels), max(levels)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An offer read with a framework. Scores in per cent; a range is (low, high).

    objectives  objective -> (range of its points over the nominal, range of its level)
    caps  questions whose best remaining answer allows no more than the highest level the offer can reach
    """

    offer: str
    answers: Mapping[str, PossibleAnswers]
    objectives: Mapping[str, tuple[Range, tuple[int, int]]]
    score: Range
    seal: tuple[int, int]
    caps: tuple[str, ...]

    def passes(self, minimum: int) -> str:
        """Return whether a level asked of every objective is reached: "yes", "no", or "open" where answers decide."""
        low, high = self.seal
        return "yes" if low >= minimum else "no" if high < minimum else "open"


def left_by(
    rule: AnswerRule, fact: Fact, question: FrameworkQuestion, evidence: Evidence, union: frozenset[str]
) -> frozenset[int]:
    """Return the answers that a fact leaves by a rule; a contested one leaves what any value of its range leaves."""
    if rule.inside:
        return rule.inside if fact.value in union else rule.outside
    value = quantity(evidence.indicators[rule.fact], fact.value)
    low, high = (fact.low, fact.high) if fact.contested else (value, value)
    if rule.levels is not None:
        levels = range(math.ceil(low), math.floor(high) + 1)
        return frozenset().union(*(rule.levels.get(k, question.every) for k in levels))
    starts = [-math.inf, *(bound for bound, _ in rule.bands)]
    touched = [a for start, (end, a) in zip(starts, rule.bands, strict=False) if start <= high and low < end]
    return frozenset().union(*touched)


def answers_of(
    framework: Framework,
    evidence: Evidence,
    offer: str,
    facts: Mapping[tuple[str, str], Fact],
    given: Mapping[str, int] | None = None,
    grades: str = "AB",
    only: Iterable[str] | None = None,
) -> dict[str, PossibleAnswers]:
    """Return question -> what remains possible of it. `given` answers (numbered from 1) stand over the facts.

    facts   (offer, indicator) -> the fact in force, as a decision matrix has them
    grades  facts of these grades exclude answers; our own inferences (C) exclude none unless asked to
    only    questions to answer; all without
    """
    own = {i: fact for (o, i), fact in facts.items() if o == offer and fact.confidence in grades}
    given = given or {}
    questions = framework.questions if only is None else only
    return {k: _answer(framework, evidence, framework.questions[k], own, given.get(k)) for k in questions}


def assess(framework: Framework, weights: Weights, offer: str, answers: Mapping[str, PossibleAnswers]) -> Assessment:
    """Return the ranges of score and level that the answers allow, and what caps the level."""
    objectives = {o: _objective(framework, answers, o) for o in framework.objectives}
    score = tuple(weighted({o: objective[0][k] for o, objective in objectives.items()}, weights) for k in (0, 1))
    seal = tuple(min(objective[1][k] for objective in objectives.values()) for k in (0, 1))
    caps = tuple(k for k, a in answers.items() if a.seals[1] == seal[1]) if seal[1] < 4 else ()
    return Assessment(offer, answers, objectives, score, seal, caps)


def weighted(shares: Mapping[str, float], weights: Weights) -> float:
    """Return the weighted score in per cent of shares (per cent) of each objective."""
    return sum(weights.of[o] * share for o, share in shares.items()) / sum(weights.of.values())


def _answer(
    framework: Framework,
    evidence: Evidence,
    question: FrameworkQuestion,
    facts: Mapping[str, Fact],
    given: int | None,
) -> PossibleAnswers:
    """What the rules leave of one question. Rules that exclude one another leave what either leaves."""
    read = [(r, facts[r.fact]) for r in framework.rules_of[question.id] if r.fact in facts]
    each = [left_by(r, fact, question, evidence, framework.union) for r, fact in read]
    left = question.every.intersection(*each) or frozenset().union(*each)
    spoken = tuple(pair for pair, possible in zip(read, each, strict=True) if possible != question.every)
    if given is None:
        return PossibleAnswers(question, left, spoken)
    return PossibleAnswers(question, frozenset({given}), spoken, given=True, against=given not in left)


def _objective(
    framework: Framework, answers: Mapping[str, PossibleAnswers], objective: str
) -> tuple[Range, tuple[int, int]]:
    own = [answers[q.id] for q in framework.of_objective[objective]]
    points = tuple(100 * math.fsum(a.points[k] for a in own) / framework.nominal for k in (0, 1))
    return points, tuple(min(a.seals[k] for a in own) for k in (0, 1))
