"""How a score is made, and what it cannot say."""

import streamlit as st

from ui.frame.frame import frame
from ui.method.document import opening, section
from words.method.documents import QUESTIONS

with frame("method") as page:
    opening(page)
    with st.container(key="me_page"):
        for name in QUESTIONS:
            section(page, name)
