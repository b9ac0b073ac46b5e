"""A field for a number, written as people write it: read exactly, or refused beneath it and kept as typed."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.parts.tables import escaped
from ui.session.widgets import keep
from words.language import Language
from words.numbers import Unread, read_number, unread_text, written_number


def number_field(
    say: Language,
    label: str,
    key: str,
    value: float,
    take: Callable[[float], None],
    units: tuple[str, ...] = (),
    place: DeltaGenerator | None = None,
) -> None:
    """Draw the field with `value` in it; `take` is called with each number that is read from it.

    A browser's own number field drops the comma of 64,5 where its language knows none: this one takes the text.
    units  signs that may stand beside the number, as for `words.numbers.read_number`
    place  where to draw, else in the page
    """
    refused = st.session_state.get(_refusal(key))
    if refused is None or refused[1] != value:
        st.session_state.pop(_refusal(key), None)
        refused = None
        keep(key, written_number(value, say.code))
    with place or st.container():
        st.text_input(label, key=key, on_change=_read, args=(say.code, key, value, take, units))
        if refused:
            st.html(f'<p class="trouble" role="alert">{escaped(unread_text(say, refused[0]))}</p>')


def _read(code: str, key: str, value: float, take: Callable[[float], None], units: tuple[str, ...]) -> None:
    found = read_number(st.session_state[key], code, units)
    if found is None or isinstance(found, Unread):
        st.session_state[_refusal(key)] = (found or Unread(""), value)
        return
    st.session_state.pop(_refusal(key), None)
    take(found)


def _refusal(key: str) -> str:
    return f"{key}_refused"
