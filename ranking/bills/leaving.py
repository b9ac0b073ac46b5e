"""To go from one offer to another with a workload: service by service, what leaving costs, what is published of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ranking.bills.choices import BillGap, common, gap
from ranking.facts.decision_matrix import facts_in_force, not_on_sale, published_by
from ranking.model import Bilingual, Evidence, Fact, Source
from ranking.workload.cost import Cards, Cost, costs
from ranking.workload.workload import Workload

STORAGE = "svc_object_storage"
# What these ask for is an interface by its own name (criteria.csv).
BY_NAME = {"svc_kubernetes": ("Kubernetes",), "svc_spark": ("Spark",)}
SAME, OTHER, KIND, ABSENT, NOT_LEFT, UNKNOWN = VERDICTS = ("same", "other", "kind", "absent", "not_left", "unknown")


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a provider says of outgoing data of a customer who leaves. excerpt: whether an excerpt alone was read."""

    offer: str
    valid_from: date
    terms: Bilingual
    source: Source
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class StudyFinding:
    """A figure or a finding of a reversibility study, as published. excerpt: whether an excerpt alone was read."""

    day: date
    offers: tuple[str, ...]
    text: Bilingual
    source: Source
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class ExitFacts:
    """What the files of workloads/ say of leaving: interfaces as facts whose value is the names spoken."""

    interfaces: tuple[Fact, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    published: tuple[StudyFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceSide:
    """A service at one of the two offers.

    has     "yes", "no" or "unknown", contested counting as unknown; fact: that says so, None where there is none
    speaks  interfaces that a dated source names, () where none does; spoken: that fact, None by the service's own name
    """

    has: str
    fact: Fact | None
    speaks: tuple[str, ...] = ()
    spoken: Fact | None = None


@dataclass(frozen=True, slots=True)
class ServiceMove:
    """A service in use on its way.

    verdict  "same" interface; "other": managed on both sides, of interfaces that differ; "kind": managed on both
             sides, the interface of one of them unknown; "absent" there; "not_left": the offer left does not have it;
             "unknown"
    shared   interfaces in common
    """

    service: str
    left: ServiceSide
    taken: ServiceSide
    verdict: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """From one offer to another on a day.

    stay, go   the bill at the offer left and at the one taken, None where it was not on sale; gap: go above stay
    common     parts that have a price on both sides, and the gap between these alone
    waiver     what the offer left says of a customer who leaves, None where nothing is on file
    published  what was published of leaving this offer by that day, the oldest first
    """

    pair: tuple[str, str]
    workload: Workload
    day: date
    moves: tuple[ServiceMove, ...]
    stay: Cost | None
    go: Cost | None
    gap: BillGap
    common: tuple[tuple[str, ...], BillGap]
    waiver: Waiver | None
    published: tuple[StudyFinding, ...]

    def count(self, *verdicts: str) -> int:
        """Return how many services have one of these verdicts."""
        return sum(m.verdict in verdicts for m in self.moves)


def leaving(
    pair: tuple[str, str],
    workload: Workload,
    evidence: Evidence,
    cards: Cards,
    exits: ExitFacts,
    day: date,
    known: str = "true",
) -> Leaving:
    """Return what it takes to go from the first offer of a pair to the second. known: as for a decision matrix."""
    facts = facts_in_force((f for o in pair for f in evidence.offers[o].facts), day, known)
    spoken = facts_in_force((f for f in exits.interfaces if f.offer in pair), day, known)
    cost_by_offer = costs(workload, evidence, cards, day, known, pair)
    bills = [cost_by_offer.get(o) for o in pair]
    stay, go = bills
    named = dict.fromkeys(((STORAGE,) if workload.storage_tb else ()) + workload.services)
    used = [s for s in named if s in evidence.indicators]
    left = pair[0]
    waivers = [w for w in exits.waivers if w.offer == left and _open(w.valid_from, w.source, day, known)]
    published = [p for p in exits.published if p.offers[0] == left and _open(p.day, p.source, day, known)]
    return Leaving(
        pair,
        workload,
        day,
        tuple(_move(s, *(_side(s, o, facts, spoken) for o in pair)) for s in used),
        stay,
        go,
        gap(go, stay),
        common(go, stay),
        max(waivers, key=lambda w: w.valid_from, default=None),
        tuple(sorted(published, key=lambda p: p.day)),
    )


def _open(since: date, source: Source, day: date, known: str) -> bool:
    """Whether what a source says of leaving an offer counts on a day; where asked for, only once it was public."""
    return since <= day and (known == "true" or published_by(source, day))


def _side(
    service: str, offer: str, facts: Mapping[tuple[str, str], Fact], spoken: Mapping[tuple[str, str], Fact]
) -> ServiceSide:
    fact = facts.get((offer, service))
    has = "unknown" if fact is None or fact.contested else "yes" if fact.value else "no"
    if not_on_sale(offer, facts):
        has = "no"
    if has == "no":
        return ServiceSide(has, fact)
    if service in BY_NAME:
        return ServiceSide(has, fact, BY_NAME[service])
    named = spoken.get((offer, service))
    return ServiceSide(has, fact, tuple(named.value) if named else (), named)


def _move(service: str, left: ServiceSide, taken: ServiceSide) -> ServiceMove:
    shared = tuple(i for i in left.speaks if i in taken.speaks)
    if left.has == "no":
        verdict = NOT_LEFT
    elif taken.has == "no":
        verdict = ABSENT
    elif "unknown" in (left.has, taken.has):
        verdict = UNKNOWN
    elif shared:
        verdict = SAME
    else:
        verdict = OTHER if left.speaks and taken.speaks else KIND
    return ServiceMove(service, left, taken, verdict, shared)
