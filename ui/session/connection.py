"""A connection that was lost and is back: the page runs once by itself, and a press that nothing heard is said.

A session ends two minutes after its connection, and with the server. The page in the browser lives on, and its next
message opens a new session, which knows none of its buttons: Streamlit drops such a press without a word.

Of several servers one has the page, its connection and its files. Behind a proxy the browser asks who answers it
otherwise: where that is another one, the page says what the balancer lacks.
"""

import logging
import secrets
from datetime import UTC, datetime, timedelta

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import Serialized

from ui.session import routes
from ui.session.js_components import mount
from words.language import Language

# This process's name, told to whoever asks after its health (ui.server.guard).
SERVER = secrets.token_hex(4)
_UNHEARD, _APART, _MOVED, _WIDGET = "press_unheard", "answered_by_another", "drawn_by_another", "connection"
# How long it is said that another server has taken a page over; several runs follow each other then.
WHILE = timedelta(seconds=20)
_LOG = logging.getLogger("board")


def note() -> None:
    """Note a press that this run's session could not hear; call it before anything is drawn."""
    if _pressed_unknown():
        st.session_state[_UNHEARD] = True


def watch(say: Language) -> None:
    """Draw that a press was not carried out, if one was not; the browser asks for a run once it is back."""
    told = [("unheard", st.warning, _unheard(say))] if st.session_state.pop(_UNHEARD, False) else []
    if (until := st.session_state.get(_MOVED)) and datetime.now(UTC) < until:
        told.append(("moved", st.info, _moved_on(say)))
    if st.session_state.get(_APART):
        told.append(("apart", st.warning, _in_turn(say)))
    # Beside the page and in a place of its own: what comes unasked must neither move nor replace what a hand presses.
    with st.container(key="connection_said", gap="xsmall"):
        for name, box, sentence in told:
            with st.container(key=name):
                box(sentence, icon=None)
    with st.container(key="connection_senses"):
        mount(
            "session/senses",
            "connection.js",
            key=_WIDGET,
            data={"server": SERVER, "several": _behind_a_proxy(), "root": routes.base()},
            on_back_change=lambda: None,
            on_moved_change=_moved,
            on_apart_change=_apart,
        )


def _unheard(say: Language) -> str:
    return say("The connection was lost, and your last press was not carried out. Please press again.")


def _moved_on(say: Language) -> str:
    return say(
        "The server that had this page is gone, and another has taken it over. What was confirmed is kept; "
        "look at what was not before you confirm it."
    )


def _in_turn(say: Language) -> str:
    return say(
        "Several servers answer this page in turn, so that files and parts of it may be missing. The "
        "server's keeper has to send each visitor to one of them (sticky sessions)."
    )


def _behind_a_proxy() -> bool:
    headers = st.context.headers
    return any(headers.get(name) for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"))


def _moved() -> None:
    st.session_state[_MOVED] = datetime.now(UTC) + WHILE


def _apart() -> None:
    """Note that another server answered this page's browser."""
    if (st.session_state.get(_WIDGET) or {}).get("apart") and not st.session_state.get(_APART):
        st.session_state[_APART] = True
        _LOG.error("not-sticky: a visitor of this server was answered by another", extra={"code": "not-sticky"})


def _pressed_unknown() -> bool:
    """Return whether the browser sent the press of a button that this session has never drawn."""
    context = get_script_run_ctx()
    if context is None:
        return False
    sent = context.session_state._state._new_widget_state
    return any(
        isinstance(widget_state, Serialized) and widget_state.value.trigger_value and widget not in sent.widget_metadata
        for widget, widget_state in sent.states.items()
    )
