"""Weights that move under a hand in the browser (live/), and the message in which Python hears of them once it rests.

Several sets live in a session: the board's own, a participant's, a meeting's common one; each by its name.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from ranking.errors import ScenarioError
from ranking.weighing.scenario import Scenario
from ui.parts.tables import escaped
from ui.session.js_components import mount
from ui.session.widgets import FRESH
from words.language import Language


@dataclass(frozen=True)
class ByHand:
    """A set of weights that a hand moves.

    name    of the component, and of what the session keeps of the set
    scenario, locked  where it stands, and which weights no other moves; scope: what an undo must not cross
    take    puts a message's weights in force; raises ScenarioError
    """

    name: str
    scenario: Scenario
    locked: list[str]
    scope: str
    take: Callable[[Mapping[str, Any]], None]


def packed(content: dict, kind: str = "board") -> tuple[str, bytes]:
    """Return what the browser weighs and says, under its own name: the same bytes at every move, so sent once."""
    text = json.dumps(content, separators=(",", ":"))
    of = _digest(text)
    return of, f'{{"of":"{of}","{kind}":{text}}}'.encode()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def tell(name: str, sent: bytes) -> None:
    """Send words and numbers as `packed`: they hold for every place on the page that names them, and take no room."""
    mount("ranking/live", "board.js", key=name, data=sent)


def draw_weights(say: Language, moving: ByHand, of: str, still: Callable[[], str], more: Mapping[str, object]) -> None:
    """Draw a set of weights, and what follows them where it is sent along.

    of     the name of the words and numbers that are told (`packed`); more: what goes along with every state
    still  gives the HTML that stands there until the script runs, and where it cannot
    """
    state, name = st.session_state, moving.name
    if state.pop(f"{name}_refused", False):
        st.text(say("The weights that this page sent could not be used; those before stand."))
    answer, as_html = written(name, _data(moving, of) | more)
    with st.container(key="live_static", gap=None):
        st.html(as_html)
        # Once a message has come the script is known to run; a page just opened still has to load it.
        if f"{name}_seq" not in state or state.get(FRESH):
            st.html(still())
    data = {"set": name, "answer": answer}
    mount("ranking/live", "board.js", key=name, data=data, on_moved_change=partial(_moved, name, moving.take))


def written(name: str, data: Mapping[str, object]) -> tuple[str, str]:
    """Return an answer's own name, and the hidden HTML in which the browser finds it (live/answers.js).

    HTML stands in the page as soon as its text does; a component hears of its data two frames later.
    """
    # Streamlit takes away what looks like the end of a comment or of a tag.
    text = json.dumps(data, separators=(",", ":")).replace(">", "\\u003e")
    html = f'<i class="live-answer" hidden data-set="{escaped(name)}" data-answer="{escaped(text)}"></i>'
    return _digest(text), html


def _data(moving: ByHand, of: str) -> dict[str, object]:
    scenario = moving.scenario
    return {
        "of": of,
        "day": scenario.as_of.isoformat(),
        "state": {
            "pillars": dict(scenario.pillars),
            "weights": dict(scenario.weights),
            "locked": moving.locked,
        },
        "seq": heard(moving.name)["seq"],
        "session": heard(moving.name)["session"],
        "scope": moving.scope,
    }


def heard(name: str) -> dict[str, Any]:
    """Return which session this is to the browser, and the number of the last message heard from a set's hand."""
    state = st.session_state
    return {"session": state.setdefault(f"{name}_session", secrets.token_hex(4)), "seq": state.get(f"{name}_seq", 0)}


def refused(name: str) -> bool:
    """Return whether the last message of a set could not be used, before it is said."""
    return st.session_state.get(f"{name}_refused", False)


def _moved(name: str, take: Callable[[Mapping[str, Any]], None]) -> None:
    """Take what the browser sends, once; what cannot be used changes nothing and is said.

    A state rather than a trigger: Streamlit loses a trigger that arrives together with a change of page. A state comes
    again after such a change, so that a message is known by its number; one made for another set of this name, which
    somebody else on this device had, is nobody's here.
    """
    state, now = st.session_state, heard(name)
    message = getattr(state.get(name), "moved", None)
    if not isinstance(message, dict) or message.get("session", now["session"]) != now["session"]:
        return
    seq = message.get("seq")
    if not isinstance(seq, int) or not now["seq"] < seq < 2**53:
        return
    state[f"{name}_seq"] = seq
    state.pop(f"{name}_refused", None)
    try:
        take(message)
    except ScenarioError:
        state[f"{name}_refused"] = True
