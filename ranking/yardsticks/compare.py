"""Where the board's order of sovereignty and a framework's reading part, and how an award reads here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from ranking.model import Source
from ranking.yardsticks.assess import Assessment

SCORE, LEVEL, CEILING = "score", "level", "ceiling"


@dataclass(frozen=True, slots=True)
class ReversedPair:
    """A pair that the board orders one way and the framework the other.

    higher, lower  as the board's pillar has them, with its points
    kind    "score" or "level": the framework puts them the other way round whatever the open answers;
            "ceiling": the level that `higher` cannot exceed is below the one that `lower` may reach
    because questions that hold the framework's reading of `higher` down
    """

    higher: str
    lower: str
    points: tuple[float, float]
    kind: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awarded:
    """A bidder of an award: its offers on the board and the level that was published."""

    bidder: str
    offers: tuple[str, ...]
    seal: int
    source: Source


@dataclass(frozen=True, slots=True)
class FrameworkAward:
    """An award decided with a framework: the level asked of every objective, and who was chosen."""

    decision: str
    day: date
    minimum: int
    source: Source
    awarded: tuple[Awarded, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """An awarded offer read on its day.

    agrees  whether the published level lies in the range that the facts leave
    passes  "yes", "no" or "open": whether the level asked is reached whatever the open answers, never, or perhaps
    """

    awarded: Awarded
    assessment: Assessment
    agrees: bool
    passes: str


def reversed_pairs(pillar: Mapping[str, float], assessments: Mapping[str, Assessment]) -> list[ReversedPair]:
    """Return the pairs of offers that the board's pillar and the framework order differently, the widest gap first.

    pillar  offer -> points 0..100 of the board's own pillar; offers without an assessment are passed over
    """
    pairs = [
        ReversedPair(a, b, (pillar[a], pillar[b]), kind, _holding(assessments[a], kind))
        for a, b in permutations([o for o in pillar if o in assessments], 2)
        if pillar[a] > pillar[b] and (kind := _kind(assessments[a], assessments[b]))
    ]
    return sorted(pairs, key=lambda p: (p.kind == CEILING, p.points[1] - p.points[0]))


def replayed(award: FrameworkAward, assessments: Mapping[str, Assessment]) -> list[Replayed]:
    """Return each awarded offer that has an assessment, in the award's order."""
    return [
        Replayed(x, assessment, assessment.seal[0] <= x.seal <= assessment.seal[1], assessment.passes(award.minimum))
        for x in award.awarded
        for o in x.offers
        if (assessment := assessments.get(o))
    ]


def _kind(a: Assessment, b: Assessment) -> str:
    """How the framework puts `b` before `a`; "" where it does not."""
    if a.score[1] < b.score[0]:
        return SCORE
    if a.seal[1] < b.seal[0]:
        return LEVEL
    return CEILING if a.seal[1] < b.seal[1] else ""


def _holding(a: Assessment, kind: str) -> tuple[str, ...]:
    """The questions that cap the level; for a score, those whose facts exclude the best answer."""
    if kind != SCORE:
        return a.caps
    return tuple(k for k, x in a.answers.items() if x.points[1] < x.question.points[-1])
