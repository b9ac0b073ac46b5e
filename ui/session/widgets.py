"""What every controlled widget shares: its state follows the scenario, and a hand on it is never overruled.

When one slider moves, the board sets others. A browser that has not heard of that yet sends their old values with its
next message, which Streamlit takes for a move of the hand. So moves are collected, and of several at once those that
merely repeat what the board has just replaced are dropped.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from words.language import Language

FRESH = "page_is_fresh"
_REPLACED, _MOVES, _UNSENT = "values_replaced", "moves_by_hand", "values_perhaps_unsent"
_HANDS = 2


def percent_format(say: Language) -> str:
    """Return how a slider writes its whole percentage: 33 % in French, 33% in English."""
    return "%d" + say("%").replace("%", "%%")


def keep(key: str, value: Any) -> None:
    """Set a widget's state where it differs from `value`; call before drawing the widget.

    A slider is given its value besides: a browser that a cut run has left without it starts there, not at the left end.

    Each page has widgets of its own, which start without the state of the page before: there it is always set. So is
    what a run set that was cut short: the browser may not have heard of it.
    """
    state = st.session_state
    fresh, unsent = state.get(FRESH), state.setdefault(_UNSENT, set())
    if fresh or key in unsent or state.get(key) != value:
        if key in state and (fresh or state[key] != value):
            state.setdefault(_REPLACED, {})[key] = state[key]
        state[key] = value
        unsent.add(key)


def sent() -> None:
    """Note that a run has come to its end: the browser has every value that was set."""
    st.session_state.pop(_UNSENT, None)


def by_hand(key: str, move: Callable[..., None], *args: Any) -> None:
    """Return a widget's callback that remembers the move until `moves` is called."""
    st.session_state.setdefault(_MOVES, []).append((key, move, args))


def moves(others: bool) -> list[Callable[[], None]]:
    """Return the moves of this run to carry out. others: whether some other control was touched as well."""
    found = st.session_state.pop(_MOVES, [])
    replaced = st.session_state.get(_REPLACED, {})
    if others or len(found) > 1:
        found = [m for m in found if m[0] not in replaced or st.session_state[m[0]] != replaced[m[0]]]
    # A page left half-way sends all its sliders at rest, which no hand does in one message.
    if len(found) > _HANDS and not any(st.session_state.get(m[0]) for m in found):
        return []
    return [lambda move=move, args=args: move(*args) for _, move, args in found]


def fold(label: str, key: str) -> DeltaGenerator:
    """Return an expander that tells the page when it is open: `if part.open: with part: ...`.

    What is closed is neither computed nor sent, so that a change of weight pays only for what is seen.
    """
    return st.expander(label, key=f"fold_{key}", on_change="rerun")


def hatch(label: str, key: str, **look: Any) -> DeltaGenerator:
    """Return a popover that tells the page when it is open, for the same reason."""
    return st.popover(label, key=key, width="content", on_change="rerun", **look)
