"""A tender's documents as files: DOCX (python-docx) and tagged PDF (Typst); the same content, the same numbers."""

import io
import json
import zipfile
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from charts.parts.letters import lost_sentence
from exports.data.zip_files import zipped
from exports.export_queue import export_queue
from exports.svg import typesetting
from exports.tender.content import DocumentContent, Figure, TextTable
from words.language import language

HERE = Path(__file__).resolve().parent
QUIET, MARGIN, LETTERS, FOOT = RGBColor(0x5C, 0x59, 0x52), Mm(16), "Calibri", Pt(7.5)
LONG_SIDE, SHORT_SIDE = Mm(297), Mm(210)
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# Of a picture in a DOCX, for each of its own.
PIXELS = 2
_STAMP = datetime(2000, 1, 1)


def pdf(content: DocumentContent) -> bytes:
    """Return the document as PDF/UA-1; same content, same bytes. Raises exports.export_queue.Busy."""
    bare = replace(content, sections=tuple(replace(s, figure=None) for s in content.sections))
    data, sources = asdict(bare) | {"lost": ""}, {"main.typ": (HERE / "document.typ").read_bytes()}
    for n, (section, own) in enumerate(zip(data["sections"], content.sections, strict=True)):
        if own.grid:
            section["grid"]["right"] = sorted(own.grid.right)
        if own.figure:
            figure = own.figure
            section["figure"] = {"file": f"{n}.svg", "alt": figure.alt, "reading": figure.picture.reading}
            sources[f"{n}.svg"] = typesetting.placed(figure.svg).encode()
    data["lost"] = lost_sentence(language(content.lang), json.dumps(data, ensure_ascii=False))
    sources["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    with export_queue.turn():
        return typesetting.compiled(sources, "pdf", standards="ua-1")


def word(content: DocumentContent) -> bytes:
    """Return the document as DOCX; same content, same bytes. Raises exports.export_queue.Busy."""
    made = docx.Document()
    _page(made, content)
    made.add_paragraph(content.stands).runs[0].font.color.rgb = QUIET
    made.add_heading(content.title, 1)
    made.add_paragraph().add_run(content.finding).bold = True
    for section in content.sections:
        heading = made.add_heading(section.heading, 2)
        # LibreOffice parts a picture from the heading that should keep with it.
        heading.paragraph_format.page_break_before = section.figure is not None
        for line in section.lines:
            made.add_paragraph(line).paragraph_format.keep_with_next = section.grid is not None
        if section.figure:
            _figure(made, section.figure, content.lang)
        if section.grid:
            _grid(made, section.grid)
        if section.small:
            _small(made, section.small)
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as package:
        return zipped({name: package.read(name) for name in package.namelist()})


def _page(made: docx.document.Document, content: DocumentContent) -> None:
    """A4 on its side: the tables are wide; language, title and foot."""
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG_SIDE, SHORT_SIDE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    foot = section.footer.paragraphs[0]
    for text, field in ((f"{content.stands} · {content.page} ", "PAGE"), ("/", "NUMPAGES")):
        run = foot.add_run(text)
        run.font.size, run.font.color.rgb = FOOT, QUIET
        _field(foot, field)
    style = made.styles["Normal"]
    style.font.name, style.font.size, style.paragraph_format.space_after = LETTERS, Pt(9.5), Pt(3)
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), _LANGUAGES[content.lang])
    style.element.get_or_add_rPr().append(tag)
    about = made.core_properties
    about.title, about.author, about.language = content.title, "", _LANGUAGES[content.lang]
    about.created = about.modified = _STAMP
    about.comments = about.last_modified_by = ""


def _field(paragraph: docx.text.paragraph.Paragraph, what: str) -> None:
    """A number that the reader's program fills in: PAGE, NUMPAGES."""
    run = paragraph.add_run("1")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run.font.size, run.font.color.rgb = FOOT, QUIET
    field.append(run._r)
    paragraph._p.append(field)


def _figure(made: docx.document.Document, figure: Figure, lang: str) -> None:
    """A picture with its text alternative, and how to read it under it."""
    wide, high = figure.look.width, figure.look.height
    with export_queue.turn("picture"):
        png = typesetting.from_svg(figure.svg, "png", wide, high, figure.picture.title, PIXELS, lang)
    shown = made.add_picture(io.BytesIO(png), width=LONG_SIDE - 2 * MARGIN)
    shown._inline.docPr.set("descr", figure.alt)
    _small(made, figure.picture.reading)


def _small(made: docx.document.Document, text: str) -> None:
    small = made.add_paragraph().add_run(text)
    small.font.size, small.font.color.rgb = Pt(8), QUIET


def _grid(made: docx.document.Document, grid: TextTable) -> None:
    table = made.add_table(rows=1, cols=len(grid.heads), style="Light Grid Accent 1")
    table.autofit = False
    room = LONG_SIDE - 2 * MARGIN
    widths = [int(room * w / sum(grid.widths)) for w in grid.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _row(table.rows[0], grid.heads, widths, grid.right)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for texts in grid.rows:
        row = table.add_row()
        _row(row, texts, widths, grid.right)
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)


def _row(row: object, texts: list[str], widths: list[int], right: frozenset[int]) -> None:
    for k, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = widths[k]
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).font.size = Pt(8.5)
        if k in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


# Ending of a document's file -> its media type, and what makes it of a DocumentContent.
KINDS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
    "pdf": ("application/pdf", pdf),
}
