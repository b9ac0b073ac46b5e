"""A meeting: one question and one frame for all, weights of each; where their weights differ, and where that decides.

Pure: times are given, nothing is stored here. `frame` and `scenario` are what Scenario.to_json writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.robustness.problem import problem
from ranking.robustness.stability import stability
from ranking.tolerances import EDGE
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario, from_json, put_to, with_pairs


@dataclass(frozen=True, slots=True)
class Meeting:
    """What everybody in a meeting may know of it.

    frame    the question put to the evidence: date, must-haves, rule, unknowns policy, offers; its weights do not count
    in_play  criteria that participants weigh; data: version of the facts when it was opened
    version  counts every change; common: number of the common set in force, 0 for none
    ranking_shown  whether participants see their own ranking while they weigh; else only what they are asked
    way      the guided way they are offered, one of ranking.people.elicitation.WAYS; "" where each chooses
    """

    title: str
    question: str
    frame: Mapping[str, Any]
    in_play: tuple[str, ...]
    language: str
    data: str
    version: int
    opened: datetime
    expires: datetime
    revealed: bool
    closed: bool
    common: int
    ranking_shown: bool = False
    way: str = ""

    @property
    def state(self) -> str:
        """Return "open", "revealed", "closed" or "closed_unrevealed"."""
        if self.closed:
            return "closed" if self.revealed else "closed_unrevealed"
        return "revealed" if self.revealed else "open"


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant as the common screen shows him: never with weights.

    number   drawn at the reveal, 0 before; name: "" for none; answers: how many entries
    """

    number: int
    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class ConfirmedWeights:
    """Weights that a participant confirmed: those that count are his latest. late: confirmed after the reveal."""

    number: int
    name: str
    scenario: Mapping[str, Any]
    made: datetime
    late: bool = False


CASTS = ("before", "changed", "confirmed", "joined")


@dataclass(frozen=True, slots=True)
class Ballot:
    """What counts of a participant once all is revealed: the latest weights, and those confirmed before the reveal.

    scenario  a scenario's JSON, the latest; blind: the last one before the reveal, None where there is none
    joined_late  whether the seat was taken after the reveal
    """

    number: int
    name: str
    scenario: Mapping[str, Any]
    blind: Mapping[str, Any] | None
    late: bool
    joined_late: bool

    @property
    def cast(self) -> str:
        """Return one of CASTS: before the reveal; or after it changed, confirmed for the first time, or joined."""
        if not self.late:
            return "before"
        return "joined" if self.joined_late else "changed" if self.blind is not None else "confirmed"


@dataclass(frozen=True, slots=True)
class Common:
    """A common set as saved: `base` is the number it was made from, `in_force` whether it was saved in time."""

    number: int
    base: int
    in_force: bool
    scenario: Mapping[str, Any]
    made: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """One pillar or criterion: shares of the whole (0..1), one a voice; whether any of them, put in, moves the lead.

    leads    between which shares the leader of the reference stays first, the others keeping their proportions
    below, above   who would lead beyond either end of `leads`; None where there is nobody
    """

    item: str
    shares: tuple[float, ...]
    reference: float
    leads: tuple[float, float] = (0.0, 1.0)
    below: str | None = None
    above: str | None = None

    @property
    def outside(self) -> tuple[bool, ...]:
        """Return for each voice whether its share alone, put into the reference, would change who is first."""
        return tuple(not self.leads[0] - EDGE <= x <= self.leads[1] + EDGE for x in self.shares)

    @property
    def decides(self) -> bool:
        """Return whether some voice's share alone would change who is first."""
        return any(self.outside)

    @property
    def width(self) -> float:
        """Return how far the shares lie apart, 0..1 of the whole."""
        return max(self.shares) - min(self.shares)


def framed(evidence: Evidence, meeting: Meeting, weights: Mapping[str, Any] | None = None) -> Scenario:
    """Return the meeting's question under these weights (a scenario's JSON; None: equal weights).

    Everything but the weights is the meeting's; criteria that are not in play weigh nothing. Raises ScenarioError where
    the data of today no longer know something of it.
    """
    frame = from_json(meeting.frame, evidence)
    evidence = put_to(evidence, frame)
    own = from_json(weights, evidence) if weights else replace(frame, profile="equal", pillars=(), weights=())
    scenario = replace(frame, profile=own.profile, pillars=own.pillars)
    idle = {c: 0.0 for c in evidence.criteria if c not in meeting.in_play}
    return with_pairs(scenario, "weights", dict(own.weights) | idle)


def asked_of(evidence: Evidence, meeting: Meeting) -> Evidence:
    """Return the evidence that the meeting's question is put to; as it is where that cannot be put."""
    try:
        return put_to(evidence, from_json(meeting.frame, evidence))
    except BoardError:
        return evidence


def spreads(evidence: Evidence, voices: Sequence[Ranking], reference: Ranking, level: str) -> tuple[Spread, ...]:
    """Return how each weight differs between voices, and whether that decides who comes first.

    level  "pillar" or "criterion"; in the order of the data, those that nobody weighs left out
    Method: exact weight stability intervals of the reference's leader (ranking.robustness.stability).
    """
    known = stability(problem(reference), level) if len(reference.rows) > 1 else ()
    intervals = {s.item: (s.leads, s.below, s.above) for s in known}
    rows = []
    for item in evidence.pillars if level == "pillar" else evidence.criteria:
        shares = tuple(_share(r, item, level) for r in voices)
        if any(shares):
            rows.append(Spread(item, shares, _share(reference, item, level), *intervals.get(item, ())))
    return tuple(rows)


def _share(ranking: Ranking, item: str, level: str) -> float:
    return ranking.weighting.pillars[item] if level == "pillar" else ranking.weighting.overall[item]


def firsts(voices: Sequence[Ranking]) -> dict[str, int]:
    """Return offer -> how many voices it leads (ties count for each), most first."""
    counts: dict[str, int] = {}
    for ranking in voices:
        for row in ranking.leaders:
            counts[row.offer] = counts.get(row.offer, 0) + 1
    return dict(sorted(counts.items(), key=lambda kv: -kv[1]))


def places_by_voice(voices: Sequence[Ranking]) -> dict[str, tuple[int, ...]]:
    """Return offer -> its place under each voice, by mean place; offers ranked under every voice."""
    places: dict[str, list[int]] = {}
    for ranking in voices:
        for row in ranking.rows:
            places.setdefault(row.offer, []).append(row.place)
    whole = {o: tuple(p) for o, p in places.items() if len(p) == len(voices)}
    return dict(sorted(whole.items(), key=lambda kv: sum(kv[1])))
