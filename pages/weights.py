"""Your weights: four guided ways to draw them from a person, and what they do to the ranking."""

import streamlit as st

from ui import address
from ui.elicit import guided
from ui.elicit_state import KEYS
from ui.frame import frame

with frame("weights", keys=KEYS) as board:
    if chosen := guided(board.evidence, board.scenario, board.say):
        address.put(chosen)
        st.rerun()
