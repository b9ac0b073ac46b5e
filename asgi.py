"""The board for servers of other makes: `uvicorn asgi:app`. `streamlit run` takes it as well as app.py: both are one.

Everything the first visitor needs is made before he comes, texts travel compressed, each page says its language, a
browser loads nothing from elsewhere, and the server asks nothing of anybody.
"""

import streamlit as st

from ui.server import served

app = st.App("app.py", **served.layers())
