"""The shapes of an official framework's reading, as pydantic models."""

from datetime import date
from typing import Literal

from pydantic import Field

from web.api.shapes.base import FactValue, GroundsShape, Shape, Span

Level = Literal[0, 1, 2, 3, 4]
Outcome = Literal["yes", "no", "open"]


class Ranges(Shape):
    """Score in per cent and level (SEAL), each as lowest and highest."""

    score: Span
    seal: list[Level] = Field(min_length=2, max_length=2)


class ReadFact(GroundsShape, FactValue):
    """A fact that excludes answers, and why."""

    reason_fr: str
    reason_en: str


class LeftAnswers(Shape):
    """What remains possible of a question: numbers of its answers, 1 the worst."""

    left: list[int] = Field(min_length=1)
    open: bool = Field(description="Whether no documented fact narrows the answer.")
    given: bool
    against_facts: bool
    facts: list[ReadFact]


class FrameworkOffer(Ranges):
    """An offer by documented facts (grades A and B)."""

    offer: str
    inferred: Ranges = Field(description="The same where our own inferences (grade C) exclude answers too.")
    passes: Outcome = Field(
        description="Whether the level asked is reached whatever the open answers, never, or perhaps."
    )
    caps: list[str] = Field(description="Questions that hold the level down.")
    objectives: dict[str, Ranges]
    answers: dict[str, LeftAnswers]


class Parted(Shape):
    """A pair that the board's sovereignty pillar and the framework put the other way round."""

    higher: str
    lower: str
    points: dict[str, float]
    kind: Literal["score", "level", "ceiling"]
    because: list[str]


class FrameworkAnswer(Shape):
    """The offers on sale on the day, read with the framework."""

    framework: str
    weights: str
    as_of: date
    data_version: str
    yardsticks_version: str = Field(description="Digest of yardsticks/, which data_version leaves out.")
    minimum: Level
    offers: list[FrameworkOffer]
    parts: list[Parted]
    last_re_read: date | None = None
    notice: str | None = None
