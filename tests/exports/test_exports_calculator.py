"""The framework's calculator as a workbook: its numbers, its formulas recomputed by LibreOffice, answers read back."""

import csv
import io
import zipfile

import openpyxl
import pytest

from exports.yardsticks.calculator import calculator
from exports.yardsticks.own_answers import own_answers
from ranking.errors import BoardError, ScenarioError
from ranking.typed.file_kind import OLD_OFFICE, PASSWORD
from ranking.yardsticks.load import framework
from ranking.yardsticks.reading import read
from tests import programs
from tests.ranking.yardsticks.test_assess import AWARD_DAY
from words.language import language

CSF = framework()
WEIGHTS = CSF.weights_named()
OWN = {"1.6": 5, "2.2": 5, "8.4": 4}


def made(evidence, lang: str, offer: str, given=None) -> bytes:
    found = read(CSF, WEIGHTS, evidence, AWARD_DAY, given=given).known[offer]
    return calculator(language(lang), evidence, CSF, WEIGHTS, found, AWARD_DAY)


def typed(content: bytes, answers: dict[str, object], order: int = 1) -> bytes:
    """The workbook with answers typed in, its rows in another order."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[1]
    for row in sheet.iter_rows(min_row=2):
        if str(row[0].value) in answers:
            row[6].value = answers[str(row[0].value)]
    if order < 0:
        body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for n, values in enumerate(reversed(body), 2):
            for k, value in enumerate(values, 1):
                sheet.cell(n, k).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("lang", "offer"), [("fr", "azure"), ("en", "scaleway")])
def test_it_holds_the_models_own_ranges_and_reads_back_to_no_answers(evidence, lang, offer):
    content = made(evidence, lang, offer)
    found = read(CSF, WEIGHTS, evidence, AWARD_DAY).known[offer]
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    whole = [cell.value for cell in sheet[12]][2:6]
    assert whole == pytest.approx([*found.score, *found.seal])
    assert own_answers(content, CSF, evidence) == {offer: {}}
    assert made(evidence, lang, offer) == content


@pytest.mark.parametrize("order", [1, -1])
def test_answers_typed_in_are_read_back_whatever_the_order_of_rows(evidence, order):
    assert own_answers(typed(made(evidence, "fr", "azure"), OWN, order), CSF, evidence) == {"azure": OWN}
    as_texts = {key: f" {value},0\u00a0" for key, value in OWN.items()} | {"1.1": " "}
    assert own_answers(typed(made(evidence, "fr", "azure"), as_texts, order), CSF, evidence) == {"azure": OWN}


def test_libreoffice_computes_the_same_with_answers_of_ones_own(evidence):
    programs.needed("calc")
    content = typed(made(evidence, "en", "azure"), OWN)
    again = programs.office(content, "in.xlsx", "csv")
    rows = list(csv.reader(io.StringIO(again.decode("utf-8"))))
    found = read(CSF, WEIGHTS, evidence, AWARD_DAY, given={"azure": OWN}).known["azure"]
    ours = {"Whole": (found.score, found.seal)} | found.objectives
    for name, (score, seal) in ours.items():
        (cells,) = [row[2:6] for row in rows if row and row[0].split(" ")[0] == name]
        assert [float(x.replace(",", ".")) for x in cells] == pytest.approx([*score, *seal], abs=0.006), name


@pytest.mark.parametrize("value", [0, 6, 2.5, "three", True])
def test_an_answer_that_is_none_is_refused_by_its_question(evidence, value):
    with pytest.raises(ScenarioError, match=r"^2\.2: "):
        own_answers(typed(made(evidence, "en", "azure"), {"2.2": value}), CSF, evidence)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Question;Answer\n1.1;4\n", "neither a workbook nor JSON"),
        (b"", "neither a workbook nor JSON"),
        (OLD_OFFICE + bytes(512), "an old Office file"),
        (OLD_OFFICE + bytes(512) + PASSWORD, "a workbook with a password"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(evidence, content, said):
    with pytest.raises(ScenarioError, match=f"^{said}; the workbook that this board wrote"):
        own_answers(content, CSF, evidence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_answers_in_json_are_read_in_whichever_encoding(evidence, encoding):
    text = ' {"format": "csf answers 1", "answers": {"azure": {"2.2": 3}}}'
    assert own_answers(text.encode(encoding), CSF, evidence) == {"azure": {"2.2": 3}}


def packed(content: bytes, more: dict[str, bytes] | None = None, **changed: bytes | tuple[bytes, bytes]) -> bytes:
    """The workbook with parts replaced, or a passage of one, or parts added."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()} | (more or {})
    for name, part in changed.items():
        (path,) = [x for x in parts if x.endswith(f"/{name}.xml")]
        parts[path] = parts[path].replace(*part) if isinstance(part, tuple) else part
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made_again:
        for name, part in parts.items():
            made_again.writestr(name, part)
    return out.getvalue()


def changed(content: bytes, change) -> bytes:
    """The workbook after `change` was done to it in a spreadsheet."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def empty_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


BOMB = b"<sst><si><t>" + b"a" * 40_000_000 + b"</t></si></sst>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
# What people bring in place of a workbook of ours, and how the sentence about it begins.
BROUGHT = {
    "no zip": (lambda x: b"PK\x03\x04", "a damaged workbook"),
    "cut": (lambda x: x[: len(x) // 2], "a damaged workbook"),
    "no styles": (lambda x: packed(x, styles=b""), "a damaged workbook"),
    "a part that is none": (lambda x: packed(x, sheet2=b"<a"), "a damaged workbook"),
    "a bomb": (lambda x: packed(x, sharedStrings=BOMB), "unpacks to more than 30 MB"),
    "entities": (lambda x: packed(x, sheet2=ENTITIES), "XML with a document type or entities"),
    "macros": (lambda x: packed(x, {"xl/vbaProject.bin": b"x"}), "macros"),
    "external links": (lambda x: packed(x, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "links to other files"),
    "embedded": (lambda x: packed(x, {"xl/embeddings/oleObject1.bin": b"x"}), "embedded objects"),
    "a text": (lambda x: packed(x, {"_rels/.rels": b"<Relationships/>"}), "no workbook is in it"),
    "another workbook": (lambda x: empty_workbook(), "no cell is named csf_offer, which holds the offer"),
    "no questions": (
        lambda x: changed(x, lambda book: book.worksheets[1].delete_cols(1)),
        "no sheet has the numbers of the questions in its first column",
    ),
    "a sheet twice": (
        lambda x: changed(x, lambda book: book.copy_worksheet(book["Answers"])),
        "questions on 2 sheets ('Answers', 'Answers Copy')",
    ),
    "no such sheet": (
        lambda x: changed(x, lambda book: book.__delitem__("Result")),
        "csf_offer stands for \"'Result'!$B$14\", where no offer is",
    ),
    "several cells": (lambda x: renamed(x, "Result!$B$14:$C$14"), "csf_offer stands for 'Result!$B$14:$C$14', where"),
    "an empty cell": (lambda x: renamed(x, "Result!$H$40"), "csf_offer stands for 'Result!$H$40', where no offer is"),
    "no cell": (lambda x: renamed(x, "#REF!"), "csf_offer stands for '#REF!', where no offer is"),
    "half a name": (lambda x: renamed(x, "'Result"), 'csf_offer stands for "\'Result", where no offer is'),
    "a cell of another sheet": (
        lambda x: renamed(x, "Answers!$A$2"),
        "Answers!$A$2: '1.1': no such offer on this board; one of aruba",
    ),
    "a formula that nobody computed": (lambda x: typed(x, {"1.1": "=1+1"}), "1.1: 'formula'; a whole number from 1"),
}


def renamed(content: bytes, where: str) -> bytes:
    """The workbook whose name for the offer's cell stands for something else."""
    return packed(content, workbook=(b"'Result'!$B$14", where.encode()))


@pytest.mark.parametrize("kind", BROUGHT)
def test_another_file_is_refused_in_one_sentence_that_says_what_is_wrong(evidence, kind):
    make, said = BROUGHT[kind]
    with pytest.raises(ScenarioError) as caught:
        own_answers(make(made(evidence, "en", "azure")), CSF, evidence)
    assert str(caught.value).startswith(said) and str(caught.value).count(";") == 1
    assert "requirements" not in str(caught.value)


def test_a_file_that_is_too_long_or_half_of_one_is_refused(evidence):
    with pytest.raises(BoardError, match="^not JSON"):
        own_answers(b"{", CSF, evidence)
    with pytest.raises(ScenarioError, match="more than 1 MB"):
        own_answers(bytes(1_100_000), CSF, evidence)


def test_sheets_in_another_order_and_one_of_notes_are_read(evidence):
    def moved(book) -> None:
        book.create_sheet("Notes", 0)["A1"] = "mine"
        book.move_sheet("Answers", -1)

    content = changed(typed(made(evidence, "en", "azure"), OWN), moved)
    assert own_answers(content, CSF, evidence) == {"azure": OWN}


def test_a_question_on_two_rows_is_refused(evidence):
    book = openpyxl.load_workbook(io.BytesIO(made(evidence, "en", "azure")))
    book.worksheets[1].cell(3, 1).value = "1.1"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(ScenarioError, match="^1.1: on 2 rows; one row for each question"):
        own_answers(out.getvalue(), CSF, evidence)
