"""Spreadsheets as people save them (XLSX, ODS, CSV) -> tables of plain cells; nothing is computed or followed."""

import csv
import io
from codecs import BOM_UTF8 as MARK
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any

import odfdo

from exports.tender.reading.package_scan import MOST_BYTES, damaged, scanned, too_large, twice, with_password
from exports.tender.reading.xlsx_cells import OfficeHeard
from exports.tender.reading.xml_survey import ALLOWED, ERROR, FORMULA, MOST_COLUMNS, PERCENT, SheetExtent
from ranking.errors import BoardError, told
from ranking.facts.spreadsheet import SEPARATORS, UnreadableTable, decoded
from ranking.tender.checks import MOST_BIDDERS, MOST_REQUIREMENTS
from ranking.tender.dossier import TenderError
from ranking.tender.tables import HEAD_ROWS, Cell, CellFault, SheetTable, begun, kind_of
from ranking.typed.file_kind import ZIP, file_kind, has_password

# Texts that people take for a table, by their first letter.
_TEXTS = {
    b"{": told("JSON, which a dossier is when its name ends in .json"),
    b"<": told("XML or a web page in place of a workbook"),
}
MOST_FILLED = 25_000
assert MOST_FILLED > MOST_REQUIREMENTS + MOST_BIDDERS


def tables_of(content: bytes, name: str = "") -> tuple[SheetTable, ...]:
    """Return the visible sheets of a spreadsheet; a CSV is one sheet called `name`.

    Raises TenderError, in one sentence, for a file that is none or holds what no tender needs (see `scanned`).
    """
    if len(content) > MOST_BYTES:
        raise too_large(MOST_BYTES)
    _expect_table(content)
    if not content.removeprefix(MARK).startswith(ZIP):
        return (_csv(content, name),)
    heard = scanned(content)
    if sum(r.row for r in heard.reach.values()) > MOST_FILLED:
        raise TenderError(told("more than {n} rows; {allowed}", n=MOST_FILLED, allowed=ALLOWED))
    if isinstance(heard, OfficeHeard):
        return tuple(_xlsx(heard))
    try:
        return tuple(_ods(content, heard.reach))
    except BoardError:
        raise
    # The library raises whatever it meets in a damaged file.
    except Exception:
        raise damaged() from None


def _expect_table(content: bytes) -> None:
    """Refuse, by its name, what people take for a spreadsheet that can be read here."""
    if has_password(content):
        raise with_password()
    begins = content[: len(MARK) + 200].removeprefix(MARK)
    if begins.startswith(ZIP):
        return
    begins = begins.lstrip()
    kind = file_kind(begins) or _TEXTS.get(begins[:1])
    if kind:
        raise TenderError(told("{kind}; {allowed}", kind=kind, allowed=ALLOWED))


def _xlsx(heard: OfficeHeard) -> Iterator[SheetTable]:
    if twice(name for name, _, _ in heard.sheets):
        raise damaged()
    for name, relation, hidden in heard.sheets:
        part = heard.parts.get(relation, "")
        if part not in heard.cells:
            raise damaged()
        far = heard.reach[part]
        yield from _shown(SheetTable(name, heard.rows(part), _faults(name, far)), far, hidden)


def _ods(content: bytes, reach: dict[str, SheetExtent]) -> Iterator[SheetTable]:
    document = odfdo.Document(io.BytesIO(content))
    hidden = {
        style.get_attribute("style:name")
        for style in document.content.root.get_elements("//style:style[style:table-properties/@table:display='false']")
    }
    for sheet in document.body.tables:
        far = reach.get(sheet.name, SheetExtent())
        rows = [
            [_ods_value(c.value) for c in row.iter_cells(0, MOST_COLUMNS - 1)]
            for row in (sheet.iter_rows(0, far.row - 1) if far.row else ())
        ]
        yield from _shown(SheetTable(sheet.name, rows, _faults(sheet.name, far)), far, sheet.style in hidden)


def _ods_value(value: Any) -> Cell:
    if isinstance(value, Decimal):
        return float(value)
    # A duration counts as a time of day: neither is an answer.
    return value if value is None or isinstance(value, str | bool | int | float | date | time) else time()


def _faults(name: str, far: SheetExtent) -> tuple[CellFault, ...]:
    return tuple(CellFault(name, odd.row, odd.column, *_FAULTS[odd.kind]) for odd in far.odd)


_FAULTS = {
    FORMULA: (told("a formula"), told("its value: what is computed elsewhere is not read")),
    ERROR: (told("an error of the spreadsheet"), told("a value")),
    PERCENT: (told("a percentage"), told("the number alone, such as 99.5: format the cell as text first")),
}


def _shown(table: SheetTable, far: SheetExtent, hidden: bool) -> Iterator[SheetTable]:
    """A sheet that can be read. Raises TenderError for one of ours that is hidden, or has merged cells."""
    if not far.row:
        return
    if kind_of(table) is None:
        # A sheet of notes may look as it likes; one of which a heading is mistyped is known by the others.
        yield begun(table)
        return
    if hidden:
        raise TenderError(told("the sheet “{name}” is hidden; the same workbook with it shown", name=table.name[:40]))
    if far.merged:
        raise TenderError(
            told(
                "the sheet “{name}” has merged cells ({cells}); one cell for each value",
                name=table.name[:40],
                cells=", ".join(far.merged[:5]),
            )
        )
    yield table


def _csv(content: bytes, name: str) -> SheetTable:
    """The table of a CSV, whichever separator and encoding it was saved with."""
    try:
        text = decoded(content)
    except UnreadableTable as error:
        raise TenderError(told("{wrong}; {allowed}", wrong=error.wrong, allowed=error.allowed)) from None
    if "\0" in text:
        raise TenderError(told("not a text file in an encoding known here; {allowed}", allowed=ALLOWED))
    if not text.strip():
        raise TenderError(told("an empty file; {allowed}", allowed=ALLOWED))
    rows = []
    for row in _rows(text, max(SEPARATORS, key=lambda separator: _fits(text[:CSV_HEAD], separator))):
        rows.append(row[: MOST_COLUMNS + 1])
        if len(rows) > MOST_FILLED or len(row) > MOST_COLUMNS:
            raise TenderError(
                told(
                    "more than {rows} rows or {columns} columns; {allowed}",
                    rows=MOST_FILLED,
                    columns=MOST_COLUMNS,
                    allowed=ALLOWED,
                )
            )
    return SheetTable(name, rows)


CSV_HEAD = 20_000


def _fits(text: str, separator: str) -> tuple[bool, int]:
    """How well a separator fits the first rows: whether they then are a table known here, and how wide they are."""
    rows = list(islice(_rows(text, separator), HEAD_ROWS))
    return kind_of(SheetTable("", rows)) is not None, max(map(len, rows), default=0)


def _rows(text: str, separator: str) -> Iterable[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise TenderError(told("not CSV: {error}; {allowed}", error=error, allowed=ALLOWED)) from None
