"""The moderated common set: sliders of the facilitator, kept apart from everybody's own, safe against a second hand."""

import json
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.ranking.ranking_table import board_html
from ranking.decisions.record_content import RecordContent, Votes
from ranking.errors import BoardError, NothingToWeigh
from ranking.people.meeting import CASTS, Common, framed
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results
from results.terms import conditions
from store import commons, meetings
from store.keys import digest
from store.records import StoredRecord
from ui.meeting import access, memory, weights
from ui.meeting.access import Room
from ui.meeting.revealed import RevealedBallots
from ui.parts import store_access
from ui.parts.verdict import sentence
from ui.ranking import by_hand
from ui.records.lock_form import lock_form
from ui.robustness.controls import holds
from ui.session import address
from ui.session.js_components import mount
from ui.session.links import open_ranking
from ui.session.page import Page
from words.language import Language
from words.people.ballots import mean_text
from words.ranking.weights import weights_sentence

_BASE, _PRESSED, _DECIDED = "meeting_base", "meeting_saving", "meeting_decided_here"
_SET, _LOCK = "meeting_set", "meeting_decide"  # the folds of both steps


def draw(page: Page, room: Room, ballots: RevealedBallots) -> None:
    """Draw the ranking under the common set in force, for all."""
    say = page.say
    if not ballots.common:
        return
    st.header(say("The common set"), anchor=False)
    st.text(sentence(say, page.evidence, ballots.common))
    st.text(holds(_board(page, ballots.common)))
    with st.expander(say("Ranking under the common set")):
        st.html(board_html(say, page.evidence, ballots.common))
        st.caption(conditions(say, page.evidence, ballots.common))
    open_ranking(say, ballots.common.scenario, "common", say("The common set"))


def on_screen(room: Room, ballots: RevealedBallots) -> memory.OnScreen | None:
    """Return what a facilitator's window keeps of the common weights; None where there are none."""
    name = f"common_{room.code}"
    now = st.session_state.get(f"draft_{name}")
    if not room.key or now is None:
        return None
    moved = now != (ballots.common or ballots.mean).scenario
    return memory.OnScreen(now.to_json(), name, by_hand.heard(weights.by_name(name)), moved)


def _brought_back(page: Page, room: Room, start: Scenario) -> bool:
    """Put back the common weights that the window kept while its session was lost. Return whether they are others."""
    had, name = memory.found(room.code, "common"), f"common_{room.code}"
    if not had:
        return False
    draft = {key: value for key, value in had.items() if key != "hand"}
    try:
        weights.redraft(name, framed(page.evidence, room.meeting, draft))
    except BoardError:
        return False
    weights.repeat(page, room.meeting, name, had.get("hand"))
    return weights.draft(name, start) != start


def steps(page: Page, room: Room, ballots: RevealedBallots) -> None:
    """Draw the facilitator's two steps after the reveal, side by side: set the common weights, lock them."""
    say = page.say
    # What was just saved or locked is the headline: it comes into view, from wherever the button was.
    step = str(st.session_state.get(_DECIDED, 0))
    mount(
        "weights/browser", "question.js", key="meeting_follow", height=0, data={"path": "meeting_common", "step": step}
    )
    with st.container(key="meeting_steps"):
        _edit(page, room, ballots)
        if not ballots.common:
            return
        with _step(say("Lock the common set as a decision"), _LOCK):
            # Once locked, the whole board stands at it.
            lock_form(
                _board(page, ballots.common),
                ballots.names,
                "meeting_lock",
                partial(_keep, room, ballots),
                partial(_stand, say, ballots.common.scenario),
                room.meeting.question or room.meeting.title,
            )


def _step(label: str, name: str, expanded: bool = False) -> DeltaGenerator:
    """Return the fold of a step. What was saved or locked makes it another one, closed, which nothing opens again."""
    return st.expander(label, expanded, key=f"{name}_{st.session_state.get(_DECIDED, 0)}", on_change="rerun")


def _stand(say: Language, scenario: Scenario) -> None:
    """Put the whole board at what was locked, and say that it was."""
    address.put(scenario)
    _decided_here()
    access.done(say("The decision is locked. Its record is linked below; it cannot be changed."))


def _decided_here() -> None:
    st.session_state[_DECIDED] = st.session_state.get(_DECIDED, 0) + 1


def _keep(room: Room, ballots: RevealedBallots, made: RecordContent) -> StoredRecord:
    """Make a record of the meeting: it says how people voted, and it goes when the meeting goes."""
    votes = Votes(*(ballots.casts.count(cast) for cast in CASTS), room.meeting.ranking_shown)
    content = replace(made, votes=votes)
    return meetings.lock(access.engine(), room.code, room.key or "", content, store_access.now())


def _board(page: Page, ranking: Ranking) -> Page:
    """Return the frame of another scenario."""
    return replace(page, scenario=ranking.scenario, ranking=ranking)


def _edit(page: Page, room: Room, ballots: RevealedBallots) -> None:
    """Draw sliders, what they would give, and save. A conflict is said with what the other facilitator saved."""
    say, name, state = page.say, f"common_{room.code}", st.session_state
    start = (ballots.common or ballots.mean).scenario
    back = _brought_back(page, room, start)
    base, synced = state.setdefault(f"{_BASE}_{room.code}", (ballots.saved.number if ballots.saved else 0, start))
    if ballots.common and ballots.saved.number != base and weights.draft(name, start) == synced:
        # Nothing was moved here: another hand's set is simply taken over.
        _take(room, ballots.saved.number, start)
        base = ballots.saved.number
    other = ballots.saved is not None and ballots.saved.number != base
    if other:
        # Above the fold: whoever saved second must not find it closed over what he has to decide.
        _conflict(page, room, ballots)
    with _step(say("Set the common weights"), _SET, back):
        st.caption(
            say(
                "Agreed aloud and set here; it starts from {mean} and leaves everyone's own weights as they are.",
                mean=mean_text(say, len(ballots.rankings), ballots.late),
            )
        )
        if back:
            st.info(say("These are the weights as this window last had them. Look at them before you save."), icon=None)
        if ballots.late and ballots.blind_mean:
            st.button(
                say("Set them to the mean before the reveal"),
                key="meeting_common_blind",
                type="tertiary",
                on_click=weights.redraft,
                args=(name, ballots.blind_mean.scenario),
            )
        now = weights.draw(page, room.meeting, name, start)
        try:
            st.text(sentence(say, page.evidence, results.ranking(page.evidence, now)))
        except NothingToWeigh:
            st.text(say("Nothing is weighed yet."))
        if not other:
            st.button(
                say("Save as the common set"),
                type="primary",
                key="meeting_common_save",
                on_click=_press,
                args=(room.code, base),
            )


def _conflict(page: Page, room: Room, ballots: RevealedBallots) -> None:
    """Somebody else has saved since these sliders were set: theirs, and the two ways on."""
    say = page.say
    theirs = weights_sentence(say, page.evidence, ballots.reference)
    st.warning(
        say(
            "Another facilitator has saved a common set in the meantime. Theirs is in force: {theirs} Yours "
            "still stands in the sliders; nothing is lost.",
            theirs=theirs,
        ),
        icon=None,
    )
    with st.container(horizontal=True, key="meeting_conflict"):
        st.button(say("Take theirs"), key="meeting_common_theirs", on_click=_theirs, args=(page, room, ballots))
        st.button(
            say("Put mine in force"), key="meeting_common_mine", on_click=_press, args=(room.code, ballots.saved.number)
        )


def _theirs(page: Page, room: Room, ballots: RevealedBallots) -> None:
    _take(room, ballots.saved.number, ballots.reference.scenario)


def _press(code: str, base: int) -> None:
    """Note that the button was pressed in this meeting, for a set made from this number."""
    st.session_state[_PRESSED] = code, base


def save(page: Page, room: Room) -> None:
    """Save the common set as it is on screen, if its button was pressed; before anything is drawn.

    The press is forgotten once it is done: a run that was cut short is made up for by the next, and counts once.
    """
    (code, base), now = st.session_state.get(_PRESSED, (None, 0)), st.session_state.get(f"draft_common_{room.code}")
    if code != room.code or now is None:
        return
    sent = now.to_json()
    receipt = f"{base}-{digest('entry', json.dumps(sent))[:32]}"

    def put() -> Common:
        store_access.count("write")
        return commons.save(access.engine(), room.code, room.key or "", sent, base, receipt, store_access.now())

    saved = access.attempt(page.say, put)
    st.session_state.pop(_PRESSED, None)
    if saved and saved.in_force:
        _take(room, saved.number, framed(page.evidence, room.meeting, saved.scenario))
        _decided_here()
        access.done(page.say("The common set is saved. It is now in force for everyone."))


def _take(room: Room, number: int, scenario: Scenario) -> None:
    """Set the sliders to what is in force."""
    st.session_state[f"{_BASE}_{room.code}"] = (number, scenario)
    weights.redraft(f"common_{room.code}", scenario)
