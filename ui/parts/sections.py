"""Sections of a long page, folded question by question: what is closed is still found, printed and led to."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.session.widgets import fold


@contextmanager
def section(title: str, anchor: str, expanded: bool = False, asked: bool = False) -> Iterator[DeltaGenerator]:
    """Draw a fold named by its question; what is drawn inside is on the page, seen once it is opened.

    anchor  the heading's own in the page: an address that ends with it opens the fold (session/senses/links.js)
    asked   draw what is inside only where the fold given is open: it costs nothing until then, and is not found before
    """
    with st.container(key=f"section_{anchor}"):
        part = fold(title, anchor, expanded) if asked else st.expander(title, expanded=expanded)
        with part:
            # For who goes from heading to heading; the eye reads the fold's own title.
            st.header(title, anchor=anchor)
            yield part
