"""The field in which somebody proposes another value for a fact: one for each kind of scale."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from ranking.model import Criterion
from ranking.replies import reply as rules
from ui.parts.number_field import number_field
from ui.session.page import Page
from words.facts.values import unit_text, value_text
from words.language import Language


def value_field(page: Page, offer: str, scale: Criterion, cell: str) -> None:
    """Draw the field that fits the scale, at first with what the board says; and a way to say that nobody knows."""
    say, label, key = page.say, page.say("Proposed value"), f"reply_value_{cell}"
    off = st.session_state.get(f"reply_unknown_{cell}", False)
    now = page.ranking.matrix.facts.get((offer, scale.id))
    _WIDGETS[_kind(scale)](say, scale, label, key, now.value if now else None, off)
    st.checkbox(say("Nobody can know: what the board says is not proven"), key=f"reply_unknown_{cell}")


def _kind(scale: Criterion) -> str:
    """Which field a scale needs."""
    if scale.kind == "set":
        return "set"
    if scale.codes:
        return "code"
    return "text" if scale.scale == "text" else "level" if scale.levels else "number"


def _set(say: Language, scale: Criterion, label: str, key: str, now: Any, off: bool) -> None:
    known = [*scale.codes, *(x for x in now or () if x not in scale.codes)]
    st.multiselect(label, known, default=list(now or ()), key=key, disabled=off, placeholder=say("none"))


def _code(say: Language, scale: Criterion, label: str, key: str, now: Any, off: bool) -> None:
    codes = list(scale.codes)
    index = codes.index(now) if now in codes else 0
    st.selectbox(label, codes, index=index, format_func=lambda c: value_text(say, scale, c), key=key, disabled=off)


def _level(say: Language, scale: Criterion, label: str, key: str, now: Any, off: bool) -> None:
    levels = sorted(scale.levels)
    index = levels.index(now) if now in levels else 0
    st.selectbox(label, levels, index=index, format_func=lambda n: value_text(say, scale, n), key=key, disabled=off)


def _number(say: Language, scale: Criterion, label: str, key: str, now: Any, off: bool) -> None:
    unit = unit_text(say, scale.unit)
    named = say("{label} ({unit})", label=label, unit=unit) if unit else label
    state = st.session_state
    state.setdefault(key, float(now) if isinstance(now, int | float) else 0.0)
    field, units = typed_key(key), tuple(filter(None, (unit, "€", "%")))
    number_field(say, named, field, state[key], partial(state.__setitem__, key), units, off=off)


def typed_key(key: str) -> str:
    """Return the key of the field in which the number of that key is typed."""
    return f"{key}_typed"


def _text(say: Language, scale: Criterion, label: str, key: str, now: Any, off: bool) -> None:
    st.text_input(label, value=str(now or ""), key=key, max_chars=rules.TEXT, disabled=off)


_WIDGETS: dict[str, Callable[..., None]] = {
    "set": _set,
    "code": _code,
    "level": _level,
    "number": _number,
    "text": _text,
}
