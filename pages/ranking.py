"""Who comes first, by how much, on which facts, and why; opened bare, the question and its answer on two days."""

import streamlit as st

from charts.ranking.ranking_sheet import ranking_sheet
from charts.ranking.ranking_table import board_html
from results import results
from results.terms import conditions
from ui.frame.frame import frame
from ui.parts import projector, tables, verdict
from ui.question import question
from ui.ranking import fragment, live_board, order, why
from ui.robustness.controls import holds
from ui.session import address
from ui.session.page import Page
from words.facts.freshness import ending_sentence


def body(page: Page) -> None:
    """Draw the ranking: its sentence, its conditions, its table; run again by itself after a move."""
    say, evidence, ranking = page.say, page.evidence, page.ranking
    tables.heading(verdict.sentence(say, evidence, ranking), *verdict.lines(say, evidence, ranking))
    verdict.terms(page, holds(page), conditions(say, evidence, ranking))
    projector.seven_rows(page)
    if live_board.in_use():
        live_board.draw(page)
    else:
        intervals = results.rank_intervals(evidence, ranking, verdict.vary())
        order.choose_pin(page)
        st.html(
            tables.unfolding(board_html(say, evidence, ranking, None, intervals, address.door_link(), order.asked()))
        )
    if ends := ending_sentence(say, evidence, ranking):
        tables.reading(ends)
    live_board.switch(say)
    why.draw(page)
    tables.twin(
        say,
        "ranking",
        lambda: ranking_sheet(say, evidence, ranking),
        f"classement-{page.scenario.as_of}-{ranking.version}",
        say("Points per criterion add up to the score."),
    )


def first_sentence(page: Page) -> str:
    """Return the verdict on the ranking."""
    return verdict.sentence(page.say, page.evidence, page.ranking)


with frame("ranking", aside=lambda: not question.on()) as page:
    if question.on():
        fragment.draw_moving(page, question.draw, question.said)
    else:
        fragment.draw_moving(page, body, first_sentence, live_board.tell if live_board.in_use() else None)
