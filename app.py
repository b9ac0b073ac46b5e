"""Router: the list of pages, in order. Every page opens its own frame."""

import streamlit as st

from ui import address, route
from words.language import language

page = route.navigation(language(address.language_code()))
st.session_state["routed"] = True
page.run()
