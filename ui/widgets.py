"""What every controlled widget shares."""

from typing import Any

import streamlit as st

FRESH = "page_is_fresh"


def keep(key: str, value: Any) -> None:
    """Set a widget's state where it differs from `value`; call before drawing the widget.

    Each page has widgets of its own, which start without the state of the page before: there it is always set.
    """
    if st.session_state.get(FRESH) or st.session_state.get(key) != value:
        st.session_state[key] = value
