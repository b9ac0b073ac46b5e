"""The decision as the headline: the record locked in the meeting, else the common set that is in force."""

import streamlit as st

from ranking.weighing.rank import Ranking
from store import meetings, records
from store.records import StoredRecord
from ui.meeting import access
from ui.meeting.access import Room
from ui.parts.verdict import sentence
from ui.session.page import Page
from words.decisions.record import verdict_of
from words.language import Language


def locked(say: Language, room: Room) -> tuple[StoredRecord, ...]:
    """Return the records locked in the meeting that still have their content, oldest first."""
    found = access.attempt(say, lambda: records.of_meeting(access.engine(), meetings.name(room.code)))
    return tuple(kept for kept in found or () if kept.record.content)


def headline(page: Page, room: Room, common: Ranking | None) -> str:
    """Return the decision in a sentence, else what was agreed; "" before either."""
    say = page.say
    if kept := locked(say, room):
        return say("Decision taken. {sentence}", sentence=verdict_of(say, kept[-1].record.content))
    if common:
        return say("Weights agreed. {sentence}", sentence=sentence(say, page.evidence, common))
    return ""


def links(say: Language, room: Room) -> None:
    """Draw a link to each record locked in the meeting."""
    for kept in locked(say, room):
        what = say("record {name}, {day}", name=kept.record.name, day=say.day(kept.record.locked.date()))
        st.page_link(
            "pages/records.py",
            label=say("→ In this meeting: {record}", record=what),
            query_params={"record": kept.id, "lang": say.code},
        )
