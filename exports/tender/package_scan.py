"""A spreadsheet's package looked through before any of it is loaded: size, what it carries, how far its cells reach.

Every XML part is read as a stream, never as a tree, so that what is refused here has cost no memory.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from ranking.errors import told
from ranking.tender.dossier import TenderError

MOST_BYTES, MOST_UNPACKED, MOST_MEMBERS = 5_000_000, 30_000_000, 500
MOST_ROWS, MOST_COLUMNS = 100_000, 60
CHUNK = 65_536
ALLOWED = told("a workbook of requirements, answers or prices, as XLSX, ODS or CSV")


@dataclass
class Reach:
    """How far the filled cells of one sheet go, and its merged cells; rows and columns from 1, 0 where it is empty."""

    row: int = 0
    column: int = 0
    merged: list[str] = field(default_factory=list)


def scanned(content: bytes) -> dict[str, Reach]:
    """Return the reach of each sheet: by its part in an XLSX, by its name in an ODS.

    Raises TenderError, in one sentence, for what no tender needs: too large packed or unpacked, encrypted, macros,
    links to other files, embedded objects, a document type in the XML, cells beyond MOST_ROWS or MOST_COLUMNS.
    """
    found: dict[str, Reach] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _expect_plain(package)
            for name, part in _parts(package):
                if name.endswith((".xml", ".rels")):
                    found |= _reach(name, part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise TenderError(told("a damaged or encrypted workbook; {allowed}", allowed=ALLOWED)) from None
    return found


def too_large(most: int) -> TenderError:
    """Return the refusal of a file that is larger than `most` bytes, or unpacks to more."""
    return TenderError(told("larger than {n} MB; {allowed}", n=most // 1_000_000, allowed=ALLOWED))


def _expect_plain(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        raise TenderError(told("{n} parts in one file; {allowed}", n=len(members), allowed=ALLOWED))
    if any(m.flag_bits & 1 for m in members):
        raise TenderError(told("a damaged or encrypted workbook; {allowed}", allowed=ALLOWED))
    names = [m.filename.lower() for m in members]
    if any("vbaproject" in n or n.startswith(("basic/", "scripts/")) for n in names):
        raise TenderError(told("macros; the same workbook saved without them"))
    if any("externallinks/" in n or n.endswith("connections.xml") for n in names):
        raise _links()
    if any(x in n for n in names for x in ("embeddings/", "activex/")) or any(n.startswith("object ") for n in names):
        raise TenderError(told("embedded objects; the same workbook without them"))


def _links() -> TenderError:
    return TenderError(told("links to other files; the same workbook with their values alone"))


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each part; what the package says of its sizes is not taken on trust."""
    left = MOST_UNPACKED
    for member in package.infolist():
        out = io.BytesIO()
        with package.open(member) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise TenderError(
                        told("unpacks to more than {n} MB; {allowed}", n=MOST_UNPACKED // 1_000_000, allowed=ALLOWED)
                    )
                out.write(chunk)
        yield member.filename, out.getvalue()


def _reach(name: str, part: bytes) -> dict[str, Reach]:
    reader = _Reader(name)
    try:
        parseString(part, reader, forbid_dtd=True)
    except DefusedXmlException:
        raise TenderError(told("XML with a document type or entities; a workbook as spreadsheets save it")) from None
    except TenderError:
        raise
    except Exception as error:  # the parser's own refusals have no common class
        if type(error).__name__ != "SAXParseException":
            raise
        raise TenderError(told("a damaged or encrypted workbook; {allowed}", allowed=ALLOWED)) from None
    return dict(reader.found)


class _Reader(ContentHandler):
    """Counts rows and columns of the cells that hold something, in both formats."""

    def __init__(self, part: str):
        super().__init__()
        self.part, self.found = part, defaultdict(Reach)
        self.sheet = part if "worksheets/" in part else ""
        self.row = self.column = self.repeated = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if self.part == "content.xml":
            self._open(local, dict(attrs))
        elif self.sheet:
            self._office(local, attrs)

    def _office(self, local: str, attrs: AttributesImpl) -> None:
        if local == "row":
            self.row, self.column = _whole(attrs.get("r"), self.row + 1), 0
        elif local == "c":
            self.column = _column(attrs.get("r", ""), self.column + 1)
        elif local in ("v", "is", "f"):
            self._fill()
        elif local == "mergeCell":
            self.found[self.sheet].merged.append(attrs.get("ref", "")[:20])

    def _open(self, local: str, attrs: dict[str, str]) -> None:
        plain = {k.rpartition(":")[2]: v for k, v in attrs.items()}
        if local == "table":
            self.sheet, self.row, self.repeated = plain.get("name", ""), 0, 1
        elif local in ("table-source", "cell-range-source", "dde-source"):
            raise _links()
        elif local == "table-row":
            self.row, self.repeated = self.row + self.repeated, _whole(plain.get("number-rows-repeated"), 1)
            self.column = 0
        elif local in ("table-cell", "covered-table-cell"):
            self.column += _whole(plain.get("number-columns-repeated"), 1)
            if "value-type" in plain or "formula" in plain:
                self._fill(self.row + self.repeated - 1)
            spans = (_whole(plain.get(f"number-{x}-spanned"), 1) for x in ("columns", "rows"))
            if max(spans) > 1:
                self.found[self.sheet].merged.append(str(self.row))

    def _fill(self, row: int = 0) -> None:
        reach = self.found[self.sheet]
        reach.row, reach.column = max(reach.row, row or self.row), max(reach.column, self.column)
        if reach.row > MOST_ROWS or reach.column > MOST_COLUMNS:
            raise TenderError(
                told(
                    "more than {rows} rows or {columns} columns; {allowed}",
                    rows=MOST_ROWS,
                    columns=MOST_COLUMNS,
                    allowed=ALLOWED,
                )
            )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _column(name: str, default: int) -> int:
    """The number of a column from a cell's name such as AB12, from 1."""
    letters = name.rstrip("0123456789")
    if not letters or len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return default
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found
