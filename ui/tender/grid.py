"""The list of requirements as a table to type in, and what of it the board has a criterion for."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from exports.tender.dossier_tables import laid
from exports.tender.forms import REQUIREMENTS, requirement_row
from ranking.errors import DataError
from ranking.tender import scales
from ranking.tender.dossier import Dossier, TenderRequirement
from ranking.tender.questions import answerable, on_board, suggested
from ranking.tender.requirement_table import KIND_WORDS, SCALE_WORDS
from ranking.tender.tables import COLUMNS, SheetTable, recognised
from ui.session.page import Page
from ui.session.widgets import literal
from ui.tender import session_dossier
from ui.tender.files import fault_text
from words.language import Language
from words.numbers import read_number

TURN = "tender_grid_turn"
# Rows that wait under those there are. The grid opens the cell of a row that it has just added some 0.3 s after the
# press, before anything is asked of the server, and a key typed until then goes nowhere: a row that is there takes it.
WAITING = 3


def draw(page: Page, dossier: Dossier) -> bool:
    """Draw the table, whose rows are read as those of a sheet are; return whether it has changes not taken yet."""
    say, asked = page.say, dossier.announced.requirements
    given = session_dossier.known("grid", (asked, say.code), lambda: _given(say, asked))
    key = f"tender_grid_{st.session_state.get(TURN, 0)}_{hash(asked)}_{say.code}"
    edited = st.data_editor(
        given,
        key=key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config=_columns(page),
        # Of a cell that nobody filled in; Streamlit's own word is English.
        placeholder="",
    )
    waiting = any(st.session_state[key].values()) and _texts(edited) != _texts(given)
    session_dossier.draw_troubles(session_dossier.GRID)
    if waiting:
        st.text(say("The table has changes that are not taken yet."))
    st.button(
        say("Take these rows"),
        key="tender_take",
        type="primary" if waiting else "secondary",
        on_click=_take,
        args=(page, edited),
    )
    if not waiting:
        _suggestions(page, dossier)
    return waiting


def _given(say: Language, asked: Sequence[TenderRequirement]) -> pd.DataFrame:
    """The rows of the table as the dossier has them, and empty ones to type into."""
    rows = [*(requirement_row(say, one) for one in asked), *({} for _ in range(WAITING))]
    return pd.DataFrame(
        [[_cell(say, row, c) for c in REQUIREMENTS] for row in rows], columns=REQUIREMENTS, dtype=object
    )


def _columns(page: Page) -> dict[str, Any]:
    """Each column under its heading; what is one of a few words is chosen from a list."""
    say, labels = page.say, {n: page.say.text(page.evidence.indicators[n].label) for n in answerable(page.evidence)}
    lists = {
        "kind": {w: w for w in map(say.text, KIND_WORDS.values())},
        "scale": {w: w for w in map(say.text, SCALE_WORDS.values())},
        "board": labels,
    }
    return {
        c: st.column_config.SelectboxColumn(
            say.text(COLUMNS[c]), options=list(lists[c]), format_func=lambda x, c=c: lists[c].get(x, x)
        )
        if c in lists
        else st.column_config.TextColumn(say.text(COLUMNS[c]))
        for c in REQUIREMENTS
    }


def _cell(say: Language, row: dict[str, str | float], column: str) -> str:
    """A cell of the table as text, exactly, with the language's decimal sign; never none, which a screen would name."""
    value = row.get(column, "")
    if isinstance(value, str):
        return value
    return scales.written(value).replace(".", say.number(0.5, 1)[1])


def _texts(frame: pd.DataFrame) -> list[list[str]]:
    """The filled rows of the table."""
    filled = [[str(x) if pd.notna(x) else "" for x in row] for row in frame.itertuples(index=False, name=None)]
    return [row for row in filled if any(row)]


def _number(say: Language, column: str, text: str) -> str | float:
    """The number of a cell as the page's language reads it, which knows more than a file; else the text as typed."""
    found = read_number(text, say.code) if column in ("worst", "best", "weight") else None
    return found if isinstance(found, float) else text


def _take(page: Page, edited: pd.DataFrame) -> None:
    """Read the rows of the table into the dossier, or say every fault and keep the dossier as it was."""
    try:
        rows = [[_number(page.say, c, x) for c, x in zip(REQUIREMENTS, row, strict=True)] for row in _texts(edited)]
        found = recognised([SheetTable(page.say("Table"), [tuple(REQUIREMENTS), *rows])])
        session_dossier.put(laid(session_dossier.dossier(), "requirements", found, page.evidence))
    except DataError as error:
        session_dossier.trouble([fault_text(page.say, p) for p in error.problems], session_dossier.GRID)
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _suggestions(page: Page, dossier: Dossier) -> None:
    """Draw what reads like a criterion of the board: a person says that it is."""
    say = page.say
    texts = {r.id: r.text for r in dossier.announced.requirements}
    # Weights and groups change nothing of what a text is like.
    read = tuple((r.id, r.text, r.kind, r.scale, r.board) for r in dossier.announced.requirements)
    like = session_dossier.known(
        "alike",
        (read, page.evidence.version, say.code),
        lambda: suggested(dossier.announced, page.evidence, say.code),
    )
    for name, criterion in like.items():
        if session_dossier.declined(texts[name], criterion):
            continue
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"tender_like_{name}"):
            st.text(
                say(
                    "{id} (“{text}”) reads like the board’s criterion “{criterion}”, whose public facts could stand "
                    "under the answers.",
                    id=name,
                    text=texts[name],
                    criterion=say.text(page.evidence.indicators[criterion].label),
                )
            )
            st.button(
                say("{id}: take the board’s scale", id=literal(name)),
                key=f"tender_as_{name}",
                on_click=_measure,
                args=(name, criterion),
            )
            st.button(
                say("{id}: leave it as it is", id=literal(name)),
                key=f"tender_not_{name}",
                on_click=session_dossier.decline,
                args=(texts[name], criterion),
            )


def _measure(name: str, criterion: str) -> None:
    """Answer a requirement on the scale of the board's criterion."""
    rows = (on_board(r, criterion) if r.id == name else r for r in session_dossier.dossier().announced.requirements)
    session_dossier.announce(requirements=tuple(rows))
