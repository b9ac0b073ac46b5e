"""The replies to the facts: those to the cell that is open, all of them, and the way to take one back."""

from contextlib import suppress
from functools import partial

import streamlit as st

from charts.evidence.replies import replies_html
from ranking.model import Criterion
from ranking.replies.reply import Reply, by_cell, fact_of, usable
from store import engine, replies
from store.refused import Refused
from ui.evidence import editors
from ui.evidence.contest import effect_sentence
from ui.parts import record_status, store_access
from ui.parts.number_field import number_field
from ui.parts.tables import escaped
from ui.session.page import Page
from ui.session.widgets import fold
from words.facts.replies import refused_text
from words.language import Language

_TROUBLE, _NUMBER = "take_back_trouble", "take_back_number"


def of_cell(page: Page, waiting: tuple[Reply, ...], offer: str, scale: Criterion) -> None:
    """Draw the open replies to the cell, each with what it would do."""
    if own := by_cell(page.evidence, waiting).get((offer, scale.id)):
        st.html(_html(page, own))


def every(page: Page) -> None:
    """Draw the fold with all replies, newest first; in it, taking one back, and the editors' part."""
    say = page.say
    part = fold(say("Replies to the facts, and what was answered"), "replies")
    if not part.open:
        return
    with part:
        try:
            listed, waiting = _read()
        except record_status.FAILS:
            st.text(say("The replies cannot be read just now; please try again."))
            return
        if shown := usable(page.evidence, listed):
            st.html(_html(page, shown))
        else:
            st.text(say("Nobody has contested a fact so far."))
        _take_back(page)
        editors.draw(page, usable(page.evidence, waiting))


def _read() -> tuple[tuple[Reply, ...], tuple[Reply, ...]]:
    """The newest replies of every state, and all that wait for an answer."""
    if not engine.begun():
        return (), ()
    return replies.listed(engine.store()), replies.opened(engine.store())


def _html(page: Page, shown: tuple[Reply, ...]) -> str:
    effects = {r.number: effect_sentence(page, fact_of(r.proposal, r.received)) for r in shown if r.open}
    return replies_html(page.say, page.evidence, page.ranking.matrix.facts, shown, effects)


def _take_back(page: Page) -> None:
    """Two fields and a button: the number of a reply and its key."""
    say = page.say
    st.caption(say("To take a reply back: its number, and the key that was given with it."))
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.html(f'<p class="trouble" role="alert">{escaped(trouble)}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number_field(
            say,
            say("Number"),
            "take_back_typed",
            st.session_state.get(_NUMBER, 1),
            partial(st.session_state.__setitem__, _NUMBER),
            place=st.container(width=160),
            within=(1, 10**9),
            whole=True,
        )
        st.text_input(say("Key"), key="take_back_key", max_chars=80, width=420)
        st.button(say("Take it back"), key="take_back", on_click=_taken, args=(page,))


def _taken(page: Page) -> None:
    state = st.session_state
    try:
        store_access.allow("miss")
        replies.take_back(engine.store(), int(state.get(_NUMBER, 1)), state["take_back_key"].strip())
        state["take_back_key"] = ""
    except Refused as refused:
        state[_TROUBLE] = _missed(page.say, refused)
    except record_status.FAILS:
        state[_TROUBLE] = page.say("The replies cannot be read just now; please try again.")


def _missed(say: Language, refused: Refused) -> str:
    """Why it was refused; a wrong number or key is counted, so that keys cannot be tried out."""
    with suppress(Refused):
        if refused.reason == "no_reply":
            store_access.count("miss")
    return refused_text(say, refused.reason, refused.about)
