"""The parts of an XLSX heard as a stream: texts, styles and names of its sheets first, then the cells of each.

Readers that load a workbook first cost ten times as much, or take a count that the file states for true and reserve
memory for it. What the cells hold is kept as it is heard; bounds are those of `heard`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import coordinate_to_tuple

from exports.tender.reading.xml_survey import CELL, ERROR, FORMULA, MOST_COLUMNS, PERCENT, PackageSurvey, plain, whole
from ranking.tender.tables import Cell

# A date or a time of day: no answer is one, so that which it is matters to nobody.
MOMENT = time()


@dataclass
class OfficeHeard(PackageSurvey):
    """What an XLSX said so far.

    texts   those that cells name by their number
    styles  of each number of a style whether it shows a percentage, and whether a date or a time
    book    the part that lists the sheets; first: those that cells refer to, to be heard before them
    sheets  (name, its relation, whether it is hidden); parts: relation -> part
    named   the workbook's own names of cells, and what they stand for as it is written: 'Sheet'!$B$3
    cells   part -> row -> column -> value, from 1
    """

    book: str = ""
    first: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    styles: list[tuple[bool, bool]] = field(default_factory=list)
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    cells: dict[str, dict[int, dict[int, Cell]]] = field(default_factory=dict)

    def rows(self, part: str) -> Sequence[Sequence[Cell]]:
        """Return the cells of a part, row by row up to the last one filled."""
        far, rows = self.reach[part], self.cells[part]
        across = range(1, min(far.column, MOST_COLUMNS) + 1)
        return [[rows[n].get(k) for k in across] if n in rows else () for n in range(1, far.row + 1)]


class OfficeBook(ContentHandler):
    """Hears what stands beside the sheets: texts, styles, names of sheets."""

    def __init__(self, heard: OfficeHeard):
        super().__init__()
        self.heard, self.formats = heard, dict(BUILTIN_FORMATS)
        self.in_styles, self.reading, self.spoken, self.name = False, 0, [], ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if local == "t":
            self.reading += 1
        elif local == "rPh":
            # How the text is spoken, beside it.
            self.reading -= 1
        elif local == "numFmt":
            self.formats[whole(attrs.get("numFmtId"), 0)] = attrs.get("formatCode", "")
        elif local == "cellXfs":
            self.in_styles = True
        elif local == "xf" and self.in_styles:
            shown = self.formats.get(whole(attrs.get("numFmtId"), 0), "")
            self.heard.styles.append(("%" in shown, is_date_format(shown)))
        elif local == "sheet":
            hidden = attrs.get("state", "visible") != "visible"
            self.heard.sheets.append((attrs.get("name", ""), plain(attrs).get("id", ""), hidden))
        elif local == "definedName" and "localSheetId" not in attrs:
            self.name, self.reading = attrs.get("name", ""), self.reading + 1

    def endElement(self, name: str) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if local == "t":
            self.reading -= 1
        elif local == "rPh":
            self.reading += 1
        elif local == "si":
            self.heard.texts.append(_unescaped("".join(self.spoken)))
            self.spoken = []
        elif local == "definedName" and self.name:
            self.heard.named[self.name] = "".join(self.spoken)
            self.name, self.spoken, self.reading = "", [], self.reading - 1
        elif local == "cellXfs":
            self.in_styles = False

    def characters(self, content: str) -> None:
        if self.reading > 0:
            self.spoken.append(content)


class OfficeSheet(ContentHandler):
    """Hears a sheet, or any other part: those hold no cells."""

    def __init__(self, heard: OfficeHeard, part: str):
        super().__init__()
        self.heard, self.reach, self.cells = heard, heard.reach[part], heard.cells.setdefault(part, {})
        self.row = self.column = 0
        self.type, self.style, self.spoken, self.reading = "n", 0, [], False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if local == "c":
            self.type, self.style, place = attrs.get("t", "n"), attrs.get("s"), attrs.get("r")
            # A name that is none is a ValueError: the package is damaged.
            self.row, self.column = coordinate_to_tuple(place) if place else (self.row, self.column + 1)
            self.spoken = []
        elif local in ("v", "f", "is"):
            self.reading = local == "v"
            self.reach.fill(self.row, self.column)
            self.heard.spell(CELL)
            if local == "f":
                self.reach.note(self.row, self.column, FORMULA)
        elif local == "t":
            self.reading = True
        elif local == "row":
            self.row, self.column = whole(attrs.get("r"), self.row + 1), 0
        elif local == "mergeCell":
            self.reach.merged.append(attrs.get("ref", "")[:20])

    def endElement(self, name: str) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if local in ("v", "t", "rPh"):
            self.reading = False
        elif local == "c" and self.spoken:
            value = self._value("".join(self.spoken))
            self.heard.spell(len(value) if isinstance(value, str) else 0)
            self.cells.setdefault(self.row, {})[self.column] = value

    def characters(self, content: str) -> None:
        if self.reading:
            self.spoken.append(content)

    def _value(self, text: str) -> Cell:
        if self.type == "s":
            return self.heard.texts[int(text)]
        if self.type in ("str", "inlineStr"):
            return _unescaped(text)
        if self.type == "b":
            return text.strip() in ("1", "true")
        if self.type == "e":
            self.reach.note(self.row, self.column, ERROR)
            return None
        percent, moment = self._style()
        if percent:
            self.reach.note(self.row, self.column, PERCENT)
        return MOMENT if moment or self.type == "d" else float(text)

    def _style(self) -> tuple[bool, bool]:
        n = whole(self.style, 0)
        return self.heard.styles[n] if n < len(self.heard.styles) else (False, False)


def _unescaped(text: str) -> str:
    """A text without the mark that keeps _x0041_ and the like as they were typed."""
    return text.replace("x005F_", "") if "x005F_" in text else text
