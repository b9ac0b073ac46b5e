"""Your weights: four guided ways to draw them from a person, and what they do to the ranking."""

import streamlit as st

from ui.frame.frame import frame
from ui.session import address
from ui.weights.guided import guided

with frame("weights") as page:
    if chosen := guided(page.evidence, page.scenario, page.say):
        address.put(chosen)
        st.rerun()
