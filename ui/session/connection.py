"""A connection that was lost and is back: the page runs once by itself, and a press that nothing heard is said.

A session ends two minutes after its connection, and with the server. The page in the browser lives on, and its next
message opens a new session, which knows none of its buttons: Streamlit drops such a press without a word.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import Serialized

from ui.session.js_components import mount
from words.language import Language

_UNHEARD = "press_unheard"


def note() -> None:
    """Note a press that this run's session could not hear; call it before anything is drawn."""
    if _pressed_unknown():
        st.session_state[_UNHEARD] = True


def watch(say: Language) -> None:
    """Say that a press was not carried out, if one was not; and have the browser ask for a run once it is back."""
    if st.session_state.pop(_UNHEARD, False):
        with st.container(key="unheard"):
            st.warning(
                say("The connection was lost, and your last press was not carried out. Please press again."),
                icon=None,
            )
    with st.container(key="connection_senses"):
        mount("session/senses", "connection.js", key="connection", on_back_change=lambda: None)


def _pressed_unknown() -> bool:
    """Return whether the browser sent the press of a button that this session has never drawn."""
    context = get_script_run_ctx()
    if context is None:
        return False
    sent = context.session_state._state._new_widget_state
    return any(
        isinstance(held, Serialized) and held.value.trigger_value and widget not in sent.widget_metadata
        for widget, held in sent.states.items()
    )
