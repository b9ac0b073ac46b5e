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
    stored = access.attempt(say, lambda: records.of_meeting(access.engine(), meetings.name(room.code)))
    return tuple(record for record in stored or () if record.record.content)


def headline(page: Page, room: Room, common: Ranking | None) -> str:
    """Return the decision in a sentence, else what was agreed; "" before either."""
    say = page.say
    if locked_records := locked(say, room):
        return say("Decision taken. {sentence}", sentence=verdict_of(say, locked_records[-1].record.content))
    if common:
        return say("Weights agreed. {sentence}", sentence=sentence(say, page.evidence, common))
    return ""


def links(say: Language, room: Room) -> None:
    """Draw a link to each record locked in the meeting."""
    for stored in locked(say, room):
        what = say("record {name}, {day}", name=stored.record.name, day=say.day(stored.record.locked.date()))
        st.page_link(
            "pages/records.py",
            label=say("→ In this meeting: {record}", record=what),
            query_params={"record": stored.id, "lang": say.code},
        )
