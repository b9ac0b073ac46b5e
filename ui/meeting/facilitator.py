"""The facilitator's tools on the common screen: reveal, close, export, delete; and the key.

They are drawn where this browser holds the key. The screen may be projected: the key shows only in a popover that was
opened for it, or leaves as a file.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ranking.people.meeting import CASTS, Seat
from ranking.weighing.rank import Ranking
from store import meetings
from store.refused import Refused
from ui.meeting import access, agree, memory
from ui.meeting.access import Room
from ui.meeting.revealed import RevealedBallots
from ui.parts import projector, store_access
from ui.session import signing
from ui.session.page import Page
from words.language import Language

DELETED = "meeting_deleted"


def draw(page: Page, room: Room, ballots: RevealedBallots | None) -> None:
    """Draw the facilitator's common set of weights; without the facilitator's key, the form that asks for it."""
    if ballots:
        agree.draw(page, room, ballots)
    if room.key is None and not projector.on():
        _unlock(page.say, room)


def bar(page: Page, room: Room, there: Sequence[Seat], ballots: RevealedBallots | None) -> None:
    """Draw the facilitator's bar, always in sight: reveal, close, and what does not belong on a projector."""
    if room.key is None:
        return
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_tools"):
        if not room.meeting.revealed:
            _confirmed(
                say("Reveal…"),
                "reveal",
                say("Everyone will see everyone's weights. This cannot be undone."),
                say("Reveal the weights"),
                (say, room, meetings.reveal),
                not any(s.answers for s in there),
            )
        if not room.meeting.closed:
            _confirmed(
                say("Close…"),
                "close",
                say("Nobody can join or change weights any more."),
                say("Close the meeting"),
                (say, room, meetings.close),
            )
        if not projector.on():
            _private(say, room, ballots)


def _confirmed(label: str, name: str, warning: str, press: str, act: tuple, disabled: bool = False) -> None:
    """Draw a step that asks once more before it is taken."""
    with st.popover(label, key=f"meeting_{name}_ask", disabled=disabled):
        st.text(warning)
        st.button(press, type="primary", key=f"meeting_{name}", on_click=_act, args=act)


def _private(say: Language, room: Room, ballots: RevealedBallots | None) -> None:
    """Draw what a projected screen does not show: the file of everything, the key, the deletion."""
    if ballots:
        st.download_button(
            say("Everything (JSON)"),
            data=lambda: document(room, ballots),
            mime="application/json",
            file_name="reunion.json",
            on_click="ignore",
            key="meeting_json",
            type="tertiary",
        )
    _key(say, room)
    with st.popover(say("Delete…"), key="meeting_delete_ask", type="tertiary"):
        st.text(say("The meeting, every name and every weight are deleted for good, for everyone."))
        st.button(say("Delete everything"), type="primary", key="meeting_delete", on_click=_delete, args=(say, room))


def _act(say: Language, room: Room, what: Callable) -> None:
    access.attempt(say, lambda: what(access.engine(), room.code, room.key or "", store_access.now()))


def _delete(say: Language, room: Room) -> None:
    def remove() -> bool:
        meetings.remove(access.engine(), room.code, room.key or "", store_access.now())
        return True

    if access.attempt(say, remove):
        memory.forget(room.code)
        access.go(None)
        st.session_state[DELETED] = room.code


def _key(say: Language, room: Room) -> None:
    """Draw the key, only where it is asked for."""
    popover = st.popover(say("Facilitator's key…"), key="meeting_key_ask", type="tertiary", on_change="rerun")
    if popover.open:
        with popover:
            st.text(
                say(
                    "This browser remembers that you are the facilitator. From another one, or for a second "
                    "facilitator, this key is needed. Do not show it on the common screen."
                )
            )
            st.download_button(
                say("Keep the key as a file"),
                data=f"{room.code}\n{room.key}\n",
                mime="text/plain",
                file_name="cle-reunion.txt",
                on_click="ignore",
                key="meeting_key_file",
            )
            if st.toggle(say("Show the key here"), key="meeting_key_show"):
                st.code(room.key, language=None, wrap_lines=True)


def _unlock(say: Language, room: Room) -> None:
    with st.popover(say("I am the facilitator…"), key="meeting_unlock_ask", type="tertiary"):
        if signing.asked(signing.FACILITATORS) and not signing.draw(say, signing.FACILITATORS):
            return
        with st.form("meeting_unlock", border=False):
            st.text_input(
                say("Facilitator's key"), type="password", key="meeting_key", max_chars=64, autocomplete="off"
            )
            st.form_submit_button(say("Continue"), key="meeting_unlock_go", on_click=_check, args=(say, room))


def _check(say: Language, room: Room) -> None:
    typed = st.session_state["meeting_key"].strip()

    def check() -> bool:
        if not meetings.facilitates(access.engine(), room.code, typed, store_access.now()):
            store_access.count("miss", room.code)
            raise Refused("not_facilitator")
        return True

    if access.attempt(say, check):
        memory.hold("key", room.code, typed)


def document(room: Room, ballots: RevealedBallots) -> str:
    """Return the meeting as JSON: what was asked, everybody's weights as scenarios, the common set.

    Neither code nor key.
    """
    meeting = room.meeting
    common = _set(ballots.common) | {"saved": ballots.saved.made.isoformat()} if ballots.common else None
    names = (b.name or f"participant {b.number}" for b in ballots.ballots)
    entries = [
        {"name": name, "cast": b.cast, **_set(r), "before_reveal": b.blind}
        for name, b, r in zip(names, ballots.ballots, ballots.rankings, strict=True)
    ]
    whole = {
        "title": meeting.title,
        "question": meeting.question,
        "opened": meeting.opened.isoformat(),
        "data": meeting.data,
        "criteria": list(meeting.in_play),
        "ranking_shown": meeting.ranking_shown,
        "votes": {cast: ballots.casts.count(cast) for cast in CASTS},
        "participants": entries,
        "mean": ballots.mean.scenario.to_json(),
        "mean_of": len(ballots.rankings),
        "mean_before_reveal": ballots.blind_mean.scenario.to_json() if ballots.blind_mean else None,
        "mean_before_reveal_of": len(ballots.blind),
        "common": common,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _set(ranking: Ranking) -> dict[str, Any]:
    """Return weights as a scenario, and who comes first under them."""
    return {"scenario": ranking.scenario.to_json(), "first": [x.offer for x in ranking.leaders]}
