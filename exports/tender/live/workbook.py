"""The bids as a workbook (XLSX) whose points, totals and places are formulas over scores, weights and prices.

A reader changes a yellow cell, and Excel or LibreOffice reckons the rest again.
"""

import io
from datetime import datetime
from math import isnan
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from exports.tender.live import input_sheets
from exports.tender.live.formulas import EMPTY, figure_formula, place_formula
from exports.tender.live.live_workbook import FIRST, SHARE, TOP, LiveWorkbook, columns, heads, looks
from exports.tender.parts import stands
from exports.tender.sentences import changed_lines, method_lines, out_text
from ranking.tender.award import TenderRanking, formula_of
from ranking.tender.dossier import NO_FORMULA
from words.language import Language

# The first column of bids where a column of numbers of groups stands before it.
BIDS = 2


def workbook(say: Language, ranked: TenderRanking) -> bytes:
    """Return an XLSX: ranking, scores and weights, points, prices, method. Same dossier, same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        day = datetime(*ranked.dossier.day.timetuple()[:3])
        book.set_properties({"title": ranked.dossier.title, "created": day})
        made = LiveWorkbook(say, ranked, book, looks(book))
        ignored = ranked.dossier.announced.unknowns not in EMPTY
        names = {"ranking": say("Ranking"), "scores": say("Scores out of 100"), "points": say("Points")}
        names |= {"effective": say("Weights by bid")} if ignored else {}
        names |= {"prices": say("Prices")} if formula_of(ranked.dossier) != NO_FORMULA else {}
        made.sheets = {key: book.add_worksheet(name) for key, name in names.items()}
        if "prices" in names:
            input_sheets.prices(made)
        input_sheets.scores(made)
        if ignored:
            _effective(made)
        _points(made)
        _ranking(made)
        _notes(made, book.add_worksheet(say("Method")))
    return out.getvalue()


def _effective(made: LiveWorkbook) -> None:
    """Where unknowns are left out: the weight that each known score has for its bid, before all are scaled to 1.

    Inside a group the known criteria carry the weight of all; a group of which nothing is known carries none.
    """
    say, ranked, sheet, rows = made.say, made.ranked, made.sheets["effective"], len(made.criteria)
    overall, pillar_of, values = (
        ranked.ranking.weighting.overall,
        ranked.ranking.weighting.pillar_of,
        ranked.ranking.matrix,
    )
    columns(made, sheet, say("Number of the group"))
    numbers = {p: n for n, p in enumerate(dict.fromkeys(pillar_of[c] for c in made.criteria), 1)}
    for n, name in enumerate(made.criteria, TOP):
        sheet.write_number(n, 1, numbers[pillar_of[name]], made.look["whole"])
    shares, groups = made.column("scores", SHARE, rows), made.column("effective", 1, rows)
    for k, bidder in enumerate(made.bidders):
        scores, at = made.column("scores", FIRST + k, rows), BIDS + k
        known = [c for c in made.criteria if not isnan(values.value.at[bidder, c])]
        seen = {g: sum(overall[c] for c in known if pillar_of[c] == g) for g in numbers}
        whole = {g: sum(overall[c] for c in made.criteria if pillar_of[c] == g) for g in numbers}
        total = 0.0
        for n, name in enumerate(made.criteria, TOP):
            inside = f"({groups}={xl_rowcol_to_cell(n, 1, False, True)})"
            there, all_of_it = f'SUMPRODUCT({shares}*{inside}*({scores}<>""))', f"SUMPRODUCT({shares}*{inside})"
            score, share, group = made.cell("scores", n, FIRST + k), made.cell("scores", n, SHARE), pillar_of[name]
            value = overall[name] * whole[group] / seen[group] if name in known and seen[group] else 0.0
            formula = f'=IF({score}="",0,IF({there}=0,0,{share}*{all_of_it}/{there}))'
            sheet.write_formula(n, at, formula, made.look["share"], value)
            total += value
        summed = f"=SUM({xl_rowcol_to_cell(TOP, at)}:{xl_rowcol_to_cell(TOP + rows - 1, at)})"
        sheet.write_formula(TOP + rows, at, summed, made.look["share"], total)
    sheet.write_string(TOP + rows, 0, say("Whole"), made.look["head"])


def _points(made: LiveWorkbook) -> None:
    """What each criterion adds to each bid's score, and the sum of it."""
    ranked, sheet, rows = made.ranked, made.sheets["points"], len(made.criteria)
    empty = EMPTY.get(ranked.dossier.announced.unknowns)
    columns(made, sheet)
    for k, bidder in enumerate(made.bidders):
        row = ranked.ranking.row(bidder)
        for n, name in enumerate(made.criteria, TOP):
            score, share = made.cell("scores", n, FIRST + k), made.cell("scores", n, SHARE)
            if empty is None:
                whole = made.cell("effective", TOP + rows, BIDS + k)
                formula = f"=IF({whole}=0,0,N({score})*{made.cell('effective', n, BIDS + k)}/{whole})"
            else:
                formula = f'={share}*IF({score}="",{empty},{score})'
            sheet.write_formula(n, 1 + k, formula, made.look["number"], row.contributions[name])
        first, last = (xl_rowcol_to_cell(n, 1 + k) for n in (TOP, TOP + rows - 1))
        sheet.write_formula(TOP + rows, 1 + k, f"=SUM({first}:{last})", made.look["total"], row.score)
    sheet.write_string(TOP + rows, 0, made.say("Total"), made.look["head"])


def _ranking(made: LiveWorkbook) -> None:
    """Places, in the order that the screen shows: those of the formulas, whatever is changed."""
    say, ranked, sheet, count = made.say, made.ranked, made.sheets["ranking"], len(made.bidders)
    terms, formula = ranked.dossier.announced.price, formula_of(ranked.dossier)
    priced, rows = "prices" in made.sheets, len(made.criteria)
    titles = [say("Place"), say("Bidder"), say("Quality") if ranked.figures else say("Score")]
    titles += [say("Price before tax")] if priced else []
    titles += [say("Figure")] if ranked.figures else []
    heads(made, sheet, titles, 2)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 4, 16)
    ranges = [made.column("ranking", k, count) for k in (2, 3, 4)]
    for n, bidder in enumerate(made.bidders, TOP):
        score = made.cell("points", TOP + rows, n)
        sheet.write_string(n, 1, ranked.evidence.offers[bidder].name, made.look["text"])
        sheet.write_formula(n, 2, f"={score}", made.look["number"], ranked.ranking.row(bidder).score)
        own = [xl_rowcol_to_cell(n, k) for k in (2, 3, 4)]
        if priced:
            amount = next(p.amount for p in ranked.dossier.prices if p.bidder == bidder)
            sheet.write_formula(n, 3, f"={made.prices[bidder]}", made.look["number"], amount)
        if ranked.figures:
            figure = figure_formula(formula, own[0], own[1], made.terms)
            sheet.write_formula(n, 4, figure, made.look["exact"], ranked.figures[bidder])
        place = place_formula(formula, own, ranges, made.terms, terms.decides)
        sheet.write_formula(n, 0, place, made.look["whole"], ranked.places[bidder] or "–")


def _notes(made: LiveWorkbook, sheet: Any) -> None:
    """What a reader needs to know, the bids without a place among it."""
    say, ranked = made.say, made.ranked
    out = [
        say("{name}: {list}", name=ranked.evidence.offers[x.offer].name, list=out_text(say, x, ranked.evidence))
        for x in ranked.ranking.excluded
    ]
    lines = [
        ranked.dossier.title,
        stands(say, ranked, say("Workbook")),
        *changed_lines(say, ranked.dossier),
        say("Yellow cells may be changed: all others are reckoned from them."),
        say("An empty score is unknown."),
        *method_lines(say, ranked.dossier),
        *([say("Bids without a place"), *out] if out else []),
    ]
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for n, line in enumerate(lines):
        sheet.write_string(n, 0, line, made.look["wrap"])
