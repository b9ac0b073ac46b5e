"""Answers of one's own as people bring them back: the calculator's workbook, or JSON; read whole or refused whole."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.defined_name import DefinedName

from exports.tender.reading.package_scan import scanned
from exports.tender.reading.xlsx_cells import OfficeHeard
from exports.yardsticks.calculator import ID, OFFER, OWN
from ranking.errors import ScenarioError, told
from ranking.model import Evidence
from ranking.plain.entries import shown
from ranking.tender.dossier import TenderError
from ranking.typed.file_kind import ZIP, file_kind
from ranking.typed.number import meanings
from ranking.yardsticks import answer_sheet
from ranking.yardsticks.framework import Framework, FrameworkQuestion

MOST_BYTES = 1_000_000
OURS = told("the workbook that this board wrote, as XLSX")


def own_answers(content: bytes, framework: Framework, evidence: Evidence) -> dict[str, dict[str, int]]:
    """Return offer -> question -> answer of a file, for offers of this board alone.

    Raises ScenarioError or NotJson, in one sentence that says what is wrong and where.
    """
    if len(content) > MOST_BYTES:
        raise ScenarioError(told("a file of more than {n} MB; one sheet of answers", n=MOST_BYTES // 1_000_000))
    if content.startswith(ZIP):
        return _of_workbook(content, framework, evidence.offers)
    answers = _of_json(content, framework)
    for offer in answers:
        _expect_offer(told("answers"), offer, evidence.offers)
    return answers


def _expect_offer(where: str, offer: str, offers: Collection[str]) -> None:
    if offer not in offers:
        raise ScenarioError(
            told(
                "{where}: {offer}: no such offer on this board; one of {list}",
                where=where,
                offer=shown(offer),
                list=", ".join(offers),
            )
        )


def _of_json(content: bytes, framework: Framework) -> dict[str, dict[str, int]]:
    """The answers of a JSON file. Another kind of file is refused by its name."""
    kind = file_kind(content)
    # Answers are an object, in whichever encoding.
    if kind or b"{" not in content[:20]:
        kind = kind or told("neither a workbook nor JSON")
        raise ScenarioError(told("{kind}; the workbook that this board wrote, as XLSX, or JSON", kind=kind))
    return answer_sheet.read(content, framework)


def _of_workbook(content: bytes, framework: Framework, offers: Collection[str]) -> dict[str, dict[str, int]]:
    """The answers typed into a workbook of `calculator`. Questions are found by number, in whatever order of rows."""
    heard = _heard(content)
    sheets = {name: heard.parts.get(relation, "") for name, relation, _ in heard.sheets}
    offer = _offer(heard, sheets, offers)
    rows_by_sheet = {name: _questions(heard, part, framework) for name, part in sheets.items()}
    rows_by_sheet = {name: rows for name, rows in rows_by_sheet.items() if rows}
    if not rows_by_sheet:
        raise ScenarioError(
            told("no sheet has the numbers of the questions in its first column; {allowed}", allowed=OURS)
        )
    if len(rows_by_sheet) > 1:
        names = ", ".join(shown(name) for name in rows_by_sheet)
        raise ScenarioError(
            told("questions on {n} sheets ({names}); one sheet of answers", n=len(rows_by_sheet), names=names)
        )
    return {offer: _typed_in(rows_by_sheet.popitem()[1], framework)}


def _questions(heard: OfficeHeard, part: str, framework: Framework) -> list[tuple[str, Any]]:
    """The questions of a sheet, by the numbers that its rows begin with, and the answer beside each."""
    rows = heard.rows(part) if part in heard.cells else ()
    odd = {(one.row, one.column): one.kind for one in heard.reach[part].odd}
    listed = [(n, str(row[ID]), row) for n, row in enumerate(rows, 1) if row and str(row[ID]) in framework.questions]
    # A formula that no program has computed yet is no empty cell.
    return [(key, row[OWN] if row[OWN:] and row[OWN] is not None else odd.get((n, OWN + 1))) for n, key, row in listed]


def _heard(content: bytes) -> OfficeHeard:
    """All cells of an XLSX, and its names of cells. What no workbook of ours carries is refused as a tender's is."""
    try:
        heard = scanned(content)
    except TenderError as error:
        (refusal,) = error.args
        raise ScenarioError(told(refusal.template, **{**refusal.blanks, "allowed": OURS})) from None
    if not isinstance(heard, OfficeHeard):
        raise ScenarioError(told("{kind}; {allowed}", kind=told("an OpenDocument spreadsheet"), allowed=OURS))
    return heard


def _offer(heard: OfficeHeard, sheets: Mapping[str, str], offers: Collection[str]) -> str:
    """The offer whose answers they are, from the cell that the workbook has a name for."""
    if OFFER not in heard.named:
        raise ScenarioError(told("no cell is named {name}, which holds the offer; {allowed}", name=OFFER, allowed=OURS))
    where = heard.named[OFFER]
    try:
        ((sheet, cell),) = DefinedName(OFFER, attr_text=where).destinations
        row, column = coordinate_to_tuple(cell.replace("$", ""))
        offer = heard.cells[sheets[sheet]][row][column]
    # Several cells, none that is one, a sheet that is not there, an empty cell.
    except (ValueError, LookupError, TokenizerError):
        raise ScenarioError(
            told(
                "{name} stands for {where}, where no offer is; {allowed}", name=OFFER, where=shown(where), allowed=OURS
            )
        ) from None
    _expect_offer(where, str(offer), offers)
    return str(offer)


def _typed_in(typed: Sequence[tuple[str, Any]], framework: Framework) -> dict[str, int]:
    for key, times in Counter(key for key, _ in typed).items():
        if times > 1:
            raise ScenarioError(told("{key}: on {n} rows; one row for each question", key=key, n=times))
    return {
        key: _answer(value, framework.questions[key])
        for key, value in typed
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
