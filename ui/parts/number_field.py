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
    within: tuple[float, float] | None = None,
    whole: bool = False,
    off: bool = False,
) -> None:
    """Draw the field with `value` in it; `take` is called with each number that is read from it.

    A browser's own number field drops the comma of 64,5 where its language knows none: this one takes the text.
    units  signs that may stand beside the number, as for `words.numbers.read_number`
    place  where to draw, else in the page; off: whether it is idle
    within  the least and the most that is taken; whole: whether whole numbers alone are
    """
    refused = st.session_state.get(_refusal(key))
    if refused is None or refused[1] != value:
        st.session_state.pop(_refusal(key), None)
        refused = None
        keep(key, written_number(value, say.code))
    elif key not in st.session_state:
        # Another page was open meanwhile: what was refused stays as typed.
        st.session_state[key] = refused[0].text
    with place or st.container():
        args = say.code, key, value, take, units, within, whole
        st.text_input(label, key=key, on_change=_read, args=args, disabled=off)
        if refused:
            sentence = _beyond(say, refused[0], within, whole) or unread_text(say, refused[0])
            st.html(f'<p class="trouble" role="alert">{escaped(sentence)}</p>')


def unread(key: str) -> str | None:
    """Return what stands in a field and was refused, None where its number was taken."""
    return st.session_state[key] if _refusal(key) in st.session_state else None


def _beyond(say: Language, unread: Unread, within: tuple[float, float] | None, whole: bool) -> str | None:
    """The sentence that names the bounds; None where there are none, or the text is no number or two."""
    if not within or unread.readings:
        return None
    least, most = (say.brief(n) for n in within)
    if whole:
        return say("“{typed}” is no whole number from {least} to {most}.", typed=unread.text, least=least, most=most)
    return say("“{typed}” is no number from {least} to {most}.", typed=unread.text, least=least, most=most)


def _read(
    code: str,
    key: str,
    value: float,
    take: Callable[[float], None],
    units: tuple[str, ...],
    within: tuple[float, float] | None,
    whole: bool,
) -> None:
    typed = st.session_state[key]
    number = read_number(typed, code, units)
    if (
        within
        and isinstance(number, float)
        and not (within[0] <= number <= within[1] and (number.is_integer() or not whole))
    ):
        number = Unread(typed.strip())
    if number is None or isinstance(number, Unread):
        st.session_state[_refusal(key)] = (number or Unread(""), value)
        return
    st.session_state.pop(_refusal(key), None)
    take(number)


def _refusal(key: str) -> str:
    return f"{key}_refused"
