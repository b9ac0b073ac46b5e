"""What the sections of the method page share: a question, its answer in a sentence, paragraphs and lists."""

from collections.abc import Iterable

import streamlit as st

from ui.parts.tables import escaped
from words.facts.method import questions
from words.language import Language


def question(say: Language, anchor: str, answer: str) -> None:
    """The head of a section, and its answer."""
    st.header(questions(say)[anchor], anchor=anchor)
    st.html(f'<p class="me-answer">{escaped(answer)}</p>')


def paragraphs(*texts: str) -> None:
    """Plain paragraphs."""
    st.html('<div class="me">' + "".join(f"<p>{escaped(t)}</p>" for t in texts if t) + "</div>")


def points(texts: Iterable[str]) -> None:
    """A list of plain sentences."""
    st.html('<ul class="me me-points">' + "".join(f"<li>{escaped(t)}</li>" for t in texts) + "</ul>")


def terms(pairs: Iterable[tuple[str, str]]) -> None:
    """A list of terms with what they mean."""
    rows = "".join(f"<div><dt>{escaped(a)}</dt><dd>{escaped(b)}</dd></div>" for a, b in pairs)
    st.html(f'<dl class="me me-terms">{rows}</dl>')


def formula(latex: str, words: str) -> None:
    """A formula and what its letters mean."""
    st.latex(latex, width="content")
    st.html(f'<p class="reading">{escaped(words)}</p>')


def contents(say: Language) -> None:
    """Links to the sections of the page."""
    links = "".join(
        f'<li><a href="#{anchor}" target="_self">{escaped(text)}</a></li>' for anchor, text in questions(say).items()
    )
    st.html(f'<ol class="me me-contents">{links}</ol>')
