"""Sheets laid into a dossier: each table in the place of what the dossier held of its kind."""

from collections.abc import Sequence
from dataclasses import replace

from ranking.model import Evidence
from ranking.tender.answer_table import answered
from ranking.tender.dossier import Dossier
from ranking.tender.requirement_table import bidders_of, evaluated, prices_of, requirements_of
from ranking.tender.tables import Read

# In the order in which one rests on the other.
KINDS = ("requirements", "bidders", "answers", "prices", "evaluations")


def with_tables(dossier: Dossier, kind: str, sheets: Sequence[Read], public: Evidence) -> Dossier:
    """Return the dossier with the tables of one kind in it; a table without rows changes nothing.

    Raises DataError with every fault of the tables.
    """
    if not any(read.kind == kind and (read.rows or read.faults) for read in sheets):
        return dossier
    if kind == "requirements":
        return replace(dossier, announced=replace(dossier.announced, requirements=requirements_of(sheets, public)))
    if kind == "bidders":
        return replace(dossier, bidders=bidders_of(sheets, public))
    if kind == "answers":
        return answered(dossier, sheets, public)
    if kind == "prices":
        return replace(dossier, prices=prices_of(sheets, dossier))
    return evaluated(dossier, sheets, public)
