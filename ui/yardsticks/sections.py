"""The folds of the framework's screen: one offer's questions, where the board parts from it, the award."""

import streamlit as st

from charts.parts.sheet_html import sheet_html
from charts.yardsticks.beside_sheets import award_sheet, parts_sheet, pillar_sheet
from charts.yardsticks.sheets import STYLE, questions_sheet
from charts.yardsticks.through_time import history_sheet
from ranking.yardsticks.load import award
from ranking.yardsticks.reading import Reading
from results import yardsticks as results
from ui.parts import tables
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import fold
from ui.yardsticks import controls, own_answers
from words.facts import yardsticks as words


def questions(page: Page, reading: Reading) -> None:
    """Draw the questions of one offer, objective by objective."""
    say, evidence = page.say, page.evidence
    part = fold(say("One offer, question by question"), "csf_questions")
    if part.open:
        with part:
            assessment = reading.known[controls.offer(say, evidence, list(reading.known))]
            sheet = questions_sheet(say, evidence, reading.framework, assessment)
            st.html(sheet_html(say, sheet, f"{STYLE} ys-questions", sheet.title, link=address.door_link()))
            tables.downloads(say, lambda: sheet, f"csf-{assessment.offer}-{reading.day}-{page.ranking.version}")
            own_answers.draw(page, reading, assessment)


def through_time(page: Page, reading: Reading) -> None:
    """Draw the level and score of the same offer from each day on which they changed."""
    say, evidence, offers = page.say, page.evidence, list(reading.known)
    part = fold(say("The same offer through time"), "csf_history")
    if part.open:
        with part:
            offer = controls.chosen(evidence, offers)
            steps = results.history(evidence, page.scenario, offer, reading.weights.id)
            st.text(words.history_sentence(say, evidence, offer, steps, reading.day))
            sheet = history_sheet(say, evidence, offer, steps, reading.day)
            st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
            tables.downloads(say, lambda: sheet, f"csf-{offer}-{page.ranking.version}-historique")


def parted(page: Page, reading: Reading) -> None:
    """Draw where the board's sovereignty pillar and the framework's ceilings stand the other way round, and why."""
    say, evidence = page.say, page.evidence
    part = fold(say("Where this board and the framework part, and why"), "csf_parts")
    if part.open:
        with part:
            pairs = results.board_reversals(evidence, page.scenario, reading)
            st.text(words.parted_sentence(say, pairs))
            st.text(words.parted_why(say))
            if pairs:
                sheet = parts_sheet(say, evidence, reading, pairs)
                st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
                tables.downloads(say, lambda: sheet, f"csf-ecarts-{reading.day}-{page.ranking.version}")


def awarded(page: Page) -> None:
    """Draw the award decided with the framework, read on its day."""
    say, evidence = page.say, page.evidence
    part = fold(say("The Commission's award of April 2026, read on its day"), "csf_award")
    if part.open:
        with part:
            replayed = results.awarded(evidence)
            decided = award()
            st.text(words.award_sentence(say, evidence, replayed))
            sheet = award_sheet(say, evidence, replayed)
            st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
            st.caption(
                say(
                    "Level asked: SEAL-{level}, on {day}. Levels as the press reported them; a consortium's level is "
                    "not that of each member. Source: [{title}]({url}).",
                    level=decided.minimum,
                    day=say.day(decided.day),
                    title=decided.source.title,
                    url=decided.source.url,
                )
            )
            tables.downloads(say, lambda: sheet, f"csf-attribution-{page.ranking.version}")
            _fact_by_fact(page)


def _fact_by_fact(page: Page) -> None:
    """Draw why our pillar put a winner above others whose level was higher: each criterion's fact and its points."""
    say, evidence = page.say, page.evidence
    answer, offers = results.award_reversed(evidence)
    if offers:
        st.text(words.award_reversed_sentence(say, evidence, answer, offers))
        sheet = pillar_sheet(say, evidence, answer, offers)
        st.html(sheet_html(say, sheet, f"{STYLE} ys-pillar", sheet.title, link=address.door_link()))
        tables.downloads(say, lambda: sheet, f"csf-pilier-{page.ranking.version}")
