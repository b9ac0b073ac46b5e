"""Evidence with other facts: what the board would say if a fact were added, replaced or taken out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ranking.model import Evidence, Fact, Offer

# What identifies a fact: offer, indicator, the day from which it holds.
Key = tuple[str, str, date]


def key_of(fact: Fact) -> Key:
    """Return the key of a fact: offer, indicator, first day."""
    return fact.offer, fact.indicator, fact.valid_from


def with_fact(evidence: Evidence, fact: Fact) -> Evidence:
    """Return the evidence with a fact, which replaces the one of the same offer, indicator and day."""
    others = [f for f in evidence.offers[fact.offer].facts if key_of(f) != key_of(fact)]
    return _with_facts(evidence, fact.offer, [*others, fact])


def without_fact(evidence: Evidence, key: Key) -> Evidence:
    """Return the evidence without the fact of that key."""
    return _with_facts(evidence, key[0], [f for f in evidence.offers[key[0]].facts if key_of(f) != key])


def _with_facts(evidence: Evidence, offer: str, facts: Iterable[Fact]) -> Evidence:
    facts = tuple(facts)
    changed = replace(evidence.offers[offer], facts=facts, unknown=_unknown(evidence.offers[offer], facts))
    return replace(evidence, offers={**evidence.offers, offer: changed})


def _unknown(offer: Offer, facts: tuple[Fact, ...]) -> tuple[str, ...]:
    """The indicators looked for and not found: those that now have a fact are no longer among them."""
    return tuple(name for name in offer.unknown if all(f.indicator != name for f in facts))
