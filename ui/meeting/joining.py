"""The way into a seat of a meeting, and out of it: a name or none, a return code, one device for several people."""

import streamlit as st

from ranking.people.meeting import Seat, framed
from store import seats
from store.keys import grouped, is_seat, new_seat, read
from store.meeting_tables import NAME
from store.refused import Refused
from ui.meeting import access, memory
from ui.meeting.access import Room
from ui.parts import store_access
from ui.parts.tables import heading
from ui.session.page import Page
from ui.session.widgets import literal
from words.language import Language
from words.people.meeting import frame_sentence


def draw(page: Page, room: Room) -> None:
    """Draw the way into a seat: who is there where this browser has one, else a name or a return code."""
    say = page.say
    heading(room.meeting.title, room.meeting.question)
    st.text(_fixed(page, room))
    access.trouble()
    if known := _known(say, room):
        _ask_who(say, room, *known)
        return
    if room.meeting.closed:
        st.info(say("This meeting is closed: nobody can join any more."), icon=None)
    else:
        _join(say, room)
    with st.expander(say("I already take part: return code")), st.form("meeting_return_form", border=False):
        st.text_input(say("Return code"), key="meeting_return", max_chars=40, autocomplete="off")
        st.form_submit_button(
            say("Return"), key="meeting_return_go", width="stretch", on_click=_return, args=(say, room)
        )


def _join(say: Language, room: Room) -> None:
    with st.form("meeting_name_form", border=False):
        st.text_input(say("Your name, or a role, or nothing"), key="meeting_name", max_chars=NAME, autocomplete="off")
        st.caption(say("Everyone in the meeting sees the name, and after the reveal your weights beside it."))
        st.form_submit_button(
            say("Take part"),
            key="meeting_sit",
            type="primary",
            width="stretch",
            on_click=_sit,
            args=(say, room, store_access.once(f"seat_{room.code}", new_seat)),
        )


def _sit(say: Language, room: Room, seat: str) -> None:
    """Take the seat drawn with the form: a second press cuts the first one's run short, and asks for the same."""

    def join() -> Seat:
        store_access.count("join", room.code)
        return seats.join(access.engine(), room.code, seat, st.session_state["meeting_name"], store_access.now())

    if access.attempt(say, join):
        memory.hold("seat", room.code, seat)
        store_access.used(f"seat_{room.code}")


def _return(say: Language, room: Room) -> None:
    typed = read(st.session_state["meeting_return"])

    def back() -> Seat:
        try:
            if not is_seat(typed):
                raise Refused("no_seat")
            return seats.own(access.engine(), room.code, typed, store_access.now())[0]
        except Refused:
            store_access.count("miss", room.code)
            raise

    if access.attempt(say, back):
        _clear(room.code)
        memory.hold("seat", room.code, typed)


def _known(say: Language, room: Room) -> tuple[str, Seat] | None:
    """Return the seat that this browser's cookie holds, if it still is one."""
    seat = memory.recognised(room.code)
    if seat is None:
        return None
    try:
        return seat, seats.own(access.engine(), room.code, seat, store_access.now())[0]
    except Refused:
        return None


def _ask_who(say: Language, room: Room, seat: str, about: Seat) -> None:
    """Ask who is there: a browser may be shared, and nobody's weights are shown before somebody says so."""
    with st.container(key="meeting_who"):
        if about.name:
            st.text(say("In this browser, {name} is already taking part.", name=about.name))
        else:
            st.text(say("In this browser, somebody without a name is already taking part."))
        st.button(
            say("I am {name}: go on", name=literal(about.name)) if about.name else say("That is me: go on"),
            key="meeting_it_is_me",
            type="primary",
            width="stretch",
            on_click=memory.hold,
            args=("seat", room.code, seat),
        )
        st.button(
            say("I am someone else"), key="meeting_someone_else", width="stretch", on_click=release, args=(room.code,)
        )


def release(code: str) -> None:
    """Forget the seat on this device, whose next user takes one of his own; its votes stay in the meeting."""
    memory.forget(code, ("seat",))
    _clear(code)


def _clear(code: str) -> None:
    """Forget what the seat before left in this session."""
    for name in [str(k) for k in st.session_state if str(k).startswith((f"draft_seat_{code}", f"seat_{code}_"))]:
        del st.session_state[name]


def _fixed(page: Page, room: Room) -> str:
    """Return what is fixed for everybody, in a sentence; nothing where today's facts no longer know it."""
    frame = access.attempt(page.say, lambda: framed(page.evidence, room.meeting))
    return frame_sentence(page.say, page.evidence, frame, room.meeting.in_play) if frame else ""


def ways_out(say: Language, room: Room) -> None:
    """Draw the return code, the handing on of the device, leaving, and the deletion of one's own votes."""
    with st.expander(say("Return code, and taking your weights back")):
        st.caption(
            say(
                "This browser remembers you. From another device, join with this return code; whoever has "
                "it can change your weights:"
            )
        )
        st.code(grouped(room.seat), language=None)
        st.button(
            say("Delete my name and my weights for good"), key="meeting_withdraw", on_click=_withdraw, args=(say, room)
        )
    with st.popover(say("Leave, or hand this device on…"), key="meeting_leave_ask"):
        st.text(say("What you confirmed stays in the meeting. To come back to it, note this code:"))
        st.code(grouped(room.seat), language=None)
        st.button(say("I am someone else"), key="meeting_someone_else", on_click=release, args=(room.code,))
        st.button(say("Leave the meeting"), key="meeting_leave", on_click=_leave, args=(room.code,))


def _leave(code: str) -> None:
    release(code)
    access.go(None)


def _withdraw(say: Language, room: Room) -> None:
    def leave() -> bool:
        seats.leave(access.engine(), room.code, room.seat, store_access.now())
        return True

    if access.attempt(say, leave):
        release(room.code)
