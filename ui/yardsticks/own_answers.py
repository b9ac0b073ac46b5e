"""Answers of one's own, laid over the facts for this visit alone: taken from a file, never in an address or a cache."""

from collections.abc import Mapping

import streamlit as st

from exports.yardsticks.calculator import calculator
from exports.yardsticks.own_answers import own_answers
from ranking.errors import BoardError
from ranking.yardsticks.assess import Assessment
from ranking.yardsticks.framework import Framework
from ranking.yardsticks.reading import Reading
from ui.parts.tables import escaped
from ui.session.page import Page
from words.language import Language

GIVEN = "csf_given"


def given() -> Mapping[str, Mapping[str, int]]:
    """Return offer -> question -> answer of this visit; empty without any."""
    return st.session_state.get(GIVEN, {})


def draw(page: Page, reading: Reading, assessment: Assessment) -> None:
    """Draw the calculator's file of one offer, the way back in, and what was laid over the facts."""
    say = page.say
    name = f"csf-{assessment.offer}-{reading.day}-{page.evidence.version}.xlsx"
    st.download_button(
        say("The calculator for this offer (XLSX): fill in your own answers"),
        data=lambda: calculator(say, page.evidence, reading.framework, reading.weights, assessment, reading.day),
        file_name=name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        key="csf_calculator",
        type="tertiary",
    )
    with st.expander(say("Lay your own answers over the facts")):
        st.caption(
            say(
                "The workbook above with your answers, or JSON as the command line reads it. They stay in this visit: "
                "no address and no other visitor has them."
            )
        )
        file = st.file_uploader(say("File of answers"), key="csf_file", max_upload_size=1)
        if file is not None:
            _take(say, page, reading.framework, file.getvalue())
    _said(page, assessment)


def _take(say: Language, page: Page, framework: Framework, content: bytes) -> None:
    """Lay the answers of a file over the facts, or say in one sentence why not."""
    try:
        taken = own_answers(content, framework, page.evidence)
    except BoardError as error:
        sentence = say("This file holds no answers: {reason}.", reason=say.told(error))
        st.html(f'<p class="trouble" role="alert">{escaped(sentence)}</p>')  # it may quote the file
        return
    if taken != given():
        st.session_state[GIVEN] = taken
        st.rerun()


def _said(page: Page, assessment: Assessment) -> None:
    """Say how many answers are laid over, which of them facts exclude, and take them off again."""
    say, own = page.say, [a for a in assessment.answers.values() if a.given]
    if not given():
        return
    against = [a.question.id for a in own if a.against]
    st.text(
        say.plural(
            "{n} answer of your own stands over the facts of this offer.",
            "{n} answers of your own stand over the facts of this offer.",
            len(own),
        )
    )
    if against:
        st.text(say("Documented facts exclude your answers to: {list}.", list=", ".join(against)))
    st.button(say("Take my answers off"), key="csf_off", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(GIVEN, None)
    st.session_state.pop("csf_file", None)
