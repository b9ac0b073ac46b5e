"""What was decided, for which reasons, and whether it still reproduces."""

import streamlit as st

from ranking.decisions.lock import holds
from ui.frame.frame import frame
from ui.parts import record_status
from ui.parts.sections import section
from ui.records import records as parts
from ui.records.lock_form import lock_form

with frame("records") as board:
    say = board.say
    kept, trouble = record_status.opened(say)
    found = parts.verified(kept.record) if kept and kept.record.content else None
    parts.heading(board, kept if found else None, found)
    if trouble:
        st.text(trouble)
    if found:
        parts.opened(board, kept.record, found, parts.own_link(board, kept))
        parts.to_screen(board, kept)
    else:
        parts.missing(say)
    if not (found and holds(kept.record.content, board.evidence, board.scenario)):
        if found:
            # Under a record that is read, the next one waits.
            with section(say("Lock what is on screen"), "lock"):
                lock_form(board)
        else:
            st.header(say("Lock what is on screen"), anchor=False)
            lock_form(board)
    try:
        parts.choose(board, record_status.listed(), kept if found else None)
        parts.chain(say)
    except record_status.FAILS as error:
        st.text(record_status.trouble(say, error))
    parts.brought(board, kept.record if found else None)
