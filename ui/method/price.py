"""The method page's section on price: the formulas of procurement, tried on offers of the visitor's own."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from address.bids import EXAMPLE, MOST_KEPT, cleaned, parsed, written
from charts.method.price_tables import formulas_html, price_sheet, results_html
from ranking.price import DECIDERS, FORMULAS, MOST_BIDS, Bid, Terms, faults, scored
from ui.method.parts import paragraphs, question
from ui.parts import tables
from ui.session import address
from ui.session.widgets import keep
from words.facts.price import fault_text, heavy_sentence, result_sentence
from words.language import Language

COLUMNS = ("name", "price", "quality")
_EDITED = "price_rows"


def price(board) -> None:
    """The formulas, an editor for up to twelve offers, every formula's answer, and the warnings."""
    say = board.say
    question(
        say,
        "price",
        say(
            "By a formula, and the formula can decide who wins: here are the usual ones, to be "
            "tried on offers of your own."
        ),
    )
    paragraphs(
        say(
            "This is a policy analysis aid, not an award engine: the buyer’s published criteria govern. What "
            "you type goes into the address of this page; the board stores none of it."
        )
    )
    st.html(formulas_html(say))
    st.caption(
        say(
            "Two more were not found in a form that can be checked, and are left out: the mean of offers in the "
            "French ministry’s sheet, and UfAB’s weighted variant."
        )
    )
    st.subheader(say("On offers of your own"), anchor=False)
    bids, terms = _bids(say), _terms(say)
    wrong = faults(bids, terms)
    for fault in wrong:
        st.text(fault_text(say, fault, bids))
    if not wrong:
        _results(say, bids, terms)


def _results(say: Language, bids: Sequence[Bid], terms: Terms) -> None:
    every = [scored(f, bids, terms) for f in FORMULAS.values()]
    st.text(" ".join(filter(None, (result_sentence(say, every, bids), heavy_sentence(say, terms)))))
    st.html(results_html(say, every, bids, terms))
    with st.expander(say("The same as a table")):
        sheet = price_sheet(say, every, bids)
        tables.shown(say, sheet)
        tables.downloads(say, lambda: sheet, "prix")


def _terms(say: Language) -> Terms:
    """What the buyer announced, from controls that live in the address."""
    now = address.value("terms") or Terms()
    columns = st.columns(3)
    labels = {
        "weight": say("Weight of the price, %"),
        "times": say("n: no points from n times the cheapest"),
        "floor": say("F: full points at or below"),
        "ceiling": say("C: no points at or above"),
        "band": say("b: band under the best, %"),
        "euros": say("v: value of one quality point, in euros"),
    }
    for n, (name, label) in enumerate(labels.items()):
        keep(f"price_{name}", float(getattr(now, name)))
        columns[n % 3].number_input(
            label,
            key=f"price_{name}",
            step=1.0 if name != "times" else 0.1,
            format="%g",
            on_change=_set_term,
            args=(name,),
        )
    keep("price_decides", now.decides)
    st.segmented_control(
        say("Inside the band, what decides"),
        DECIDERS,
        key="price_decides",
        on_change=_set_term,
        args=("decides",),
        format_func={"quality": say("quality"), "price": say("price")}.get,
    )
    return now


def _set_term(name: str) -> None:
    value = st.session_state[f"price_{name}"]
    now = address.value("terms") or Terms()
    if value is not None:
        new = replace(now, **{name: value})
        address.set_value("terms", None if new == Terms() else new)


def _bids(say: Language) -> tuple[Bid, ...]:
    """The visitor's offers: a table to edit, whose rows live in the address."""
    text = address.view("bids") or written(EXAMPLE)
    state = st.session_state.get(_EDITED)
    if state is None or state["text"] != text:
        # A link or the back button brought other rows: a fresh table, since an edited one keeps its own changes.
        state = {"text": text, "rows": _rows(parsed(text) or ()), "turn": (state or {"turn": 0})["turn"] + 1}
        st.session_state[_EDITED] = state
    key = f"bids_{state['turn']}"
    st.data_editor(
        pd.DataFrame(state["rows"], columns=COLUMNS).astype({"name": str, "price": float, "quality": float}),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        on_change=_set_bids,
        args=(key,),
        column_config={
            "name": st.column_config.TextColumn(say("Offer"), max_chars=60),
            "price": st.column_config.NumberColumn(say("Price"), format="localized"),
            "quality": st.column_config.NumberColumn(say("Quality points, 0 to 100"), format="localized"),
        },
    )
    if text == written(EXAMPLE):
        st.caption(
            say(
                "An example of ours, with the weights of the case before the Conseil d’État: 60 for the price, "
                "40 for the rest. A is the cheapest and has no other merit; B costs 10 % more and is perfect. "
                "Type your own offers over it, {n} at most.",
                n=MOST_BIDS,
            )
        )
    return parsed(text) or ()


def _set_bids(key: str) -> None:
    state = st.session_state[_EDITED]
    text = written(cleaned(edited(state["rows"], st.session_state[key]))[:MOST_KEPT])
    state["text"] = text
    address.show("bids", None if text == written(EXAMPLE) else text)


def edited(rows: Sequence[Sequence], changes: Mapping) -> list[list]:
    """The rows after the changes that the table reports: cells by row and column, rows added, rows deleted."""
    found = [list(row) for row in rows]
    for row, cells in changes.get("edited_rows", {}).items():
        for column, value in cells.items():
            found[int(row)][COLUMNS.index(column)] = value
    kept = [row for n, row in enumerate(found) if n not in changes.get("deleted_rows", ())]
    return kept + [[row.get(column) for column in COLUMNS] for row in changes.get("added_rows", ())]


def _rows(bids: Sequence[Bid]) -> list[list]:
    return [
        [b.name, None if math.isnan(b.price) else b.price, None if math.isnan(b.quality) else b.quality] for b in bids
    ]
