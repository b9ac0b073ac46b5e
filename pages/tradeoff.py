"""Urgency against sovereignty: who leads where, exactly; and both sides without any total."""

from functools import partial

import streamlit as st

from results import results
from results.terms import conditions
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.pictures import chart, under
from ui.parts.tables import heading, terms
from ui.session import address
from ui.tradeoff import controls, price
from words.ranking import tradeoff as words

with frame("tradeoff") as board:
    say, evidence, ranking = board.say, board.evidence, board.ranking
    sides = controls.current_pair(evidence)
    found = results.tradeoff(evidence, board.scenario, sides)
    placed = results.plane(evidence, board.scenario, sides)
    heading(words.switch_sentence(say, evidence, found), words.position_sentence(say, evidence, found))
    terms(
        say,
        words.close_sentence(say, found),
        words.numeric_sentence(say, found),
        conditions(say, evidence, ranking),
    )
    if not projector.on():
        controls.pair(evidence, say)
    chart(
        board,
        "tradeoff",
        640,
        "balance_chart",
        on_click=lambda to: controls.pressed(evidence, sides, to, ranking.matrix.thin),
    )
    projector.enough()
    controls.balance_of_criteria(evidence, say, found, ranking.matrix.thin)
    under(board, "tradeoff", say("A click on the band moves your weights."))
    st.header(say("Both sides, without any total"), anchor=False)
    st.markdown(words.front_sentence(say, evidence, placed))
    chart(board, "plane", 680, "plane_chart", on_click=partial(address.show, "open"))
    under(board, "plane")
    price.draw(board, sides)
    controls.twin(evidence, say, found, placed, ranking)
