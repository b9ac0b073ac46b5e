"""Urgency against sovereignty: who leads where, exactly; and both sides without any total."""

import streamlit as st

from charts.balance.balance import balance_figure
from charts.balance.plane import plane_figure
from results import results
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.charting import look, show
from ui.parts.pictures import buttons
from ui.parts.tables import heading, terms
from ui.tradeoff import controls as controls
from words.ranking import tradeoff as words
from words.ranking.conditions import conditions

with frame("tradeoff") as board:
    say, evidence, ranking = board.say, board.evidence, board.ranking
    sides = controls.current_pair(evidence)
    found = results.tradeoff(evidence, board.scenario, sides)
    placed = results.plane(evidence, board.scenario, sides)
    sentence = words.switch_sentence(say, evidence, found)
    heading(sentence, words.position_sentence(say, evidence, found))
    terms(
        say,
        words.close_sentence(say, found),
        words.numeric_sentence(say, found),
        conditions(say, evidence, ranking),
    )
    if not projector.on():
        controls.pair(evidence, say)
    show(
        balance_figure(say, evidence, found, look(640)),
        "balance_chart",
        sentence,
        lambda to: controls.move(evidence, sides, to, ranking.matrix.thin),
    )
    projector.enough()
    controls.balance_slider(evidence, say, found, ranking.matrix.thin)
    st.caption(
        say(
            "Reading: each line is an offer's score as the weight passes from one side to the other, "
            "everything else held. "
            "The band on top names the leader; it is notched where the lead is under half a point. A "
            "click on the band, or "
            "the slider, moves your weights. Dotted grey: shut out."
        )
    )
    buttons(board, "tradeoff")
    st.header(say("Both sides, without any total"), anchor=False)
    front = words.front_sentence(say, evidence, placed)
    st.markdown(front)
    show(plane_figure(say, evidence, placed, look(680)), "plane_chart", front)
    st.caption(
        say(
            "Reading: right is better on the first side, up is better on the second; the thin cross "
            "runs from worst to best case. "
            "The dashed line is the front that no offer passes. Hollow grey marks are shut out."
        )
    )
    buttons(board, "plane")
    controls.twin(evidence, say, found, placed, ranking)
