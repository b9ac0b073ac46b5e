"""The controls: each a view of the session's scenario, each writing back through one callback.

A widget's state is set from the scenario only where the two differ, so that a hand on a slider is never overruled.
"""

from collections.abc import Mapping

import streamlit as st

from ranking.balance.move_weight import balance_moved, criterion_moved, pillar_moved
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Criterion, Evidence
from ranking.weighing.rank import current_balance
from ranking.weighing.scenario import EARLIEST, Scenario
from ranking.weighing.weighting import Weighting, weighting
from ranking.weights import whole_percentages
from results import results
from ui.frame import musthaves, policies
from ui.frame.policies import choose
from ui.parts.tables import escaped
from ui.session import address
from ui.session.calendar import DECISION_DAY, today
from ui.session.widgets import by_hand, fold, keep, percent_format
from words.facts.values import end_texts
from words.language import Language
from words.ranking.weights import share_note

# What the sidebar holds beside the day, page by page: nothing that changes nothing there. A page not named has it all.
EVERY = frozenset({"dates", "weights", "musthaves"})
CONTROLS = {
    "replay": frozenset(),
    "method": frozenset(),
    "evidence": frozenset({"dates"}),
    "framework": frozenset({"dates"}),
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
            _weighing(evidence, say, sliders)
        if "musthaves" in parts:
            musthaves.draw(evidence, say)
        policies.draw(evidence, say, ranked="weights" in parts)
        st.button(say("Back to the neutral setting"), key="reset", on_click=reset, width="stretch")


def _weighing(evidence: Evidence, say: Language, sliders: bool) -> None:
    weights = _weights(evidence, address.scenario())
    if sliders or not any(weights.overall.values()):
        _balance(evidence, say, weights)
        _pillars(evidence, say, weights)
        _criteria(evidence, say, weights)
    else:
        policies.thin(say)


def _weights(evidence: Evidence, scenario: Scenario) -> Weighting:
    thin = results.matrix(evidence, scenario).thin
    return weighting(evidence, scenario, thin)


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
        say("What is taken"),
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
    # Which of the two is seen hangs on whether weights were moved, which a part of the page does alone: visitor.js.
    st.html(
        f'<p class="weights-from own"><b>{escaped(own)}</b></p>'
        f'<p class="weights-from whole">{escaped(say.text(profile.who))}</p>'
    )


def _balance(evidence: Evidence, say: Language, weights: Weighting) -> None:
    now = current_balance(evidence, weights)
    keep("balance", round(100 * now) if now is not None else 50)
    st.slider(
        say("Sovereignty ⟷ urgency"),
        0,
        100,
        st.session_state["balance"],
        key="balance",
        format=percent_format(say),
        disabled=now is None,
        help=say(
            "Share of readiness in what readiness and sovereignty weigh together: 0 all sovereignty, 100 all urgency."
        ),
        on_change=by_hand,
        args=("balance", _set_balance, evidence),
    )


def _set_balance(evidence: Evidence) -> None:
    scenario = address.scenario()
    address.put(balance_moved(evidence, scenario, _weights(evidence, scenario), st.session_state["balance"]))


def _pillars(evidence: Evidence, say: Language, weights: Weighting) -> None:
    st.markdown(say("**Weight of each pillar**"), help=say("The four shares always add up to 100 %."))
    for pillar, share in whole_percentages(weights.pillars).items():
        dead = not any(weights.within[c.id] for c in evidence.criteria_of(pillar))
        keep(f"pillar_{pillar}", share)
        st.slider(
            say.text(evidence.pillars[pillar].label),
            0,
            100,
            share,
            key=f"pillar_{pillar}",
            format=percent_format(say),
            disabled=dead,
            help=say.text(evidence.pillars[pillar].help),
            on_change=by_hand,
            args=(f"pillar_{pillar}", _set_pillar, evidence, pillar),
        )
        if dead:
            st.caption(say("No weight: its criteria are known for too few offers on that day."))
        elif note := share_note(say, evidence, weights, pillar):
            st.caption(note)


def _set_pillar(evidence: Evidence, pillar: str) -> None:
    scenario = address.scenario()
    to = st.session_state[f"pillar_{pillar}"]
    address.put(pillar_moved(evidence, scenario, _weights(evidence, scenario), pillar, to))


def _criteria(evidence: Evidence, say: Language, weights: Weighting) -> None:
    """Draw criterion shares inside each pillar, one level down, with both ends of each scale in words."""
    part = fold(say("Criteria inside each pillar"), "criteria")
    if not part.open:
        return
    with part:
        for pillar in evidence.pillars.values():
            st.markdown(f"**{say.text(pillar.label)}**")
            inside = {c.id: weights.within[c.id] for c in evidence.criteria_of(pillar.id)}
            for criterion, share in whole_percentages(inside).items():
                _criterion(evidence.criteria[criterion], share, inside, say, evidence)
        policies.thin(say)


def _criterion(scale: Criterion, share: int, inside: Mapping[str, float], say: Language, evidence: Evidence) -> None:
    worst, best = end_texts(say, scale)
    scenario = address.scenario()
    thin = scale.id in results.matrix(evidence, scenario).thin and not scenario.thin
    keep(f"weight_{scale.id}", share)
    st.slider(
        say.text(scale.label),
        0,
        100,
        share,
        key=f"weight_{scale.id}",
        format=percent_format(say),
        disabled=thin,
        help=say.text(scale.help),
        on_change=by_hand,
        args=(f"weight_{scale.id}", _set_weight, evidence, scale),
    )
    if thin:
        st.caption(say("No weight: known for fewer than 65 % of the offers on that day."))
    st.caption(say("from “{worst}” to “{best}”", worst=worst, best=best))


def _set_weight(evidence: Evidence, scale: Criterion) -> None:
    scenario = address.scenario()
    to = st.session_state[f"weight_{scale.id}"]
    address.put(criterion_moved(evidence, scenario, _weights(evidence, scenario), scale.id, to))


def reset() -> None:
    """Set equal weights and no must-haves, on the same day."""
    address.put(Scenario(address.scenario().as_of))
