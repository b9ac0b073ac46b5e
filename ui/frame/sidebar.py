"""The controls: each a view of the session's scenario, each writing back through one callback.

A widget's state is set from the scenario only where the two differ, so that a hand on a slider is never overruled.
"""

import streamlit as st

from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence
from ranking.weighing.scenario import EARLIEST, Scenario
from ranking.weighing.weighting import Weighting, weighting
from results import results
from ui.frame import musthaves, policies
from ui.frame.policies import choose
from ui.parts.tables import escaped
from ui.ranking import live_board
from ui.session import address
from ui.session.calendar import DECISION_DAY, today
from ui.session.widgets import keep
from ui.tradeoff import controls as tradeoff
from words.language import Language
from words.ranking.weights import unweighed_sentence

# What the sidebar holds beside the day, page by page: nothing that changes nothing there. A page not named has it all.
EVERY = frozenset({"dates", "weights", "musthaves"})
CONTROLS = {
    "replay": frozenset(),
    "method": frozenset(),
    "tender": frozenset(),
    "evidence": frozenset({"dates"}),
    "framework": frozenset({"dates"}),
    "cost": frozenset({"dates"}),
    "meeting": frozenset({"dates", "musthaves"}),
}


def sidebar(evidence: Evidence, say: Language, page: str, sliders: bool = True) -> None:
    """Draw the controls that change something on `page`; without any, no sidebar is drawn.

    sliders  whether the weights are set here rather than on the page; where no weight is left they always are
    """
    parts = CONTROLS.get(page, EVERY)
    if not parts:
        return
    with st.sidebar:
        _dates(evidence, say)
        if "weights" in parts:
            _profile(evidence, say)
            _weighing(evidence, say, page, sliders)
        if "musthaves" in parts:
            musthaves.draw(evidence, say)
        policies.draw(evidence, say, ranked="weights" in parts)
        st.button(say("Back to the neutral setting"), key="reset", on_click=reset, width="stretch")


def _weighing(evidence: Evidence, say: Language, page: str, sliders: bool) -> None:
    if sliders or not any(_weights(evidence).overall.values()):
        live_board.panel(say, evidence, tradeoff.pillar_pair(evidence) if page == "tradeoff" else None)
    policies.thin(say)


def _weights(evidence: Evidence) -> Weighting:
    scenario = address.scenario()
    return weighting(evidence, scenario, results.matrix(evidence, scenario).thin)


def _dates(evidence: Evidence, say: Language) -> None:
    keep("as_of", address.scenario().as_of)
    st.date_input(
        say("On the day of"),
        key="as_of",
        min_value=EARLIEST,
        max_value=max(today(), address.scenario().as_of),
        format="DD/MM/YYYY",
        on_change=lambda: address.change(as_of=st.session_state["as_of"]),
    )
    with st.container(horizontal=True):
        st.button(say("6 July 2020"), key="day_2020", on_click=address.change, kwargs={"as_of": DECISION_DAY})
        st.button(say("Today"), key="day_today", on_click=address.change, kwargs={"as_of": today()})
    keep("known", address.scenario().known)
    st.selectbox(
        say("What is counted"),
        KNOWN,
        key="known",
        format_func=lambda k: {
            "true": say("the facts true on that day"),
            "documented": say("the facts already published by that day"),
        }[k],
        on_change=choose,
        args=("known", KNOWN),
    )


def _profile(evidence: Evidence, say: Language) -> None:
    keep("profile", address.scenario().profile)
    usable = [k for k, p in evidence.profiles.items() if p.usable]
    st.selectbox(
        say("Whose priorities"),
        usable,
        key="profile",
        format_func=lambda k: say.text(evidence.profiles[k].name),
        on_change=choose,
        args=("profile", usable),
        kwargs={"pillars": (), "weights": ()},
    )
    profile = evidence.profiles[address.scenario().profile]
    own = say("Your weights (starting from “{profile}”)", profile=say.text(profile.name))
    unweighed = unweighed_sentence(say, evidence, _weights(evidence))
    # Which of the two is seen hangs on whether weights were moved, which a part of the page does alone: visitor.js.
    st.html(
        f'<p class="weights-from own"><b>{escaped(own)}</b></p>'
        f'<p class="weights-from whole">{escaped(" ".join((say.text(profile.who), unweighed)).strip())}</p>'
    )


def reset() -> None:
    """Set equal weights and no must-haves, on the same day."""
    address.put(Scenario(address.scenario().as_of))
