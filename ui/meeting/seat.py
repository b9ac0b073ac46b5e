"""A participant's own screen, a phone first: a name or none, weights, one button that confirms, the own ranking."""

from collections.abc import Sequence

import streamlit as st

from charts.ranking.ranking_table import board_html
from ranking.errors import BoardError, NothingToWeigh
from ranking.people.meeting import ConfirmedWeights, Seat, framed
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results
from results.terms import conditions
from store import seats
from ui.meeting import access, ballot, decided, joining, memory, revealed, weights
from ui.meeting.access import Room
from ui.meeting.live import follow
from ui.parts import store_access
from ui.parts.sections import section
from ui.parts.tables import heading
from ui.parts.verdict import sentence
from ui.ranking import by_hand
from ui.session.links import open_ranking
from ui.session.page import Page
from ui.weights import guided
from words.people.ballots import seat_name
from words.people.meeting import expiry_sentence, state_text
from words.ranking.verdict import priced_clause

SHOWN = 7
_GUIDED = "meeting_guided"


def draw(page: Page, room: Room) -> None:
    """Draw the participant's screen: join, weigh, or look at what was revealed."""
    ballot.keep(page, room)
    if guide := st.session_state.pop(_GUIDED, None):
        _unguide(guide)
    mine = access.attempt(page.say, lambda: _own(room)) if room.seat else None
    with st.container(key="meeting_seat"):
        if mine is None:
            joining.draw(page, room)
        else:
            _seated(page, room, *mine)
        _bottom(page, room, mine is not None)
    memory.draw(room.code, room.meeting.expires, store_access.now(), _on_screen(room) if mine else None)
    follow(room, len(mine[1]) if mine else 0)


def _own(room: Room) -> tuple[Seat, tuple[ConfirmedWeights, ...]]:
    return seats.own(access.engine(), room.code, room.seat, store_access.now())


def _seated(page: Page, room: Room, seat: Seat, made: Sequence[ConfirmedWeights]) -> None:
    """Draw the weights and the button, after the reveal with everybody's picture above them."""
    say, name = page.say, f"seat_{room.code}"
    start = access.attempt(say, lambda: framed(page.evidence, room.meeting, made[-1].scenario if made else None))
    if start is None:
        heading(room.meeting.title, room.meeting.question)
        access.trouble()
        return
    back = _brought_back(page, room, name, start)
    now = ballot.sync(page, room, start, made)
    ranking = _ranking(page, now)
    _head(page, room, seat, ranking, now)
    access.trouble()
    if back:
        st.info(say("These are your weights as this window last had them. Look at them before you confirm."), icon=None)
    if room.meeting.revealed:
        revealed.draw(page, room, seat.number)
        # What counts is said above the fold; weights that were moved stand open.
        ballot.counts(page, room, made, start == now)
        with section(say("Your weights"), "own", expanded=start != now or not made):
            if room.meeting.question:
                st.text(room.meeting.question)
            _ballot(page, room, name, start, made)
    else:
        _ballot(page, room, name, start, made)
    if ranking and (made or _open(room)):
        _own_ranking(page, room, ranking)


def _ballot(page: Page, room: Room, name: str, start: Scenario, made: Sequence[ConfirmedWeights]) -> None:
    """Draw the sliders or the guided way, before the reveal what counts of them, and the button that confirms."""
    guiding, same = _weigh(page, room, name, start, made), weights.draft(name, start) == start
    if not room.meeting.revealed:
        ballot.counts(page, room, made, same)
    if not (guiding or room.meeting.closed or (made and same)):
        ballot.button(page, room, made)


def _open(room: Room) -> bool:
    """Return whether participants may see who comes first while they weigh."""
    return room.meeting.revealed or room.meeting.ranking_shown


def _head(page: Page, room: Room, seat: Seat, ranking: Ranking | None, now: Scenario) -> None:
    """Draw the question asked. Who comes first is shown only once open: people must not weigh while they watch it."""
    say, meeting, own = page.say, room.meeting, ""
    if meeting.revealed and (decision := decided.headline(page, room, None)):
        title = decision
    elif _open(room):
        title = sentence(say, page.evidence, ranking) if ranking else say("Nothing is weighed yet.")
        own = " " + say("What is said above follows from your own weights.")
    else:
        title = meeting.question or meeting.title
    state = state_text(say, meeting.state) + own
    heading(
        title,
        say("“{title}”. You are {name}.", title=meeting.title, name=seat_name(say, seat.number, seat.name)),
        # A verdict says itself whose bill counts.
        " ".join(filter(None, (state, not _open(room) and priced_clause(say, now.priced)))),
    )


def _ranking(page: Page, scenario: Scenario) -> Ranking | None:
    try:
        return results.ranking(page.evidence, scenario)
    except NothingToWeigh:
        return None


def _own_ranking(page: Page, room: Room, ranking: Ranking) -> None:
    say = page.say
    with st.expander(say("Your ranking"), expanded=room.meeting.ranking_shown and not room.meeting.revealed):
        st.html(board_html(say, page.evidence, ranking, SHOWN))
        st.caption(conditions(say, page.evidence, ranking))
        open_ranking(say, ranking.scenario, "seat", say("Your weights"))


def _weigh(page: Page, room: Room, name: str, start: Scenario, made: Sequence[ConfirmedWeights]) -> bool:
    """Draw sliders, or a guided way whose last button confirms what it shows. Return whether one is guided."""
    say, guide = page.say, f"{name}_guide"
    if not room.meeting.closed:
        st.toggle(say("Guide me, question by question"), key=guide)
    if not st.session_state.get(guide) or room.meeting.closed:
        weights.draw(page, room.meeting, name, start, disabled=room.meeting.closed)
        return False
    st.button(say("Back to the sliders"), key=f"{name}_unguide", type="tertiary", on_click=_unguide, args=(guide,))
    now, blind = weights.draft(name, start), not _open(room)
    if drawn := guided.guided(page.evidence, now, say, name, room.meeting.in_play, blind, room.meeting.way):
        weights.redraft(name, framed(page.evidence, room.meeting, drawn.to_json()))
        ballot.take(room, made)
        st.session_state[_GUIDED] = guide
        st.rerun()
    return True


def _unguide(guide: str) -> None:
    st.session_state[guide] = False


def _on_screen(room: Room) -> memory.OnScreen:
    """Return what this window restores if its session is lost: the weights, and the answers of a guided way."""
    state, name = st.session_state, f"seat_{room.code}"
    now = state.get(f"draft_{name}")
    draft = {
        "scenario": now.to_json() if now else None,
        "guide": bool(state.get(f"{name}_guide")),
        "path": state.get(f"{name}_path", {}),
    }
    return memory.OnScreen(draft, name, by_hand.heard(weights.by_name(name)))


def _brought_back(page: Page, room: Room, name: str, start: Scenario) -> bool:
    """Put back what the window kept while its session was lost.

    Return whether that is other than what stands anyway.
    """
    had = memory.found(room.code)
    if not had or not isinstance(had.get("scenario"), dict):
        return False
    try:
        was = framed(page.evidence, room.meeting, had["scenario"])
    except BoardError:
        return False
    weights.redraft(name, was)
    weights.repeat(page, room.meeting, name, had.get("hand"))
    path = had.get("path")
    if isinstance(path, dict) and all(isinstance(x, str) for x in path.values()):
        st.session_state[f"{name}_path"] = path
        st.session_state[f"{name}_guide"] = bool(had.get("guide"))
    return weights.draft(name, start) != start


def _bottom(page: Page, room: Room, seated: bool) -> None:
    """Draw the way back from another device, out of the meeting, to the common screen."""
    say = page.say
    if seated:
        joining.ways_out(say, room)
    with st.container(horizontal=True):
        st.button(
            say("Common screen"),
            key="meeting_to_common",
            type="tertiary",
            on_click=access.go,
            args=(room.code, "common"),
        )
        if not seated:
            st.button(say("Leave the meeting"), key="meeting_leave", type="tertiary", on_click=access.go, args=(None,))
    st.caption(expiry_sentence(say, room.meeting))
