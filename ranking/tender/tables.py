"""Tables of a tender as spreadsheets hold them: of which kind each is, its columns in either language, faulty cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from itertools import islice
from typing import NamedTuple

from ranking.errors import DataError, told
from ranking.model import Bilingual
from ranking.tender.scales import NO, YES, Exact, written
from ranking.typed.text import letters, shown_text

Cell = str | float | int | bool | date | time | None
# Rows among which the header is looked for: a title may stand above it.
HEAD_ROWS = 20
COLUMNS = {
    "id": Bilingual("Identifiant", "Identifier"),
    "text": Bilingual("Exigence", "Requirement"),
    "kind": Bilingual("Nature", "Kind"),
    "scale": Bilingual("Échelle", "Scale"),
    "levels": Bilingual("Niveaux, du pire au meilleur", "Levels, from worst to best"),
    "worst": Bilingual("Pire valeur", "Worst value"),
    "best": Bilingual("Meilleure valeur", "Best value"),
    "board": Bilingual("Critère du tableau", "Criterion of the board"),
    "minimum": Bilingual("Minimum exigé", "Minimum required"),
    "weight": Bilingual("Poids", "Weight"),
    "group": Bilingual("Groupe", "Group"),
    "source": Bilingual("Page", "Page"),
    "bidder": Bilingual("Soumissionnaire", "Bidder"),
    "name": Bilingual("Nom", "Name"),
    "offer": Bilingual("Offre du tableau", "Offer of the board"),
    "seal": Bilingual("Sceau", "Seal"),
    "allowed": Bilingual("Réponse admise", "Allowed answer"),
    "public": Bilingual("Ce qui est public", "What is public"),
    "answer": Bilingual("Réponse", "Answer"),
    "page": Bilingual("Page de l’offre", "Page of the bid"),
    "price": Bilingual("Prix hors taxe", "Price before tax"),
    "word": Bilingual("Évaluation", "Evaluation"),
    "found": Bilingual("Constaté", "Found"),
    "reason": Bilingual("Motif", "Reason"),
}
# Kind of table -> the columns it needs, and those it may have.
TABLES = {
    "requirements": (
        ("id", "text", "kind", "scale"),
        ("levels", "worst", "best", "board", "minimum", "weight", "group", "source"),
    ),
    "bidders": (("bidder", "name"), ("offer",)),
    "answers": (("bidder", "seal", "id", "text", "answer"), ("kind", "allowed", "public", "page")),
    "prices": (("bidder", "price"), ()),
    "evaluations": (("bidder", "id", "word"), ("text", "answer", "page", "found", "reason")),
}


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """A fault in one cell: which sheet, row and column from 1, what is wrong, what is allowed."""

    sheet: str
    row: int
    column: int
    wrong: str
    allowed: str

    @property
    def cell(self) -> str:
        """Return the cell as spreadsheets name it: B7; the row alone where the column is 0."""
        letters, n = "", self.column
        while n:
            n, rest = divmod(n - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.wrong}; {self.allowed}"


class SheetTable(NamedTuple):
    """A sheet of a file: its name, its rows of cells as read, and cells that no table may hold, such as formulas."""

    name: str
    rows: Sequence[Sequence[Cell]]
    faults: tuple[CellFault, ...] = ()


class TableRow:
    """One row below the header: its texts by column, and a list into which its faults go."""

    def __init__(self, sheet: str, number: int, cells: Mapping[str, str], places: Mapping[str, int]):
        self.sheet, self.number, self.cells, self.places = sheet, number, cells, places

    def get(self, column: str) -> str:
        """Return the text of a column, "" where there is none."""
        return str(self.cells.get(column, ""))

    def typed(self, column: str) -> str:
        """Return a cell for `scales`, which tell a number that a spreadsheet keeps from one that somebody typed."""
        return self.cells.get(column, "")

    def fault(self, column: str, wrong: str, allowed: str) -> CellFault:
        """Return a fault of this row."""
        return CellFault(self.sheet, self.number, self.places.get(column, 0), wrong, allowed)


class Read(NamedTuple):
    """A table recognised: its kind among TABLES, its filled rows, and faults of its cells."""

    kind: str
    rows: tuple[TableRow, ...]
    faults: tuple[CellFault, ...]


def recognised(tables: Iterable[SheetTable]) -> tuple[Read, ...]:
    """Return the tables whose header names the columns of a kind, whatever their order; others are passed over.

    Raises DataError where none does, and where a table names columns known here without those it needs.
    """
    tables = tuple(tables)
    sheets = [read for table in tables if (read := _read(table)) is not None]
    lacking = [fault for table in tables for fault in _lacking(table)]
    if lacking:
        raise DataError(lacking)
    if not sheets:
        wanted = "; ".join(", ".join(map(_both, needed)) for needed, _ in TABLES.values())
        allowed = told("a header with the columns {names}", names=wanted)
        raise DataError([CellFault(tables[0].name if tables else "", 1, 1, told("no table known here"), allowed)])
    return tuple(sheets)


def choice(text: str, words: Mapping[str, Bilingual]) -> str | None:
    """Return which of some words a text is, in either language or as files keep it; None for none of them."""
    word = letters(text)
    return next((name for name, both in words.items() if word in _spelled(name, both)), None) if word else None


# Words of the program alone: nothing of a file is kept.
@cache
def _spelled(name: str, both: Bilingual) -> frozenset[str]:
    return frozenset(map(letters, (name, both.fr, both.en)))


def kind_of(table: SheetTable) -> str | None:
    """Return the kind of a sheet of which one of the first rows names the columns, or None."""
    head = _head(table)
    return _kind(_places(head[1])) if head else None


def begun(table: SheetTable) -> SheetTable:
    """Return the table up to its header alone, without faults: enough to know it by."""
    head = _head(table)
    return table._replace(rows=table.rows[: head[0]] if head else (), faults=())


def _read(table: SheetTable) -> Read | None:
    head = _head(table)
    places = _places(head[1]) if head else {}
    kind = _kind(places)
    if kind is None:
        return None
    faults = [*table.faults, *_unknown_columns(table, *head, kind)]
    return Read(kind, *_rows(table, head[0], places, kind, faults))


def _head(table: SheetTable) -> tuple[int, Sequence[Cell]] | None:
    """The header and its number, from 1: of the first rows the one that names most columns, the first of equals."""
    filled = ((n, row) for n, row in enumerate(table.rows, 1) if any(map(_text, row)))
    return max(islice(filled, HEAD_ROWS), key=lambda held: len(_places(held[1])), default=None)


def _lacking(table: SheetTable) -> Iterator[CellFault]:
    """A fault for each column that a table lacks which names two columns known here and is of no kind."""
    head = _head(table)
    places = _places(head[1]) if head else {}
    if len(places) < 2 or _kind(places):
        return
    needed, more = max(TABLES.values(), key=lambda held: (len(set(held[0]) & set(places)), -len(held[0])))
    for name in (c for c in needed if c not in places):
        allowed = told("one of {names}, each once", names=", ".join(map(_both, (*needed, *more))))
        yield CellFault(table.name, head[0], 0, told("no column “{name}”", name=_both(name)), allowed)


def _both(column: str) -> str:
    """The heading of a column in both languages."""
    words = COLUMNS[column]
    return words.fr if words.fr == words.en else f"{words.fr} / {words.en}"


def _kind(places: Mapping[str, int]) -> str | None:
    """The kind of a table with these columns: of several the one that needs most."""
    kinds = [k for k, (needed, _) in TABLES.items() if set(needed) <= set(places)]
    return max(kinds, key=lambda k: len(TABLES[k][0]), default=None)


def _places(cells: Sequence[Cell]) -> dict[str, int]:
    """Column -> where it stands, from 1; the first of two."""
    places: dict[str, int] = {}
    for k, cell in enumerate(cells, 1):
        name = choice(_text(cell), COLUMNS)
        if name:
            places.setdefault(name, k)
    return places


def _unknown_columns(table: SheetTable, n: int, cells: Sequence[Cell], kind: str) -> Iterator[CellFault]:
    """Headings that the kind does not have, or has twice: a column of answers would be passed over unseen."""
    needed, more = TABLES[kind]
    seen: set[str] = set()
    for k, cell in enumerate(cells, 1):
        name = choice(_text(cell), COLUMNS)
        if not _text(cell) or (name in (*needed, *more) and name not in seen):
            seen.add(name or "")
            continue
        names = ", ".join(map(_both, (*needed, *more)))
        wrong = told("column “{name}”", name=_text(cell)[:40])
        yield CellFault(table.name, n, k, wrong, told("one of {names}, each once", names=names))


def _rows(
    table: SheetTable, head: int, places: Mapping[str, int], kind: str, faults: list[CellFault]
) -> tuple[tuple[TableRow, ...], tuple[CellFault, ...]]:
    own = {c: places[c] for part in TABLES[kind] for c in part if c in places}
    rows = []
    for n, cells in enumerate(table.rows[head:], head + 1):
        by_column = {c: cells[k - 1] if k <= len(cells) else None for c, k in own.items()}
        faults += [
            CellFault(table.name, n, own[c], told("a date or a time"), told("a text: format the cell as text first"))
            for c, cell in by_column.items()
            if isinstance(cell, date | time)
        ]
        texts = {c: _text(cell) for c, cell in by_column.items()}
        if any(texts.values()):
            rows.append(TableRow(table.name, n, texts, own))
    return tuple(rows), tuple(faults)


def _text(cell: Cell) -> str:
    """The text of a cell as somebody would have typed it."""
    if cell is None or isinstance(cell, date | time):
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, int | float):
        # Spreadsheets keep binary fractions: 99.9 comes back as it was typed.
        return Exact(written(float(f"{cell:.15g}")) if abs(cell) < 1e15 else f"{cell:g}")
    return shown_text(str(cell)).strip()
