"""The screen follows the meeting without anyone pressing reload: a fragment asks the store for one number.

The common screen asks every second and is drawn again when anything changed; participants ask every few seconds, of an
answer that all of them share, and are drawn again only when the meeting's state has: nobody's hand is disturbed.
"""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from store import meetings
from store.engine import StoreError
from store.refused import Refused
from ui.meeting import access
from ui.meeting.access import Room
from ui.parts import store_access

GONE = -1


def watch(room: Room) -> None:
    """Draw the page again within about a second of any change of the meeting."""
    _watch(room.code, room.meeting.version)


@st.fragment(run_every=1.0)
def _watch(code: str, seen: int) -> None:
    if _version(code) not in (seen, None):
        st.rerun()


def follow(room: Room) -> None:
    """Draw the page again within a few seconds of the meeting being revealed, closed or deleted."""
    _follow(room.code, room.meeting.state)


@st.fragment(run_every=5.0)
def _follow(code: str, seen: str) -> None:
    if _state(access.address(), code) not in (seen, None):
        st.rerun()


def _version(code: str) -> int | None:
    """How often the meeting has changed; None where the store does not answer: then nothing is torn down."""
    try:
        return meetings.version(access.engine(), code, store_access.now())
    except Refused:
        return GONE
    except (StoreError, SQLAlchemyError):
        return None


@st.cache_data(ttl=1.0, max_entries=500, show_spinner=False)
def _state(_store: str, code: str) -> str | None:
    """State of a meeting, one question to the store a second for all who ask."""
    try:
        return meetings.find(access.engine(), code, store_access.now()).state
    except Refused:
        return ""
    except (StoreError, SQLAlchemyError):
        return None
