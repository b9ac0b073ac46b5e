"""What every use of the store needs: the time, limits on tries, and forms that count once."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import streamlit as st

from store.limits import RateLimits

_SESSION = "meeting_session"


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


@cache
def _limits() -> RateLimits:
    # Not among Streamlit's caches: whoever empties those would try again without end.
    return RateLimits()


def allow(kind: str) -> None:
    """Check that this visitor has not used up a kind of store.limits; counts nothing. Raises Refused."""
    _limits().allow(kind, _own(), st.context.ip_address)


def count(kind: str, code: str = "") -> None:
    """Count one try of a kind of store.limits, about the meeting of a code where there is one. Raises Refused.

    The network address is the visitor's own, or what a proxy named in FORWARDED_ALLOW_IPS says; None on this machine.
    """
    _limits().count(kind, _own(), code, st.context.ip_address)


def _own() -> str:
    """Return the session's own name, kept in memory only."""
    return st.session_state.setdefault(_SESSION, secrets.token_hex(8))


def once(name: str, make: Callable[[], str]) -> str:
    """Return a token drawn once and kept until `used`, so that a form sent twice counts once."""
    return st.session_state.setdefault(f"meeting_once_{name}", make())


def used(name: str) -> None:
    """Forget the token of a form, so that the next form of that name is a new one."""
    st.session_state.pop(f"meeting_once_{name}", None)
