"""Outside of any meeting: join one by its code, or open one on the question that the controls beside the page put."""

from dataclasses import replace

import streamlit as st

from ranking.model import Evidence
from ranking.people.elicitation import WAYS
from ranking.weighing.scenario import Scenario
from results import results
from store import meetings
from store.keys import is_code, new_code, new_key, read
from store.meeting_tables import QUESTION, TITLE
from store.meetings import DAYS, Opening
from store.refused import Refused
from ui.meeting import access, memory
from ui.meeting.facilitator import DELETED
from ui.parts import store_access
from ui.parts.tables import heading
from ui.session import signing
from ui.session.page import Page
from words.language import Language
from words.people.elicitation import way_name
from words.people.meeting import frame_sentence, locked_out

LASTING = (7, 30, DAYS, 365)
# The shortest first: it is what a meeting is opened with.
GUIDES = ("order", *(way for way in WAYS if way != "order"), "")


def draw(page: Page) -> None:
    """Draw both forms, join and open, side by side. On a phone joining comes first."""
    say = page.say
    heading(
        say("In a meeting, everyone weighs alone; then all look at what the differences change."),
        say(
            "Each participant sets weights on a device of their own. Nobody sees another's before the facilitator "
            "reveals them. No account, no e-mail; a name only if you want one."
        ),
    )
    access.trouble()
    if st.session_state.pop(DELETED, None):
        st.success(say("The meeting and everything in it have been deleted."), icon=None)
    memory.draw_left()
    join, start = st.columns([2, 3], gap="large")
    with join:
        _join(say)
        _return(say)
    with start:
        _open(page)


def _join(say: Language) -> None:
    st.header(say("Join a meeting"), anchor=False)
    with st.form("meeting_join", border=True):
        st.text_input(
            say("Code of the meeting"), key="meeting_code", max_chars=20, autocomplete="off", placeholder="K7QX M2PD"
        )
        st.form_submit_button(
            say("Join"), key="meeting_join_go", type="primary", width="stretch", on_click=_go, args=(say,)
        )


def _go(say: Language) -> None:
    typed = read(st.session_state["meeting_code"])
    access.attempt(say, lambda: _refuse_oddities(typed))
    if is_code(typed):
        access.go(typed)


def _refuse_oddities(typed: str) -> None:
    """Count a malformed code as a failed try and answer as for an unknown code."""
    if not is_code(typed):
        store_access.count("miss")
        raise Refused("no_meeting")


def _return(say: Language) -> None:
    if last := access.last():
        st.button(
            say("Back to the meeting you were in"),
            key="meeting_back",
            on_click=access.go,
            args=(last,),
            width="stretch",
        )


def _open(page: Page) -> None:
    """Draw the form of a new meeting: the question in words, what is fixed as the controls say it."""
    say, evidence, scenario = page.say, page.evidence, page.scenario
    st.header(say("Open a meeting"), anchor=False)
    if signing.asked(signing.FACILITATORS) and not signing.draw(say, signing.FACILITATORS):
        return
    possible = _possible(evidence, scenario)
    with st.form("meeting_open", border=True):
        st.text_input(
            say("Title"),
            key="meeting_title",
            max_chars=TITLE,
            autocomplete="off",
            placeholder=say("Hosting of the health data platform"),
        )
        st.text_area(
            say("The question put to everyone"),
            key="meeting_question",
            max_chars=QUESTION,
            height=80,
            placeholder=say("Which of these matter most for this contract?"),
        )
        st.multiselect(
            say("Criteria in play"),
            possible,
            default=possible,
            key="meeting_in_play",
            format_func=lambda c: say.text(evidence.criteria[c].label),
        )
        st.selectbox(
            say("Deleted after"),
            LASTING,
            index=LASTING.index(DAYS),
            key="meeting_days",
            format_func=lambda n: say.plural("{n} day", "{n} days", n),
        )
        st.checkbox(
            say("Participants see their ranking while they weigh"),
            key="meeting_ranking_shown",
            help=say("Otherwise they see it once they have confirmed, or at the reveal. Records say which it was."),
        )
        st.selectbox(
            say("Guided questions, for those who want them"),
            GUIDES,
            key="meeting_way",
            format_func=lambda way: way_name(say, way) if way else say("each chooses"),
        )
        st.text(frame_sentence(say, evidence, scenario, possible))
        st.caption(
            say(
                "Date, must-haves and how unknowns count are those of the controls beside this page; they are "
                "then fixed for everyone. Participants start from equal weights."
            )
        )
        st.form_submit_button(
            say("Open the meeting"),
            key="meeting_open_go",
            type="primary",
            on_click=_start,
            args=(page, store_access.once("code", new_code), store_access.once("key", new_key)),
        )
    thin = [say.text(c.label) for c in evidence.criteria.values() if c.id not in possible]
    if thin:
        st.caption(locked_out(say, thin))


def _possible(evidence: Evidence, scenario: Scenario) -> list[str]:
    """Return criteria that can be weighed on that day."""
    thin = results.matrix(evidence, scenario).thin
    return [c for c in evidence.criteria if scenario.thin or c not in thin]


def _start(page: Page, code: str, key: str) -> None:
    """Open it under what was drawn with the form: a second press cuts the first one's run short, and asks the same."""
    state, say = st.session_state, page.say
    if not signing.may(signing.FACILITATORS):
        return  # signed out since; the page says so
    frame = replace(page.scenario, profile="equal", pillars=(), weights=())
    opening = Opening(
        state["meeting_title"],
        state["meeting_question"],
        frame.to_json(),
        tuple(c for c in page.evidence.criteria if c in state["meeting_in_play"]),
        say.code,
        page.evidence.version,
        state["meeting_days"],
        state["meeting_ranking_shown"],
        state["meeting_way"],
    )

    def start() -> object:
        store_access.count("open")
        return meetings.start(access.engine(), code, key, opening, store_access.now())

    if access.attempt(say, start):
        memory.hold("key", code, key)
        access.go(code, "common")
        state[access.OPENED] = code
        store_access.used("code")
        store_access.used("key")
