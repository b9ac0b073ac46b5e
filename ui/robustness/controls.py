"""What the robustness screen asks and computes: which weightings, how sure the facts; refined while one looks."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ranking.model import CONFIDENCE, Evidence
from ranking.robustness.first_places import ANY, DRAWS, Shares, Vary
from ranking.robustness.weight_spaces import KINDS
from results import results
from ui.parts import projector
from ui.session import address, visitor
from ui.session.page import Page
from ui.session.widgets import keep, percent_format
from words.language import Language
from words.ranking.robustness import hold_sentence


def current(evidence: Evidence) -> Vary:
    """Return the question that the address names, else the default."""
    return address.value("vary", evidence) or ANY


def question(say: Language, evidence: Evidence) -> Vary:
    """Draw the controls, which live in the address. Returns the question in force."""
    vary = current(evidence)
    if projector.on():
        return vary
    label, phone = say("Weightings thought possible"), visitor.narrow()
    names = {
        "any": say("any weights"),
        "mine": say("around mine"),
        "order": say("my order only"),
        "range": say("mine, give or take"),
    }

    def spaces() -> None:
        keep("space", vary.kind)
        st.segmented_control(label, list(KINDS), key="space", format_func=names.get, on_change=_put)

    # On a phone what is asked is read on the fold, and the picture stands on the first screens.
    if not phone:
        spaces()
    chosen = say("{label}: {answer}", label=label, answer=names[vary.kind])
    with st.expander(chosen if phone else say("Assumptions"), key="assumptions"):
        if phone:
            spaces()
        keep("nested", vary.nested)
        st.toggle(say("Draw the pillars first, then the criteria within them"), key="nested", on_change=_put)
        keep("concentration", vary.concentration)
        st.slider(
            say("Around mine: how close"),
            5,
            200,
            vary.concentration,
            key="concentration",
            on_change=_put,
            disabled=vary.kind != "mine",
        )
        keep("width", vary.width)
        st.slider(
            say("Give or take, in points"),
            1,
            50,
            vary.width,
            key="width",
            on_change=_put,
            disabled=vary.kind != "range",
        )
        for grade, share in zip(CONFIDENCE, vary.grades, strict=True):
            keep(f"right_{grade}", share)
            st.slider(
                say("A fact of grade {grade} is right with probability", grade=grade),
                34,
                100,
                share,
                key=f"right_{grade}",
                format=percent_format(say),
                on_change=_put,
            )
        thresholds = (
            ("firm", vary.firm, say("A lead is firm from this share of the draws of the evidence")),
            ("leads", vary.leads, say("An offer leads from this share; below, the verdict is undecided")),
        )
        for key, share, label in thresholds:
            keep(key, share)
            st.slider(label, 0, 100, share, key=key, format=percent_format(say), on_change=_put)
        st.caption(
            say(
                "Otherwise a neighbouring level is true. A contested fact is anywhere in its range, "
                "an unknown one anywhere on its scale."
            )
        )
    return vary


def _put() -> None:
    state = st.session_state
    vary = Vary(
        state["space"] or "any",
        state["nested"],
        state["concentration"],
        state["width"],
        tuple(state[f"right_{g}"] for g in CONFIDENCE),
        state["firm"],
        min(state["leads"], state["firm"]),
    )
    address.set_value("vary", None if vary == ANY else vary)


def known(page: Page, vary: Vary) -> bool:
    """Return whether the shares for these assumptions are computed already, so that nothing need be waited for."""
    return results.shares_kept(page.evidence, page.scenario, vary) is not None


def answer(page: Page, vary: Vary, draw: Callable[[Shares, bool], None], place: DeltaGenerator) -> Shares:
    """Draw the answer as it refines, with `draw(answer, done)`, and return it. The next move cancels it.

    place  where the picture will stand: how far it has come is shown there
    """
    shares = results.shares_kept(page.evidence, page.scenario, vary)
    if shares is None:
        say = page.say
        bar = place.progress(0.0, say("Drawing weightings and facts…"))
        for shares in results.shares_refined(page.evidence, page.scenario, vary):
            bar.progress(shares.both.samples / DRAWS, say("Drawing weightings and facts…"))
            draw(shares, False)
    draw(shares, True)
    return shares


def holds(page: Page) -> str:
    """Return the line that says whether the verdict holds under other weights; "" where there is nothing to test."""
    ranking = page.ranking
    if len(ranking.rows) < 2:
        return ""
    shares = results.shares(page.evidence, page.scenario)
    return hold_sentence(page.say, page.evidence, ranking.rows[0].offer, shares.weights)
