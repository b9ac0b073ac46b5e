"""The nouns of an official framework: objectives, questions with ladders of answers, weights, rules from facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ranking.model import Bilingual, Source


@dataclass(frozen=True, slots=True)
class FrameworkQuestion:
    """One criterion of the framework. Answers are numbered from 1, the worst; tuples have one item an answer.

    points  what each answer adds to its objective
    seals   the assurance level (SEAL, 0..4) that each answer allows at most
    """

    id: str
    asks: Bilingual
    points: tuple[float, ...]
    seals: tuple[int, ...]
    answers: tuple[Bilingual, ...]

    @property
    def objective(self) -> str:
        """Return the id of the objective that the question belongs to, such as SOV-1."""
        return f"SOV-{self.id.partition('.')[0]}"

    @property
    def every(self) -> frozenset[int]:
        """Return all its answers."""
        return frozenset(range(1, len(self.points) + 1))


@dataclass(frozen=True, slots=True)
class Weights:
    """A published set of weights: objective -> per cent, adding up to 100."""

    id: str
    since: date
    name: Bilingual
    source: Source
    of: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AssuranceLevel:
    """An assurance level and what it means."""

    level: int
    name: Bilingual
    means: Bilingual


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What a fact leaves possible of a question's answers. One of the three ways is given.

    levels  level -> answers left; a level that is missing leaves all
    bands   (upper bound, answers left), ascending; the last bound is infinite
    inside, outside  answers left where a country is, or is not, in the Union
    """

    criterion: str
    fact: str
    reason: Bilingual
    levels: Mapping[int, frozenset[int]] | None = None
    bands: tuple[tuple[float, frozenset[int]], ...] = ()
    inside: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ProposedLevel:
    """A level of a proposed law: what it would ask, and what would have to show it."""

    level: int
    asks: Bilingual
    shown: Bilingual


@dataclass(frozen=True, slots=True)
class ProposedLaw:
    """A law as proposed. Nothing is computed from it."""

    name: Bilingual
    day: date
    state: Bilingual
    source: Source
    levels: tuple[ProposedLevel, ...]


@dataclass(frozen=True, eq=False)
class Framework:
    """A published framework as data: its questions, its weights and the rules that read them from facts.

    nominal  points that count as a full objective, whatever its answers can add up to
    read_in  public transcriptions in which questions, points and levels were read
    """

    id: str
    name: Bilingual
    nominal: float
    checked: date
    source: Source
    read_in: tuple[Source, ...]
    note: Bilingual
    seals: tuple[AssuranceLevel, ...]
    objectives: Mapping[str, Bilingual]
    weights: Mapping[str, Weights]
    questions: Mapping[str, FrameworkQuestion]
    rules: tuple[AnswerRule, ...]
    union: frozenset[str]

    @cached_property
    def of_objective(self) -> dict[str, tuple[FrameworkQuestion, ...]]:
        """Return objective -> its questions, in the framework's order."""
        return {o: tuple(q for q in self.questions.values() if q.objective == o) for o in self.objectives}

    @cached_property
    def rules_of(self) -> dict[str, tuple[AnswerRule, ...]]:
        """Return question -> the rules that speak of it."""
        return {k: tuple(r for r in self.rules if r.criterion == k) for k in self.questions}

    def weights_named(self, name: str = "") -> Weights:
        """Return the set of weights of that id, the latest without one. Raises KeyError."""
        return self.weights[name] if name else max(self.weights.values(), key=lambda w: w.since)
