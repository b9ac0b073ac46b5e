"""Sections of a long page, folded question by question: what is closed is still found, printed and led to."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def section(title: str, anchor: str, expanded: bool = False) -> Iterator[None]:
    """Draw a fold named by its question; what is drawn inside is on the page, seen once it is opened.

    anchor  the heading's own in the page: an address that ends with it opens the fold (session/senses/links.js)
    """
    with st.container(key=f"section_{anchor}"), st.expander(title, expanded=expanded):
        # For who goes from heading to heading; the eye reads the fold's own title.
        st.header(title, anchor=anchor)
        yield
