"""The questions of a guided path, one on the screen at a time, each recorded by the button that goes on."""

from collections.abc import Sequence

import streamlit as st

from charts.elicited import ends_html
from ranking.elicitation import BEST, INSIDE, Given, Question, answer, pair
from ranking.model import Evidence
from ui.elicit_state import Place, title
from ui.tables import escaped
from ui.widgets import keep
from words.elicit import progress_text, question_text, step_text, total_text
from words.language import Language
from words.robustness import item_label

STEPS = (9, 7, 5, 3, 1, -3, -5, -7, -9)
EVENLY, HALF = 100, 50


def draw(place: Place, evidence: Evidence, say: Language, questions: Sequence[Question], at: int, given: Given) -> None:
    """One question with its progress, its answer and the way back."""
    question = questions[at]
    best = next((i for i in question.level.items if given.get(i) == BEST), None)
    title(place, question_text(say, evidence, question, best), progress_text(say, evidence, question))
    part = round(100 * at / len(questions))
    st.html(f'<div class="el-progress" aria-hidden="true"><span style="width:{part}%"></span></div>')
    ask = {"shares": _shares, "first": _first, "worth": _worth, "next": _next, "pair": _pair, "inside": _inside}
    ask[question.kind](place, evidence, say, question, at, given)
    with st.container(horizontal=True):
        back = (lambda: place.put(step=str(at - 1))) if at else (lambda: place.put(way="", step="", answers=""))
        st.button(say("Back"), key=place.widget("back"), on_click=back)
        st.button(say("Start again"), key=place.widget("again"), type="tertiary",
                  on_click=lambda: place.put(way="", step="", answers=""))


def _on(place: Place, question: Question, given: Given, at: int, value) -> None:
    place.record(answer(question, given, value), at + 1)


def _go_on(place: Place, say: Language, question: Question, given: Given, at: int, read, disabled=False) -> None:
    """The button that records what the widgets now say and goes on."""
    st.button(say("Next"), key=place.widget("next"), type="primary", width="stretch", disabled=disabled,
              on_click=lambda: _on(place, question, given, at, read()))


def _ends(say: Language, evidence: Evidence, item: str, level: str, given: Given) -> str:
    """Both ends of an item in words: of a criterion its own, of a pillar those of the criteria that weigh."""
    if level:
        return ends_html(say, evidence, [item])
    return ends_html(say, evidence, [c.id for c in evidence.criteria_of(item)])


def _shares(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    keys = {i: place.widget(f"share_{i}") for i in question.items}
    even = EVENLY // len(keys)
    for item, key in keys.items():
        if key not in st.session_state:
            keep(key, round(given.get(item, even)))
        st.slider(item_label(say, evidence, item), 0, EVENLY, key=key, help=_help(say, evidence, item))
    total = sum(st.session_state[key] for key in keys.values())
    st.text(total_text(say, total))
    _go_on(place, say, question, given, at, lambda: {i: st.session_state[k] for i, k in keys.items()}, not total)


def _first(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    for item in question.items:
        with st.container(border=True, key=place.widget(f"card_{item}")):
            label = item_label(say, evidence, item)
            chosen = given.get(item) == BEST
            st.button(say("Raise “{name}” first", name=label), key=place.widget(f"first_{item}"), width="stretch",
                      type="primary" if chosen else "secondary", on_click=_on,
                      args=(place, question, given, at, item))
            st.html(_ends(say, evidence, item, question.level.name, given))


def _worth(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    item = question.items[0]
    key = place.widget(f"worth_{item}")
    if key not in st.session_state:
        keep(key, round(given.get(item, HALF)))
    st.html(_ends(say, evidence, item, question.level.name, given))
    st.slider(say("Worth of raising “{name}”", name=item_label(say, evidence, item)), 0, int(BEST), key=key,
              help=say("0: worth nothing to you. 100: worth as much."))
    _go_on(place, say, question, given, at, lambda: st.session_state[key])


def _next(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    for item in question.items:
        with st.container(key=place.widget(f"card_{item}"), gap="xxsmall"):
            st.button(item_label(say, evidence, item), key=place.widget(f"next_{item}"), width="stretch",
                      on_click=_on, args=(place, question, given, at, item))
            st.html(f'<p class="reading">{escaped(_help(say, evidence, item))}</p>')
    st.button(say("These weigh the same"), key=place.widget("tie"), width="stretch", type="tertiary", on_click=_on,
              args=(place, question, given, at, None))


def _pair(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    key, said = place.widget("pair_" + pair(*question.items)), int(given.get(pair(*question.items), 1))
    steps = sorted({*STEPS, said}, reverse=True, key=lambda v: v if v > 0 else v + 1)
    if key not in st.session_state:
        keep(key, said)
    st.radio(say("Your answer"), steps, key=key, format_func=lambda v: step_text(say, evidence, question.items, v),
             label_visibility="collapsed")
    _go_on(place, say, question, given, at, lambda: st.session_state[key])
    for item in question.items:
        st.html(f'<p class="reading"><b>{escaped(item_label(say, evidence, item))}</b> '
                f"{escaped(_help(say, evidence, item))}</p>")


def _inside(place: Place, evidence: Evidence, say: Language, question: Question, at: int, given: Given) -> None:
    key = place.widget(INSIDE)
    if key not in st.session_state:
        keep(key, [p for p in question.items if given.get(f"{INSIDE}.{p}")])
    st.caption(say("The criteria of a pillar that you do not open keep the weights they have."))
    st.pills(say("Pillars to open"), question.items, key=key, selection_mode="multi", label_visibility="collapsed",
             format_func=lambda p: item_label(say, evidence, p))
    st.button(say("Go on") if st.session_state[key] else say("No, show the result"), key=place.widget("next"),
              type="primary", width="stretch",
              on_click=lambda: _on(place, question, given, at, st.session_state[key]))


def _help(say: Language, evidence: Evidence, item: str) -> str:
    return say.text((evidence.pillars.get(item) or evidence.criteria[item]).help)
