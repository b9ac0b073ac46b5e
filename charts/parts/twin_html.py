"""The table twin of a picture as plain HTML: every column that people read, as the language writes it."""

from datetime import date
from typing import Any

from charts.parts.sheet import Column, Sheet, printed_value
from charts.parts.templates import render
from words.language import Language

NUMBERS = ("number", "integer", "share")


def twin_html(say: Language, sheet: Sheet) -> str:
    """Return the table without its columns of identifiers; every text is escaped."""
    columns = [(k, c) for k, c in enumerate(sheet.columns) if c.kind != "id"]
    heads = [(c.title, c.kind in NUMBERS) for _, c in columns]
    rows = [[(cell_text(say, c, printed_value(row[k])), c.kind in NUMBERS) for k, c in columns] for row in sheet.rows]
    return render("parts/plain_table.html.j2", heads=heads, rows=rows)


def cell_text(say: Language, column: Column, value: Any) -> str:
    """Return one cell in words: numbers and days as the language writes them, "" where there is nothing."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return say.day(value)
    if column.kind == "share":
        return say.percent(value, column.digits or 0)
    if column.digits is not None:
        return say.number(value, column.digits)
    return say.number(value, 0 if column.kind == "integer" or isinstance(value, int) else 1)
