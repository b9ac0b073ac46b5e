"""What a decision record says: question, must-haves, weights, result, votes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ranking.model import Bilingual


@dataclass(frozen=True, slots=True)
class Musthave:
    """A must-have asked for, and why, as typed."""

    token: str
    label: Bilingual
    reason: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The share of the whole (0..1) of a pillar (`pillar` empty) or of a criterion of `pillar`, and why, as typed."""

    item: str
    pillar: str
    label: Bilingual
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """An offer's place and points 0..100; share of all weightings that put it first, facts certain, then uncertain."""

    offer: str
    name: str
    place: int
    score: float
    low: float
    high: float
    first: float | None
    first_unsure: float | None


@dataclass(frozen=True, slots=True)
class Out:
    """An offer without a place, and why: "must_have", "not_on_sale" or "not_enough_evidence".

    fails, unproven  tokens of the must-haves that shut it out
    """

    offer: str
    name: str
    reason: str
    fails: tuple[str, ...]
    unproven: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A ranked offer and the weighed criteria that are not, or not wholly, known of it."""

    offer: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate of a ranked offer that ended within twelve months of the record's day, and its last day."""

    offer: str
    criterion: str
    until: date


@dataclass(frozen=True, slots=True)
class Aside:
    """A criterion that weighed nothing, and why: "thin" (known for too few offers) or "zero" (given no weight).

    law  whether a rule that bound on that day makes it a must-have; those stand first
    """

    criterion: str
    reason: str
    law: bool


@dataclass(frozen=True, slots=True)
class RecordVerdict:
    """How firmly the facts put somebody first (ranking.verdict.verdict): voice, offers named, share of the draws.

    decisive  the facts without which the verdict would be another, as offer.indicator
    """

    voice: str
    leaders: tuple[str, ...]
    share: float
    decisive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What the facts gave: places, the offers without one, what was unknown.

    draws         weightings drawn for the shares, 0 where there was nothing to test
    lead_unknown  share of the leader's weight that rests on nothing known; None where nobody leads
    ending        certificates about to end; left out of the file where there is none, as in records made before
    verdict       None in records made before there was one
    aside         criteria without weight; empty in records made before they were told apart
    """

    places: tuple[Place, ...]
    out: tuple[Out, ...]
    unknown: tuple[EvidenceGap, ...]
    lead_unknown: float | None
    draws: int
    seed: int
    ending: tuple[Ending, ...] = ()
    verdict: RecordVerdict | None = None
    aside: tuple[Aside, ...] = ()

    @property
    def leaders(self) -> tuple[Place, ...]:
        """Return the places of those who came first, several where they tied."""
        return tuple(p for p in self.places if p.place == 1)


@dataclass(frozen=True, slots=True)
class Votes:
    """How many voted in the meeting that locked it: before the reveal; after it changed, for the first time, joined.

    ranking_shown  whether participants saw their own ranking while they weighed
    """

    before: int
    changed: int
    confirmed: int
    joined: int
    ranking_shown: bool


@dataclass(frozen=True, slots=True)
class RecordContent:
    """All that a record says. `scenario` is exact (Scenario.to_json); `program` names the model's source.

    agreed, dissented  names as typed; votes: None outside of meetings, and in records made before they were kept
    """

    question: str
    as_of: date
    data: str
    program: str
    scenario: Mapping
    musthaves: tuple[Musthave, ...]
    weights: tuple[Weight, ...]
    agreed: tuple[str, ...]
    dissented: tuple[str, ...]
    result: RecordResult
    salt: str
    votes: Votes | None = None
