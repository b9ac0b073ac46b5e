"""What the board has said since when: the log of a cell, an offer or a criterion over its data versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ranking.facts.decision_matrix import facts_in_force
from ranking.model import Bilingual, Evidence, Fact
from ranking.versions.changes import Changes, changes


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A data version: the day it was published (None: work in progress), why, and all it says."""

    version: str
    day: date | None
    why: Bilingual | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, eq=False)
class CellEdition:
    """What the board said of one offer and indicator from one data version on.

    fact     in force on the day asked for; None where nothing was known
    present  whether the offer and the indicator stood in that version at all
    changes  what differs in this cell from the version before; None for the first version
    """

    edition: Edition
    fact: Fact | None
    present: bool
    changes: Changes | None


def cell_log(
    editions: Sequence[Edition], offer: str, indicator: str, day: date, known: str = "true"
) -> tuple[CellEdition, ...]:
    """Return the first edition's statement, then that of every edition in which something of the cell differs.

    editions  oldest first; day, known: as `facts_in_force` takes them
    """
    rows: list[CellEdition] = []
    for before, edition in zip([None, *editions], editions, strict=False):
        differs = before and _cell(before, edition, offer, indicator)
        present = _present(edition, offer, indicator)
        if before is None or differs or present != _present(before, offer, indicator):
            facts = edition.evidence.offers[offer].facts if present else ()
            force = facts_in_force(facts, day, known).get((offer, indicator))
            rows.append(CellEdition(edition, force, present, differs))
    return tuple(rows)


def log(
    editions: Sequence[Edition], offers: frozenset[str] | None = None, indicators: frozenset[str] | None = None
) -> tuple[tuple[Edition, Edition, Changes], ...]:
    """Return (before, after, changes) for each step between editions that touches these offers and indicators."""
    steps = (
        (a, b, changes(a.evidence, b.evidence).of(offers, indicators))
        for a, b in zip(editions, editions[1:], strict=False)
    )
    return tuple(step for step in steps if step[2])


def _cell(before: Edition, after: Edition, offer: str, indicator: str) -> Changes | None:
    return changes(before.evidence, after.evidence).of(frozenset({offer}), frozenset({indicator})) or None


def _present(edition: Edition, offer: str, indicator: str) -> bool:
    return offer in edition.evidence.offers and indicator in edition.evidence.indicators
