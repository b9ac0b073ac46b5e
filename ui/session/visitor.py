"""What only the browser knows, the size of the window, and what it reads aloud after a change: the new verdict.

The server takes a phone for a phone from the browser's own name; the script speaks up only where that is wrong.
"""

from urllib.parse import urlencode

import streamlit as st

from address.entries import CARRIED
from ui.session import address, routes
from ui.session.js_components import mount
from ui.session.their_words import their_words
from words.language import Language

NARROW, PHONE, DESK = 640, (400, 840), (1920, 1080)
_SIZE = "size_of_window"


def sense(say: Language, aloud: str, projected: bool) -> None:
    """Read a sentence aloud where it is new, learn the size of the window, tell the page its language and links."""
    with st.container(key="visitor_senses"):
        mount(
            "session/senses",
            "visitor.js",
            data={
                "said": aloud,
                "screen": list(screen()),
                "projected": projected,
                "lang": say.code,
                "sections": say("Screens"),
                "here": urlencode(address.query(CARRIED)),
                "root": routes.base(),
                "moved": bool(address.scenario().pillars or address.scenario().weights),
                "theirs": their_words(say),
                "skips": [say("Go to the weights"), say("Go to the ranking"), say("Shortcuts")],
            },
            key="visitor",
            on_screen_change=_learn,
        )


def screen() -> tuple[int, int]:
    """Return the width and height of the window in pixels, as far as known."""
    return st.session_state.get(_SIZE) or (PHONE if _names_a_phone() else DESK)


def narrow() -> bool:
    """Return whether pictures are drawn for a phone."""
    return screen()[0] < NARROW


def _learn() -> None:
    size = (st.session_state.get("visitor") or {}).get("screen")
    if isinstance(size, list) and len(size) == 2 and all(isinstance(n, int | float) and 200 <= n <= 8000 for n in size):
        st.session_state[_SIZE] = (int(size[0]), int(size[1]))


def _names_a_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
