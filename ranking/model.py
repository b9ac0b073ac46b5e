"""The nouns of the model: frozen, without behaviour beyond lookup, without input or output."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ranking.bilingual import Bilingual
from ranking.replaced_prices import ReplacedPrices

Value = int | float | str | tuple[str, ...]
UNKNOWN = "unknown"
CONFIDENCE, FAMILIES = ("A", "B", "C"), ("hyperscaler", "licensed", "european")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement was read. `day` is ISO, possibly only a year or a month; None where the page shows none."""

    title: str
    url: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated, graded statement about an offer, in force until a later one of the same indicator.

    valid_to  last day of a certificate; the day after, with no later fact, nothing is known (`ended`)
    checked   last day somebody re-read its source; None where the offer's own day holds (`Evidence.re_read`)
    The value UNKNOWN says that from this day on the matter is open again.
    """

    offer: str
    indicator: str
    valid_from: date
    value: Value
    confidence: str
    source: Source
    low: float | None = None
    high: float | None = None
    note: Bilingual | None = None
    valid_to: date | None = None
    checked: date | None = None

    @property
    def contested(self) -> bool:
        """Return whether the value is contested: a range is stated, not one number."""
        return self.low is not None and self.low != self.high

    def ended(self, day: date) -> bool:
        """Return whether the certificate that the fact states had ended before `day`."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a buyer can order: one file of providers/."""

    id: str
    name: str
    offer: Bilingual
    family: str
    country: str
    checked: date
    unknown: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """A group of criteria; `pole` is "sovereignty", "urgency" or ""."""

    id: str
    label: Bilingual
    help: Bilingual
    pole: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A fixed scale over one indicator, or over the 0/1 indicators of a share.

    kind    level | number | share | set | info; only rows with a pillar are scored
    worst, best   anchors: score = position between them, 0..100, clipped
    levels  names of whole-number values; codes  text value -> level, or the counted members of a set (-> 1)
    """

    id: str
    pillar: str
    kind: str
    indicators: tuple[str, ...]
    worst: float
    best: float
    scale: str
    unit: str
    label: Bilingual
    help: Bilingual
    levels: Mapping[int, Bilingual] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def scored(self) -> bool:
        """Return whether it gives points: only criteria of a pillar do."""
        return bool(self.pillar)


@dataclass(frozen=True, slots=True)
class Statement:
    """Documented words behind a profile."""

    text: Bilingual
    source: Source


@dataclass(frozen=True, slots=True)
class Profile:
    """A stakeholder's order of importance and the rule that made numbers of it.

    shares  pillar -> share, sums to 1; empty for a published set kept as reference only
    within  pillar -> criterion -> share inside the pillar, sums to 1
    """

    id: str
    name: Bilingual
    who: Bilingual
    rule: str
    shares: Mapping[str, float]
    within: Mapping[str, Mapping[str, float]]
    order: tuple[tuple[str, ...], ...]
    reading: Bilingual
    day: date | None
    uncertainty: str
    statements: tuple[Statement, ...]
    published: Mapping[str, float] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Return whether it has weights, and is no set kept for reference."""
        return bool(self.shares)


@dataclass(frozen=True, slots=True)
class Gate:
    """A named must-have: `indicator` at least `minimum`, with the rule it comes from."""

    id: str
    indicator: str
    minimum: float
    label: Bilingual
    law: Bilingual
    applies_from: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """One day of the case."""

    day: date
    kind: str
    title: Bilingual
    text: Bilingual
    source: Source
    confidence: str
    precision: str = "day"
    major: bool = False
    short: Bilingual | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A documented choice that the board can be set beside."""

    id: str
    day: date
    title: Bilingual
    question: Bilingual
    published_rule: Bilingual
    gates: tuple[str, ...]
    gate_rule: str
    profile: str
    profile_why: Bilingual
    chosen: tuple[str, ...]
    considered: tuple[str, ...]
    outcome: Bilingual
    unknown: Bilingual
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Evidence:
    """Everything the data files say. Immutable; identified by `version`, a digest over all of them.

    subject  the offer that the case is about; as_filed: the evidence that `replaced_prices` began with; None where none
    """

    offers: Mapping[str, Offer]
    pillars: Mapping[str, Pillar]
    criteria: Mapping[str, Criterion]
    indicators: Mapping[str, Criterion]
    profiles: Mapping[str, Profile]
    gates: Mapping[str, Gate]
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]
    version: str
    subject: str | None = None
    replaced_prices: ReplacedPrices | None = None
    as_filed: "Evidence | None" = None

    @property
    def priced(self) -> str:
        """Return the workload whose bill stands in the place of unit prices, "" for none."""
        return self.replaced_prices.workload if self.replaced_prices else ""

    @property
    def filed(self) -> "Evidence":
        """Return the evidence as the files have it."""
        return self.as_filed or self

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of all offers, in the order of the data."""
        return tuple(fact for offer in self.offers.values() for fact in offer.facts)

    @property
    def checked(self) -> date:
        """Return the last day on which somebody re-read sources: the newest date the evidence can speak for."""
        read = [fact.checked for fact in self.facts if fact.checked is not None]
        return max([*read, *(offer.checked for offer in self.offers.values())])

    def re_read(self, fact: Fact) -> date:
        """Return the last day on which somebody re-read the source of `fact`."""
        return fact.checked or self.offers[fact.offer].checked

    def criteria_of(self, pillar: str) -> tuple[Criterion, ...]:
        """Return the criteria of a pillar, in the order of the data."""
        return tuple(c for c in self.criteria.values() if c.pillar == pillar)

    def pole(self, name: str) -> str:
        """Return the id of the pillar at the pole `name` ("sovereignty" or "urgency")."""
        return next(p.id for p in self.pillars.values() if p.pole == name)
