"""The workbook (XLSX): the whole answer in typed cells, and the scenario it was made from, which reads back."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter

from address.page_entries import PageEntries
from charts.parts.sheet import Column, Sheet, value
from charts.ranking.ranking_sheet import places_sheet
from exports.citation import citation
from exports.data.replies import replies_table
from exports.data.tables import MOST_BYTES, facts_table
from exports.data.workbook_formulas import Formulas, formulas
from exports.data.workbook_read_me import SCENARIO, read_me
from exports.data.workbook_sheets import (
    contributions_table,
    matrix_table,
    robustness_table,
    stability_table,
    weights_table,
)
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario, from_json
from results import results
from words.language import Language, language

NUMBERS = {"number": "0.00", "integer": "0", "share": "0.0%", "day": "yyyy-mm-dd"}
WIDTHS = {"number": 12, "integer": 8, "share": 12, "day": 12, "value": 14, "link": 40, "text": 24, "id": 18}
WIDE = {
    "note": 60,
    "source_title": 50,
    "reason": 60,
    "label": 34,
    "value_text": 34,
    "worst": 34,
    "best": 34,
    "offer": 18,
    "name": 30,
    "family": 42,
    "pillar": 18,
    "below": 30,
    "above": 30,
    "criterion": 22,
    "confidence": 8,
    "item": 22,
}
LONGEST_LINK = 2000
HEAD = 62


def workbook(
    evidence: Evidence, scenario: Scenario, lang: str, base: str = "", view: PageEntries | None = None
) -> bytes:
    """Return an XLSX of the scenario's answer, by sheet: read-me, ranking, matrix, facts, weights, robustness.

    base  address of the board, for the link on the first sheet
    view  what else the screens show: the weightings over which robustness is measured
    Same scenario, evidence and language: same bytes. Raises NothingToWeigh.
    """
    say, ranking, view = language(lang), results.ranking(evidence, scenario), view or PageEntries()
    tables = _tables(say, evidence, ranking, view)
    moving = formulas(ranking, tables)
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": False,
        },
    ) as book:
        # The writer would otherwise stamp the clock.
        book.set_properties(
            {
                "title": say("Urgency or sovereignty"),
                "subject": citation(say, evidence, ranking),
                "created": datetime(*evidence.checked.timetuple()[:3]),
            }
        )
        formats = _formats(book)
        read_me(book, formats, say, evidence, ranking, tables, base, view)
        for table in tables:
            _sheet(book, formats, table, moving.get(table.key, {}))
    return out.getvalue()


def scenario_of(content: bytes, evidence: Evidence) -> Scenario:
    """Return the scenario a workbook was made from. Raises ScenarioError where it holds none, or an unusable one."""
    refusal = ScenarioError("not a workbook with a scenario in it; an XLSX file written by this board")
    if len(content) > MOST_BYTES:
        raise refusal
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        ((sheet, cell),) = book.defined_names[SCENARIO].destinations
        entries = json.loads(book[sheet][cell.replace("$", "")].value)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError):
        raise refusal from None
    return from_json(entries, evidence)


def _tables(say: Language, evidence: Evidence, ranking: Ranking, view: PageEntries) -> list[Sheet]:
    day, shown = ranking.scenario.as_of, ranking.scenario.offers
    facts = [f for f in evidence.filed.facts if shown is None or f.offer in shown]
    return [
        places_sheet(say, evidence, ranking),
        contributions_table(say, evidence, ranking),
        matrix_table(say, evidence, ranking),
        facts_table(say, evidence, facts, day, ranking.scenario.known),
        weights_table(say, evidence, ranking),
        robustness_table(say, evidence, ranking, view),
        stability_table(say, evidence, ranking),
        *([replied] if (replied := replies_table(say, evidence, ranking, view.replies)).rows else []),
    ]


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    formats = {kind: book.add_format({"num_format": code, "valign": "top"}) for kind, code in NUMBERS.items()}
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F0EDE5"}
    return formats | {
        "text": book.add_format({"valign": "top", "text_wrap": False, "num_format": "@"}),
        "left": book.add_format({"num_format": NUMBERS["day"], "valign": "top", "align": "left"}),
        "value": book.add_format({"valign": "top", "align": "right"}),
        "link": book.add_format({"valign": "top", "font_color": "#00578A", "underline": 1}),
        "head": book.add_format(head),
        "head_right": book.add_format(head | {"align": "right"}),
        "title": book.add_format({"bold": True, "font_size": 15, "text_wrap": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        "name": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
    }


def _sheet(book: xlsxwriter.Workbook, formats: dict, table: Sheet, moving: Formulas) -> None:
    """One table: headings frozen and filterable, columns wide enough, every cell of its type, or a formula."""
    sheet = book.add_worksheet(table.title)
    columns = len(table.columns) + (table.key == "contributions")
    sheet.set_row(0, HEAD)
    for k, column in enumerate(table.columns):
        sheet.set_column(k, k, WIDE.get(column.key, WIDTHS[column.kind]))
        sheet.write_string(0, k, column.title, formats["head_right" if column.kind in NUMBERS else "head"])
    for n, row in enumerate(table.rows, 1):
        for k, (column, cell) in enumerate(zip(table.columns, map(value, row), strict=True)):
            if (n, k) in moving:
                sheet.write_formula(n, k, moving[n, k], formats[column.kind], cell)
            else:
                _cell(sheet, formats, n, k, column, cell)
    if table.key == "contributions":
        _sums(sheet, formats, table)
    names = [c.key for c in table.columns]
    sheet.freeze_panes(1, names.index("name") + 1 if "name" in names else 1)
    sheet.autofilter(0, 0, max(1, len(table.rows)), columns - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(sheet: Any, formats: dict, row: int, k: int, column: Column, cell: Any) -> None:
    kind = column.kind
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, k, cell, formats["day"])
    elif not isinstance(cell, str):
        sheet.write_number(row, k, cell, formats[kind])
    elif kind == "link" and cell.startswith(("https://", "http://")) and len(cell) < LONGEST_LINK:
        sheet.write_url(row, k, cell, formats["link"], string=cell)
    else:
        sheet.write_string(row, k, cell, formats["text"])


def _sums(sheet: Any, formats: dict, table: Sheet) -> None:
    """A last column that adds the points up, so that a reader can check the score."""
    first, after = 3, len(table.columns)
    sheet.set_column(after, after, WIDTHS["number"])
    sheet.write_string(0, after, "Σ", formats["head_right"])
    for n, row in enumerate(table.rows, 1):
        left, right = (xlsxwriter.utility.xl_rowcol_to_cell(n, k) for k in (first, after - 1))
        sheet.write_formula(n, after, f"=SUM({left}:{right})", formats["number"], sum(row[first:]))
