"""A participant's vote: one press keeps what is on screen, and every window of the seat says what counts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ranking.errors import NothingToWeigh
from ranking.people.meeting import ConfirmedWeights, framed
from ranking.weighing.scenario import Scenario
from results import results
from store import seats
from store.keys import digest
from ui.meeting import access, weights
from ui.meeting.access import Room
from ui.parts import store_access
from ui.ranking import by_hand
from ui.session import calendar
from ui.session.page import Page
from words.ranking.weights import weights_sentence

_PRESSED = "meeting_confirming"


@dataclass(frozen=True)
class Pressed:
    """A press on the button: how many entries its page knew."""

    code: str
    seen: int


def sync(page: Page, room: Room, start: Scenario, made: Sequence[ConfirmedWeights]) -> Scenario:
    """Return the weights that stand on screen: another window's, where nothing was moved here since it confirmed them.

    start  the weights that count, or those that everybody starts from
    """
    state, name = st.session_state, f"seat_{room.code}"
    known = state.setdefault(f"{name}_known", len(made))
    now = weights.draft(name, start)
    if len(made) > known:
        before = made[known - 1].scenario if known else None
        if now == framed(page.evidence, room.meeting, before):
            weights.redraft(name, start)
            now = start
        state[f"{name}_known"], state[f"{name}_elsewhere"] = len(made), len(made)
    return now


def button(page: Page, room: Room, made: Sequence[ConfirmedWeights]) -> None:
    """Draw the one button that confirms."""
    st.button(
        page.say("Confirm my weights"),
        type="primary",
        width="stretch",
        key="meeting_confirm",
        on_click=_press,
        args=(room.code, len(made)),
    )


def _press(code: str, seen: int) -> None:
    st.session_state[_PRESSED] = Pressed(code, seen)


def take(room: Room, made: Sequence[ConfirmedWeights]) -> None:
    """Confirm the draft in the next run, as the button does; for weights that came from answers, not from a hand."""
    _press(room.code, len(made))


def keep(page: Page, room: Room) -> None:
    """Keep the weights as they are on screen, one moved in the same breath included; before anything is drawn.

    The receipt names the weights and how many entries came before: the same press twice is one entry, and a run that
    was cut short is made up for by the next.
    """
    pressed, name = st.session_state.get(_PRESSED), f"seat_{room.code}"
    now = st.session_state.get(f"draft_{name}")
    if pressed is None or pressed.code != room.code or now is None or room.seat is None:
        return
    if by_hand.refused(weights.by_name(name)):
        # What the screen showed is not what stands here: it would confirm other weights than were pressed.
        st.session_state.pop(_PRESSED, None)
        access.tell(page.say("Nothing was confirmed. Look at the weights and press again."))
        return
    sent = now.to_json()
    receipt = f"{pressed.seen}-{digest('entry', json.dumps(sent))[:32]}"

    def confirm() -> ConfirmedWeights:
        store_access.count("write")
        return seats.confirm(access.engine(), room.code, room.seat, sent, receipt, store_access.now())

    if access.attempt(page.say, confirm):
        for mark in ("known", "elsewhere"):
            st.session_state.pop(f"{name}_{mark}", None)
    st.session_state.pop(_PRESSED, None)


def counts(page: Page, room: Room, made: Sequence[ConfirmedWeights], same: bool) -> None:
    """Draw which weights count, in numbers; same: whether they are those on screen."""
    say, state = page.say, st.session_state
    if not made:
        return
    when = calendar.hour(made[-1].made)
    elsewhere = state.get(f"seat_{room.code}_elsewhere") == len(made)
    state_text = {
        (True, False): say("Confirmed at {time}.", time=when),
        (True, True): say("Confirmed at {time} in another window.", time=when),
        (False, False): say(
            "You have moved something: what counts is still what you last confirmed, at {time}.", time=when
        ),
        (False, True): say("Other weights were confirmed in another window at {time}: those count.", time=when),
    }[same, elsewhere]
    parts = [state_text, _numbers(page, room, made[-1])]
    parts.append(
        say("The meeting is closed.")
        if room.meeting.closed
        else say("You may change them until the meeting is closed.")
    )
    (st.success if same else st.info)(" ".join(filter(None, parts)), icon=None)


def _numbers(page: Page, room: Room, entry: ConfirmedWeights) -> str:
    """Return the shares that were confirmed."""
    try:
        ranking = results.ranking(page.evidence, framed(page.evidence, room.meeting, entry.scenario))
    except NothingToWeigh:
        return ""
    return weights_sentence(page.say, page.evidence, ranking)
