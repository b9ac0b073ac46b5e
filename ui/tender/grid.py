"""The list of requirements as a table to type in, and what of it the board has a criterion for."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from exports.tender.dossier_tables import with_tables
from exports.tender.forms import REQUIREMENTS, requirement_row
from ranking.errors import BoardError, DataError
from ranking.tender import scales
from ranking.tender.dossier import Dossier, TenderRequirement
from ranking.tender.dossier_file import expect_writable
from ranking.tender.questions import answerable, on_board, suggested
from ranking.tender.requirement_table import KIND_WORDS, SCALE_WORDS
from ranking.tender.tables import COLUMNS, SheetTable, recognised
from ui.session.page import Page
from ui.session.widgets import literal
from ui.tender import session_dossier, typed_rows
from ui.tender.files import fault_text
from ui.tender.typed_rows import WAITING, Rows, TypedRows, begun
from words.language import Language, language
from words.numbers import read_number

_CHOSEN = {"kind": KIND_WORDS, "scale": SCALE_WORDS}


def draw(page: Page, dossier: Dossier) -> bool:
    """Draw the table, whose rows are read as those of a sheet are; return whether it has changes not taken yet."""
    say = page.say
    now = _now(say, dossier.announced.requirements)
    typed_rows.note(now)
    st.data_editor(
        session_dossier.known("grid", now.key, lambda: pd.DataFrame(now.base, columns=REQUIREMENTS, dtype=object)),
        key=now.key,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config=_columns(page),
        # Of a cell that nobody filled in; Streamlit's own word is English.
        placeholder="",
    )
    session_dossier.draw_troubles(session_dossier.GRID)
    if now.waiting:
        st.text(say("The table has changes that are not taken yet."))
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Take these rows"),
            key="tender_take",
            type="primary" if now.waiting else "secondary",
            on_click=_take,
            args=(page,),
        )
        if now.waiting:
            st.button(say("Give up these changes"), key="tender_give_up", on_click=typed_rows.give_up_rows)
    if not now.waiting:
        _suggestions(page, dossier)
    return now.waiting


def _now(say: Language, requirements: tuple[TenderRequirement, ...]) -> TypedRows:
    """The table as it is to be drawn: what is typed stays, whatever else was pressed."""
    before, grid = st.session_state.get(typed_rows.TYPED), typed_rows.held()
    if grid is None or grid.asked != requirements:
        announced = typed_rows.filled(
            [[_cell(say, requirement_row(say, one), c) for c in REQUIREMENTS] for one in requirements]
        )
        return begun(grid.turn + 1 if grid else 1, say.code, requirements, announced, announced)
    if grid.lang != say.code:
        taken, now = (_in_language(rows, language(grid.lang), say) for rows in (grid.taken, grid.now))
        return begun(grid.turn + 1, say.code, requirements, taken, now)
    # Another page was open meanwhile: the grid is a new one. One that has no rows left to type into gets some, once
    # nothing was typed since the last drawing: what is typed when rows are taken comes after the press.
    gone = grid.key not in st.session_state
    full = grid == before and not (grid.just or grid.waiting) and len(grid.base) - len(grid.now) < WAITING
    if gone or full:
        return begun(grid.turn + 1, say.code, requirements, grid.taken, grid.now)
    return replace(grid, just=False)


def _in_language(rows: Rows, old: Language, new: Language) -> Rows:
    """Rows typed in one language, their words from lists and their numbers in another's."""

    def cell(column: str, text: str) -> str:
        words = {old.text(both): new.text(both) for both in _CHOSEN.get(column, {}).values()}
        number = _number(old, column, text)
        return words.get(text, text) if isinstance(number, str) else _cell(new, {column: number}, column)

    return tuple(tuple(cell(c, x) for c, x in zip(REQUIREMENTS, row, strict=True)) for row in rows)


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


def _number(say: Language, column: str, text: str) -> str | float:
    """The number of a cell as the page's language reads it, which knows more than a file; else the text as typed."""
    number = read_number(text, say.code) if column in ("worst", "best", "weight") else None
    return number if isinstance(number, float) else text


def _take(page: Page) -> None:
    """Read the rows of the table into the dossier, or say every fault and keep the dossier as it was."""
    grid = typed_rows.held()
    try:
        rows = [[_number(page.say, c, x) for c, x in zip(REQUIREMENTS, row, strict=True)] for row in grid.now]
        sheets = recognised([SheetTable(page.say("Table"), [tuple(REQUIREMENTS), *rows])])
        dossier = with_tables(session_dossier.dossier(), "requirements", sheets, page.evidence)
        expect_writable(dossier)
    except DataError as error:
        session_dossier.trouble([fault_text(page.say, p) for p in error.problems], session_dossier.GRID)
        return
    except BoardError as error:
        session_dossier.trouble([page.say.told(error)], session_dossier.GRID)
        return
    # A sheet without rows changes nothing; a table from which all were deleted does.
    announced = dossier.announced.requirements if rows else ()
    session_dossier.announce(requirements=announced)
    # The grid stays as it is: a cell that was open when the button was pressed is told a moment after the press.
    typed_rows.note(replace(grid, asked=announced, taken=grid.now, just=True))


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
