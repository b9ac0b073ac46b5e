"""A spreadsheet's package looked through before any of it is loaded: size, what it carries, how far its cells reach.

Every XML part is read as a stream, never as a tree, so that what is refused here has cost no memory.
"""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from exports.tender.reading.ods_cells import OpenSheets
from exports.tender.reading.relations import related
from exports.tender.reading.xlsx_cells import OfficeBook, OfficeHeard, OfficeSheet
from exports.tender.reading.xml_survey import ALLOWED, PackageSurvey, links
from ranking.errors import told
from ranking.tender.dossier import TenderError

MOST_BYTES, MOST_UNPACKED, MOST_MEMBERS = 5_000_000, 30_000_000, 500
CHUNK = 65_536
ODS_BOOK, ODS_MANIFEST = "content.xml", "meta-inf/manifest.xml"
# A list of parts, which is read before what a package holds is counted.
MOST_SMALL = 1_000_000


def scanned(content: bytes) -> PackageSurvey:
    """Return what was heard of all parts: an OfficeHeard, with all its cells, where the file is an XLSX.

    Raises TenderError, in one sentence, for what no tender needs: too large packed or unpacked, encrypted, macros,
    links to other files, embedded objects, a document type in the XML, cells and texts beyond the bounds of `heard`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _expect_plain(package)
            heard = _begun(package)
            for name, part in _parts(package, heard.first if isinstance(heard, OfficeHeard) else ()):
                if name.endswith((".xml", ".rels")):
                    _hear(part, _hearer(name, heard))
            return heard
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        LookupError,
    ):
        raise damaged() from None


def too_large(most: int) -> TenderError:
    """Return the refusal of a file that is larger than `most` bytes, or unpacks to more."""
    return TenderError(told("larger than {n} MB; {allowed}", n=most // 1_000_000, allowed=ALLOWED))


def damaged() -> TenderError:
    """Return the refusal of a file that no spreadsheet saved so."""
    return TenderError(told("a damaged workbook; {allowed}", allowed=ALLOWED))


def twice(names: Iterable[str]) -> bool:
    """Return whether a name is listed more than once: programs would then read different files."""
    listed = list(names)
    return len(set(listed)) < len(listed)


def with_password() -> TenderError:
    """Return the refusal of a file that asks for a password."""
    return TenderError(told("a workbook with a password; the same workbook saved without one"))


def _expect_plain(package: zipfile.ZipFile) -> None:
    """Refuse a package with what no tender needs."""
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        raise TenderError(told("{n} parts in one file; {allowed}", n=len(members), allowed=ALLOWED))
    names = [_folded(m.filename) for m in members]
    if any("vbaproject" in n or n.startswith(("basic/", "scripts/")) for n in names):
        raise TenderError(told("macros; the same workbook saved without them"))
    if any("externallinks/" in n or n.endswith("connections.xml") for n in names):
        raise links()
    if any(x in n for n in names for x in ("embeddings/", "activex/")) or any(n.startswith("object ") for n in names):
        raise TenderError(told("embedded objects; the same workbook without them"))
    if any(m.flag_bits & 1 for m in members):
        raise with_password()
    # Of two parts of one name programs take one or the other.
    if twice(names):
        raise damaged()


def _begun(package: zipfile.ZipFile) -> PackageSurvey:
    """What is to be filled with the parts of an ODS, or of an XLSX, whose parts lie where its relations say."""
    names = {_folded(name): name for name in package.namelist()}

    def small(name: str) -> bytes:
        with package.open(names[name]) as part:
            content = part.read(MOST_SMALL + 1)
        if len(content) > MOST_SMALL:
            raise damaged()
        return content

    if ODS_MANIFEST in names and b"encryption-data" in small(ODS_MANIFEST):
        raise with_password()
    related_parts = related(names, lambda name, hearer: _hear(small(name), hearer))
    if (related_parts is None) == (ODS_BOOK not in names):
        # Neither, or two workbooks in one file, of which programs take one or the other.
        raise damaged() if related_parts else TenderError(told("no workbook is in it; {allowed}", allowed=ALLOWED))
    return (
        OfficeHeard(book=related_parts.book, first=related_parts.first, parts=related_parts.parts)
        if related_parts
        else PackageSurvey()
    )


def _folded(name: str) -> str:
    """The name of a part as packages compare it."""
    return name.lower().replace("\\", "/")


def _parts(package: zipfile.ZipFile, first: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each part, what cells refer to first; its stated sizes are not taken on trust."""
    left = MOST_UNPACKED
    for member in sorted(package.infolist(), key=lambda m: _folded(m.filename) not in first):
        out = io.BytesIO()
        with package.open(member) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise TenderError(
                        told("unpacks to more than {n} MB; {allowed}", n=MOST_UNPACKED // 1_000_000, allowed=ALLOWED)
                    )
                out.write(chunk)
        yield _folded(member.filename), out.getvalue()


def _hearer(name: str, heard: PackageSurvey) -> ContentHandler:
    if not isinstance(heard, OfficeHeard):
        return OpenSheets(heard) if name == ODS_BOOK else ContentHandler()
    return OfficeBook(heard) if name in (*heard.first, heard.book) else OfficeSheet(heard, name)


def _hear(part: bytes, hearer: ContentHandler) -> None:
    try:
        parseString(part, hearer, forbid_dtd=True)
    except DefusedXmlException:
        raise TenderError(told("XML with a document type or entities; a workbook as spreadsheets save it")) from None
    except SAXParseException:
        raise damaged() from None
