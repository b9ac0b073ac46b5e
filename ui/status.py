"""What every screen says of itself: exploration, or locked by a record; and the records this visitor may see."""

import streamlit as st

from ranking.errors import BoardError
from ranking.record import Record
from ranking.standing import Locked, locked_by
from store import records
from store.engine import store
from store.records import Kept
from ui import address
from ui.address_keys import EVERYWHERE
from words.language import Language
from words.record import record_text

_KNOWN = "records_known"


def draw(board) -> None:
    """One quiet line: "Exploration", or "Locked" with the record; either leads to the page of records."""
    say = board.say
    kept, trouble = opened()
    lock = kept and locked_by(kept.record, board.evidence, board.scenario)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", key="status"):
        if lock:
            st.html(f'<p class="status locked">{say("Locked")}</p>', width="content")
            _link(record_text(say, lock))
            return
        st.html(f'<p class="status">{say("Exploration")}</p>', width="content")
        if trouble:
            st.text(trouble)
        elif kept is not None and kept.record.content is not None:
            _link(say("no longer what record {name} locked", name=kept.record.name))
        elif address.view("record"):
            _link(say("no record is kept under this link"))
        else:
            _link(say("lock this scenario"))


def opened() -> tuple[Kept | None, str]:
    """The record that the address names, remembered for this visitor; and why it cannot be read, "" where it can."""
    name = address.view("record")
    if not name:
        return None, ""
    try:
        kept = records.get(store(), name)
    except BoardError as error:
        return None, str(error)
    if kept:
        remember(kept.id)
    return kept, ""


def locked(board) -> Locked | None:
    """The record of the address where it still holds for the scenario shown: what a file of this screen says."""
    kept, _ = opened()
    return kept and locked_by(kept.record, board.evidence, board.scenario)


def remember(name: str) -> None:
    """Add a record to those this visitor may see until the window is closed."""
    st.session_state[_KNOWN] = (*(k for k in known() if k != name), name)


def known() -> tuple[str, ...]:
    """Ids of the records this visitor made or opened, oldest first."""
    return st.session_state.get(_KNOWN, ())


def listed() -> tuple[Kept, ...]:
    """The records to list, newest first: all of them on a server that says so, else the visitor's own."""
    if not (records.public() or known()):
        return ()
    found = {k.id: k for k in (records.newest(store()) if records.public() else ())}
    found |= {k.id: k for k in records.several(store(), known())}
    return tuple(sorted((k for k in found.values() if k.record.content), key=lambda k: -k.number))


def label(say: Language, record: Record) -> str:
    """A record in a list: its name, the day it was locked, its question."""
    return f"{record.name} · {say.day(record.locked.date())} · {record.content.question}"


def _link(label: str) -> None:
    st.page_link("pages/records.py", label=label, query_params=address.query(EVERYWHERE))
