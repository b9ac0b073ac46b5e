"""Router: the list of pages, in order. Every page opens its own frame."""

import streamlit as st

from ui.session import address, routes, uncaught
from words.language import language

uncaught.install()
page = routes.navigation(language(address.language_code()))
st.session_state["routed"] = True
page.run()
