"""Names in any script and names that programs would run: every file of a tender opens and holds them as typed."""

import csv
import io
from dataclasses import replace

import openpyxl
from lxml import etree
from pypdf import PdfReader

from charts.tender.price_quality import price_quality_sheet
from exports.data.csv_files import FORMS, csv_bytes
from exports.tender import documents, forms
from exports.tender.letter_content import letter
from exports.tender.live.workbook import workbook
from exports.tender.pictures import picture_file, plane
from exports.tender.report_content import report
from ranking.tender.award import award
from ranking.tender.dossier import Bidder, BidPrice
from ranking.tender.price_quality import price_quality
from tests.exports.tender.test_documents import docx_text
from tests.ranking.tender.example import ANSWERS, PUBLIC, opened
from words.language import language

FR = language("fr")
NAMES = (
    "Zoë Brûlé-Œuvray",
    "李明 Ελένη Łukasz",
    "محمد بن علي עברית",
    "ไทย தமிழ்",
    "Participant 😀",
    "\uf0b7 Word",
    "=1+1",
    "+33 1 @SUM(A1)",
    "<b>x</b> & y",
    "`code` *em* [l](u) |;,",
    "𝔘 a\u2028b",
)


def named():
    """The tender with a bidder of each name, in whose answers it is page and reason too."""
    bids = tuple(Bidder(f"b-{n}", name) for n, name in enumerate(NAMES))
    own = [a for a in ANSWERS if a.bidder == "neu"]
    answers = tuple(replace(a, bidder=b.id, page=b.name, reason=b.name) for b in bids for a in own)
    prices = tuple(BidPrice(b.id, 100.0 + n) for n, b in enumerate(bids))
    return replace(opened(), bidders=bids, answers=answers, prices=prices)


DOSSIER = named()
FOUND = award(DOSSIER, PUBLIC)


def held(content: bytes) -> list:
    """Every cell of a workbook."""
    return [c for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for c in row]


def test_every_file_of_a_tender_opens_and_holds_what_was_typed():
    last = letter(FR, FOUND, DOSSIER.bidders[-1])
    for content, wanted in ((report(FR, FOUND, None, (), (), PUBLIC), NAMES), (last, (NAMES[0], NAMES[-1]))):
        text = docx_text(documents.word(content))
        assert [name for name in wanted if name not in text] == []
    for cells in (held(workbook(FR, FOUND)), held(forms.evaluation_sheet(FR, DOSSIER, PUBLIC))):
        texts = [str(c.value) for c in cells]
        assert [name for name in NAMES if not any(name in text for text in texts)] == []
        assert not [c.coordinate for c in cells if c.data_type == "f" and any(name in str(c.value) for name in NAMES)]
    sheet = price_quality_sheet(FR, FOUND.evidence, price_quality(FOUND), FOUND.places)
    for form in FORMS:
        text = csv_bytes(sheet, form).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";" if form == "french" else ","))
        assert [row[1].replace("'", "") for row in rows[1:]] == list(NAMES) and len({len(row) for row in rows}) == 1


def test_a_document_and_a_picture_in_our_letters_are_made_whatever_was_typed():
    assert PdfReader(io.BytesIO(documents.pdf(letter(FR, FOUND, DOSSIER.bidders[4])))).pages
    etree.fromstring(picture_file(FOUND, lambda say: plane(say, FOUND), "svg"))
