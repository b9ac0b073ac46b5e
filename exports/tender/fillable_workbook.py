"""Workbooks that people fill in: a header, grey columns that stay as sent, drop-down lists, a note at every column."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from ranking.tender.tables import COLUMNS
from words.language import Language

WIDTHS = {"text": 60, "allowed": 44, "public": 50, "answer": 34, "levels": 34, "reason": 50, "name": 30, "id": 14}
NUMBERS = ("worst", "best", "weight", "price")
SPARE_ROWS, LONGEST_NOTE, LONGEST_TITLE = 400, 255, 31


@dataclass(frozen=True)
class Form:
    """One sheet to fill in.

    rows   column -> text or number; fixed: columns that stay as sent
    lists  column -> what may be chosen in every row; choices: (row, column) -> what may be chosen in that one
    notes  column -> what its cells say when they are entered
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, str | float]] = ()
    fixed: Sequence[str] = ()
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    choices: Mapping[tuple[int, str], Sequence[str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def book(say: Language, forms: Sequence[Form], lines: Sequence[str], title: str, day: date) -> bytes:
    """Return an XLSX of the forms, a sheet of lists where there are any, and a sheet that says how to fill them in.

    Nothing in it is a formula. Same input, same bytes.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        made.set_properties({"title": title, "created": datetime(*day.timetuple()[:3])})
        look = _look(made)
        sheets = [made.add_worksheet(form.title[:LONGEST_TITLE]) for form in forms]
        lists = _Lists(made, say, look)
        for sheet, form in zip(sheets, forms, strict=True):
            _fill(say, sheet, form, look, lists)
        _notes(made.add_worksheet(say("How to fill this in")), lines, look)
    return out.getvalue()


class _Lists:
    """The sheet of lists, made when the first is asked for: a list in a cell's own rule holds 255 characters only."""

    def __init__(self, made: xlsxwriter.Workbook, say: Language, look: dict[str, Any]):
        self.made, self.title, self.look = made, say("Lists"), look
        self.places: dict[tuple[str, ...], str] = {}
        self.sheet: Any = None

    def place(self, items: Sequence[str]) -> str:
        """Return the reference of a list, written once."""
        key = tuple(items)
        if key not in self.places:
            self.sheet = self.sheet or self.made.add_worksheet(self.title)
            k = len(self.places)
            self.sheet.set_column(k, k, 34)
            for n, item in enumerate(key):
                self.sheet.write_string(n, k, item, self.look["text"])
            column = xl_col_to_name(k, True)
            self.places[key] = f"={quote_sheetname(self.title)}!{column}$1:{column}${len(key)}"
        return self.places[key]


def _fill(say: Language, sheet: Any, form: Form, look: dict[str, Any], lists: _Lists) -> None:
    last = max(len(form.rows), 1 if form.rows else SPARE_ROWS)
    for k, column in enumerate(form.columns):
        sheet.write_string(0, k, say.text(COLUMNS[column]), look["head"])
        sheet.set_column(k, k, WIDTHS.get(column, 18), look["number" if column in NUMBERS else "text"])
        rule = {"ignore_blank": True} | _note(say, form, column)
        if column in form.lists:
            rule |= {"validate": "list", "source": lists.place(form.lists[column])}
        if len(rule) > 1 and column not in form.fixed:
            sheet.data_validation(1, k, last, k, {"validate": "any"} | rule)
        for n, row in enumerate(form.rows, 1):
            style = look["fixed" if column in form.fixed else "number" if column in NUMBERS else "own"]
            _write(sheet, n, k, row.get(column, ""), style)
            if (n - 1, column) in form.choices:
                source = lists.place(form.choices[n - 1, column])
                sheet.data_validation(n, k, n, k, {"validate": "list", "source": source, "error_type": "warning"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _note(say: Language, form: Form, column: str) -> dict[str, str]:
    if column not in form.notes:
        return {}
    return {"input_title": say.text(COLUMNS[column])[:32], "input_message": form.notes[column][:LONGEST_NOTE]}


def _write(sheet: Any, n: int, k: int, value: str | float, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(n, k, value, style) if value else sheet.write_blank(n, k, None, style)
    else:
        sheet.write_number(n, k, value, style)


def _notes(sheet: Any, lines: Sequence[str], look: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    for n, line in enumerate(lines):
        sheet.write_string(n, 0, line, look["text"])


def _look(made: xlsxwriter.Workbook) -> dict[str, Any]:
    base = {"text_wrap": True, "valign": "top"}
    return {
        "head": made.add_format(base | {"bold": True, "bottom": 1, "bg_color": "#F0EDE5"}),
        "text": made.add_format(base | {"num_format": "@"}),
        "own": made.add_format(base | {"num_format": "@", "bg_color": "#FFF6D6", "border": 1}),
        "fixed": made.add_format(base | {"num_format": "@", "bg_color": "#EEEEEE", "font_color": "#444444"}),
        "number": made.add_format(base),
    }
