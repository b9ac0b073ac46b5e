"""Where editors answer replies: behind the key of BOARD_EDITOR_KEY, or signed in as one of BOARD_EDITORS."""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence

import streamlit as st

from exports.data.reply_block import block
from ranking.model import Bilingual
from ranking.replies.reply import REASON, Reply
from store import engine, replies
from store.refused import Refused
from ui.parts import record_status, store_access
from ui.parts.tables import escaped
from ui.session import signing
from ui.session.page import Page
from words.facts.replies import refused_text, who_text
from words.language import Language

# A shorter key could be guessed; the board then has none.
SHORTEST = 16
_KEY, _TROUBLE = "editor_key_typed", "editor_trouble"


def draw(page: Page, waiting: Sequence[Reply]) -> None:
    """Draw the editors' part: a field for the key, a way to sign in; for an editor, the open replies to answer.

    waiting  the replies without an answer
    """
    say = page.say
    st.html(f'<h3 class="ev-h">{escaped(say("For the editors"))}</h3>')
    signs = signing.asked(signing.EDITORS)
    if not (server_key() or signs):
        st.caption(
            say(
                "This server has no editors' key (BOARD_EDITOR_KEY, at least {n} characters): replies are answered by "
                "python -m ranking replies.",
                n=SHORTEST,
            )
        )
        return
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.html(f'<p class="trouble" role="alert">{escaped(trouble)}</p>')
    signed = signs and signing.draw(say, signing.EDITORS)
    if not (signed or _open()):
        if server_key():
            st.text_input(
                say("Editors' key"), type="password", key=_KEY, max_chars=200, on_change=_try, args=(page,), width=420
            )
        return
    if waiting:
        _answer(page, waiting)
    else:
        st.text(say("No reply waits for an answer."))


def server_key() -> str:
    """Return the editors' key of this server, "" where there is none, or one too short to be a secret."""
    key = os.environ.get("BOARD_EDITOR_KEY", "").strip()
    return key if len(key) >= SHORTEST else ""


def right_key(typed: str) -> bool:
    """Return whether a text is the editors' key, in a time that does not depend on the answer."""
    return bool(server_key()) and hmac.compare_digest(_digest(typed.strip()), _digest(server_key()))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _open() -> bool:
    """Whether this visitor signed in as an editor, or gave the key that is still the server's."""
    if signing.asked(signing.EDITORS) and signing.may(signing.EDITORS):
        return True
    key = st.session_state.get("editor_given")
    return bool(key and server_key()) and hmac.compare_digest(key, _digest(server_key()))


def _try(page: Page) -> None:
    """Take the key typed; wrong ones are counted, and too many refused."""
    state = st.session_state
    typed, state[_KEY] = state[_KEY], ""
    try:
        store_access.allow("miss")
        if right_key(typed):
            state["editor_given"] = _digest(typed.strip())
        else:
            store_access.count("miss")
            state[_TROUBLE] = page.say("This is not the editors' key.")
    except Refused as refused:
        state[_TROUBLE] = refused_text(page.say, refused.reason, refused.about)


def _answer(page: Page, waiting: Sequence[Reply]) -> None:
    """One reply to choose: its contact, the block it would become, a reason in both languages, three buttons."""
    say = page.say
    by_number = {r.number: r for r in waiting}
    if st.session_state.get("editor_reply") not in by_number:
        st.session_state.pop("editor_reply", None)  # answered meanwhile
    number = st.selectbox(
        say("Reply to answer"), list(by_number), format_func=lambda n: say("Reply {n}", n=n), key="editor_reply"
    )
    reply = by_number[number]
    st.text(say("{who}; contact: {contact}", who=who_text(say, reply.proposal), contact=_contact(say, number)))
    st.code(block(page.evidence, reply), language=None, wrap_lines=True)
    left, right = st.columns(2)
    left.text_area(say("Reason, in French"), key="editor_fr", height=90, max_chars=REASON)
    right.text_area(say("Reason, in English"), key="editor_en", height=90, max_chars=REASON)
    with st.container(horizontal=True):
        for label, key, act in (
            (say("Accept"), "editor_accept", _accept),
            (say("Refuse"), "editor_refuse", _refuse),
            (say("Erase for good"), "editor_erase", _erase),
        ):
            st.button(label, key=key, on_click=_done, args=(page, act, number))


def _contact(say: Language, number: int) -> str:
    try:
        return replies.contact(engine.store(), number) or say("none given")
    except record_status.FAILS:
        return say("cannot be read just now")


def _done(page: Page, act: Callable, number: int) -> None:
    """Carry an editor's decision out, while the visitor is one; nothing typed is lost where it fails."""
    state = st.session_state
    if not _open():
        return
    try:
        act(number)
        state["editor_fr"] = state["editor_en"] = ""
    except Refused as refused:
        state[_TROUBLE] = refused_text(page.say, refused.reason, refused.about)
    except record_status.FAILS:
        state[_TROUBLE] = page.say("The replies cannot be read just now; please try again.")


def _accept(number: int) -> None:
    _told(number, "accepted")


def _refuse(number: int) -> None:
    _told(number, "refused")


def _told(number: int, state: str) -> None:
    reason = Bilingual(st.session_state["editor_fr"], st.session_state["editor_en"])
    replies.answer(engine.store(), number, state, reason, store_access.now())


def _erase(number: int) -> None:
    replies.erase(engine.store(), number)
