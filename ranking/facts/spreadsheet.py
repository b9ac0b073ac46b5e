"""Tables as spreadsheets save them: other separators, other encodings, decimal commas; read where that is safe."""

import csv
import io
import re
from collections.abc import Collection, Sequence

from ranking.errors import told
from ranking.typed.file_kind import file_kind
from ranking.typed.text import one_line

SEPARATORS = (",", ";", "\t")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What Excel writes before a table, or in its place: "sep=;".
_SEPARATOR = re.compile("sep=.?", re.IGNORECASE)
# é, ç, ê, è of a DOS console or an old Mac, read as Windows-1252: within a word they are no letters.
_OTHER_PAGE = re.compile("[a-z][‚‡ˆŠŽ][a-z]")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_AS_CSV = told("CSV UTF-8, as a spreadsheet offers it")

Rows = list[tuple[list[str], int]]


class UnreadableTable(ValueError):
    """A table that cannot be read: what is wrong, what is allowed, and the line."""

    def __init__(self, wrong: str, allowed: str, line: int = 1):
        super().__init__(wrong)
        self.wrong, self.allowed, self.line = wrong, allowed, line


def decoded(raw: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with or without its mark, else Windows-1252, Excel's own in France.

    Raises UnreadableTable.
    """
    if kind := file_kind(raw):
        raise UnreadableTable(told("not CSV (this is {kind})", kind=kind), _AS_CSV)
    code = next((code for mark, code in _MARKS if raw.startswith(mark)), None)
    if code is None and raw[:200:2].count(0) + raw[1:200:2].count(0) > len(raw[:200]) // 4:
        code = "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
    for attempt in (code,) if code else ("utf-8", "cp1252"):
        try:
            text = raw.decode(attempt)
        except UnicodeDecodeError:
            continue
        if attempt != "cp1252" or not _OTHER_PAGE.search(text):
            return text
    raise UnreadableTable(told("not a text file in an encoding known here"), _AS_CSV)


def read_table(text: str, columns: Sequence[str], numbers: Collection[str] = ()) -> Rows:
    """Return (cells, line) of each row below a header that must name `columns`; rows without any text are passed over.

    numbers  columns whose decimal comma becomes a point where commas do not separate cells

    Raises UnreadableTable.
    """
    for separator in SEPARATORS:
        rows = _table(_split(text, separator), len(columns))
        if rows and _headings(rows[0][0]) == tuple(columns):
            break
    else:
        rows, separator = _unwrapped(text, columns)
    filled = [(cells, line) for cells, line in rows[1:] if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableTable(told("no row below the header"), told("at least one row: the header alone names columns"))
    if separator == ",":
        return filled
    places = [n for n, name in enumerate(columns) if name in numbers]
    return [(_with_points(cells, places), line) for cells, line in filled]


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    """The names in a header, without differences of capitals, of blanks around them, of what shows nothing."""
    return tuple(one_line(cell).lower() for cell in cells)


def _split(text: str, separator: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [(cells, reader.line_num) for cells in reader]
    except csv.Error as error:
        raise UnreadableTable(
            told("not CSV: {error}", error=error), told("see README.md"), max(1, reader.line_num)
        ) from None


def _table(rows: Rows, width: int) -> Rows:
    """The rows from the header on: without Excel's line that names the separator, nor empty columns at the right."""
    start = next((n for n, (cells, _) in enumerate(rows) if any(cells) and not _SEPARATOR.fullmatch(cells[0])), 0)
    table = rows[start:]
    # A spreadsheet gives them to every row; a row that alone has one is a row with a cell too many.
    wide = len(table[0][0]) if table else width
    blank = wide > width and all(len(cells) <= wide and not any(map(str.strip, cells[width:])) for cells, _ in table)
    return [(cells[:width], line) for cells, line in table] if blank else table


def _unwrapped(text: str, columns: Sequence[str]) -> tuple[Rows, str]:
    """The rows of a table whose lines were each saved as one quoted cell, and what separates them inside.

    Raises UnreadableTable.
    """
    rows = [(cells, line) for cells, line in _split(text, "\x1f") if cells]
    if not any(any(cells) for cells, _ in rows):
        raise UnreadableTable(told("an empty file"), ",".join(columns))
    for separator in SEPARATORS:
        inner = [(_inner(cells, separator), line) for cells, line in rows]
        if _headings(inner[0][0]) == tuple(columns):
            return inner, separator
    headings = max((_headings(_split(text, s)[0][0]) for s in SEPARATORS), key=len)
    missing = [name for name in columns if name not in headings]
    more = [name for name in headings if name not in columns]
    if not missing and not more:
        raise UnreadableTable(told("the columns stand in another order"), ",".join(columns))
    raise UnreadableTable(_other_columns(", ".join(missing), ", ".join(more[:5])), ",".join(columns))


def _inner(cells: list[str], separator: str) -> list[str]:
    return next(csv.reader([cells[0]], delimiter=separator), []) if len(cells) == 1 else cells


def _other_columns(missing: str, unknown: str) -> str:
    if not unknown:
        return told("other columns: missing {missing}", missing=missing)
    if not missing:
        return told("other columns: unknown {unknown}", unknown=unknown)
    return told("other columns: missing {missing}; unknown {unknown}", missing=missing, unknown=unknown)


def _with_points(cells: list[str], places: Sequence[int]) -> list[str]:
    return [
        cell.replace(",", ".") if n in places and _DECIMAL_COMMA.fullmatch(cell.strip()) else cell
        for n, cell in enumerate(cells)
    ]
