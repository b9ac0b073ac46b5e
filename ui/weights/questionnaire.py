"""The questions of a guided path, one on the screen at a time, each recorded by the button that goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.people.elicited import ends_html
from ranking.model import Evidence
from ranking.people.elicitation import BEST, INSIDE, Given, Level, WeightQuestion, answer, pair, raised
from ranking.weights import equal_shares, whole_percentages
from ui.parts.tables import escaped
from ui.session.widgets import keep, literal
from ui.weights.state import PathMemory, title
from words.facts.values import item_label
from words.language import Language
from words.people.elicitation import progress_text, question_text, step_text, total_text
from words.ranking.weights import pillar_help

STEPS = (9, 7, 5, 3, 1, -3, -5, -7, -9)
WHOLE, HALF = 100, 50


@dataclass(frozen=True)
class ShownQuestion:
    """The question on the screen, and all that drawing and recording it needs."""

    memory: PathMemory
    evidence: Evidence
    say: Language
    levels: tuple[Level, ...]
    question: WeightQuestion
    at: int
    given: Given

    def record(self, value: Any) -> None:
        """Keep an answer and go on."""
        self.memory.record(answer(self.question, self.given, value))

    def button(self, name: str) -> str:
        """Return the key of a button of this question only: a second press on its way must not answer the next one."""
        return self.memory.widget(f"{name}_{self.at}")

    def widget(self, name: str, value: Any) -> str:
        """Return the key of a widget that starts from `value`, and afterwards keeps what the hand set."""
        key = self.memory.widget(name)
        if key not in st.session_state:
            keep(key, value)
        return key

    def label(self, item: str) -> str:
        """Return the name of a pillar or criterion as a widget's label; a tender's are typed."""
        return literal(item_label(self.say, self.evidence, item))

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


def draw(shown: ShownQuestion, of: int) -> None:
    """Draw one question of `of` with its progress, its answer and the way back."""
    memory, say, question = shown.memory, shown.say, shown.question
    best = raised(question.level, shown.given)
    title(memory, question_text(say, shown.evidence, question, best), progress_text(say, shown.evidence, question))
    part = round(100 * shown.at / of)
    st.html(f'<div class="el-progress" aria-hidden="true"><span style="width:{part}%"></span></div>')
    ask = {"shares": _shares, "first": _first, "worth": _worth, "next": _next, "pair": _pair, "inside": _inside}
    ask[question.kind](shown)
    with st.container(horizontal=True):
        st.button(
            say("Back"),
            key=shown.button("back"),
            on_click=lambda: memory.put(step=str(shown.at - 1)) if shown.at else memory.leave(),
        )
        st.button(say("Start again"), key=memory.widget("again"), type="tertiary", on_click=memory.leave)


def _go_on(shown: ShownQuestion, read: Callable[[], Any], label: str = "", disabled: bool = False) -> None:
    """The button that records what the widgets now say and goes on."""
    say = shown.say
    st.button(
        label or say("Next"),
        key=shown.button("next"),
        type="primary",
        width="stretch",
        disabled=disabled,
        on_click=lambda: shown.record(read()),
    )


def _shares(shown: ShownQuestion) -> None:
    say = shown.say
    even = whole_percentages(equal_shares(shown.question.items))
    keys = {i: shown.widget(f"share_{i}", round(shown.given.get(i, even[i]))) for i in shown.question.items}
    for item, key in keys.items():
        st.slider(shown.label(item), 0, WHOLE, st.session_state[key], key=key, help=literal(shown.help(item)))
    total = sum(st.session_state[key] for key in keys.values())
    st.text(total_text(say, total))
    _go_on(shown, lambda: {i: st.session_state[key] for i, key in keys.items()}, disabled=not total)


def _first(shown: ShownQuestion) -> None:
    say, first = shown.say, raised(shown.question.level, shown.given)
    for item in shown.question.items:
        with st.container(border=True, key=shown.memory.widget(f"card_{item}")):
            st.button(
                say("Raise “{name}” first", name=shown.label(item)),
                key=shown.button(f"first_{item}"),
                width="stretch",
                type="primary" if item == first else "secondary",
                on_click=shown.record,
                args=(item,),
            )
            st.html(shown.ends(item))


def _worth(shown: ShownQuestion) -> None:
    say = shown.say
    item = shown.question.items[0]
    key = shown.widget(f"worth_{item}", round(shown.given.get(item, HALF)))
    st.slider(
        say("Worth of raising “{name}”", name=shown.label(item)),
        0,
        int(BEST),
        st.session_state[key],
        key=key,
        help=say("0: worth nothing to you. 100: worth as much."),
    )
    _go_on(shown, lambda: st.session_state[key])
    st.html(shown.ends(item))


def _next(shown: ShownQuestion) -> None:
    say = shown.say
    for item in shown.question.items:
        with st.container(key=shown.memory.widget(f"card_{item}"), gap="xxsmall"):
            st.button(
                shown.label(item),
                key=shown.button(f"next_{item}"),
                width="stretch",
                on_click=shown.record,
                args=(item,),
            )
            st.html(f'<p class="reading">{escaped(shown.help(item))}</p>')
    st.button(
        say("All of these weigh the same"),
        key=shown.button("tie"),
        width="stretch",
        type="tertiary",
        on_click=shown.record,
        args=(None,),
    )


def _pair(shown: ShownQuestion) -> None:
    say = shown.say
    items, name = shown.question.items, pair(*shown.question.items)
    step = int(shown.given.get(name, 1))
    steps = sorted({*STEPS, step}, key=lambda v: -v)
    key = shown.widget(f"pair_{name}", step)
    st.radio(
        say("Your answer"),
        steps,
        key=key,
        label_visibility="collapsed",
        width="stretch",
        format_func=lambda v: literal(step_text(say, shown.evidence, items, v)),
    )
    _go_on(shown, lambda: st.session_state[key])
    for item in items:
        label = item_label(say, shown.evidence, item)
        st.html(f'<p class="reading"><b>{escaped(label)}</b> {escaped(shown.help(item))}</p>')


def _inside(shown: ShownQuestion) -> None:
    pillars, say = shown.question.items, shown.say
    key = shown.widget(INSIDE, [p for p in pillars if shown.given.get(f"{INSIDE}.{p}")])
    st.caption(say("The criteria of a pillar that you do not open keep the weights they have."))
    st.pills(
        say("Pillars to open"),
        pillars,
        key=key,
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=shown.label,
    )
    _go_on(shown, lambda: st.session_state[key], say("Go on") if st.session_state[key] else say("No, show the result"))
