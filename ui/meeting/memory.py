"""What a browser remembers of a meeting: a participant's seat, a facilitator's key.

Neither stands in the address, which people copy, project and send on: a copied link would hand over the seat. They are
kept in a cookie of this site (SameSite=Strict, as long as the meeting lives), which comes back with the first request,
so that a closed window, a reload or a lost connection finds its owner again without a word; the session holds them
meanwhile. Where cookies are refused, the participant's return code and the facilitator's key, typed or pasted, do the
same. Cookies are named by a digest of the code, so that they do not tell it.
"""

from datetime import datetime

import streamlit as st

from store.keys import digest, is_key, is_seat
from ui.session.js_components import mount

KINDS = {"seat": is_seat, "key": is_key}


def recall(kind: str, code: str) -> str | None:
    """The seat or key of a meeting that this browser holds; None for none."""
    name = _name(kind, code)
    held = st.session_state[name] if name in st.session_state else st.context.cookies.get(name)
    return held if isinstance(held, str) and KINDS[kind](held) else None


def hold(kind: str, code: str, secret: str) -> None:
    """Remember a seat or key from now on; `draw` tells the browser."""
    st.session_state[_name(kind, code)] = secret


def forget(code: str) -> None:
    """Remember nothing more of a meeting."""
    for kind in KINDS:
        st.session_state[_name(kind, code)] = ""


def draw(code: str, expires: datetime, now: datetime) -> None:
    """Bring the browser's memory of a meeting to the session's."""
    seconds = max(0, int((expires - now).total_seconds()))
    held = {kind: st.session_state.get(_name(kind, code)) for kind in KINDS}
    kept = [[_name(kind, code), text, seconds if text else 0] for kind, text in held.items() if text is not None]
    if kept:
        mount("meeting/browser", "memory.js", key="meeting_memory", data={"kept": kept}, height=0)


def _name(kind: str, code: str) -> str:
    return f"meeting_{kind}_{digest('code', code)[:16]}"
