"""What was decided, for which reasons, and whether it still reproduces."""

import streamlit as st

from ranking.decisions.lock import holds
from ui.frame.frame import frame
from ui.parts import record_status
from ui.parts.sections import section
from ui.records import records as parts
from ui.records.lock_form import lock_form

with frame("records") as page:
    say = page.say
    kept, trouble = record_status.opened(say)
    found = parts.verified(kept.record) if kept and kept.record.content else None
    parts.heading(page, kept if found else None, found)
    if trouble:
        st.text(trouble)
    if found:
        parts.opened(page, kept.record, found, parts.own_link(page, kept))
        parts.to_screen(page, kept)
    else:
        parts.missing(say)
    if not (found and holds(kept.record.content, page.evidence, page.scenario)):
        if found:
            # Under a record that is read, the next one waits.
            with section(say("Lock what is on screen"), "lock"):
                lock_form(page)
        else:
            st.header(say("Lock what is on screen"), anchor=False)
            lock_form(page)
    try:
        parts.choose(page, record_status.listed(), kept if found else None)
        parts.chain(say)
    except record_status.FAILS as error:
        st.text(record_status.trouble(say, error))
    parts.brought(page, kept.record if found else None)
