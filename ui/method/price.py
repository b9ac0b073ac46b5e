"""The method page's section on price: the formulas of procurement, tried on offers of the visitor's own."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from address.bids import EXAMPLE, MOST_KEPT, cleaned, parsed, written
from charts.method.price_tables import price_sheet, results_html
from ranking.price import DECIDERS, FORMULAS, MOST_BIDS, Bid, Terms, faults, scored
from ranking.typed.number import MONEY
from ui.parts import tables
from ui.parts.number_field import number_field
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import keep
from words.facts.price import fault_text, heavy_sentence, result_sentence
from words.facts.price_formulas import TERM_UNITS, term_labels
from words.language import Language
from words.numbers import LONGEST, Unread, read_number, unread_text, written_number

COLUMNS = ("name", "price", "quality")
NUMBERS = COLUMNS[1:]
UNITS = {"price": MONEY, "quality": ("%", "points")}
_EDITED = "price_rows"


def trial(page: Page) -> None:
    """Draw an editor for up to twelve offers, the buyer's terms, and every formula's answer with its warnings."""
    say = page.say
    bids, terms = _bids(say), _terms(say)
    unread = _unread(say)
    wrong = [f for f in faults(bids, terms) if (f.row, f.what) not in unread]
    for sentence in (*unread.values(), *(fault_text(say, fault, bids) for fault in wrong)):
        st.html(f'<p class="trouble" role="alert">{tables.escaped(sentence)}</p>')
    if not wrong and not unread:
        _results(say, bids, terms)


def _results(say: Language, bids: Sequence[Bid], terms: Terms) -> None:
    every = [scored(f, bids, terms) for f in FORMULAS.values()]
    st.text(" ".join(filter(None, (result_sentence(say, every, bids), heavy_sentence(say, terms)))))
    st.html(results_html(say, every, bids, terms))
    with st.expander(say("The same as a table")):
        sheet = price_sheet(say, every, bids)
        tables.whole(say, sheet, "prix")


def _terms(say: Language) -> Terms:
    """What the buyer announced, from controls that live in the address."""
    now = address.value("terms") or Terms()
    columns = st.columns(3)
    labels = term_labels(say)
    for n, (name, label) in enumerate(labels.items()):
        take, units = partial(_set_term, name), TERM_UNITS[name]
        number_field(say, label, f"price_{name}", float(getattr(now, name)), take, units, columns[n % 3])
    keep("price_decides", now.decides)
    st.segmented_control(
        say("Inside the band, what decides"),
        DECIDERS,
        key="price_decides",
        on_change=lambda: _set_term("decides", st.session_state["price_decides"]),
        format_func={"quality": say("quality"), "price": say("price")}.get,
    )
    return now


def _set_term(name: str, value: float | str | None) -> None:
    now = address.value("terms") or Terms()
    if value is not None:
        new = replace(now, **{name: value})
        address.set_value("terms", None if new == Terms() else new)


def _bids(say: Language) -> tuple[Bid, ...]:
    """Draw the table of the visitor's offers, whose rows live in the address; return the offers.

    Its cells are texts: a browser's own number cells would make 725 of a pasted 72,5.
    """
    text = address.entry("bids") or written(EXAMPLE)
    state = st.session_state.get(_EDITED)
    if state is None or state["text"] != text or state["code"] != say.code:
        # A link or the back button brought other rows: a fresh table, since an edited one keeps its own changes.
        turn = (state or {"turn": 0})["turn"] + 1
        rows = rows_of(parsed(text) or (), say.code)
        state = {"text": text, "code": say.code, "rows": rows, "now": rows, "turn": turn}
        st.session_state[_EDITED] = state
    key = f"bids_{state['turn']}"
    st.data_editor(
        pd.DataFrame(state["rows"], columns=COLUMNS).astype(str),
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        placeholder="",
        on_change=_set_bids,
        args=(key,),
        column_config={
            "name": st.column_config.TextColumn(say("Offer"), max_chars=60),
            "price": st.column_config.TextColumn(say("Price"), max_chars=LONGEST),
            "quality": st.column_config.TextColumn(say("Quality points, 0 to 100"), max_chars=LONGEST),
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
    state["now"] = edited(state["rows"], st.session_state[key])
    text = written(cleaned(numbers_of(state["now"], state["code"]))[:MOST_KEPT])
    state["text"] = text
    address.show("bids", None if text == written(EXAMPLE) else text)


def _unread(say: Language) -> dict[tuple[int, str], str]:
    """Return, by row (from 1) and column, the sentence that refuses a cell of the table."""
    rows = [row for row in st.session_state[_EDITED]["now"] if any(row)]
    read = numbers_of(rows, say.code)
    return {
        (n, column): say("Row {row} ({name}): {reason}", row=n, name=row[0] or "–", reason=unread_text(say, cell))
        for n, (row, cells) in enumerate(zip(rows, read, strict=True), 1)
        for column, cell in zip(COLUMNS, cells, strict=True)
        if isinstance(cell, Unread)
    }


def numbers_of(rows: Sequence[Sequence], code: str) -> list[list]:
    """Return the rows with each price and quality as a number; Unread where it is none, None where it is blank."""
    return [
        [
            row[0],
            *(read_number(str(cell or ""), code, UNITS[name]) for name, cell in zip(NUMBERS, row[1:], strict=True)),
        ]
        for row in rows
    ]


def rows_of(bids: Sequence[Bid], code: str) -> list[list[str]]:
    """Return the offers as the texts of the table, every digit kept."""
    return [[b.name, *("" if math.isnan(x) else written_number(x, code) for x in (b.price, b.quality))] for b in bids]


def edited(rows: Sequence[Sequence], changes: Mapping) -> list[list]:
    """Return the rows after the changes that the table reports: cells by row and column, rows added, rows deleted."""
    table = [list(row) for row in rows]
    for row, cells in changes.get("edited_rows", {}).items():
        for column, value in cells.items():
            table[int(row)][COLUMNS.index(column)] = value
    left = [row for n, row in enumerate(table) if n not in changes.get("deleted_rows", ())]
    return left + [[row.get(column) for column in COLUMNS] for row in changes.get("added_rows", ())]
