"""The workbook's first sheet: what the file says, how to quote it, how to get it back, what each sheet holds."""

import json
from datetime import date

import xlsxwriter

from address.entries import CARRIED
from address.links import link
from address.page_entries import PageEntries
from charts.parts.sheet import Sheet
from exports.citation import citation, sentence
from exports.data.workbook_formulas import live
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from words.decisions.record_sentences import lock_text
from words.language import Language

SCENARIO = "scenario_json"
LINE, LETTERS = 15, 100


def read_me(
    book: xlsxwriter.Workbook,
    formats: dict,
    say: Language,
    evidence: Evidence,
    ranking: Ranking,
    tables: list[Sheet],
    base: str,
    view: PageEntries,
) -> None:
    """Write the first sheet: what the file says, how to quote it, how to get it back, what each sheet holds."""
    sheet = book.add_worksheet(say("Read me"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, say("Urgency or sovereignty"), formats["title"])
    entries = _entries(say, evidence, ranking, base, view)
    entries += [(t.title, _about(say, t.key, ranking)) for t in tables]
    entries.append((say("Scenario, for programs"), json.dumps(ranking.scenario.to_json())))
    last = len(entries) + 1
    for row, (name, text) in enumerate(entries, 2):
        # Programs other than Excel do not fit a row to its wrapped text by themselves.
        sheet.set_row(row, LINE * (1 + len(str(text)) // LETTERS) + 3)
        sheet.write_string(row, 0, name, formats["name"])
        if isinstance(text, date):
            sheet.write_datetime(row, 1, text, formats["left"])
        else:
            sheet.write_string(row, 1, text, formats["wrap"])
    title = sheet.get_name().replace("'", "''")
    book.define_name(SCENARIO, f"='{title}'!$B${last + 1}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _entries(
    say: Language, evidence: Evidence, ranking: Ranking, base: str, view: PageEntries
) -> list[tuple[str, str | date]]:
    more = {k: v for k, v in view.entries if k in CARRIED}
    return [
        (say("Finding"), sentence(say, evidence, ranking, view.vary)),
        (say("Standing"), lock_text(say, view.locked)),
        (say("Facts as of"), ranking.scenario.as_of),
        (say("Data version"), evidence.version),
        (say("Sources last read on"), evidence.checked),
        (say("To quote"), citation(say, evidence, ranking)),
        (say("To get it back"), link(base, ranking.scenario, evidence.version, say.code, **more)),
        (
            say("Licence"),
            say(
                "Data CC BY 4.0, code MIT. A policy analysis aid, not an award engine: the buyer's "
                "published criteria govern."
            ),
        ),
        (
            say("Reading"),
            say(
                "Scores run from 0 to 100 on fixed scales. An empty cell is unknown, never zero. "
                "Grades: A official, B documentation or serious press, C inference."
            ),
        ),
    ]


def _about(say: Language, key: str, ranking: Ranking) -> str:
    return {
        "ranking": say("Places, scores, worst and best case; then the offers without a place, with the reason."),
        "contributions": say(
            "Points that each criterion adds, its score in the matrix times its weight: live "
            "formulas. A share of a pillar or within it changed on the sheet of weights, or a "
            "score in the matrix, moves the sum at the right."
        )
        if live(ranking)
        else say("Points that each criterion adds; the sum at the right is a live formula and equals the score."),
        "matrix": say("Score of each offer on each criterion on that day, before weighting."),
        "facts": say("Every fact on file for these offers, with source, grade and standing on that day."),
        "weights": say("Weights in force, and what counts 0 and 100 on each scale."),
        "robustness": say(
            "Share of the weightings drawn that put each offer first, and the places that it takes "
            "in 90 % of them; the heading says which are drawn."
        ),
        "replies": say("Replies to facts that wait for an answer: what is proposed instead, and by whom."),
        "stability": say("How far one weight can move, the others in proportion, before another offer leads."),
    }[key]
