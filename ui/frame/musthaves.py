"""Must-haves in the sidebar: the named gates, any level the user sets, and the rule for the unproven."""

from dataclasses import replace
from functools import partial

import streamlit as st

from ranking.facts.musthaves import RULES, gateable, requirement
from ranking.model import Evidence
from ranking.typed.number import plain_text
from ui.frame.policies import choose
from ui.parts.number_field import number_field
from ui.session import address
from ui.session.widgets import fold, keep
from words.facts.values import value_text
from words.language import Language
from words.ranking.conditions import requirement_text

MOST_ASKED = 1e9


def draw(evidence: Evidence, say: Language) -> None:
    """Draw the must-have controls: those asked for, their legal source, a free one, strict or tolerant."""
    scenario = address.scenario()
    options = list(dict.fromkeys([*evidence.gates, *scenario.require]))
    keep("require", list(scenario.require))
    st.multiselect(
        say("Must-haves"),
        options,
        key="require",
        placeholder=say("none"),
        format_func=lambda t: requirement_text(say, evidence, requirement(t, evidence)),
        help=say("An offer that fails one keeps its line but loses its place. Must-haves stand apart from weights."),
        on_change=_require,
        args=(options,),
    )
    for token in scenario.require:
        _law(evidence, say, token)
    if scenario.require:
        keep("rule", scenario.rule)
        st.radio(
            say("A must-have that is not proven"),
            RULES,
            key="rule",
            horizontal=True,
            format_func=lambda r: {"strict": say("shuts out"), "tolerant": say("lets in")}[r],
            on_change=choose,
            args=("rule", RULES),
        )
    part = fold(say("Set a must-have of your own"), "free")
    if part.open:
        with part:
            _free(evidence, say)


def _require(options: list[str]) -> None:
    chosen = tuple(st.session_state["require"])
    if set(chosen) <= set(options):
        address.put(replace(address.scenario(), require=chosen))


def _law(evidence: Evidence, say: Language, token: str) -> None:
    gate = requirement(token, evidence).gate
    if gate is None:
        return
    early = gate.applies_from is not None and address.scenario().as_of < gate.applies_from
    warning = (
        " "
        + say(
            "Not yet in force on {day}: it applies from {start}.",
            day=say.day(address.scenario().as_of),
            start=say.day(gate.applies_from),
        )
        if early
        else ""
    )
    word = say("Source")
    st.caption(f"{say.text(gate.law)}{warning} [{word}]({gate.source.url})")


def _free(evidence: Evidence, say: Language) -> None:
    scales = {k: c for k, c in gateable(evidence).items() if c.kind != "set"}
    name = st.selectbox(
        say("Indicator"), list(scales), key="free_indicator", format_func=lambda k: say.text(scales[k].label)
    )
    scale = scales[name]
    if scale.levels:
        minimum = st.selectbox(
            say("At least"),
            sorted(scale.levels)[1:],
            key=f"free_level_{name}",
            format_func=lambda n: value_text(say, scale, n) if not scale.codes else say.text(scale.levels[n]),
        )
    else:
        key = f"free_least_{name}"
        minimum = st.session_state.get(key, 1.0)
        take = partial(st.session_state.__setitem__, key)
        number_field(say, say("At least"), f"free_number_{name}", minimum, take, within=(0.0, MOST_ASKED))
    st.button(say("Add"), key="free_add", on_click=_add, args=(f"{name}>={plain_text(minimum)}",))


def _add(token: str) -> None:
    scenario = address.scenario()
    address.put(replace(scenario, require=tuple(dict.fromkeys([*scenario.require, token]))))
