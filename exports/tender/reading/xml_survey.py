"""What is heard of a spreadsheet while its XML streams by: bounds, how far cells reach, which hold no plain value."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.xmlreader import AttributesImpl

from ranking.errors import told
from ranking.tender.dossier import TenderError

MOST_ROWS, MOST_COLUMNS, MOST_FAULTS = 100_000, 60, 10_000
# All texts of all cells as often as they stand, however short the file says it; a cell by itself costs as much as CELL.
MOST_LETTERS, CELL = 30_000_000, 120
ALLOWED = told("a workbook of requirements, answers or prices, as XLSX, ODS or CSV")
FORMULA, ERROR, PERCENT = "formula", "error", "percent"


class OddCell(NamedTuple):
    """A cell that holds no plain value: row and column from 1; kind: FORMULA, ERROR or PERCENT."""

    row: int
    column: int
    kind: str


@dataclass
class SheetExtent:
    """How far the filled cells of one sheet go, its merged cells, and those without a plain value.

    row, column  the last filled ones, from 1; 0 where it is empty
    """

    row: int = 0
    column: int = 0
    merged: list[str] = field(default_factory=list)
    odd: list[OddCell] = field(default_factory=list)

    def fill(self, row: int, column: int) -> None:
        """Note a filled cell. Raises TenderError for one beyond MOST_ROWS or MOST_COLUMNS."""
        self.row, self.column = max(self.row, row), max(self.column, column)
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise TenderError(
                told(
                    "more than {rows} rows or {columns} columns; {allowed}",
                    rows=MOST_ROWS,
                    columns=MOST_COLUMNS,
                    allowed=ALLOWED,
                )
            )

    def note(self, row: int, column: int, kind: str) -> None:
        """Note that a cell holds no plain value, once; MOST_FAULTS at most."""
        if len(self.odd) < MOST_FAULTS and (not self.odd or self.odd[-1][:2] != (row, column)):
            self.odd.append(OddCell(row, column, kind))


@dataclass
class PackageSurvey:
    """What the parts of one package said so far.

    reach    part of an XLSX, or name of a sheet of an ODS -> its SheetExtent
    letters  how long all texts of all cells are together, and what the cells cost besides
    """

    reach: dict[str, SheetExtent] = field(default_factory=lambda: defaultdict(SheetExtent))
    letters: int = 0

    def spell(self, letters: int) -> None:
        """Count letters of a text. Raises TenderError where all are more than MOST_LETTERS."""
        self.letters += letters
        if self.letters > MOST_LETTERS:
            raise TenderError(
                told("unpacks to more than {n} MB; {allowed}", n=MOST_LETTERS // 1_000_000, allowed=ALLOWED)
            )


def links() -> TenderError:
    """Return the refusal of a file that takes values from others."""
    return TenderError(told("links to other files; the same workbook with their values alone"))


def whole(text: str | None, default: int) -> int:
    """Return a whole number as an attribute states it, `default` where it states none; 10**9 for more."""
    if not text or not text.isascii() or not text.isdigit():
        return default
    return int(text) if len(text) < 10 else 10**9


def plain(attrs: AttributesImpl) -> dict[str, str]:
    """Return attributes by their names without prefix."""
    return {k.rpartition(":")[2]: v for k, v in attrs.items()}
