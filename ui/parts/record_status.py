"""What every screen says of itself: exploration, or locked by a record; and the records this visitor may see."""

from datetime import UTC, datetime

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ranking.decisions.lock import Locked, locked_by
from ranking.decisions.record import Record
from ranking.errors import BoardError
from store import meetings, records
from store.connecting import if_writable
from store.engine import StoreError, store
from store.records import StoredRecord
from ui.session import address
from ui.session.page import Page
from words.decisions.record_sentences import record_text
from words.language import Language

FAILS = (BoardError, SQLAlchemyError)
_KNOWN = "records_known"


def draw(page: Page) -> None:
    """Draw one line: "Exploration", or "Locked" with the record. Either leads to the page of records."""
    say = page.say
    stored, trouble = opened(say)
    lock = stored and locked_by(stored.record, page.evidence, page.scenario)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="status"):
        if lock:
            st.html(f'<p class="status locked">{say("Locked")}</p>', width="content")
            _link(record_text(say, lock))
            return
        st.html(f'<p class="status">{say("Exploration")}</p>', width="content")
        if trouble:
            st.text(trouble)
        elif stored is not None and stored.record.content is not None:
            _link(say("no longer what record {name} locked", name=stored.record.name))
        elif address.entry("record"):
            _link(say("no record is kept under this link"))
        else:
            _link(say("lock this scenario"))


def opened(say: Language) -> tuple[StoredRecord | None, str]:
    """Return the record that the address names, and why it cannot be read ("" where it can).

    The record is remembered for this visitor.
    """
    name = address.entry("record")
    if not name:
        return None, ""
    try:
        stored = records.get(_store(), name)
    except FAILS as error:
        return None, trouble(say, error)
    if stored:
        remember(stored.id)
    return stored, ""


def locked(page: Page) -> Locked | None:
    """Return the record of the address where it still holds for the scenario shown: what a file of this screen says."""
    stored, _ = opened(page.say)
    return stored and locked_by(stored.record, page.evidence, page.scenario)


def trouble(say: Language, error: Exception) -> str:
    """Return why records cannot be read."""
    return out_of_reach(say, error) or say("The records cannot be read: {reason}.", reason=say.told(error))


def out_of_reach(say: Language, error: Exception) -> str:
    """Return the sentence for a store that fails, "" for any other error.

    The store's own reason may hold names of machines and files: it is for the server's keeper, not for visitors.
    """
    fails = isinstance(error, StoreError | SQLAlchemyError)
    return say("The store of records cannot be reached just now; please try again.") if fails else ""


def _store() -> Engine:
    """Return the store, without the records of meetings that have expired."""
    engine = store()
    if_writable(engine, meetings.purge, engine, datetime.now(UTC))
    return engine


def remember(name: str) -> None:
    """Add a record to those this visitor may see until the window is closed."""
    st.session_state[_KNOWN] = (*(k for k in known() if k != name), name)


def known() -> tuple[str, ...]:
    """Return ids of the records this visitor made or opened, oldest first."""
    return st.session_state.get(_KNOWN, ())


def listed() -> tuple[StoredRecord, ...]:
    """Return the records to list, newest first: all of them on a server that says so, else the visitor's own."""
    if not (records.public() or known()):
        return ()
    engine = _store()
    by_id = {k.id: k for k in (records.newest(engine) if records.public() else ())}
    by_id |= {k.id: k for k in records.several(engine, known())}
    return tuple(sorted((k for k in by_id.values() if k.record.content), key=lambda k: -k.number))


def label(say: Language, record: Record) -> str:
    """Return the label of a record in a list: its name, the day it was locked, its question."""
    return f"{record.name} · {say.day(record.locked.date())} · {record.content.question}"


def _link(label: str) -> None:
    st.page_link("pages/records.py", label=label, query_params=address.query(("record",)))
