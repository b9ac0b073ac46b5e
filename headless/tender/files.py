"""Files of a tender as a command is given them: a dossier, and sheets that are laid into it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from exports.data import snapshots
from exports.tender.dossier_tables import KINDS, with_tables
from exports.tender.reading.sheet_file import tables_of
from headless.input import content_of
from ranking.errors import DataError, ScenarioError
from ranking.model import Evidence
from ranking.tender.dossier import Announced, Dossier, TenderError
from ranking.tender.dossier_file import MOST_BYTES, read
from ranking.tender.tables import recognised

WANTED = "a dossier (.dossier.json) or a spreadsheet (XLSX, ODS, CSV)"
DOSSIER = ".json"
T = TypeVar("T")


def dossier_of(paths: Sequence[Path], public: Evidence, opened: date | None = None) -> Dossier:
    """Return the dossier of these files: one dossier at most, then sheets in any order, laid into it.

    opened  the day on which second envelopes were opened. Raises BoardError naming the file.
    """
    dossiers = [p for p in paths if p.suffix.lower() == DOSSIER]
    if len(dossiers) > 1:
        raise ScenarioError(f"{dossiers[1]}: a second dossier; one, and spreadsheets")
    dossier = _from(dossiers[0], read) if dossiers else Dossier("", date.today(), Announced(""))
    dossier = replace(dossier, opened=opened) if opened else dossier
    sheets = [
        (p, _from(p, lambda content, p=p: recognised(tables_of(content, p.stem)))) for p in paths if p not in dossiers
    ]
    for kind in KINDS:
        for path, tables in sheets:
            dossier = _named(path, lambda: with_tables(dossier, kind, tables, public))  # noqa: B023 asked for at once
    return dossier


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises ScenarioError."""
    try:
        snapshots.replace(path, content)
    except OSError as error:
        raise ScenarioError(f"--out {str(path)!r}: cannot be written ({error.strerror})") from None


def _from(path: Path, reading: Callable[[bytes], T]) -> T:
    return _named(path, lambda: reading(content_of(path, MOST_BYTES, WANTED)))


def _named(path: Path, work: Callable[[], T]) -> T:
    """The result of some work on a file; what it refuses is said with the file's name."""
    try:
        return work()
    except DataError as error:
        raise DataError([_Line(f"{path}: {problem}") for problem in error.problems]) from None
    except TenderError as error:
        raise ScenarioError(f"{path}: {error}") from None


class _Line(str):
    """A line of a list of faults."""
