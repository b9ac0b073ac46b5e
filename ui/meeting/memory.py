"""What a browser remembers of a meeting: a participant's seat and unconfirmed weights, a facilitator's key.

None stands in the address, which people copy, project and send on: a copied link would hand over the seat. Seat and key
are kept in a cookie of this site (SameSite=Strict, as long as the meeting lives), which comes back with the first
request. A cookie belongs to the browser, not to a person: on a shared computer it only lets the page ask who is there.
The window itself keeps the seat and the weights as they stand on screen (sessionStorage): a session that was lost, by a
sleeping phone, a cut line or a restart, finds both again without a word. Where cookies are refused, the return code and
the key, typed or pasted, do the same. Cookies are named by a digest of the code, so that they do not tell it.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from store.keys import digest, is_key, is_seat
from ui.session.js_components import mount

KINDS = {"seat": is_seat, "key": is_key}
_WIDGET, _ASK, _FOUND, _LEFT = "meeting_memory", "meeting_asks_window", "meeting_window_had", "meetings_left"


def recall(kind: str, code: str) -> str | None:
    """Return the seat or key of a meeting that this session holds; of the key also what a cookie holds."""
    name = _name(kind, code)
    held = st.session_state.get(name)
    if held is None and kind == "key":
        held = st.context.cookies.get(name)
    return held if isinstance(held, str) and KINDS[kind](held) else None


def recognised(code: str) -> str | None:
    """Return the seat that this browser's cookie holds, where this session has neither taken nor left one."""
    name = _name("seat", code)
    held = None if name in st.session_state else st.context.cookies.get(name)
    return held if isinstance(held, str) and is_seat(held) else None


def hold(kind: str, code: str, secret: str) -> None:
    """Remember a seat or key from now on; `draw` tells the browser."""
    st.session_state[_name(kind, code)] = secret


def forget(code: str, kinds: Iterable[str] = tuple(KINDS)) -> None:
    """Remember nothing more of a meeting, or no more of these kinds; the next drawing of any page of meetings tells."""
    for kind in kinds:
        st.session_state[_name(kind, code)] = ""
    st.session_state.pop(f"{_FOUND}_{code}", None)
    st.session_state.setdefault(_LEFT, set()).add(code)


def found(code: str) -> Mapping[str, Any] | None:
    """Return, once, what the window had of a seat whose session was lost, a JSON object, or None for nothing."""
    try:
        had = json.loads(st.session_state.pop(f"{_FOUND}_{code}", "null"))
    except ValueError:
        return None
    return had if isinstance(had, dict) else None


def draw(code: str, expires: datetime, now: datetime, draft: Mapping[str, Any] | None = None) -> None:
    """Bring the browser's memory of a meeting to the session's. draft: what stands on a participant's screen."""
    seconds = max(0, int((expires - now).total_seconds()))
    _mount(code, _cookies(code, seconds), draft)
    st.session_state.get(_LEFT, set()).discard(code)


def draw_left() -> None:
    """Let the browser forget the meetings that this session has left or deleted."""
    left = st.session_state.pop(_LEFT, set())
    if left:
        kept = [cookie for code in left for cookie in _cookies(code, 0)]
        mount(
            "meeting/browser",
            "memory.js",
            key=_WIDGET,
            data={"kept": kept, "tabs": [{"name": _name("tab", code)} for code in left]},
            height=0,
        )


def _mount(code: str, kept: list[list], draft: Mapping[str, Any] | None) -> None:
    seat, tab = recall("seat", code), {"name": _name("tab", code)}
    if seat and draft is not None:
        tab |= {"seat": seat, "draft": json.dumps(draft)}
    elif _name("seat", code) not in st.session_state:
        tab["ask"] = st.session_state.setdefault(f"{_ASK}_{code}", secrets.token_hex(4))
    elif seat:
        tab = {}
    mount(
        "meeting/browser",
        "memory.js",
        key=_WIDGET,
        data={"kept": kept, "tabs": [tab] if tab else []},
        height=0,
        on_tab_change=lambda: _learn(code),
    )


def _learn(code: str) -> None:
    """Take the seat and the weights that the window kept while its session was lost."""
    told = (st.session_state.get(_WIDGET) or {}).get("tab")
    asked = st.session_state.get(f"{_ASK}_{code}")
    if not isinstance(told, dict) or asked is None or told.get("ask") != asked:
        return
    seat = told.get("seat")
    if _name("seat", code) not in st.session_state and isinstance(seat, str) and is_seat(seat):
        hold("seat", code, seat)
        st.session_state[f"{_FOUND}_{code}"] = str(told.get("draft") or "null")


def _cookies(code: str, seconds: int) -> list[list]:
    held = {kind: st.session_state.get(_name(kind, code)) for kind in KINDS}
    return [[_name(kind, code), text, seconds if text else 0] for kind, text in held.items() if text is not None]


def _name(kind: str, code: str) -> str:
    return f"meeting_{kind}_{digest('code', code)[:16]}"
