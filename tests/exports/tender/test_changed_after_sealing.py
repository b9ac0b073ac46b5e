"""What was changed after the seal is said in every kind of file, whether it is sealed again or not."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest

from charts.tender.price_quality import price_quality_sheet
from exports.answers.tender import asked, ranked
from exports.data.csv_files import FORMS, csv_bytes
from exports.tender import documents, forms
from exports.tender.letter_content import letter
from exports.tender.live.workbook import workbook
from exports.tender.pair_content import pair
from exports.tender.pictures import picture_file, plane, two
from exports.tender.sentences import changed_lines, changed_sheet
from headless.tender.changes import with_changes
from ranking.tender.price_quality import price_quality
from tests.exports.tender.test_documents import EN, FOUND, content, docx_text, pdf_text
from tests.ranking.tender.example import PUBLIC, opened

PLANE = price_quality(FOUND)
CHANGED = "Requirements changed after sealing, on 4 May 2026, because: Une coquille."
OPEN_CHANGE = "requirements changed after sealing, not sealed again"


def cells(file: bytes) -> str:
    """Every text of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)


def csv_of(form: str) -> str:
    sheets = (pair(EN, FOUND, "loc", "glo").sheet, price_quality_sheet(EN, FOUND.evidence, PLANE, FOUND.places))
    made = [csv_bytes(changed_sheet(EN, sheet, FOUND.dossier), form).decode("utf-8-sig") for sheet in sheets]
    assert all(CHANGED in line for text in made for line in text.splitlines()[1:])
    return "".join(made)


def svg_of(make) -> str:
    return " ".join(re.sub("<[^>]+>", " ", picture_file(FOUND, make, "svg", lang="en").decode()).split())


BOOKS = {
    "sheet of answers": lambda: forms.answer_sheet(EN, FOUND.dossier, FOUND.dossier.bidders[0], PUBLIC),
    "sheet of prices": lambda: forms.price_sheet(EN, FOUND.dossier),
    "sheet of evaluations": lambda: forms.evaluation_sheet(EN, FOUND.dossier, PUBLIC),
    "workbook": lambda: workbook(EN, FOUND),
}
LETTER = letter(EN, FOUND, FOUND.dossier.bidder("glo"))
FILES = {
    **{name: lambda make=make: cells(make()) for name, make in BOOKS.items()},
    **{f"CSV {form}": lambda form=form: csv_of(form) for form in FORMS},
    "plane": lambda: svg_of(lambda say: plane(say, FOUND)),
    "pair": lambda: svg_of(lambda say: two(say, FOUND, "loc", "glo")),
    "report": lambda: docx_text(documents.word(content("en"))),
    "report, PDF": lambda: pdf_text(documents.pdf(content("en"))),
    "letter": lambda: docx_text(documents.word(LETTER)),
    "letter, PDF": lambda: pdf_text(documents.pdf(LETTER)),
    "CSV of a console": lambda: with_changes([{"a": 1}], ranked(FOUND, PUBLIC))[0]["changed_after_sealing"],
    "JSON": lambda: "Requirements changed after sealing … because: " + ranked(FOUND, PUBLIC)["seals"][1]["reason"],
}


@pytest.mark.parametrize("kind", FILES)
def test_every_file_says_what_was_changed_after_sealing(kind):
    said = FILES[kind]()
    assert re.search("equirements changed after sealing.*because: Une coquille.", said)


def test_a_change_that_is_not_sealed_again_is_said_too():
    open_change = replace(FOUND.dossier, announced=replace(FOUND.dossier.announced, unknowns="ignore"))
    assert changed_lines(EN, open_change)[1:] == [
        "What is announced was changed since the seal and is not sealed again: no bid counts until it is."
    ]
    assert "not sealed again" in cells(forms.price_sheet(EN, open_change))
    assert with_changes([{}], asked(open_change, PUBLIC))[0]["changed_after_sealing"].endswith("; " + OPEN_CHANGE)
    sheet = price_quality_sheet(EN, FOUND.evidence, PLANE, FOUND.places)
    assert changed_sheet(EN, sheet, opened()) is sheet and with_changes([{}], asked(opened(), PUBLIC)) == [{}]
