"""What a tender announces: question, price formula, policies, requirements; what they can do; and the seal."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from exports.tender.sentences import changed_lines, seal_rows
from ranking.errors import BoardError
from ranking.facts.musthaves import RULES
from ranking.price import DECIDERS, FORMULAS, TERMS, WITHIN, faults
from ranking.tender.dossier import NO_FORMULA, Dossier
from ranking.tender.dossier_file import expect_writable
from ranking.tender.sealing import seal, state
from ranking.typed.text import one_line
from ranking.unknowns import UNKNOWNS
from ui.parts import tables
from ui.parts.number_field import number_field, unread
from ui.session.page import Page
from ui.session.widgets import keep, shut
from ui.tender import grid, guided_weights, reach, session_dossier, typed_rows
from words.facts.price import fault_text
from words.facts.price_formulas import TERM_UNITS, formula_name, term_labels
from words.language import Language


def draw(page: Page, dossier: Dossier) -> None:
    """Draw what is announced, to be filled in, and the seal; after the seal, what is sealed and how to change it."""
    say = page.say
    now = state(dossier)
    st.header(say("Requirements, weights and price"), anchor=False)
    changes_told = changed_lines(say, dossier)
    if now == "changed":
        st.warning(changes_told.pop(), icon=None)
    for line in changes_told:
        st.text(line)
    with st.expander(say("What is announced"), expanded=now != "sealed"):
        _questions(say, dossier)
        _price(say, dossier)
        waiting = grid.draw(page, dossier)
    guided_weights.draw(page, dossier)
    reach.draw(page, dossier, expanded=now != "sealed")
    _seal(page, dossier, now, waiting)


def _questions(say: Language, dossier: Dossier) -> None:
    keep("tender_title", dossier.title)
    st.text_input(say("Name of the tender"), dossier.title, 120, key="tender_title", on_change=_title)
    keep("tender_question", dossier.announced.question)
    st.text_input(
        say("What is being bought"),
        dossier.announced.question,
        300,
        key="tender_question",
        on_change=_announced,
        args=("question",),
    )
    words = {"cautious": say("0 points"), "ignore": say("left out"), "neutral": say("50 points of 100")}
    _choice(say("What is unknown counts"), "unknowns", UNKNOWNS, words, dossier)
    words = {"strict": say("shuts the bid out"), "tolerant": say("does not shut the bid out")}
    _choice(say("A must-have that is not proven"), "rule", RULES, words, dossier)


def _choice(label: str, field: str, options: tuple, words: dict, dossier: Dossier) -> None:
    now, key = getattr(dossier.announced, field), f"tender_{field}"
    keep(key, now)
    # Given besides, as a slider's is: a browser that a cut run has left without it would answer with the first.
    st.selectbox(
        label, options, options.index(now), key=key, format_func=words.get, on_change=_announced, args=(field,)
    )


def _price(say: Language, dossier: Dossier) -> None:
    names = {NO_FORMULA: say("Price is not among the criteria"), **{f: formula_name(say, f) for f in FORMULAS}}
    _choice(say("Price formula"), "formula", tuple(names), names, dossier)
    if dossier.announced.formula == NO_FORMULA:
        return
    words = {1: say("One: prices count as soon as they are there"), 2: say("Two: prices are opened after quality")}
    _choice(say("Envelopes"), "envelopes", tuple(words), words, dossier)
    labels = term_labels(say)
    for name in TERMS[dossier.announced.formula]:
        if name == "decides":
            keep("tender_decides", dossier.announced.price.decides)
            st.segmented_control(
                say("Inside the band, what decides"),
                DECIDERS,
                key="tender_decides",
                format_func={"quality": say("quality"), "price": say("price")}.get,
                on_change=lambda: _term("decides", st.session_state["tender_decides"]),
            )
        else:
            value = float(getattr(dossier.announced.price, name))
            take, key = partial(_term, name), f"tender_{name}"
            number_field(say, labels[name], key, value, take, TERM_UNITS[name], within=WITHIN[name])
    for fault in faults(reach.TRIED, dossier.announced.price):
        st.html(f'<p class="trouble" role="alert">{tables.escaped(fault_text(say, fault, reach.TRIED))}</p>')


def _seal(page: Page, dossier: Dossier, now: str, waiting: bool) -> None:
    """Draw the seals there are, and the way to one. waiting: the table has rows that were not taken."""
    say = page.say
    if dossier.seals:
        heads = (say("Sealed on"), say("Digest"), say("Reason"), say("What changed"))
        tables.printed(say, pd.DataFrame(seal_rows(say, dossier), columns=heads))
    if now == "sealed":
        return
    keep("tender_reason", typed_rows.reason())
    st.text_input(
        say("Why it is sealed; after a first seal: why it was changed"),
        typed_rows.reason(),
        300,
        key="tender_reason",
        on_change=lambda: typed_rows.note_reason(st.session_state["tender_reason"]),
    )
    session_dossier.draw_troubles(session_dossier.SEAL)
    st.button(say("Seal what is announced"), key="tender_seal", type="primary", on_click=_do_seal, args=(page, waiting))


def _do_seal(page: Page, waiting: bool) -> None:
    say, dossier = page.say, session_dossier.dossier()
    if waiting:
        session_dossier.trouble(
            [say("The table of requirements has changes that are not taken: take them first.")], session_dossier.SEAL
        )
        return
    labels = term_labels(say)
    if refused := [n for n in TERMS.get(dossier.announced.formula, ()) if unread(f"tender_{n}") is not None]:
        session_dossier.trouble(
            [
                say(
                    "{field}: “{typed}” was not taken, {value} would be sealed: mend it first.",
                    field=labels[name],
                    typed=unread(f"tender_{name}"),
                    value=say.brief(getattr(dossier.announced.price, name)),
                )
                for name in refused
            ],
            session_dossier.SEAL,
        )
        return
    if not dossier.announced.requirements or not dossier.announced.question.strip():
        session_dossier.trouble(
            [say("Before the seal: what is being bought, and one requirement at least.")], session_dossier.SEAL
        )
        return
    try:
        done = seal(dossier, datetime.now(UTC), page.evidence.version, typed_rows.reason())
        expect_writable(done)
    except BoardError as error:
        session_dossier.trouble([say.told(error)], session_dossier.SEAL)
        return
    wrong = session_dossier.faults_said(say, done, page.evidence)
    if wrong:
        session_dossier.trouble(wrong, session_dossier.SEAL)
        return
    session_dossier.put(done)
    typed_rows.note_reason("")
    shut(guided_weights.FOLD)


def _title() -> None:
    session_dossier.put(replace(session_dossier.dossier(), title=one_line(st.session_state["tender_title"])))


def _announced(field: str) -> None:
    value = st.session_state[f"tender_{field}"]
    session_dossier.announce(**{field: one_line(value) if isinstance(value, str) else value})


def _term(name: str, value: float | str | None) -> None:
    if value is not None:
        session_dossier.announce(price=replace(session_dossier.dossier().announced.price, **{name: value}))
