"""Formulas of the workbook: scores that a reader recomputes by changing a weight or a cell of the matrix."""

from collections.abc import Mapping, Sequence
from math import isnan

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from charts.parts.sheet import Sheet
from ranking.unknowns import FILL
from ranking.weighing.rank import Ranking

# What an empty cell of the matrix counts, where each criterion counts alone: elsewhere an unknown moves other weights.
EMPTY = {policy: f"{filler:g}" for policy, filler in FILL.items() if not isnan(filler)}

Formulas = Mapping[tuple[int, int], str]


def live(ranking: Ranking) -> bool:
    """Return whether the score is a plain sum of matrix times weight."""
    return ranking.scenario.compensation == 1 and ranking.scenario.unknowns in EMPTY


def formulas(ranking: Ranking, tables: Sequence[Sheet]) -> dict[str, Formulas]:
    """Return sheet key -> (row, column) -> formula, headings being row 0; nothing where `live` is not."""
    if not live(ranking):
        return {}
    by = {t.key: t for t in tables}
    return {
        "weights": _products(by["weights"]),
        "contributions": _points(by["contributions"], by["matrix"], by["weights"], EMPTY[ranking.scenario.unknowns]),
    }


def _products(weights: Sheet) -> Formulas:
    """Return the share of the whole: share of the pillar times share within it."""
    share, within, whole = (_column(weights, key) for key in ("pillar_share", "within", "weight"))
    return {
        (n, whole): f"={xl_rowcol_to_cell(n, share)}*{xl_rowcol_to_cell(n, within)}"
        for n in range(1, len(weights.rows) + 1)
    }


def _points(points: Sheet, matrix: Sheet, weights: Sheet, empty: str) -> Formulas:
    """Return points of a criterion: the matrix's score, or what an unknown counts, times the criterion's weight."""
    offers = {row[0]: n for n, row in enumerate(matrix.rows, 1)}
    criteria = {row[0]: n for n, row in enumerate(weights.rows, 1)}
    scores, shares = quote_sheetname(matrix.title), quote_sheetname(weights.title)
    formulas = {}
    for n, row in enumerate(points.rows, 1):
        for k, column in enumerate(points.columns):
            if column.key in criteria:
                cell = f"{scores}!{xl_rowcol_to_cell(offers[row[0]], _column(matrix, column.key))}"
                weight = xl_rowcol_to_cell(criteria[column.key], _column(weights, "weight"), True, True)
                score = cell if empty == "0" else f'IF({cell}="",{empty},{cell})'
                formulas[n, k] = f"={score}*{shares}!{weight}"
    return formulas


def _column(table: Sheet, key: str) -> int:
    return [c.key for c in table.columns].index(key)
