"""Where the parts of an XLSX lie: its own lists of relations say so, and every program may choose other names."""

import posixpath
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

ROOT = "_rels/.rels"
BOOK, FIRST = "officeDocument", ("styles", "sharedStrings")
# A text document of the same family has a book too; its parts are no sheets.
SHEETS = ("worksheet", "chartsheet", "dialogsheet")


class Related(NamedTuple):
    """The part that lists the sheets, the parts that cells refer to, and relation -> part; names in small letters."""

    book: str
    first: tuple[str, ...]
    parts: Mapping[str, str]


class Relations(ContentHandler):
    """Hears a list of relations: (what it is, its name, the part)."""

    def __init__(self, base: str):
        super().__init__()
        self.base, self.found = base, []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        if name.rpartition(":")[2] == "Relationship" and attrs.get("TargetMode") != "External":
            kind = attrs.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(posixpath.join("/", self.base, attrs.get("Target", ""))).lstrip("/")
            self.found.append((kind, attrs.get("Id", ""), part.lower()))


def related(names: Collection[str], hear: Callable[[str, ContentHandler], None]) -> Related | None:
    """Return where the parts of a workbook lie, None where the package is none.

    names  those of the package's parts, in small letters; hear(name, hearer) has one of them heard
    """

    def listed(name: str, base: str) -> list[tuple[str, str, str]]:
        hearer = Relations(base)
        if name in names:
            hear(name, hearer)
        return hearer.found

    # A binary workbook has no XML to be heard.
    books = [part for kind, _, part in listed(ROOT, "") if kind == BOOK and part in names and part.endswith(".xml")]
    if not books:
        return None
    base, file = posixpath.split(books[0])
    relations = listed(posixpath.join(base, "_rels", f"{file}.rels"), base)
    if not any(kind in SHEETS for kind, _, _ in relations):
        return None
    first = tuple(part for kind, _, part in relations if kind in FIRST)
    return Related(books[0], first, {name: part for _, name, part in relations})
