"""The sheets of an ODS heard as a stream: a cell or a row says how often it stands, and is counted as often."""

from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from exports.tender.reading.xml_survey import CELL, FORMULA, PERCENT, PackageSurvey, SheetExtent, links, plain, whole

_CELLS = ("table-cell", "covered-table-cell")


class OpenSheets(ContentHandler):
    """Hears content.xml."""

    def __init__(self, heard: PackageSurvey):
        super().__init__()
        self.heard, self.reach = heard, SheetExtent()
        self.row = self.column = self.rows = self.columns = self.letters = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        local = name.rpartition(":")[2]
        if local in _CELLS:
            self._cell(plain(attrs))
        elif local == "table-row":
            self.row, self.column = self.row + self.rows, 0
            self.rows = whole(plain(attrs).get("number-rows-repeated"), 1)
        elif local == "table":
            self.reach, self.row, self.rows = self.heard.reach[plain(attrs).get("name", "")], 0, 1
        elif local == "s":
            self.letters += whole(plain(attrs).get("c"), 1)
        elif local in ("table-source", "cell-range-source", "dde-source"):
            raise links()

    def endElement(self, name: str) -> None:  # noqa: N802
        if self.letters and name.rpartition(":")[2] in _CELLS:
            self.heard.spell(self.letters * self.columns * self.rows)
            self.letters = 0

    def characters(self, content: str) -> None:
        self.letters += len(content)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.columns, self.letters = whole(attributes.get("number-columns-repeated"), 1), 0
        first, self.column = self.column + 1, self.column + self.columns
        if "value-type" in attributes or "formula" in attributes:
            self.reach.fill(self.row + self.rows - 1, self.column)
            self.heard.spell(CELL * self.columns * self.rows)
        if "formula" in attributes or attributes.get("value-type") == "percentage":
            self.reach.note(self.row, first, FORMULA if "formula" in attributes else PERCENT)
        if max(whole(attributes.get(f"number-{x}-spanned"), 1) for x in ("columns", "rows")) > 1:
            self.reach.merged.append(str(self.row))
