"""The way from a page to the store: which meeting, who asks, at most how often; refusals become a sentence."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ranking.errors import BoardError
from ranking.people.meeting import Meeting
from store import meetings
from store.connecting import if_writable
from store.engine import StoreError, address, opened
from store.keys import is_code, read
from store.refused import Refused
from ui.meeting import memory
from ui.parts import store_access
from ui.parts.tables import escaped
from ui.session import address as bar
from ui.session import signing
from words.language import Language
from words.people.meeting import refusal

CODE, SCREEN = "meeting", "screen"
OPENED = "meeting_opened"  # the code of the meeting that this session opened
# How long it is said that something was done.
WHILE = timedelta(seconds=20)
_LOG = logging.getLogger("board.meeting")
_TROUBLE, _DONE, _LAST = "meeting_trouble", "meeting_done", "meeting_last"


@dataclass(frozen=True)
class Room:
    """A meeting as this visitor is in it: his seat's token or None, the facilitator's key or None."""

    code: str
    meeting: Meeting
    seat: str | None
    key: str | None


def engine() -> Engine:
    """Return the store of this process. Raises StoreError."""
    return _engine(address())


@st.cache_resource(show_spinner=False, max_entries=4)
def _engine(url: str) -> Engine:
    return opened(url)


def asked() -> str | None:
    """Return the code of the meeting this visitor is in, after ui.session.address.read, or None outside of meetings."""
    typed = read(bar.entry(CODE) or "")
    return typed if is_code(typed) else None


def outside() -> bool:
    """Return whether no meeting is asked for: the board's own controls then stand beside the page."""
    return asked() is None


def last() -> str | None:
    """Return the code of the meeting this visitor was in last."""
    return st.session_state.get(_LAST)


def enter(say: Language) -> Room | None:
    """Return the meeting asked for; None, with a sentence to be shown, where there is none."""
    code = asked()
    if code is None:
        return None
    room = attempt(say, lambda: _room(code))
    if room is None:
        if outside():
            # Once more from the top: the board's own controls stand beside the page again.
            st.rerun()
        return None
    st.session_state[_LAST] = code
    return room


def _room(code: str) -> Room:
    meeting, key = _found(code), memory.recall("key", code)
    if key and not (
        signing.may(signing.FACILITATORS) and meetings.facilitates(engine(), code, key, store_access.now())
    ):
        key = None
    return Room(code, meeting, memory.recall("seat", code), key)


def _found(code: str) -> Meeting:
    """Return the meeting of a code; looked for first, so that whoever brings a right code is never refused."""
    try:
        store, now = engine(), store_access.now()
        if_writable(store, meetings.purge, store, now)
        return meetings.find(store, code, now)
    except Refused:
        # Who was in a meeting that is gone did not guess: a whole room sees it go at once, from one address.
        guessed = st.session_state.pop(_LAST, None) != code
        go(None)
        if guessed:
            store_access.count("miss", code)
        raise


def attempt(say: Language, do: Callable[[], Any]) -> Any:
    """Return what `do` returns, or None where the store refuses or fails: then `trouble` says why."""
    try:
        return do()
    except Refused as refused:
        _LOG.info("refused: %s", refused.reason, extra={"code": f"refused-{refused.reason}"})
        tell(refusal(say, refused.reason, refused.about))
    except (StoreError, SQLAlchemyError):
        # The reason may hold names of machines and files: it is for the server's keeper, not for visitors.
        tell(say("The meeting's store cannot be reached just now. What was confirmed is safe; please try again."))
    except BoardError as error:
        tell(say("This meeting cannot be shown with the facts of today: {reason}.", reason=say.told(error)))
    return None


def tell(sentence: str) -> None:
    """Keep a sentence for the next `trouble` to draw."""
    st.session_state[_TROUBLE] = sentence


def done(sentence: str) -> None:
    """Keep a sentence on something done for `trouble` to draw for a while: the screen is drawn again at once."""
    st.session_state[_DONE] = sentence, store_access.now() + WHILE


def trouble() -> None:
    """Draw what went wrong, or was done, since the last drawing, if anything."""
    sentence, until = st.session_state.get(_DONE, ("", None))
    if sentence and store_access.now() < until:
        st.success(sentence, icon=None)
    if sentence := st.session_state.pop(_TROUBLE, ""):
        with st.container(key="meeting_trouble"):
            st.warning(sentence, icon=None)


def title(meeting: Meeting) -> None:
    """Draw the meeting's title and the question asked above the finding, on a projector too."""
    line = " · ".join(filter(None, (meeting.title, meeting.question)))
    st.html(f'<p class="kicker mt-title">{escaped(line)}</p>')


def go(code: str | None, screen: str | None = None) -> None:
    """Go into a meeting (or out of it), on one of its screens."""
    bar.show(CODE, code)
    bar.show(SCREEN, screen)
