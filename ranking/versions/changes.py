"""What was added, removed and changed between two data versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ranking.facts.amend import Key, key_of
from ranking.model import Evidence, Fact


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from one version to a later one.

    added, removed  facts (one fact is an offer, an indicator and a day)
    changed         pairs (then, now) of facts that differ in anything, be it only their source
    others          what else differs: "offers", "criteria", "profiles", "musthaves", "events", "decisions"
    """

    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: tuple[tuple[Fact, Fact], ...]
    others: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.others)

    @property
    def reworded(self) -> bool:
        """Return whether both say the same of every offer: sources, notes or re-readings alone differ."""
        return not (self.added or self.removed or self.others) and all(source_only(*pair) for pair in self.changed)

    def pairs(self) -> Iterator[tuple[Fact | None, Fact | None]]:
        """Yield every fact that differs as (then, now), None where there is none: added, then removed, then changed."""
        yield from ((None, f) for f in self.added)
        yield from ((f, None) for f in self.removed)
        yield from self.changed

    def of(self, offers: frozenset[str] | None = None, indicators: frozenset[str] | None = None) -> "Changes":
        """Return only what concerns these offers and these indicators (None: all)."""

        def wanted(fact: Fact) -> bool:
            return (offers is None or fact.offer in offers) and (indicators is None or fact.indicator in indicators)

        return Changes(
            tuple(filter(wanted, self.added)),
            tuple(filter(wanted, self.removed)),
            tuple(pair for pair in self.changed if wanted(pair[1])),
            self.others if offers is None and indicators is None else (),
        )


def changes(then: Evidence, now: Evidence) -> Changes:
    """Return what was added, removed and changed, in the order of offers, indicators and days."""
    old, new = _by_key(then), _by_key(now)
    return Changes(
        tuple(new[k] for k in sorted(new.keys() - old.keys())),
        tuple(old[k] for k in sorted(old.keys() - new.keys())),
        tuple((old[k], new[k]) for k in sorted(old.keys() & new.keys()) if old[k] != new[k]),
        _others(then, now),
    )


def source_only(old: Fact | None, new: Fact | None) -> bool:
    """Return whether two facts say the same of the offer and differ in source, note or re-reading alone."""
    return old is not None and new is not None and stated(old) == stated(new)


def stated(fact: Fact) -> tuple:
    """Return what a fact says, without where it was read."""
    return fact.value, fact.low, fact.high, fact.confidence, fact.valid_to


def _by_key(evidence: Evidence) -> Mapping[Key, Fact]:
    return {key_of(fact): fact for fact in evidence.facts}


def _others(then: Evidence, now: Evidence) -> tuple[str, ...]:
    parts = {
        "offers": lambda e: [
            (o.id, o.name, o.offer, o.family, o.country, o.checked, o.unknown) for o in e.offers.values()
        ],
        "criteria": lambda e: (e.pillars, e.criteria, e.indicators),
        "profiles": lambda e: e.profiles,
        "musthaves": lambda e: e.gates,
        "events": lambda e: e.events,
        "decisions": lambda e: e.decisions,
    }
    return tuple(name for name, part in parts.items() if part(then) != part(now))
