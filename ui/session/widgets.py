"""What every controlled widget shares: its state follows the scenario, and what is closed is not computed."""

import re
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from words.language import Language

FRESH = "page_is_fresh"
_UNSENT = "values_perhaps_unsent"
_SIGN = re.compile(r"([\\`*_{}\[\]#+\-.!|~$<>&:@])")
_DRAWN = re.compile(r":(?=[\w/+-]+:)|[<>~-](?=[-=>])")
_ADDRESS = re.compile(r"(https?(?=\\:)|www(?=\\\.)|@)", re.IGNORECASE)


def literal(text: str) -> str:
    """Return a text somebody typed for the label of a button, a fold, a link, a chip: they read Markdown.

    Every sign is set off; after the set-off ones are read, Streamlit still makes links of bare addresses, emoji and
    icons of words between colons, arrows of hyphens: a mark that shows nothing parts these.
    """
    parted = _DRAWN.sub("\\g<0>\u2060", text.replace("\n", " "))
    return _ADDRESS.sub("\\1\u2060", _SIGN.sub(r"\\\1", parted))


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
        state[key] = value
        unsent.add(key)


def sent() -> None:
    """Note that a run has come to its end: the browser has every value that was set."""
    st.session_state.pop(_UNSENT, None)


def fold(label: str, key: str, expanded: bool = False) -> DeltaGenerator:
    """Return an expander that tells the page when it is open: `if part.open: with part: ...`.

    What is closed is neither computed nor sent, so that a change of weight pays only for what is seen.
    """
    return st.expander(label, expanded=expanded, key=f"fold_{key}", on_change="rerun")


def shut(key: str) -> None:
    """Close a fold for the next run; in a callback."""
    st.session_state[f"fold_{key}"] = False


def hatch(label: str, key: str, **look: Any) -> DeltaGenerator:
    """Return a popover that tells the page when it is open, for the same reason."""
    return st.popover(label, key=key, width="content", on_change="rerun", **look)
