"""Draws the documents of the method: text as it is written, tables and controls where a slot names them."""

import streamlit as st

from store.meetings import DAYS
from ui.method.slots import SLOTS
from ui.parts.sections import section as folded
from ui.parts.tables import escaped
from ui.session.page import Page
from words.method.documents import Block, document, filled, questions
from words.method.values import values


def opening(page: Page) -> None:
    """Draw the page's heading, and what the page is made from."""
    title, scope = document("opening", page.say.code), _values(page)
    st.html(f'<h1 class="verdict">{escaped(title.title)}</h1>')
    st.html(f'<p class="conditions">{filled(title.answer, scope)}</p>')


def section(page: Page, name: str) -> None:
    """Draw one question, folded: its answer, and the rest of its document."""
    say, text, known = page.say, document(name, page.say.code), _values(page)
    with folded(questions(say)[name], name):
        st.html(f'<p class="me-answer">{filled(text.answer, known)}</p>')
        place = st.container()
        for block in text.blocks:
            if block.kind == "fold":
                place = st.expander(block.content)
            else:
                with place:
                    _draw(page, block, known)


def _draw(page: Page, block: Block, known: dict[str, str]) -> None:
    match block.kind:
        case "slot":
            SLOTS[block.content](page)
        case "formula":
            st.latex(block.content, width="content")
        case "part":
            st.subheader(block.content, anchor=False)
        case kind:
            style = kind if kind == "reading" else f"me me-{kind}"
            st.html(f'<div class="{style}">{filled(block.content, known)}</div>')


def _values(page: Page) -> dict[str, str]:
    return values(page.say, page.evidence) | {"days": str(DAYS)}
