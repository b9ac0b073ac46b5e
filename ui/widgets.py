"""What every controlled widget shares."""

from typing import Any

import streamlit as st


def keep(key: str, value: Any) -> None:
    """Set a widget's state where it differs from `value`; call before drawing the widget."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
