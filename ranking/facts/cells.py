"""What a cell of offers x criteria rests on: how much is known, on what grade, and whether its sources contradict."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from ranking.facts.decision_matrix import DecisionMatrix, public_by
from ranking.model import CONFIDENCE, UNKNOWN, Evidence, Fact

# What a filter of grades ends in where it keeps contested facts alone.
CONTESTED = "~"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One offer on one scored criterion at the matrix's day.

    score, low, high  0..100; score is NaN where nothing is known
    known      how much of it is known, 0..1 (fractions only for shares)
    grade      that of its weakest fact, "" where nothing is known
    contested  whether one of its facts has a range
    """

    offer: str
    criterion: str
    score: float
    low: float
    high: float
    known: float
    grade: str
    contested: bool
    facts: tuple[Fact, ...]


def cells(
    evidence: Evidence, matrix: DecisionMatrix, offers: Collection[str] | None = None
) -> dict[tuple[str, str], MatrixCell]:
    """Return the cells of the matrix by (offer, criterion): of all its offers, or of these alone."""
    numbers = np.stack([matrix.value, matrix.low, matrix.high, matrix.known], axis=-1).tolist()
    by_cell = {}
    for offer, row in zip(matrix.value.index, numbers, strict=True):
        if offers is not None and offer not in offers:
            continue
        for criterion, four in zip(evidence.criteria.values(), row, strict=True):
            facts = tuple(f for name in criterion.indicators if (f := matrix.facts.get((offer, name))))
            grade = max((f.confidence for f in facts), default="")
            by_cell[offer, criterion.id] = MatrixCell(
                offer, criterion.id, *four, grade, any(f.contested for f in facts), facts
            )
    return by_cell


def is_shown(cell: MatrixCell, grades: str) -> bool:
    """Return whether a cell passes the filter of grades; with CONTESTED among them only contested cells do."""
    return cell.grade in grades and (cell.contested or CONTESTED not in grades)


def known_share(of: Iterable[MatrixCell], grades: Iterable[str] = CONFIDENCE) -> float:
    """Return how much of these cells is known on those grades, 0..1; a cell counts at the grade of its weakest fact."""
    of, grades = list(of), tuple(grades)
    return sum(c.known for c in of if c.grade in grades) / len(of) if of else 0.0


def contested_share(of: Iterable[MatrixCell]) -> float:
    """Return how many of the cells that are known at all are contested, 0..1."""
    known = [c for c in of if c.facts]
    return sum(c.contested for c in known) / len(known) if known else 0.0


def history(evidence: Evidence, offer: str, indicator: str) -> tuple[Fact, ...]:
    """Return every fact of an offer on an indicator, oldest first."""
    return tuple(
        sorted((f for f in evidence.offers[offer].facts if f.indicator == indicator), key=lambda f: f.valid_from)
    )


def statuses(facts: Iterable[Fact], day: date, known: str = "true") -> list[tuple[Fact, str]]:
    """Return each fact of one history with its status at `day`.

    "in_force", "replaced", "ended" (its certificate ran out, nothing followed), "later" (starts after the day) or
    "not_public" (no source published by the day shows it, only where `known` is "documented").
    A fact in force may have the value UNKNOWN.
    """
    facts = sorted(facts, key=lambda f: f.valid_from)
    counted = [f for f in facts if f.valid_from <= day and (known == "true" or public_by(f, day))]
    return [
        (
            f,
            "later"
            if f.valid_from > day
            else "not_public"
            if f not in counted
            else "replaced"
            if f is not counted[-1]
            else "ended"
            if f.ended(day)
            else "in_force",
        )
        for f in facts
    ]


def absence(evidence: Evidence, offer: str, indicator: str, day: date, known: str = "true") -> str:
    """Return why nothing is known of an offer on an indicator at `day`; "" where something is.

    "listed" (looked for, not found), "reopened" (was known), "ended" (the certificate ran out, no renewal was read),
    "later", "not_public" or "unlisted" (nothing on file)
    """
    fact_statuses = statuses(history(evidence, offer, indicator), day, known)
    if not fact_statuses:
        return "listed" if indicator in evidence.offers[offer].unknown else "unlisted"
    force = [f for f, status in fact_statuses if status == "in_force"]
    if force:
        return "reopened" if force[0].value == UNKNOWN else ""
    if any(status == "ended" for _, status in fact_statuses):
        return "ended"
    return "not_public" if any(status == "not_public" for _, status in fact_statuses) else "later"
