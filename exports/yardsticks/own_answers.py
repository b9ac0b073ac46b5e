"""Answers of one's own as people bring them back: the calculator's workbook, or JSON; read whole or refused whole."""

import io
from collections import Counter
from collections.abc import Mapping
from typing import Any

import openpyxl

from exports.tender.reading.package_scan import scanned
from exports.yardsticks.calculator import ID, OFFER, OWN
from ranking.errors import ScenarioError, told
from ranking.model import Evidence
from ranking.plain.entries import shown
from ranking.typed.file_kind import ZIP, file_kind
from ranking.typed.number import meanings
from ranking.yardsticks import answer_sheet
from ranking.yardsticks.framework import Framework, FrameworkQuestion

MOST_BYTES = 1_000_000


def own_answers(content: bytes, framework: Framework, evidence: Evidence) -> dict[str, dict[str, int]]:
    """Return offer -> question -> answer of a file, for offers of this board alone.

    Raises ScenarioError or NotJson, in one sentence that says what is wrong and where.
    """
    if len(content) > MOST_BYTES:
        raise ScenarioError(told("a file of more than {n} MB; one sheet of answers", n=MOST_BYTES // 1_000_000))
    read = _of_workbook if content.startswith(ZIP) else _of_json
    found = read(content, framework)
    for offer in found:
        if offer not in evidence.offers:
            raise ScenarioError(
                told(
                    "answers: {offer}: no such offer on this board; one of {list}",
                    offer=shown(offer),
                    list=", ".join(evidence.offers),
                )
            )
    return found


def _of_json(content: bytes, framework: Framework) -> dict[str, dict[str, int]]:
    """The answers of a JSON file. Another kind of file is refused by its name."""
    kind = file_kind(content)
    # Answers are an object, in whichever encoding.
    if kind or b"{" not in content[:20]:
        kind = kind or told("neither a workbook nor JSON")
        raise ScenarioError(told("{kind}; the workbook that this board wrote, as XLSX, or JSON", kind=kind))
    return answer_sheet.read(content, framework)


def _of_workbook(content: bytes, framework: Framework) -> dict[str, dict[str, int]]:
    """The answers typed into a workbook of `calculator`. Questions are found by number, in whatever order of rows."""
    try:
        # Before anything is loaded: what it unpacks to, and what no workbook of ours carries.
        scanned(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        ((sheet, cell),) = book.defined_names[OFFER].destinations
        offer = str(book[sheet][cell.replace("$", "")].value)
        rows = [r for r in book.worksheets[1].iter_rows(min_row=2, max_row=500, max_col=OWN + 1, values_only=True)]
    # The library raises whatever it meets in a damaged file, or in one of another make.
    except Exception:
        raise ScenarioError(told("not a workbook of the framework; an XLSX file written by this board")) from None
    return {offer: _typed_in(rows, framework)}


def _typed_in(rows: list[tuple], framework: Framework) -> Mapping[str, int]:
    asked = [(str(row[ID]), row[OWN]) for row in rows if len(row) > OWN and row[ID] is not None]
    asked = [(key, value) for key, value in asked if key in framework.questions]
    for key, times in Counter(key for key, _ in asked).items():
        if times > 1:
            raise ScenarioError(told("{key}: on {n} rows; one row for each question", key=key, n=times))
    return {
        key: _answer(value, framework.questions[key])
        for key, value in asked
        if str(value if value is not None else "").strip()
    }


def _answer(value: Any, question: FrameworkQuestion) -> int:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if isinstance(value, str):
        # A cell formatted as text, or one filled by another program.
        meant = meanings(value)
        number = meant.pop() if len(meant) == 1 else None
    if number is None or number not in question.every:
        raise ScenarioError(
            told(
                "{key}: {value}; a whole number from 1 (the worst) to {most}, or an empty cell",
                key=question.id,
                value=shown(value),
                most=len(question.points),
            )
        )
    return int(number)
