"""The board's weights inside a meeting: its criteria alone, moved in a draft of the session, never in the address.

What stands in the address is copied and projected.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from charts.ranking.weights_panel import weights_panel
from ranking.balance.move_weight import taken
from ranking.errors import ScenarioError
from ranking.people.meeting import Meeting, framed
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.weighting import weighting
from results import results
from ui.parts.tables import escaped
from ui.ranking import by_hand
from ui.ranking.by_hand import ByHand, packed
from ui.session.page import Page


def draft(name: str, start: Scenario) -> Scenario:
    """Return the weights being set under a name; `start` at first."""
    return st.session_state.setdefault(_key(name), start)


def redraft(name: str, scenario: Scenario) -> None:
    """Set the weights of a name to a scenario's."""
    st.session_state[_key(name)] = scenario


def draw(page: Page, meeting: Meeting, name: str, start: Scenario, disabled: bool = False) -> Scenario:
    """Draw the weights. Return the scenario they stand at."""
    say, now = page.say, draft(name, start)
    thin = results.matrix(page.evidence, now).thin
    panel = weights_panel(say, page.evidence, now, thin, only=meeting.in_play)
    panel["words"] |= {
        "reset": say("Back to equal weights"),
        "reset_one": say("Back to its equal share: {name}", name="{name}"),
    }
    locked = st.session_state.get(_locks(name), [])
    scope = " ".join(filter(None, (page.evidence.version, now.profile, now.priced)))
    moving = ByHand(by_name(name), _shown(panel, now), locked, scope, partial(take, page, meeting, name))
    more = {"shut": disabled, "keeper": name}
    with st.container(key="weights_panel", gap=None):
        waiting = f'<p class="live-waiting">{escaped(say("The weights are coming."))}</p>'
        of, words = packed(panel)
        by_hand.tell(f"{moving.name}_words", words)
        by_hand.draw_weights(say, moving, of, lambda: waiting, more)
    return now


def take(page: Page, meeting: Meeting, name: str, message: Any) -> None:
    """Put a message's weights {pillars, weights, locked} into the draft. Raises ScenarioError where unusable."""
    now = st.session_state.get(_key(name))
    if now is None:
        return
    thin = results.matrix(page.evidence, now).thin
    there, locked = taken(page.evidence, now, thin, message)
    if there.pillars:
        # A pillar of which nothing is asked weighs nothing, rather than its share in the profile.
        weighed = {page.evidence.criteria[c].pillar for c in meeting.in_play}
        idle = {p: 0.0 for p in page.evidence.pillars if p not in weighed}
        there = with_pairs(there, "pillars", idle | dict(there.pillars))
    there = framed(page.evidence, meeting, there.to_json())
    if not any(weighting(page.evidence, there, thin).overall.values()):
        raise ScenarioError("weights: at least one documented criterion of the meeting must weigh")
    redraft(name, there)
    st.session_state[_locks(name)] = locked


def repeat(page: Page, meeting: Meeting, name: str, hand: Any) -> None:
    """Carry out what a browser noted and no server heard: {state}; pass over what is none."""
    if isinstance(hand, Mapping):
        try:
            take(page, meeting, name, hand.get("state"))
        except ScenarioError:
            return


def by_name(name: str) -> str:
    """Return the name of the component of a draft; it is forgotten with the seat (ui.meeting.joining)."""
    return f"{name}_by_hand"


def _shown(panel: Mapping[str, Any], now: Scenario) -> Scenario:
    """Return the scenario without the weights that the panel leaves out: those the browser does not send back."""
    pillars, criteria = ({x["id"] for x in panel[kind]} for kind in ("pillars", "criteria"))
    own = with_pairs(now, "pillars", {p: n for p, n in now.pillars if p in pillars})
    return with_pairs(own, "weights", {c: n for c, n in now.weights if c in criteria})


def _key(name: str) -> str:
    return f"draft_{name}"


def _locks(name: str) -> str:
    return f"{name}_locked"
