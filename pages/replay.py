"""Documented decisions, each beside what the board says on its day: agreement, disagreement, and why."""

import streamlit as st

from charts.replay import overview_html
from ui import projector
from ui import replay as parts
from ui.frame import frame
from ui.picture_buttons import buttons
from ui.tables import heading
from words import replay as words

with frame("replay") as board:
    say, evidence = board.say, board.evidence
    every = parts.found(evidence)
    heading(words.count_sentence(say, every), words.stated_sentence(say, every), words.terms_sentence(say))
    st.html(overview_html(say, evidence, every))
    projector.enough()
    if every:
        buttons(board, "replay")
    for one in every:
        parts.card(say, evidence, one)
    parts.twin(say, evidence, every)
