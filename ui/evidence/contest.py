"""The form by which anybody contests a fact: another value, from when, on which page; and at once what it would do."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from ranking.facts.decision_matrix import facts_in_force
from ranking.model import UNKNOWN, Criterion, Fact
from ranking.replies import reply as rules
from ranking.replies.reply import Proposal, ReplyError, fact_of, proposal, to_json
from ranking.versions.effects import what_if
from store import keys, replies
from store.engine import store
from store.refused import Refused
from store.replies import Sent
from ui.evidence.proposal_fields import typed_key, value_field
from ui.parts import record_status, store_access
from ui.parts.number_field import unread
from ui.parts.tables import escaped
from ui.parts.verdict import sentence
from ui.session import calendar
from ui.session.page import Page
from ui.session.widgets import fold
from words.facts.replies import fault_text, refused_text
from words.facts.values import value_text
from words.facts.versions import effect_text
from words.language import Language

# What was typed outlives a look at another page.
_TYPED = {"persist_state": "session"}
_SENT, _TROUBLE = "reply_sent", "reply_trouble"
_TEXTS = ("page", "sentence", "name", "organisation", "contact")


def draw(page: Page, offer: str, scale: Criterion) -> None:
    """Draw the fold with the form for one offer and one criterion or indicator."""
    part = fold(page.say("Contest this fact"), "contest")
    if part.open:
        with part:
            _sent(page.say)
            _form(page, offer, _indicator(page, scale))


def effect_sentence(page: Page, fact: Fact) -> str:
    """Return what a fact would do to the ranking shown, and the verdict that would then stand."""
    say, day = page.say, page.scenario.as_of
    if fact.valid_from > day:
        return say("It would hold from {first} on: nothing changes on {day}.", **_days(say, fact.valid_from, day))
    counterfactual = what_if(page.evidence, page.ranking, fact)
    effect = effect_text(say, page.evidence, counterfactual.effect, fact.offer)
    if counterfactual.ranking is None or not counterfactual.effect:
        return say("If so, on {day}: {effect}.", day=say.day(day), effect=effect)
    return say(
        "If so, on {day}: {effect}. {verdict}",
        day=say.day(day),
        effect=effect,
        verdict=sentence(say, counterfactual.evidence, counterfactual.ranking),
    )


def _indicator(page: Page, scale: Criterion) -> Criterion:
    """The indicator that is contested: of a share, the service chosen."""
    if scale.kind != "share":
        return page.evidence.indicators[scale.id]
    labels = {i: page.say.text(page.evidence.indicators[i].label) for i in scale.indicators}
    chosen = st.selectbox(page.say("Which service"), list(labels), format_func=labels.get, key=f"reply_of_{scale.id}")
    return page.evidence.indicators[chosen]


def _form(page: Page, offer: str, scale: Criterion) -> None:
    say, cell = page.say, f"{offer}.{scale.id}"
    left, right = st.columns(2)
    with left:
        value_field(page, offer, scale, cell)
    today = calendar.today()
    right.date_input(
        say("From which day on"),
        value=min(page.scenario.as_of, today),
        min_value=rules.EARLIEST,
        max_value=today,
        format="DD/MM/YYYY",
        key=f"reply_from_{cell}",
    )
    _effect(page, offer, scale, cell)
    st.text_input(say("Public page that shows it (https://…)"), key="reply_page", max_chars=rules.ADDRESS, **_TYPED)
    st.text_area(
        say("What is wrong, in a sentence"), key="reply_sentence", height=90, max_chars=rules.SENTENCE, **_TYPED
    )
    left, right = st.columns(2)
    left.text_input(say("Your name, if you wish"), key="reply_name", max_chars=rules.NAME, **_TYPED)
    right.text_input(
        say("Your organisation, if you wish"), key="reply_organisation", max_chars=rules.ORGANISATION, **_TYPED
    )
    st.text_input(
        say("How the editors can reach you, if you wish: never shown"),
        key="reply_contact",
        max_chars=rules.CONTACT,
        **_TYPED,
    )
    st.caption(
        say(
            "Value, day, page, sentence, name and organisation are shown beside the fact, on screen and in files, as "
            "typed. The contact is read by the editors alone. No name is needed. Without a page it is a declaration, "
            "and would count as inference (grade C). You can take it back at any time with the key you are given."
        )
    )
    _buttons(page, offer, scale, cell)


def _typed(offer: str, indicator: str, sentence: str | None = None) -> Proposal:
    """What stands in the form, unchecked. sentence: what stands for the one typed, None for itself."""
    state, cell = st.session_state, f"{offer}.{indicator}"
    value = UNKNOWN if state.get(f"reply_unknown_{cell}") else _value(f"reply_value_{cell}")
    texts = {name: state.get(f"reply_{name}", "") for name in ("page", "name", "organisation")}
    own_sentence = state.get("reply_sentence", "") if sentence is None else sentence
    value = tuple(value) if isinstance(value, list) else "" if value is None else value
    return Proposal(offer, indicator, _whole(value), state[f"reply_from_{cell}"], sentence=own_sentence, **texts)


def _value(key: str) -> Any:
    """What stands in the field of the value: a number that was not read is handed on as typed, and refused."""
    typed = unread(typed_key(key))
    return st.session_state.get(key) if typed is None else typed


def _whole(value: Any) -> Any:
    """A whole number as the data files write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _effect(page: Page, offer: str, scale: Criterion, cell: str) -> None:
    """What the value and the day alone would do, before anything else is typed."""
    say, today = page.say, calendar.today()
    try:
        draft = replace(_typed(offer, scale.id, sentence="."), page="", name="", organisation="")
        fact = fact_of(proposal(page.evidence, draft, today), today)
    except ReplyError as error:
        st.text(fault_text(say, error.code, error.about))
        return
    own = facts_in_force(page.evidence.offers[offer].facts, fact.valid_from).get((offer, scale.id))
    ours = value_text(say, scale, own.value) if own else say("unknown")
    st.text(say("The board says of that day: {ours}.", ours=ours))
    st.text(effect_sentence(page, fact))


def _buttons(page: Page, offer: str, scale: Criterion, cell: str) -> None:
    say = page.say
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.html(f'<p class="trouble" role="alert">{escaped(trouble)}</p>')
    receipt = store_access.once("reply", keys.new_key)
    with st.container(horizontal=True):
        st.button(
            say("Send to the editors"),
            type="primary",
            key="reply_send",
            on_click=_send,
            args=(page, offer, scale.id, receipt),
        )
        st.download_button(
            say("Or keep it as a file for the editors"),
            data=lambda: _file(offer, scale.id),
            file_name=f"{cell}.json",
            mime="application/json",
            on_click="ignore",
            key="reply_file",
            type="tertiary",
        )


def _file(offer: str, indicator: str) -> bytes:
    """What was typed, contact included, as `python -m ranking replies` reads it."""
    reply = to_json(_typed(offer, indicator)) | {"contact": st.session_state.get("reply_contact", "")}
    return (json.dumps({"reply": reply}, ensure_ascii=False, indent=2) + "\n").encode()


def _send(page: Page, offer: str, indicator: str, receipt: str) -> None:
    """Keep the reply; nothing typed is lost where that fails."""
    say, state, now = page.say, st.session_state, store_access.now()
    try:
        proposed = proposal(page.evidence, _typed(offer, indicator), calendar.today())
        sent = Sent(rules.contact(state.get("reply_contact", "")), keys.new_key(), receipt)
        store_access.count("reply")
        reply = replies.receive(store(), proposed, sent, page.evidence.version, now)
    except ReplyError as error:
        state[_TROUBLE] = fault_text(say, error.code, error.about)
    except Refused as refused:
        state[_TROUBLE] = refused_text(say, refused.reason, refused.about)
    except record_status.FAILS:
        state[_TROUBLE] = say(
            "The reply could not be kept just now. Keep it as a file and send that to the editors, or try again."
        )
    else:
        state[_SENT] = (reply.number, sent.key)
        store_access.used("reply")
        for name in _TEXTS:
            state[f"reply_{name}"] = ""


def _sent(say: Language) -> None:
    """What was just received, with the key to take it back."""
    if sent := st.session_state.get(_SENT):
        number, key = sent
        st.text(
            say(
                "Received as reply {n}. It stands beside the fact until the editors answer. Keep this key: with it "
                "you can take the reply back.",
                n=number,
            )
        )
        st.code(key, language=None)


def _days(say: Language, first: date, day: date) -> dict[str, str]:
    return {"first": say.day(first), "day": say.day(day)}
