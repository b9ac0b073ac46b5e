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
    whole: tuple[int, int] | None = None,
    off: bool = False,
    within: tuple[float, float] | None = None,
) -> None:
    """Draw the field with `value` in it; `take` is called with each number that is read from it.

    A browser's own number field drops the comma of 64,5 where its language knows none: this one takes the text.
    units  signs that may stand beside the number, as for `words.numbers.read_number`
    place  where to draw, else in the page; whole: the least and the most of a whole number; off: whether it is idle
    within  the least and the most of any number
    """
    refused = st.session_state.get(_refusal(key))
    if refused is None or refused[1] != value:
        st.session_state.pop(_refusal(key), None)
        refused = None
        keep(key, written_number(value, say.code))
    with place or st.container():
        st.text_input(
            label, key=key, on_change=_read, args=(say.code, key, value, take, units, whole, within), disabled=off
        )
        if refused:
            said = _beyond(say, refused[0], whole, within) or unread_text(say, refused[0])
            st.html(f'<p class="trouble" role="alert">{escaped(said)}</p>')


def unread(key: str) -> str | None:
    """Return what stands in a field and was refused, None where its number was taken."""
    return st.session_state[key] if _refusal(key) in st.session_state else None


def _beyond(
    say: Language, found: Unread, whole: tuple[int, int] | None, within: tuple[float, float] | None
) -> str | None:
    """The sentence that names the bounds; None where there are none, or the text is no number or two."""
    if not (whole or within) or found.readings:
        return None
    least, most = (say.brief(n) for n in whole or within)
    if whole:
        return say("“{typed}” is no whole number from {least} to {most}.", typed=found.text, least=least, most=most)
    return say("“{typed}” is no number from {least} to {most}.", typed=found.text, least=least, most=most)


def _read(
    code: str,
    key: str,
    value: float,
    take: Callable[[float], None],
    units: tuple[str, ...],
    whole: tuple[int, int] | None,
    within: tuple[float, float] | None,
) -> None:
    typed = st.session_state[key]
    found = read_number(typed, code, units)
    if whole and isinstance(found, float) and not (found.is_integer() and whole[0] <= found <= whole[1]):
        found = Unread(typed.strip())
    if within and isinstance(found, float) and not within[0] <= found <= within[1]:
        found = Unread(typed.strip())
    if found is None or isinstance(found, Unread):
        st.session_state[_refusal(key)] = (found or Unread(""), value)
        return
    st.session_state.pop(_refusal(key), None)
    take(found)


def _refusal(key: str) -> str:
    return f"{key}_refused"
