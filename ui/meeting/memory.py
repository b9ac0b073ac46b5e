"""What a browser remembers of a meeting: a participant's seat and unconfirmed weights, a facilitator's key.

None stands in the address, which people copy, project and send on: a copied link would hand over the seat. Seat and key
are kept in a cookie of this site (SameSite=Strict, as long as the meeting lives), which comes back with the first
request. A cookie belongs to the browser, not to a person: on a shared computer it only lets the page ask who is there.
The window itself keeps the seat and the weights as they stand on screen (sessionStorage), the last moves of the hand
included: a session that was lost, by a sleeping phone, a cut line or a restart, finds them again. Where cookies are
refused, the return code and the key, typed or pasted, do the same. Cookies are named by a digest of the code, so that
they do not tell it.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from store.keys import digest, is_key, is_seat
from ui.session.js_components import mount

KINDS = {"seat": is_seat, "key": is_key}
_WIDGET, _ASK, _LEFT, _HEARD = "meeting_memory", "meeting_asks_window", "meetings_left", "meeting_common_heard"
_FOUND = {"seat": "meeting_window_had", "common": "meeting_window_had_common"}


@dataclass(frozen=True)
class OnScreen:
    """What a window keeps of weights: the draft as JSON, whose it is and what of its hand was heard, moved or not."""

    draft: Mapping[str, Any]
    keeper: str
    heard: Mapping[str, Any]
    moved: bool = True

    @property
    def told(self) -> dict[str, Any]:
        """Return the weights as `memory.js` keeps them."""
        return {"draft": json.dumps(self.draft), "keeper": self.keeper, "heard": dict(self.heard)}


def recall(kind: str, code: str) -> str | None:
    """Return the seat or key of a meeting that this session holds; of the key also what a cookie holds."""
    name = _name(kind, code)
    secret = st.session_state.get(name)
    if secret is None and kind == "key":
        secret = st.context.cookies.get(name)
    return secret if isinstance(secret, str) and KINDS[kind](secret) else None


def recognised(code: str) -> str | None:
    """Return the seat that this browser's cookie holds, where this session has neither taken nor left one."""
    name = _name("seat", code)
    seat = None if name in st.session_state else st.context.cookies.get(name)
    return seat if isinstance(seat, str) and is_seat(seat) else None


def hold(kind: str, code: str, secret: str) -> None:
    """Remember a seat or key from now on; `draw` tells the browser."""
    st.session_state[_name(kind, code)] = secret


def forget(code: str, kinds: Iterable[str] = tuple(KINDS)) -> None:
    """Remember nothing more of a meeting, or no more of these kinds; the next drawing of any page of meetings tells."""
    for kind in kinds:
        st.session_state[_name(kind, code)] = ""
    for name in _FOUND.values():
        st.session_state.pop(f"{name}_{code}", None)
    st.session_state.setdefault(_LEFT, set()).add(code)


def found(code: str, whose: str = "seat") -> Mapping[str, Any] | None:
    """Return, once, what the window had of a seat, or of the common set, whose session was lost; None for nothing.

    A JSON object: what was drawn of it, and "hand", what no server heard of it: {state}.
    """
    try:
        had = json.loads(st.session_state.pop(f"{_FOUND[whose]}_{code}", "null"))
    except ValueError:
        return None
    return had if isinstance(had, dict) else None


def draw(
    code: str, expires: datetime, now: datetime, seat: OnScreen | None = None, common: OnScreen | None = None
) -> None:
    """Bring the browser's memory of a meeting to the session's.

    seat, common  what stands on a participant's, on a facilitator's screen; None where no such weights stand there
    """
    seconds = max(0, int((expires - now).total_seconds()))
    _mount(code, _cookies(code, seconds), [tab for tab in (_seat_tab(code, seat), _common_tab(code, common)) if tab])
    st.session_state.get(_LEFT, set()).discard(code)


def draw_left() -> None:
    """Tell the browser to forget the meetings that this session has left or deleted."""
    left = st.session_state.pop(_LEFT, set())
    if left:
        cookies = [cookie for code in left for cookie in _cookies(code, 0)]
        _mount("", cookies, [{"name": _name(kind, code)} for code in left for kind in ("tab", "common")])


def _mount(code: str, cookies: list[list], tabs: list[dict]) -> None:
    mount(
        "meeting/browser",
        "memory.js",
        key=_WIDGET,
        data={"kept": cookies, "tabs": tabs},
        height=0,
        on_seat_change=lambda: _learn(code),
        on_common_change=lambda: _learn_common(code),
    )


def _seat_tab(code: str, seen: OnScreen | None) -> dict[str, Any] | None:
    """Return what the window is to keep of a seat; where this session knows of none, the question what it kept."""
    seat, name = recall("seat", code), _name("tab", code)
    if seat and seen is not None:
        return {"name": name, "seat": seat, **seen.told}
    if _name("seat", code) not in st.session_state:
        return {"name": name, "ask": _ask(code), "to": "seat"}
    return None if seat else {"name": name}


def _common_tab(code: str, seen: OnScreen | None) -> dict[str, Any] | None:
    """Return the same of the common set: asked for until the facilitator has moved something in this session."""
    if seen is None:
        return None
    heard = f"{_HEARD}_{code}"
    tab = {"name": _name("common", code), "seat": "common", **seen.told}
    if not (seen.moved or st.session_state.get(heard)):
        # Noted from here on too: the first move may already be one that nobody hears.
        return tab | {"ask": _ask(code), "to": "common"}
    st.session_state[heard] = True
    return tab


def _ask(code: str) -> str:
    return st.session_state.setdefault(f"{_ASK}_{code}", secrets.token_hex(4))


def _told(code: str, whose: str) -> Mapping[str, Any] | None:
    """Return what the browser answered to this session's own question."""
    answer = (st.session_state.get(_WIDGET) or {}).get(whose)
    question = st.session_state.get(f"{_ASK}_{code}")
    return answer if isinstance(answer, dict) and question is not None and answer.get("ask") == question else None


def _learn(code: str) -> None:
    """Take the seat and the weights that the window kept while its session was lost."""
    answer = _told(code, "seat")
    seat = answer and answer.get("seat")
    if _name("seat", code) not in st.session_state and isinstance(seat, str) and is_seat(seat):
        hold("seat", code, seat)
        st.session_state[f"{_FOUND['seat']}_{code}"] = _whole(answer)


def _learn_common(code: str) -> None:
    """Take the common weights that a facilitator's window kept while its session was lost."""
    if (answer := _told(code, "common")) and not st.session_state.get(f"{_HEARD}_{code}"):
        st.session_state[f"{_HEARD}_{code}"] = True
        st.session_state[f"{_FOUND['common']}_{code}"] = _whole(answer)


def _whole(answer: Mapping[str, Any]) -> str:
    """Return the draft of an answer with the weights that nobody heard, as JSON; "null" where it is none."""
    try:
        draft = json.loads(str(answer.get("draft") or "null"))
    except ValueError:
        return "null"
    return json.dumps({**draft, "hand": answer.get("hand")} if isinstance(draft, dict) else None)


def _cookies(code: str, seconds: int) -> list[list]:
    own = {kind: st.session_state.get(_name(kind, code)) for kind in KINDS}
    return [[_name(kind, code), text, seconds if text else 0] for kind, text in own.items() if text is not None]


def _name(kind: str, code: str) -> str:
    return f"meeting_{kind}_{digest('code', code)[:16]}"
