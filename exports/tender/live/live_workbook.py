"""The workbook of the bids while it is written: its sheets, their looks, and where each part is for the formulas."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from exports.tender.parts import label_of
from ranking.tender.award import TenderRanking
from ranking.tender.evidence import PRICE
from words.language import Language

# Points of the row of headings; letters of a column of criteria.
HEAD, WIDE = 44, 64
# The first row under the headings; columns of the sheet of scores.
TOP = 1
LABEL, GROUP, WEIGHT, SHARE, FIRST = range(5)


@dataclass
class LiveWorkbook:
    """The workbook while it is written: where its parts are, for the formulas of others."""

    say: Language
    ranked: TenderRanking
    book: xlsxwriter.Workbook
    look: dict[str, Any] = field(default_factory=dict)
    sheets: dict[str, Any] = field(default_factory=dict)
    prices: dict[str, str] = field(default_factory=dict)
    price_points: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    @property
    def bidders(self) -> list[str]:
        """Return the bids with a place, in order of their places: one column each."""
        return list(self.ranked.places)

    @property
    def criteria(self) -> list[str]:
        """Return the weighed criteria, the price last: one row each, from TOP on."""
        names = [c for c in self.ranked.ranking.weighting.overall if c != PRICE]
        return [*names, *([PRICE] if PRICE in self.ranked.evidence.criteria else [])]

    def cell(self, sheet: str, row: int, column: int) -> str:
        """Return the reference of a cell, from another sheet, both ways fixed."""
        return f"{quote_sheetname(self.sheets[sheet].get_name())}!{xl_rowcol_to_cell(row, column, True, True)}"

    def column(self, sheet: str, column: int, rows: int) -> str:
        """Return the reference of the first `rows` cells of a column under its heading."""
        return f"{self.cell(sheet, TOP, column)}:{xl_rowcol_to_cell(TOP + rows - 1, column, True, True)}"


def heads(made: LiveWorkbook, sheet: Any, titles: Sequence[str], numbers: int) -> None:
    """Write the row of headings, which every printed page repeats; numbers: the first column of numbers."""
    sheet.set_row(0, HEAD)
    for k, title in enumerate(titles):
        sheet.write_string(0, k, title, made.look["head" if k < numbers else "head_right"])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def columns(made: LiveWorkbook, sheet: Any, *more: str) -> None:
    """Write a row a criterion, a column a bid; more: headings of columns between them."""
    heads(made, sheet, [made.say("Criterion"), *more, *(made.ranked.evidence.offers[b].name for b in made.bidders)], 1)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, len(more) + len(made.bidders), 16)
    for n, name in enumerate(made.criteria, TOP):
        sheet.write_string(n, 0, label_of(made.say, made.ranked, name), made.look["text"])
    sheet.freeze_panes(TOP, 1)


def looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Return the formats of cells, by what they hold."""
    base = {"valign": "top"}
    head = base | {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#F0EDE5"}
    number = base | {"num_format": "#,##0.00"}
    return {
        "head": book.add_format(head),
        "head_right": book.add_format(head | {"align": "right"}),
        "text": book.add_format(base | {"num_format": "@"}),
        "wrap": book.add_format(base | {"text_wrap": True, "num_format": "@"}),
        "own": book.add_format(number | {"bg_color": "#FFF6D6", "border": 1}),
        "number": book.add_format(number),
        "total": book.add_format(number | {"bold": True, "top": 1}),
        "exact": book.add_format(base | {"num_format": "#,##0.00####"}),
        "share": book.add_format(base | {"num_format": "0.00%"}),
        "whole": book.add_format(base | {"num_format": "0", "align": "left"}),
    }
