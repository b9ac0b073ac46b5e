"""The note for a buyer who must choose below a must-have: what is added to a record, and its two files."""

from datetime import UTC

import streamlit as st

from exports.data import snapshots
from exports.documents.derogation import note
from ranking.decisions.record import Record
from ranking.model import Evidence
from ui.parts.export.document import document_buttons
from ui.session import calendar
from ui.session.page import Page
from ui.session.widgets import fold
from words.decisions.derogation import Derogation, below

LONGEST = 1500


def _facts(page: Page, record: Record) -> Evidence | None:
    return snapshots.locked_on(record.content.data, page.evidence)


def draw(page: Page, record: Record, place: str) -> None:
    """Draw the form of a derogation note, folded; nothing where no must-have alone keeps an offer out.

    place  prefix of its widgets' keys. What is typed stays in this visit.
    """
    say, names = page.say, {x.offer: x.name for x in below(record.content)}
    if not names:
        return
    part = fold(say("A note to choose below a must-have"), f"{place}_derogation")
    if not part.open:
        return
    with part:
        st.caption(
            say(
                "For a buyer who must take one of these offers all the same: what was asked, who fails on what, what "
                "was weighed, until when, how it ends. What you type goes into the file only."
            )
        )
        offer = st.selectbox(say("Offer taken"), list(names), key=f"{place}_derogation_offer", format_func=names.get)
        key = f"{place}_derogation"
        first = calendar.today()
        until = st.date_input(say("Until"), value=None, min_value=first, key=f"{key}_until", format="DD/MM/YYYY")
        why = st.text_area(say("Why no offer that meets it is taken"), max_chars=LONGEST, key=f"{key}_why")
        ends = st.text_area(say("How it ends: who does what by when"), max_chars=LONGEST, key=f"{key}_ends")
        derogation = Derogation(offer, why.strip(), until, ends.strip())
        labels = {"docx": say("Derogation note (DOCX)"), "pdf": say("Derogation note (PDF)")}
        zone = calendar.zone() or UTC
        stem = f"derogation-{derogation.offer}-{record.name}"
        document_buttons(
            labels, lambda: note(say, record, derogation, zone, _facts(page, record)), stem, f"{place}_derogation"
        )
