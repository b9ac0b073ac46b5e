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
    stored, trouble = record_status.opened(say)
    verification = parts.verified(stored.record) if stored and stored.record.content else None
    parts.heading(page, stored if verification else None, verification)
    if trouble:
        st.text(trouble)
    if verification:
        parts.opened(page, stored.record, verification, parts.own_link(page, stored))
        parts.to_screen(page, stored)
    else:
        parts.missing(say)
    if not (verification and holds(stored.record.content, page.evidence, page.scenario)):
        if verification:
            # Under a record that is read, the next one waits.
            with section(say("Lock what is on screen"), "lock"):
                lock_form(page)
        else:
            st.header(say("Lock what is on screen"), anchor=False)
            lock_form(page)
    try:
        parts.choose(page, record_status.listed(), stored if verification else None)
        parts.chain(say)
    except record_status.FAILS as error:
        st.text(record_status.trouble(say, error))
    parts.brought(page, stored.record if verification else None)
