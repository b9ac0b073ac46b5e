"""The framework's calculator as a workbook: what the facts leave of each question, one's own answers, formulas.

Excel and LibreOffice compute it again when an answer or a weight is changed; `own_answers` reads the answers back.
"""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from charts.yardsticks.sheets import question_fact_text
from ranking.model import Evidence
from ranking.yardsticks.assess import Assessment
from ranking.yardsticks.framework import Framework, FrameworkQuestion, Weights
from ranking.yardsticks.load import version
from words.facts import yardsticks as words
from words.language import Language

MOST_ANSWERS = 5
OFFER = "csf_offer"
FIRST = 1
# Columns of the sheet of answers.
ID, ASKS, LEFT, FACT, WORST, BEST, OWN, LOW, HIGH, SEAL_LOW, SEAL_HIGH, POINTS = range(12)
SEALS = POINTS + MOST_ANSWERS
WIDTHS = {ID: 6, ASKS: 46, LEFT: 46, FACT: 40, OWN: 12}


def calculator(
    say: Language, evidence: Evidence, framework: Framework, weights: Weights, assessment: Assessment, day: date
) -> bytes:
    """Return an XLSX of one offer: answers, and their result by formulas. Same input, same bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        name = evidence.offers[assessment.offer].name
        book.set_properties(
            {
                "title": f"{say.text(framework.name)}: {name}",
                "subject": f"{weights.id}, {day.isoformat()}, {evidence.version}, {version()}",
                "created": datetime(*evidence.checked.timetuple()[:3]),
            }
        )
        look = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "own": book.add_format({"bg_color": "#FFF6D6", "border": 1, "valign": "top"}),
            "number": book.add_format({"num_format": "0.00", "valign": "top"}),
            "whole": book.add_format({"num_format": "0", "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
        }
        result, answers = book.add_worksheet(say("Result")), book.add_worksheet(say("Answers"))
        rows = _answers(answers, look, say, evidence, framework, assessment)
        _result(result, look, say, framework, weights, assessment, rows, answers.get_name())
        place = len(framework.objectives) + 5
        result.write_string(place, 0, say("Offer"), look["head"])
        result.write_string(place, 1, assessment.offer, look["text"])
        result.write_string(place + 1, 0, say("Facts of"), look["head"])
        result.write_string(place + 1, 1, f"{day.isoformat()}, {evidence.version}", look["text"])
        result.write_string(place + 2, 0, words.files_text(say))
        book.define_name(OFFER, f"='{result.get_name()}'!$B${place + 1}")
    return out.getvalue()


def _answers(
    sheet: Any, look: dict, say: Language, evidence: Evidence, framework: Framework, assessment: Assessment
) -> dict[str, int]:
    """Fill the sheet of answers. Returns question -> its row, counted from 1 as formulas do."""
    heads = [
        say("No."),
        say("Question"),
        say("Answers still possible, worst first"),
        say("Fact"),
        say("Worst left"),
        say("Best left"),
        say("Your answer"),
        say("Score, lowest"),
        say("Score, highest"),
        say("Level, lowest"),
        say("Level, highest"),
        *(say("Points of answer {n}", n=k) for k in range(1, MOST_ANSWERS + 1)),
        *(say("Level of answer {n}", n=k) for k in range(1, MOST_ANSWERS + 1)),
    ]
    for k, head in enumerate(heads):
        sheet.set_column(k, k, WIDTHS.get(k, 9))
        sheet.write_string(0, k, head, look["head"])
    for n, answer in enumerate(assessment.answers.values(), FIRST):
        _question(sheet, look, n, answer.question)
        sheet.write_string(n, ASKS, say.text(answer.question.asks), look["text"])
        sheet.write_string(n, LEFT, words.left_text(say, answer), look["text"])
        sheet.write_string(n, FACT, question_fact_text(say, evidence, answer), look["text"])
        sheet.write_number(n, WORST, min(answer.left), look["whole"])
        sheet.write_number(n, BEST, max(answer.left), look["whole"])
        if answer.given:
            sheet.write_number(n, OWN, min(answer.left), look["own"])
        else:
            sheet.write_blank(n, OWN, None, look["own"])
        for column, ladder, end, value in (
            (LOW, POINTS, WORST, answer.points[0]),
            (HIGH, POINTS, BEST, answer.points[1]),
            (SEAL_LOW, SEALS, WORST, answer.seals[0]),
            (SEAL_HIGH, SEALS, BEST, answer.seals[1]),
        ):
            sheet.write_formula(n, column, _pick(n + 1, ladder, end), look["number"], value)
        most = len(answer.question.points)
        sheet.data_validation(
            n,
            OWN,
            n,
            OWN,
            {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": most, "ignore_blank": True},
        )
    sheet.freeze_panes(1, 2)
    return {key: n + 1 for n, key in enumerate(assessment.answers, FIRST)}


def _question(sheet: Any, look: dict, n: int, question: FrameworkQuestion) -> None:
    """Write a question's number and both its ladders."""
    sheet.write_string(n, ID, question.id, look["text"])
    for k, (points, seal) in enumerate(zip(question.points, question.seals, strict=True)):
        sheet.write_number(n, POINTS + k, points, look["number"])
        sheet.write_number(n, SEALS + k, seal, look["whole"])


def _pick(row: int, ladder: int, end: int) -> str:
    """The formula of a ladder's value at one's own answer, else at an end of what the facts leave."""
    own, bound = f"${_letter(OWN)}{row}", f"${_letter(end)}{row}"
    return f'=INDEX(${_letter(ladder)}{row}:${_letter(ladder + MOST_ANSWERS - 1)}{row},IF({own}="",{bound},{own}))'


def _result(
    sheet: Any,
    look: dict,
    say: Language,
    framework: Framework,
    weights: Weights,
    assessment: Assessment,
    rows: dict[str, int],
    answers: str,
) -> None:
    """Fill the sheet of results: an objective a row, then the whole; weights may be changed."""
    sheet.write_string(0, 0, say.text(framework.name), look["title"])
    heads = (
        say("Objective"),
        say("Weight, %"),
        say("Score, lowest"),
        say("Score, highest"),
        say("Level, lowest"),
        say("Level, highest"),
    )
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(heads), 14)
    for k, head in enumerate(heads):
        sheet.write_string(2, k, head, look["head"])
    for n, (objective, (score, seal)) in enumerate(assessment.objectives.items(), 3):
        own = [rows[q.id] for q in framework.of_objective[objective]]
        sheet.write_string(n, 0, f"{objective} {say.text(framework.objectives[objective])}", look["text"])
        sheet.write_number(n, 1, weights.of[objective], look["own"])
        for k, (column, value) in enumerate(zip((LOW, HIGH), score, strict=True), 2):
            formula = f"=100*SUM({_cells(answers, column, own)})/{framework.nominal:g}"
            sheet.write_formula(n, k, formula, look["number"], value)
        for k, (column, value) in enumerate(zip((SEAL_LOW, SEAL_HIGH), seal, strict=True), 4):
            sheet.write_formula(n, k, f"=MIN({_cells(answers, column, own)})", look["whole"], value)
    # One number for two rows: the total's counted from 0, the last objective's counted from 1 as formulas do.
    last = total = 3 + len(assessment.objectives)
    sheet.write_string(total, 0, say("Whole"), look["head"])
    sheet.write_formula(total, 1, f"=SUM(B4:B{last})", look["number"], sum(weights.of.values()))
    for k, value in enumerate(assessment.score, 2):
        letter = _letter(k)
        formula = f"=SUMPRODUCT(B4:B{last},{letter}4:{letter}{last})/B{total + 1}"
        sheet.write_formula(total, k, formula, look["number"], value)
    for k, value in enumerate(assessment.seal, 4):
        sheet.write_formula(total, k, f"=MIN({_letter(k)}4:{_letter(k)}{last})", look["whole"], value)


def _cells(sheet: str, column: int, rows: list[int]) -> str:
    return f"'{sheet}'!{_letter(column)}{rows[0]}:{_letter(column)}{rows[-1]}"


def _letter(column: int) -> str:
    return xlsxwriter.utility.xl_col_to_name(column)
