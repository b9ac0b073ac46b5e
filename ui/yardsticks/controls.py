"""What the framework's screen asks: the level, the published weights, whose questions. All of it in the address."""

import streamlit as st

from ranking.model import Evidence
from ranking.yardsticks.framework import Framework
from ranking.yardsticks.load import framework
from results.yardsticks import usual_level
from ui.parts import projector
from ui.session import address, visitor
from ui.session.widgets import keep
from words.language import Language


def minimum(evidence: Evidence) -> int:
    """Return the level asked of every objective: that of the address, else the one of the award."""
    return address.value("seal", evidence) if address.entry("seal") is not None else usual_level()


def weights(evidence: Evidence) -> str:
    """Return the id of the published set of weights in force."""
    return address.value("csf", evidence) or framework().weights_named().id


def draw(say: Language, evidence: Evidence, used: Framework) -> None:
    """Draw the two choices side by side."""
    if projector.on():
        return
    keep("seal", minimum(evidence))
    keep("csf", weights(evidence))
    label = say("Level asked of every objective")
    side_by_side = st.container(horizontal=True, gap="medium", vertical_alignment="bottom")
    # On a phone the level is read on the fold, and the offers stand on the first screens.
    if visitor.narrow():
        level_asked = say("{label}: {answer}", label=label, answer=f"SEAL-{minimum(evidence)}")
        side_by_side = st.expander(level_asked, key="csf_choices")
    with side_by_side:
        st.segmented_control(
            label,
            [s.level for s in used.seals],
            key="seal",
            format_func=lambda level: f"SEAL-{level}",
            on_change=_put,
            args=("seal", usual_level()),
            width="content",
        )
        st.segmented_control(
            say("Published weights"),
            list(used.weights),
            key="csf",
            format_func=lambda name: say.text(used.weights[name].name),
            on_change=_put,
            args=("csf", used.weights_named().id),
            width="content",
        )


def offer(say: Language, evidence: Evidence, offers: list[str]) -> str:
    """Draw the choice of the offer whose questions are shown, and return its id."""
    first = _usual(evidence, offers)
    keep("questions", chosen(evidence, offers))
    return st.selectbox(
        say("Offer"),
        offers,
        key="questions",
        format_func=lambda o: evidence.offers[o].name,
        on_change=_put,
        args=("questions", first),
    )


def chosen(evidence: Evidence, offers: list[str]) -> str:
    """Return the offer whose questions are shown: that of the address, else the usual one."""
    offer_named = address.value("questions", evidence)
    return offer_named if offer_named in offers else _usual(evidence, offers)


def _usual(evidence: Evidence, offers: list[str]) -> str:
    return evidence.subject if evidence.subject in offers else offers[0]


def _put(key: str, usual: object) -> None:
    """Write a choice into the address; the usual one, and none, are left out."""
    chosen = st.session_state[key]
    address.set_value(key, None if chosen in (None, usual) else chosen)
