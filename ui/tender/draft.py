"""What a tender announces: question, price formula, policies, requirements; what they can do; and the seal."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from exports.tender.forms import REQUIREMENTS, requirement_row
from exports.tender.laying import laid
from exports.tender.sentences import changed_lines, price_lines, seal_rows
from ranking.errors import BoardError, DataError
from ranking.facts.musthaves import RULES
from ranking.price import DECIDERS, FORMULAS
from ranking.tender.dossier import NO_FORMULA, Dossier
from ranking.tender.sealing import seal, state
from ranking.tender.tables import COLUMNS, Table, recognised
from ranking.unknowns import UNKNOWNS
from ui.parts import tables
from ui.parts.number_field import number_field
from ui.session.page import Page
from ui.session.widgets import keep
from ui.tender import held
from ui.tender.files import fault_text
from words.facts.price import formula_name
from words.language import Language

# Terms that each formula has beside the weight of the price.
TERMS = {
    "best_ratio": ("weight",),
    "linear": ("weight", "times"),
    "between": ("weight",),
    "fixed": ("weight", "floor", "ceiling"),
    "per_price": (),
    "banded": ("band", "decides"),
    "deducted": ("euros",),
}


def draw(board: Page, dossier: Dossier) -> None:
    """Draw what is announced, to be filled in, and the seal; after the seal, what is sealed and how to change it."""
    say = board.say
    now = state(dossier)
    st.header(say("Requirements, weights and price"), anchor=False)
    for line in changed_lines(say, dossier):
        st.text(line)
    if now == "changed":
        st.warning(say("What is announced was changed since the seal: seal it again, and say why, before bids count."))
    with st.expander(say("What is announced"), expanded=now != "sealed"):
        _questions(say, dossier)
        _price(say, dossier)
        _grid(board, dossier)
    for line in price_lines(say, dossier):
        st.text(line)
    _seal(board, dossier, now)


def _questions(say: Language, dossier: Dossier) -> None:
    keep("tender_title", dossier.title)
    st.text_input(say("Name of the tender"), key="tender_title", max_chars=120, on_change=_title)
    keep("tender_question", dossier.announced.question)
    st.text_input(
        say("What is being bought"), key="tender_question", max_chars=300, on_change=_announced, args=("question",)
    )
    words = {"cautious": say("0 points"), "ignore": say("left out"), "neutral": say("50 points of 100")}
    _choice(say("What is unknown counts"), "unknowns", UNKNOWNS, words, dossier)
    words = {"strict": say("shuts the bid out"), "tolerant": say("does not shut the bid out")}
    _choice(say("A must-have that is not proven"), "rule", RULES, words, dossier)


def _choice(label: str, field: str, options: tuple, words: dict, dossier: Dossier) -> None:
    keep(f"tender_{field}", getattr(dossier.announced, field))
    st.selectbox(label, options, key=f"tender_{field}", format_func=words.get, on_change=_announced, args=(field,))


def _price(say: Language, dossier: Dossier) -> None:
    names = {NO_FORMULA: say("Price is not among the criteria"), **{f: formula_name(say, f) for f in FORMULAS}}
    _choice(say("Price formula"), "formula", tuple(names), names, dossier)
    if dossier.announced.formula == NO_FORMULA:
        return
    words = {1: say("One: prices count as soon as they are there"), 2: say("Two: prices are opened after quality")}
    _choice(say("Envelopes"), "envelopes", tuple(words), words, dossier)
    labels = {
        "weight": say("Weight of the price, %"),
        "times": say("n: no points from n times the cheapest"),
        "floor": say("F: full points at or below"),
        "ceiling": say("C: no points at or above"),
        "band": say("b: band under the best, %"),
        "euros": say("v: value of one quality point, in euros"),
    }
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
            number_field(say, labels[name], f"tender_{name}", value, lambda x, name=name: _term(name, x))


def _grid(board: Page, dossier: Dossier) -> None:
    """The list of requirements as a table to type in; its rows are read as those of a sheet are."""
    say = board.say
    heads = {c: say.text(COLUMNS[c]) for c in REQUIREMENTS}
    rows = [requirement_row(say, r) for r in dossier.announced.requirements]
    texts = [[tables_text(say, row.get(c, "")) for c in REQUIREMENTS] for row in rows]
    edited = st.data_editor(
        pd.DataFrame(texts, columns=REQUIREMENTS).astype(str),
        key=f"tender_grid_{hash(dossier.announced.requirements)}_{say.code}",
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config={c: st.column_config.TextColumn(heads[c]) for c in REQUIREMENTS},
    )
    st.button(say("Take these rows"), key="tender_take", on_click=_take, args=(board, edited))


def tables_text(say: Language, value: str | float) -> str:
    """Return a cell of the grid as text, numbers as the language writes them."""
    return value if isinstance(value, str) else say.brief(value).replace("\u202f", "")


def _take(board: Page, edited: pd.DataFrame) -> None:
    """Read the rows of the grid into the dossier, or say every fault and keep the dossier as it was."""
    rows = [tuple(REQUIREMENTS), *edited.fillna("").itertuples(index=False, name=None)]
    try:
        found = recognised([Table(board.say("Table"), rows)])
        held.put(laid(held.dossier(), "requirements", found, board.evidence))
    except DataError as error:
        held.trouble([fault_text(board.say, p) for p in error.problems])


def _seal(board: Page, dossier: Dossier, now: str) -> None:
    say = board.say
    if dossier.seals:
        heads = (say("Sealed on"), say("Digest"), say("Reason"), say("What changed"))
        tables.printed(say, pd.DataFrame(seal_rows(say, dossier), columns=heads))
    if now == "sealed":
        return
    st.text_input(say("Why it is sealed; after a first seal: why it was changed"), key="tender_reason", max_chars=300)
    st.button(say("Seal what is announced"), key="tender_seal", type="primary", on_click=_do_seal, args=(board,))


def _do_seal(board: Page) -> None:
    say, dossier = board.say, held.dossier()
    if not dossier.announced.requirements or not dossier.announced.question.strip():
        held.trouble([say("Before the seal: what is being bought, and one requirement at least.")])
        return
    try:
        done = seal(dossier, datetime.now(UTC), board.evidence.version, st.session_state.get("tender_reason", ""))
    except BoardError as error:
        held.trouble([say.told(error)])
        return
    wrong = held.faults_said(say, done, board.evidence)
    if wrong:
        held.trouble(wrong)
        return
    held.put(done)


def _title() -> None:
    held.put(replace(held.dossier(), title=st.session_state["tender_title"].strip()))


def _announced(field: str) -> None:
    held.announce(**{field: st.session_state[f"tender_{field}"]})


def _term(name: str, value: float | str | None) -> None:
    if value is not None:
        held.announce(price=replace(held.dossier().announced.price, **{name: value}))
