"""The decision record: what was asked, weighed, found and said, sealed by a digest that chains it to the one before.

The digest covers an envelope (digest of the content, time, digest of the record before). A content that had to be
deleted therefore leaves a chain that still verifies, and its salt keeps what was deleted from being guessed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from ranking.errors import BoardError
from ranking.json_objects import NotOfType, built, plain
from ranking.json_reader import NotJson, json_value
from ranking.model import Bilingual

FORMAT, FIRST = 1, ""


class RecordError(BoardError):
    """A record that cannot be made or read: what is wrong, what is allowed."""


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
class Gap:
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
class Voice:
    """How firmly the facts put somebody first (ranking.verdict.verdict): voice, offers named, share of the draws.

    decisive  the facts without which the verdict would be another, as offer.indicator
    """

    voice: str
    leaders: tuple[str, ...]
    share: float
    decisive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What the facts gave: places, the offers without one, what was unknown.

    draws         weightings drawn for the shares, 0 where there was nothing to test
    lead_unknown  share of the leader's weight that rests on nothing known; None where nobody leads
    ending        certificates about to end; left out of the file where there is none, as in records made before
    verdict       None in records made before there was one
    aside         criteria without weight; empty in records made before they were told apart
    """

    places: tuple[Place, ...]
    out: tuple[Out, ...]
    unknown: tuple[Gap, ...]
    lead_unknown: float | None
    draws: int
    seed: int
    ending: tuple[Ending, ...] = ()
    verdict: Voice | None = None
    aside: tuple[Aside, ...] = ()

    @property
    def leaders(self) -> tuple[Place, ...]:
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
class Content:
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
    result: Result
    salt: str
    votes: Votes | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A sealed content. `content` is None where it was deleted; the rest then still stands in the chain.

    at        when it was locked: ISO, UTC; previous: digest of the record before, "" for the first of a chain
    """

    at: str
    previous: str
    content_digest: str
    digest: str
    content: Content | None

    @property
    def name(self) -> str:
        """Return the first eight digits of the digest: how people call it."""
        return self.digest[:8]

    @property
    def locked(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain breaks: position from 1, and "content", "envelope" (altered) or "link" (one is missing before)."""

    position: int
    name: str
    what: str


def seal(content: Content, at: datetime, previous: str = FIRST) -> Record:
    """Return the record of a content at a time, after the record whose digest is `previous`."""
    stamp, inside = at.astimezone(UTC).isoformat(timespec="seconds"), digest_of(content)
    return Record(stamp, previous, inside, _envelope(stamp, previous, inside), content)


def intact(record: Record) -> bool:
    """Return whether nothing in the record was altered since it was sealed."""
    return not _altered(record)


def verify_chain(records: Iterable[Record]) -> tuple[Fault, ...]:
    """Return every fault of a chain, given from its first record on; () where it holds.

    That nothing was cut off at its end only a digest written down elsewhere can show.
    """
    faults, previous = [], FIRST
    for n, record in enumerate(records, 1):
        what = _altered(record) or ("link" if record.previous != previous else "")
        faults += [Fault(n, record.name, what)] if what else []
        previous = record.digest
    return tuple(faults)


def canonical(value: Any) -> bytes:
    """Return UTF-8 JSON in the one form that is digested: sorted keys, no spaces, shortest exact numbers."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest_of(value: Any) -> str:
    """Return SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


@lru_cache(maxsize=64)
def content_of(text: str) -> Content:
    """Return the content of its canonical form, as a store keeps it. Raises NotOfType."""
    try:
        return built(Content, json_value(text.encode()), "content")
    except (NotJson, UnicodeEncodeError):
        raise NotOfType("content: not JSON") from None


def _altered(record: Record) -> str:
    if record.content is not None and digest_of(record.content) != record.content_digest:
        return "content"
    wanted = _envelope(record.at, record.previous, record.content_digest)
    return "envelope" if record.digest != wanted else ""


def _envelope(at: str, previous: str, content: str) -> str:
    return digest_of({"format": FORMAT, "at": at, "previous": previous, "content": content})
