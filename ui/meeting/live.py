"""The screen follows the meeting without anyone pressing reload: a fragment asks the store for one number.

The common screen asks every second and is drawn again when anything changed; participants ask every second and a half,
of an answer that all of them share, and are drawn again only when the meeting's state, what it decided or their own
seat's weights have: nobody's hand is disturbed.
"""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ranking.people.meeting import Meeting
from store import meetings, records, seats
from store.engine import StoreError
from store.refused import Refused
from ui.meeting import access
from ui.meeting.access import Room
from ui.parts import store_access
from ui.parts.tables import heading
from words.language import Language

GONE = -1
_SEEN = "meeting_version_seen"


def watch(room: Room) -> None:
    """Draw the page again within about a second of any change of the meeting."""
    _watch(room.code, room.meeting.version)


@st.fragment(run_every=1.0)
def _watch(code: str, seen: int) -> None:
    if _version(code) not in (seen, None):
        st.rerun()


def await_store(say: Language, code: str) -> None:
    """Draw, in the place of a meeting whose store does not answer, that it comes back by itself; then it does."""
    access.tell("")  # the heading says it
    heading(
        say("The meeting cannot be read just now: its store does not answer."),
        say("What was confirmed is safe, and weights you have moved are kept here. This page tries again by itself."),
    )
    _await(code)


@st.fragment(run_every=2.0)
def _await(code: str) -> None:
    if _version(code) is not None:
        st.rerun()


def follow(room: Room, entries: int) -> None:
    """Draw the page again within two seconds of the meeting being revealed, decided, closed or deleted, or of the
    seat's own weights being confirmed in another window. entries: how many of the seat's this page knows.
    """
    drawn = _stands(room.code, room.meeting) or ""
    _follow(room.code, (drawn, room.meeting.version), room.seat, entries)


def _stands(code: str, meeting: Meeting) -> str | None:
    """Return the state of a meeting and what it has decided, None where the store does not answer."""
    try:
        locked = len(records.of_meeting(access.engine(), meetings.name(code))) if meeting.common else 0
    except (StoreError, SQLAlchemyError):
        return None
    return f"{meeting.state} {meeting.common} {locked}"


@st.fragment(run_every=1.5)
def _follow(code: str, drawn: tuple[str, int], seat: str | None, entries: int) -> None:
    read = _state(access.address(), code)
    if read is None:
        return
    (now, version), (state, known) = read, drawn
    if GONE < version < known:
        return  # an answer from before this drawing
    if now != state or (seat and _news(code, version) and _entries(code, seat) not in (entries, None)):
        st.rerun()
    st.session_state[f"{_SEEN}_{code}"] = version


def _news(code: str, version: int) -> bool:
    """Return whether the meeting changed since this session last looked; only then is its own seat looked up."""
    return st.session_state.get(f"{_SEEN}_{code}") != version


def _entries(code: str, seat: str) -> int | None:
    """Return how many entries a seat has; GONE without a seat, None where the store does not answer."""
    try:
        return len(seats.own(access.engine(), code, seat, store_access.now())[1])
    except Refused:
        return GONE
    except (StoreError, SQLAlchemyError):
        return None


def _version(code: str) -> int | None:
    """Return how often the meeting has changed, or None where the store does not answer: then nothing is torn down."""
    try:
        return meetings.version(access.engine(), code, store_access.now())
    except Refused:
        return GONE
    except (StoreError, SQLAlchemyError):
        return None


@st.cache_data(ttl=0.4, max_entries=500, show_spinner=False)
def _state(_store: str, code: str) -> tuple[str, int] | None:
    """Return how a meeting stands and its version, two questions to the store a second for all who ask."""
    try:
        meeting = meetings.find(access.engine(), code, store_access.now())
        stands = _stands(code, meeting)
        return None if stands is None else (stands, meeting.version)
    except Refused:
        return "", GONE
    except (StoreError, SQLAlchemyError):
        return None
