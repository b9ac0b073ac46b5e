"""The common screen, for a projector: who has answered and how to join; after the reveal, what divides, what is agreed.

The board's projector view (view=projector) shows it without any tool.
Whoever has the code may open it: it shows nothing that participants may not see. The facilitator's tools appear only
where this browser holds the key; the key itself is never drawn unless asked for.
"""

from urllib.parse import urlencode

import streamlit as st

from charts.people.meeting import door_html, waiting_html
from ranking.people.meeting import Seat, framed
from store import seats
from store.keys import grouped
from ui.meeting import access, agree, decided, facilitator, memory, revealed
from ui.meeting.access import Room
from ui.meeting.live import watch
from ui.parts import projector, store_access
from ui.parts.tables import heading
from ui.session import routes
from ui.session.js_components import mount
from ui.session.page import Page
from words.people.meeting import agreement_sentence, count_sentence, expiry_sentence, frame_sentence, state_text

LOCAL = ("127.0.0.1", "localhost", "::1")


def draw(page: Page, room: Room) -> None:
    """Draw the common screen in the meeting's state."""
    agree.save(page, room)
    with st.container(key="meeting_common"):
        ballots = access.attempt(page.say, lambda: revealed.heard(page, room)) if (room.meeting.revealed) else None
        if ballots:
            _revealed(page, room, ballots)
        else:
            _waiting(page, room)
        if not projector.on():
            _ways(page, room)
    common = agree.on_screen(room, ballots) if ballots else None
    memory.draw(room.code, room.meeting.expires, store_access.now(), common=common)
    watch(room)


def _waiting(page: Page, room: Room) -> None:
    """Who has answered on one side, how to join on the other."""
    say, meeting = page.say, room.meeting
    there = access.attempt(say, lambda: _seats(room)) or ()
    facilitator.bar(page, room, there, None)
    if st.session_state.get(access.OPENED) == room.code:
        # The button was far down: the window would stand in the middle of what follows.
        top = {"path": "meeting_common", "step": "opened", "now": True}
        mount("weights/browser", "question.js", key="meeting_opened", height=0, data=top)
    access.title(meeting)
    heading(count_sentence(say, there), "" if meeting.state == "open" else state_text(say, meeting.state))
    access.trouble()
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(waiting_html(say, there))
        if frame := access.attempt(say, lambda: framed(page.evidence, meeting)):
            st.text(frame_sentence(say, page.evidence, frame, meeting.in_play))
    with right:
        if not meeting.closed:
            st.html(door_html(say, grouped(room.code), link(room), routes.base().partition("://")[2].startswith(LOCAL)))
    facilitator.draw(page, room, None)


def _revealed(page: Page, room: Room, ballots: revealed.RevealedBallots) -> None:
    say, meeting = page.say, room.meeting
    frame = ballots.reference.scenario
    facilitator.bar(page, room, access.attempt(say, lambda: _seats(room)) or (), ballots)
    access.title(meeting)
    firsts, decision = (
        agreement_sentence(say, page.evidence, ballots.rankings),
        decided.headline(page, room, ballots.common),
    )
    state = state_text(say, meeting.state)
    heading(decision or firsts, *((firsts, state) if decision else (state,)))
    access.trouble()
    decided.links(say, room)
    if room.key:
        agree.steps(page, room, ballots)
    terms = frame_sentence(say, page.evidence, frame, meeting.in_play)
    if not projector.on():
        st.text(terms)
    if meeting.data != page.evidence.version:
        st.text(
            say(
                "The facts have changed since the meeting was opened (data {then}, now {now}).",
                then=meeting.data,
                now=page.evidence.version,
            )
        )
    if ballots.lost:
        st.text(
            say.plural(
                "{n} entry cannot be ranked with the facts of today.",
                "{n} entries cannot be ranked with the facts of today.",
                ballots.lost,
            )
        )
    revealed.pictures(page, ballots)
    if projector.on():
        st.text(terms)
    facilitator.draw(page, room, ballots)


def _seats(room: Room) -> tuple[Seat, ...]:
    return seats.seated(access.engine(), room.code, store_access.now())


def link(room: Room) -> str:
    """Return the address that participants open: the code and the language, nothing else."""
    return f"{routes.base()}/meeting?{urlencode({'meeting': room.code, 'lang': room.meeting.language})}"


def _ways(page: Page, room: Room) -> None:
    say = page.say
    with st.container(horizontal=True):
        st.button(say("My own weights"), key="meeting_to_seat", type="tertiary", on_click=access.go, args=(room.code,))
        st.button(say("Leave the meeting"), key="meeting_leave", type="tertiary", on_click=access.go, args=(None,))
    st.caption(expiry_sentence(say, room.meeting))
