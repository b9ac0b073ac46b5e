"""A participant's own screen, a phone first: a name or none, weights, the own ranking, one button that confirms."""

import json
from collections.abc import Sequence

import streamlit as st

from charts.ranking.ranking_table import board_html
from ranking.errors import NothingToWeigh
from ranking.people.meeting import Entry, Seat, framed
from ranking.weighing.scenario import Scenario
from results import results
from store import seats
from store.keys import digest, grouped, is_seat, new_seat, read
from store.meeting_tables import NAME
from store.refused import Refused
from ui.meeting import access, memory, revealed, weights
from ui.meeting.access import Room
from ui.meeting.live import follow
from ui.parts import store_access
from ui.parts.tables import heading
from ui.parts.verdict import sentence
from ui.session import calendar
from ui.session.page import Page
from ui.weights import guided
from words.language import Language
from words.people.meeting import expiry_sentence, frame_sentence, seat_name, state_text
from words.ranking.conditions import conditions

SHOWN = 7
_PRESSED, _GUIDED = "meeting_confirming", "meeting_guided"


def draw(board: Page, room: Room) -> None:
    """Join, or weigh, or look at what was revealed."""
    _keep(board, room)
    if guide := st.session_state.pop(_GUIDED, None):
        _unguide(guide)
    mine = access.attempt(board.say, lambda: _own(room)) if room.seat else None
    with st.container(key="meeting_seat"):
        if mine is None:
            _join(board, room)
        else:
            _seated(board, room, *mine)
        _bottom(board, room, mine is not None)
    memory.draw(room.code, room.meeting.expires, store_access.now())
    follow(room)


def _own(room: Room) -> tuple[Seat, tuple[Entry, ...]]:
    return seats.own(access.engine(), room.code, room.seat, store_access.now())


def _join(board: Page, room: Room) -> None:
    """The name, or none; or the way back with a return code."""
    say, meeting = board.say, room.meeting
    heading(meeting.title, meeting.question)
    st.text(_fixed(board, room))
    access.trouble()
    if meeting.closed:
        st.info(say("This meeting is closed: nobody can join any more."), icon=None)
    else:
        with st.form("meeting_name_form", border=False):
            st.text_input(
                say("Your name, or a role, or nothing"), key="meeting_name", max_chars=NAME, autocomplete="off"
            )
            st.caption(say("Everyone in the meeting sees the name, and after the reveal your weights beside it."))
            st.form_submit_button(
                say("Take part"),
                key="meeting_sit",
                type="primary",
                width="stretch",
                on_click=_sit,
                args=(say, room, store_access.once(f"seat_{room.code}", new_seat)),
            )
    with st.expander(say("I already take part: return code")), st.form("meeting_return_form", border=False):
        st.text_input(say("Return code"), key="meeting_return", max_chars=40, autocomplete="off")
        st.form_submit_button(
            say("Return"), key="meeting_return_go", width="stretch", on_click=_return, args=(say, room)
        )


def _sit(say: Language, room: Room, seat: str) -> None:
    """Take the seat drawn with the form: a second press cuts the first one's run short, and asks for the same."""

    def join() -> Seat:
        store_access.count("join")
        return seats.join(access.engine(), room.code, seat, st.session_state["meeting_name"], store_access.now())

    if access.attempt(say, join):
        memory.hold("seat", room.code, seat)
        store_access.used(f"seat_{room.code}")


def _return(say: Language, room: Room) -> None:
    typed = read(st.session_state["meeting_return"])

    def back() -> bool:
        store_access.count("miss")
        if not is_seat(typed):
            raise Refused("no_seat")
        seats.own(access.engine(), room.code, typed, store_access.now())
        return True

    if access.attempt(say, back):
        memory.hold("seat", room.code, typed)


def _seated(board: Page, room: Room, seat: Seat, made: Sequence[Entry]) -> None:
    """The weights, what they give, and the button; after the reveal everybody's picture above them."""
    say, name = board.say, f"seat_{room.code}"
    start = access.attempt(say, lambda: framed(board.evidence, room.meeting, made[-1].scenario if made else None))
    if start is None:
        heading(room.meeting.title, room.meeting.question)
        access.trouble()
        return
    now = weights.draft(name, start)
    try:
        ranking = results.ranking(board.evidence, now)
    except NothingToWeigh:
        ranking = None
    heading(
        sentence(say, board.evidence, ranking) if ranking else say("Nothing is weighed yet."),
        say("“{title}”. You are {name}.", title=room.meeting.title, name=seat_name(say, seat.number, seat.name)),
        state_text(say, room.meeting.state) + ".",
    )
    access.trouble()
    if room.meeting.revealed:
        revealed.draw(board, room)
        st.header(say("Your weights"), anchor=False)
    if room.meeting.question:
        st.text(room.meeting.question)
    _weigh(board, room, name, start)
    _confirm(say, room, start == now, made)
    if ranking:
        with st.expander(say("Your ranking"), expanded=not room.meeting.revealed):
            st.html(board_html(say, board.evidence, ranking, SHOWN))
            st.caption(conditions(say, board.evidence, ranking))
            st.page_link(
                "pages/ranking.py",
                label=say("→ Open this ranking: {title}", title=say("Your weights")),
                query_params={**ranking.scenario.to_query(), "lang": say.code},
            )


def _weigh(board: Page, room: Room, name: str, start: Scenario) -> None:
    """Sliders, or one of the guided ways, which end on the sliders; neither is confirmed by itself."""
    say, guide = board.say, f"{name}_guide"
    if not room.meeting.closed:
        st.toggle(say("Guide me, question by question"), key=guide)
    if not st.session_state.get(guide) or room.meeting.closed:
        weights.draw(board, room.meeting, name, start, disabled=room.meeting.closed)
        return
    st.button(say("Back to the sliders"), key=f"{name}_unguide", type="tertiary", on_click=_unguide, args=(guide,))
    if drawn := guided.guided(board.evidence, weights.draft(name, start), say, name, room.meeting.in_play):
        weights.redraft(name, framed(board.evidence, room.meeting, drawn.to_json()))
        st.session_state[_GUIDED] = guide
        st.rerun()


def _unguide(guide: str) -> None:
    st.session_state[guide] = False


def _confirm(say: Language, room: Room, same: bool, made: Sequence[Entry]) -> None:
    """The one button, and whether what is on screen is the `same` as what is kept, if anything is."""
    if made and same:
        when = calendar.hour(made[-1].made)
        st.success(
            say("Confirmed at {time}. You may change it until the meeting is closed.", time=when)
            if not room.meeting.closed
            else say("Confirmed at {time}. The meeting is closed.", time=when),
            icon=None,
        )
    elif not room.meeting.closed:
        if made:
            st.info(say("You have moved something: what counts is still what you confirmed last."), icon=None)
        st.button(
            say("Confirm my weights"),
            type="primary",
            width="stretch",
            key="meeting_confirm",
            on_click=_press,
            args=(room.code, len(made)),
        )


def _press(code: str, seen: int) -> None:
    """The button was pressed in this meeting, on a page that knew of so many entries."""
    st.session_state[_PRESSED] = code, seen


def _keep(board: Page, room: Room) -> None:
    """Keep the weights as they are on screen, a slider moved in the same breath included.

    The receipt names the weights and how many entries came before: the same press twice is one entry, and a run that
    was cut short is made up for by the next.
    """
    (code, seen), now = st.session_state.get(_PRESSED, (None, 0)), st.session_state.get(f"draft_seat_{room.code}")
    if code != room.code or now is None or room.seat is None:
        return
    sent = now.to_json()
    receipt = f"{seen}-{digest('entry', json.dumps(sent))[:32]}"

    def confirm() -> Entry:
        store_access.count("write")
        return seats.confirm(access.engine(), room.code, room.seat, sent, receipt, store_access.now())

    access.attempt(board.say, confirm)
    st.session_state.pop(_PRESSED, None)


def _fixed(board: Page, room: Room) -> str:
    """What is fixed for everybody, in a sentence; nothing where today's facts no longer know it."""
    found = access.attempt(board.say, lambda: framed(board.evidence, room.meeting))
    return frame_sentence(board.say, board.evidence, found, room.meeting.in_play) if found else ""


def _bottom(board: Page, room: Room, seated: bool) -> None:
    """The way back from another device, out of the meeting, to the common screen."""
    say = board.say
    if seated:
        with st.expander(say("Return code, and taking your weights back")):
            st.caption(
                say(
                    "This browser remembers you. From another device, join with this return code; whoever has "
                    "it can change your weights:"
                )
            )
            st.code(grouped(room.seat), language=None)
            st.button(
                say("Delete my name and my weights for good"),
                key="meeting_withdraw",
                on_click=_withdraw,
                args=(say, room),
            )
    with st.container(horizontal=True):
        st.button(
            say("Common screen"),
            key="meeting_to_common",
            type="tertiary",
            on_click=access.go,
            args=(room.code, "common"),
        )
        st.button(say("Leave the meeting"), key="meeting_leave", type="tertiary", on_click=access.go, args=(None,))
    st.caption(expiry_sentence(say, room.meeting))


def _withdraw(say: Language, room: Room) -> None:
    def leave() -> bool:
        seats.leave(access.engine(), room.code, room.seat, store_access.now())
        return True

    if access.attempt(say, leave):
        memory.forget(room.code)
        st.session_state.pop(f"draft_seat_{room.code}", None)
