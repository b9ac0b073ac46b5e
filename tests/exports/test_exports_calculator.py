"""The framework's calculator as a workbook: its numbers, its formulas recomputed by LibreOffice, answers read back."""

import csv
import io

import openpyxl
import pytest

from exports.yardsticks.calculator import answers_of, calculator
from ranking.errors import ScenarioError
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
    assert answers_of(content, CSF) == {offer: {}}
    assert made(evidence, lang, offer) == content


@pytest.mark.parametrize("order", [1, -1])
def test_answers_typed_in_are_read_back_whatever_the_order_of_rows(evidence, order):
    assert answers_of(typed(made(evidence, "fr", "azure"), OWN, order), CSF) == {"azure": OWN}
    as_texts = {key: f" {value},0\u00a0" for key, value in OWN.items()} | {"1.1": " "}
    assert answers_of(typed(made(evidence, "fr", "azure"), as_texts, order), CSF) == {"azure": OWN}


def test_libreoffice_computes_the_same_with_answers_of_ones_own(evidence):
    programs.needed("calc")
    content = typed(made(evidence, "en", "azure"), OWN)
    again = programs.office(content, "in.xlsx", "csv")
    rows = list(csv.reader(io.StringIO(again.decode("utf-8"))))
    whole = next(row for row in rows if row and row[0] == "Whole")
    found = read(CSF, WEIGHTS, evidence, AWARD_DAY, given={"azure": OWN}).known["azure"]
    assert [float(x.replace(",", ".")) for x in whole[2:6]] == pytest.approx([*found.score, *found.seal], abs=0.006)


@pytest.mark.parametrize("value", [0, 6, 2.5, "three", True])
def test_an_answer_that_is_none_is_refused_by_its_question(evidence, value):
    with pytest.raises(ScenarioError, match=r"^2\.2: "):
        answers_of(typed(made(evidence, "en", "azure"), {"2.2": value}), CSF)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", b"PK\x03\x04" + bytes(1_100_000)])
def test_another_file_is_refused_in_one_sentence(content):
    with pytest.raises(ScenarioError, match="not a workbook of the framework"):
        answers_of(content, CSF)


def test_a_workbook_without_the_mark_is_refused():
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(ScenarioError, match="not a workbook of the framework"):
        answers_of(out.getvalue(), CSF)
