"""What is known of whom, how well, since when, and from which source."""

import streamlit as st

from ui.evidence import matrix
from ui.frame.frame import frame
from words.facts.freshness import ending_sentence, re_read_sentence

with frame("evidence") as board:
    matrix.draw(board)
    asked = board.say, board.evidence
    said = (ending_sentence(*asked, board.ranking), re_read_sentence(*asked, board.scenario.as_of))
    if any(said):
        st.caption(" ".join(filter(None, said)))
