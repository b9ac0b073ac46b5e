"""The questions of a guided path, one on the screen at a time, each recorded by the button that goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.people.elicited import ends_html
from ranking.model import Evidence
from ranking.people.elicitation import BEST, INSIDE, Given, Level, Question, answer, pair, raised
from ranking.weights import equal_shares, whole_percentages
from ui.parts.tables import escaped
from ui.session.widgets import keep
from ui.weights.state import Place, title
from words.facts.values import item_label
from words.language import Language
from words.people.elicitation import progress_text, question_text, step_text, total_text
from words.ranking.weights import pillar_help

STEPS = (9, 7, 5, 3, 1, -3, -5, -7, -9)
WHOLE, HALF = 100, 50


@dataclass(frozen=True)
class Asked:
    """The question on the screen, and all that drawing and recording it needs."""

    place: Place
    evidence: Evidence
    say: Language
    levels: tuple[Level, ...]
    question: Question
    at: int
    given: Given

    def record(self, value: Any) -> None:
        """Keep an answer and go on."""
        self.place.record(answer(self.question, self.given, value))

    def button(self, name: str) -> str:
        """Return the key of a button of this question only: a second press on its way must not answer the next one."""
        return self.place.widget(f"{name}_{self.at}")

    def widget(self, name: str, value: Any) -> str:
        """Return the key of a widget that starts from `value`, and afterwards keeps what the hand set."""
        key = self.place.widget(name)
        if key not in st.session_state:
            keep(key, value)
        return key

    def label(self, item: str) -> str:
        """Return the name of a pillar or criterion."""
        return item_label(self.say, self.evidence, item)

    def help(self, item: str) -> str:
        """Return what a pillar or criterion is about; of a pillar also which of its criteria count."""
        if item not in self.evidence.pillars:
            return self.say.text(self.evidence.criteria[item].help)
        counted = next((level.items for level in self.levels if level.name == item), ())
        return pillar_help(self.say, self.evidence, item, counted)

    def ends(self, item: str) -> str:
        """Return both ends in words.

        Of a criterion its own, of a pillar those of the criteria that weigh on that day.
        """
        inside = next((level.items for level in self.levels if level.name == item), (item,))
        return ends_html(self.say, self.evidence, inside)


def draw(asked: Asked, of: int) -> None:
    """Draw one question of `of` with its progress, its answer and the way back."""
    place, say, question = asked.place, asked.say, asked.question
    best = raised(question.level, asked.given)
    title(place, question_text(say, asked.evidence, question, best), progress_text(say, asked.evidence, question))
    part = round(100 * asked.at / of)
    st.html(f'<div class="el-progress" aria-hidden="true"><span style="width:{part}%"></span></div>')
    ask = {"shares": _shares, "first": _first, "worth": _worth, "next": _next, "pair": _pair, "inside": _inside}
    ask[question.kind](asked)
    with st.container(horizontal=True):
        st.button(
            say("Back"),
            key=asked.button("back"),
            on_click=lambda: place.put(step=str(asked.at - 1)) if asked.at else place.leave(),
        )
        st.button(say("Start again"), key=place.widget("again"), type="tertiary", on_click=place.leave)


def _go_on(asked: Asked, read: Callable[[], Any], label: str = "", disabled: bool = False) -> None:
    """The button that records what the widgets now say and goes on."""
    say = asked.say
    st.button(
        label or say("Next"),
        key=asked.button("next"),
        type="primary",
        width="stretch",
        disabled=disabled,
        on_click=lambda: asked.record(read()),
    )


def _shares(asked: Asked) -> None:
    say = asked.say
    even = whole_percentages(equal_shares(asked.question.items))
    keys = {i: asked.widget(f"share_{i}", round(asked.given.get(i, even[i]))) for i in asked.question.items}
    for item, key in keys.items():
        st.slider(asked.label(item), 0, WHOLE, st.session_state[key], key=key, help=asked.help(item))
    total = sum(st.session_state[key] for key in keys.values())
    st.text(total_text(say, total))
    _go_on(asked, lambda: {i: st.session_state[key] for i, key in keys.items()}, disabled=not total)


def _first(asked: Asked) -> None:
    say, first = asked.say, raised(asked.question.level, asked.given)
    for item in asked.question.items:
        with st.container(border=True, key=asked.place.widget(f"card_{item}")):
            st.button(
                say("Raise “{name}” first", name=asked.label(item)),
                key=asked.button(f"first_{item}"),
                width="stretch",
                type="primary" if item == first else "secondary",
                on_click=asked.record,
                args=(item,),
            )
            st.html(asked.ends(item))


def _worth(asked: Asked) -> None:
    say = asked.say
    item = asked.question.items[0]
    key = asked.widget(f"worth_{item}", round(asked.given.get(item, HALF)))
    st.slider(
        say("Worth of raising “{name}”", name=asked.label(item)),
        0,
        int(BEST),
        st.session_state[key],
        key=key,
        help=say("0: worth nothing to you. 100: worth as much."),
    )
    _go_on(asked, lambda: st.session_state[key])
    st.html(asked.ends(item))


def _next(asked: Asked) -> None:
    say = asked.say
    for item in asked.question.items:
        with st.container(key=asked.place.widget(f"card_{item}"), gap="xxsmall"):
            st.button(
                asked.label(item),
                key=asked.button(f"next_{item}"),
                width="stretch",
                on_click=asked.record,
                args=(item,),
            )
            st.html(f'<p class="reading">{escaped(asked.help(item))}</p>')
    st.button(
        say("All of these weigh the same"),
        key=asked.button("tie"),
        width="stretch",
        type="tertiary",
        on_click=asked.record,
        args=(None,),
    )


def _pair(asked: Asked) -> None:
    say = asked.say
    items, name = asked.question.items, pair(*asked.question.items)
    said = int(asked.given.get(name, 1))
    steps = sorted({*STEPS, said}, key=lambda v: -v)
    key = asked.widget(f"pair_{name}", said)
    st.radio(
        say("Your answer"),
        steps,
        key=key,
        label_visibility="collapsed",
        width="stretch",
        format_func=lambda v: step_text(say, asked.evidence, items, v),
    )
    _go_on(asked, lambda: st.session_state[key])
    for item in items:
        st.html(f'<p class="reading"><b>{escaped(asked.label(item))}</b> {escaped(asked.help(item))}</p>')


def _inside(asked: Asked) -> None:
    pillars, say = asked.question.items, asked.say
    key = asked.widget(INSIDE, [p for p in pillars if asked.given.get(f"{INSIDE}.{p}")])
    st.caption(say("The criteria of a pillar that you do not open keep the weights they have."))
    st.pills(
        say("Pillars to open"),
        pillars,
        key=key,
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=asked.label,
    )
    _go_on(asked, lambda: st.session_state[key], say("Go on") if st.session_state[key] else say("No, show the result"))
