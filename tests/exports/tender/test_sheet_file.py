"""Spreadsheets read as people save them, and hostile ones refused in one sentence before they cost memory."""

import io
import tracemalloc
import zipfile
from codecs import BOM_UTF8
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from exports.tender.reading.package_scan import MOST_BYTES, MOST_UNPACKED
from exports.tender.reading.sheet_file import tables_of
from ranking.errors import BoardError, DataError
from ranking.tender.requirement_table import EVALUATION_WORDS, KIND_WORDS, SCALE_WORDS, requirements_of
from ranking.tender.tables import COLUMNS, SheetTable, recognised
from ranking.typed.file_kind import OLD_OFFICE, PASSWORD
from ranking.typed.text import letters
from tests.ranking.tender.example import PUBLIC

HEAD = ("Identifiant", "Exigence", "Nature", "Échelle", "Pire valeur", "Meilleure valeur", "Poids")
GOOD = ("C-1", "Disponibilité", "critère", "nombre", 99.0, 100.0, 10)


def workbook(rows=(HEAD, GOOD), sheet="Exigences", then=lambda book, page, form: None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
        then(book, page, book.add_format)
    return out.getvalue()


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    """The package with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in held.namelist():
            new.writestr(name, change.pop(name, None) or held.read(name))
        for name, part in change.items():
            new.writestr(name, part)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return held.read(name)


def read(content: bytes):
    return requirements_of(recognised(tables_of(content, "fichier.csv")), PUBLIC)


def renamed(content: bytes, *pairs: tuple[str, str]) -> bytes:
    """The package with words replaced in the names and the texts of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(out, "w") as new:
        for name in held.namelist():
            text = held.read(name)
            for before, after in pairs:
                name, text = name.replace(before, after), text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


OOXML, STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
FRENCH = ";".join(HEAD) + "\r\nC-1;Disponibilité;critère;nombre;99,0;100;10\r\n"


@pytest.mark.parametrize(
    "content",
    [
        workbook(),
        workbook(then=lambda book, page, form: book.add_worksheet("Notes").merge_range("A1:C1", "Lisez-moi")),
        renamed(workbook(), ("workbook.xml", "classeur.xml"), ("worksheets/", "feuilles/")),
        renamed(workbook(), ("xl/", "bureau/")),
        renamed(
            workbook(),
            (f"{OOXML}/spreadsheetml/2006/main", f"{STRICT}/spreadsheetml/main"),
            (f"{OOXML}/officeDocument/2006/", f"{STRICT}/officeDocument/"),
        ),
        repacked(workbook(), {"xl/workbook.xml": BOM_UTF8 + part(workbook(), "xl/workbook.xml")}),
        BOM_UTF8 + workbook(),
        FRENCH.encode("cp1252"),
        FRENCH.encode("utf-8-sig"),
        FRENCH.encode("utf-16"),
        FRENCH.replace(";", "\t").encode(),
        FRENCH.replace("99,0", "99.0").replace(";", ",").encode(),
        FRENCH.replace("critère", "criterion").replace("Nature", "Kind").encode(),
        FRENCH.replace("Échelle", "ECHELLE :")
        .replace("Pire valeur", " PIRE\u00a0 VALEUR ")
        .replace("Poids", "Poids (%)")
        .encode(),
        ("sep=;\r\n" + FRENCH.replace("critère", "Critere")).encode(),
        ("Marché 2026-17;;;;;;\r\n;;;;;;\r\n" + FRENCH).encode(),
        workbook((("Marché 2026-17 : exigences",), (), tuple(h.upper() for h in HEAD), GOOD)),
    ],
)
def test_every_form_in_which_a_table_is_saved_reads_the_same(content):
    (one,) = read(content)
    assert (one.id, one.text, one.kind, one.scale) == ("C-1", "Disponibilité", "criterion", "number")
    assert (one.worst, one.best, one.weight) == (99.0, 100.0, 10.0)


def test_all_faults_are_named_at_once_with_sheet_cell_and_what_is_allowed():
    rows = (
        HEAD,
        ("C-1", "Disponibilité", "souhait", "nombre", 99, 100, 1),
        ("C-1", "", "critère", "nombre", "beaucoup", 100, 1),
        ("C-3", "Clés", "critère", "nombre", 5, 5, "-2"),
    )
    with pytest.raises(DataError) as refusal:
        read(workbook(rows))
    said = str(refusal.value).splitlines()
    assert [line.split(":")[0] for line in said] == [f"Exigences!{x}" for x in ("C2", "A3", "B3", "E3", "E4", "G4")]
    assert "Exigences!C2: “souhait”; obligatoire / must-have, critère / criterion, question / question" in said
    assert "Exigences!E3: “beaucoup”; a number such as 99.5" in said
    assert "Exigences!A3: C-1 stands twice; each identifier once" in said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("=1+1", "Exigences!G2: a formula"),
        (date(2026, 1, 2), "Exigences!G2: a date or a time"),
    ],
)
def test_a_cell_that_holds_no_plain_value_is_named(cell, said):
    def then(book, page, form):
        if isinstance(cell, date):
            page.write_datetime(1, 6, cell, form({"num_format": "dd/mm/yyyy"}))
        else:
            page.write_formula(1, 6, cell)

    with pytest.raises(DataError, match=said):
        read(workbook(then=then))


def test_a_percentage_is_not_taken_for_the_number_it_is_kept_as():
    def then(book, page, form):
        page.write_number(1, 4, 0.995, form({"num_format": "0.0%"}))

    with pytest.raises(DataError, match="Exigences!E2: a percentage"):
        read(workbook(then=then))


def test_a_column_that_is_not_known_is_named_rather_than_passed_over():
    with pytest.raises(DataError, match=r"Exigences!H1: column “Coefficient”; one of Identifiant / Identifier"):
        read(workbook(((*HEAD, "Coefficient"), (*GOOD, 3))))


def test_a_table_that_lacks_a_column_is_named_rather_than_passed_over():
    def then(book, page, form):
        other = book.add_worksheet("Soumissionnaires")
        other.write_row(0, 0, ("Soumisionnaire", "Nom", "Offre du tableau"))

    with pytest.raises(DataError, match="^Soumissionnaires!1: no column “Soumissionnaire / Bidder”; one of"):
        read(workbook(then=then))


def test_no_two_headings_are_one_when_retyped():
    for words in (COLUMNS, KIND_WORDS, SCALE_WORDS, EVALUATION_WORDS):
        spelled = [{letters(both.fr), letters(both.en)} for both in words.values()]
        assert not any(one & other for n, one in enumerate(spelled) for other in spelled[:n])


def test_a_list_that_is_too_long_is_refused_before_its_rows_are_looked_at():
    rows = "".join(f"C;D;souhait;nombre;a;b;{n}\r\n" for n in range(1000))
    with pytest.raises(DataError, match="^fichier.csv!A1002: 1001 rows; at most 1000$"):
        read((FRENCH + rows[:-1]).encode())


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'
SHEET = "xl/worksheets/sheet1.xml"
MANY = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 110_000))


def with_rows(xml: bytes) -> bytes:
    body = part(workbook(), SHEET)
    start, end = body.index(b"<sheetData>") + 11, body.index(b"</sheetData>")
    return repacked(workbook(), {SHEET: body[:start] + xml + body[end:]})


def with_texts(text: bytes, times: int) -> bytes:
    """The workbook with one text that `times` cells name, fifty in a row."""
    texts = b"<sst><si><t>" + text + b"</t></si></sst>"
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 50 + b"</row>"
    return repacked(with_rows(row * (times // 50)), {"xl/sharedStrings.xml": texts})


def package(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


ROWS, CELL = "<table:table-row table:number-rows-repeated", "<table:table-cell table:number-columns-repeated"
TEXT, END = 'office:value-type="string"><text:p>', "</text:p></table:table-cell></table:table-row>"


def ods(rows: str) -> bytes:
    spaces = "".join(f' xmlns:{x}="urn:oasis:names:tc:opendocument:xmlns:{x}:1.0"' for x in ("office", "table", "text"))
    body = f'<table:table table:name="Exigences">{rows}</table:table>'
    inside = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    return package({"content.xml": f"<office:document-content{spaces}>{inside}</office:document-content>".encode()})


def hostile() -> dict[str, tuple[bytes, str]]:
    zeros = b"<a>" + b" " * (MOST_UNPACKED + 1) + b"</a>"
    return {
        "xml bomb": (repacked(workbook(), {"xl/sharedStrings.xml": BOMB}), "document type or entities"),
        "utf-16 xml bomb": (
            repacked(
                workbook(), {"xl/styles.xml": BOMB.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")}
            ),
            "document type or entities",
        ),
        "zip bomb": (repacked(workbook(), {"xl/media/a.xml": zeros}), "unpacks to more than 30 MB"),
        "too many rows": (with_rows(MANY), "more than 100000 rows"),
        "a far cell": (with_rows(b'<row r="2"><c r="XFD2"><v>1</v></c></row>'), "or 60 columns"),
        "a far row": (with_rows(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "more than 100000 rows"),
        "macros": (repacked(workbook(), {"xl/vbaProject.bin": b"x"}), "macros"),
        "links": (repacked(workbook(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "links to other files"),
        "embedded": (repacked(workbook(), {"xl/embeddings/oleObject1.bin": b"x"}), "embedded objects"),
        "hidden": (
            workbook(then=lambda book, page, form: (book.add_worksheet("Vide").activate(), page.hide())),
            "the sheet “Exigences” is hidden",
        ),
        "merged": (
            workbook(then=lambda book, page, form: page.merge_range("A4:B4", "x")),
            "has merged cells \\(A4:B4\\)",
        ),
        "not a workbook": (package({"word/document.xml": b"<a/>"}), "no workbook is in it"),
        "a document of text": (renamed(workbook(), ('/worksheet"', '/header"')), "no workbook is in it"),
        "a binary workbook": (renamed(workbook(), ("workbook.xml", "workbook.bin")), "no workbook is in it"),
        "a long list of parts": (repacked(workbook(), {"_rels/.rels": b" " * 1_000_001}), "a damaged"),
        "a part beside the package": (renamed(workbook(), ("worksheets/", "../../worksheets/")), "a damaged"),
        "flat xml": (b'<?xml version="1.0"?><office:document/>', "XML or a web page in place of a workbook"),
        "password": (OLD_OFFICE + b"\0" * 512 + PASSWORD, "a workbook with a password"),
        "ods: password": (
            package({"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
            "a workbook with a password",
        ),
        "a workbook of nothing": (repacked(workbook(), {"xl/workbook.xml": b"<a/>"}), "no table known here"),
        "a text that no cell can name": (with_rows(b'<row r="1"><c t="s"><v>99</v></c></row>'), "a damaged"),
        "a cell without a name": (with_rows(b'<row r="1"><c r="AAAA1"><v>1</v></c></row>'), "a damaged"),
        "one long text in many cells": (with_texts(b"x" * 20_000, 2_000), "unpacks to more than 30 MB"),
        "many cells": (with_texts(b"x", 300_000), "unpacks to more than 30 MB"),
        "two parts of one name": (repacked(workbook(), {SHEET.upper(): b"<a/>"}), "a damaged"),
        "two workbooks in one": (repacked(workbook(), {"content.xml": b"<a/>"}), "a damaged"),
        "ods: one text in many cells": (ods(f'{ROWS}="20000">{CELL}="50" {TEXT}{"x" * 9999}{END}'), "more than 30 MB"),
        "ods: spaces": (ods(f'{ROWS}="1">{CELL}="1" {TEXT}<text:s text:c="9999999999"/>{END}'), "more than 30 MB"),
        "ods: a row without end": (ods(f'{ROWS}="9999999999">{CELL}="1" {TEXT}x{END}'), "more than 100000 rows"),
        "ods: a cell without end": (ods(f'{ROWS}="1">{CELL}="9999999999" {TEXT}x{END}'), "or 60 columns"),
        "cut off": (workbook()[:-200], "a damaged workbook"),
        "broken xml": (repacked(workbook(), {SHEET: b"<worksheet><sheetData>"}), "a damaged workbook"),
        "old office": (OLD_OFFICE + b"\0" * 512, "an old Office file;"),
        "pdf": (b"%PDF-1.7", "a PDF;"),
        "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a picture;"),
        "archive": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 99, "a packed archive;"),
        "an archive of nothing": (package({}), "an empty archive;"),
        "a dossier in its place": (b' {"format": "tender dossier 1"}', "JSON, which a dossier is"),
        "empty": (b"", "an empty file"),
        "binary": (b"\x00\x01\x02\x03" * 100, "encoding known here|no table known"),
        "too large": (b" " * (MOST_BYTES + 1), "larger than 5 MB"),
        "a long field": (b'"' + b"x" * 200_000, "not CSV"),
        "wide csv": (b";" * 1000 + b"\n", "60 columns"),
        "another table": (workbook((("Nom", "Âge"), ("A", 3))), "no table known here"),
    }


HOSTILE = hostile() | {
    f"as LibreOffice saves it: {name}": ((Path(__file__).parent / "samples" / name).read_bytes(), said)
    for name, said in (
        ("old.xls", "an old Office file; a workbook of requirements"),
        ("password.xlsx", "a workbook with a password; the same workbook saved without one"),
        ("password.ods", "a workbook with a password; the same workbook saved without one"),
    )
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name):
    content, said = HOSTILE[name]
    with pytest.raises(BoardError, match=said) as refusal:
        read(content)
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 900


@pytest.mark.parametrize(
    "name",
    ["zip bomb", "xml bomb", "a far cell", "one long text in many cells", "ods: one text in many cells", "ods: spaces"],
)
def test_what_is_refused_has_cost_little_memory(name):
    tracemalloc.start()
    with pytest.raises(BoardError):
        read(HOSTILE[name][0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MOST_UNPACKED


def test_names_in_any_script_are_read_as_they_are():
    rows = (HEAD, ("Ж-1", "Αστρeinte 日本語 עברית 𝔘", "critère", "oui/non", "", "", 1))
    assert [(r.id, r.text) for r in read(workbook(rows))] == [("Ж-1", "Αστρeinte 日本語 עברית 𝔘")]


def test_what_no_file_can_hold_is_left_out_of_a_cell():
    rows = (HEAD, ("C-1", "a\ufeffb\u200b\x0bc\nd", "critère", "oui/non", "", "", 1))
    assert [r.text for r in requirements_of(recognised([SheetTable("x", rows)]), PUBLIC)] == ["ab c\nd"]


def test_text_that_looks_like_a_formula_is_text():
    (one,) = read("Identifiant;Exigence;Nature;Échelle\nQ-1;=cmd|' /C calc'!A0;question;texte\n".encode())
    assert one.text == "=cmd|' /C calc'!A0"
