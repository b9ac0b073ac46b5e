"""What the robustness screen asks and computes: which weightings, how sure the facts; refined while one looks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from threading import Lock

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from address.page_entries import space
from ranking.model import CONFIDENCE, Evidence
from ranking.robustness.first_places import ANY, DRAWS, Shares, Vary, holding, kept, refined
from ranking.robustness.weight_spaces import KINDS
from ranking.weighing.rank import Ranking
from ui.parts import projector
from ui.session import address
from ui.session.widgets import keep, percent_format
from words.language import Language
from words.ranking.robustness import hold_sentence


def question(say: Language) -> Vary:
    """The question in force, from controls that live in the address."""
    asked = parse(address.view("vary") or "")
    if projector.on():
        return asked
    keep("space", asked.kind)
    names = {
        "any": say("any weights"),
        "mine": say("around mine"),
        "order": say("my order only"),
        "range": say("mine, give or take"),
    }
    st.segmented_control(
        say("Weightings thought possible"), list(KINDS), key="space", format_func=names.get, on_change=_put
    )
    with st.expander(say("Assumptions")):
        keep("nested", asked.nested)
        st.toggle(say("Draw the pillars first, then the criteria within them"), key="nested", on_change=_put)
        keep("concentration", asked.concentration)
        st.slider(
            say("Around mine: how close"),
            5,
            200,
            asked.concentration,
            key="concentration",
            on_change=_put,
            disabled=asked.kind != "mine",
        )
        keep("width", asked.width)
        st.slider(
            say("Give or take, in points"),
            1,
            50,
            asked.width,
            key="width",
            on_change=_put,
            disabled=asked.kind != "range",
        )
        for grade, share in zip(CONFIDENCE, asked.grades, strict=True):
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
        st.caption(
            say(
                "Otherwise a neighbouring level is true. A contested fact is anywhere in its range, "
                "an unknown one anywhere on its scale."
            )
        )
    return asked


def parse(text: str) -> Vary:
    """The question of an address entry such as any-nested-30-10-97-85-60; the default where it is not one."""
    return space(text) or ANY


def written(asked: Vary) -> str:
    """The address entry of a question."""
    draw = "nested" if asked.nested else "flat"
    return "-".join(map(str, (asked.kind, draw, asked.concentration, asked.width, *asked.grades)))


def _put() -> None:
    state = st.session_state
    asked = Vary(
        state["space"] or "any",
        state["nested"],
        state["concentration"],
        state["width"],
        tuple(state[f"right_{g}"] for g in CONFIDENCE),
    )
    address.show("vary", None if asked == ANY else written(asked))


@st.cache_resource(show_spinner=False)
def workers() -> ThreadPoolExecutor:
    """Two threads for all visitors."""
    return ThreadPoolExecutor(2)


@st.cache_resource(show_spinner=False)
def _turn() -> Lock:
    """One visitor draws, the others who ask the same wait for it."""
    return Lock()


def known(board, asked: Vary) -> bool:
    """Whether the answer is there already."""
    return kept(board.evidence, board.ranking, asked) is not None


def answer(board, asked: Vary, draw: Callable[[Shares, bool], None], place: DeltaGenerator) -> Shares:
    """The answer, drawn as it refines: `draw(answer, done)`. Kept for the next visitor; the next move cancels it.

    place  where the picture will stand: how far it has come is shown there
    """
    found = kept(board.evidence, board.ranking, asked)
    if found is None:
        say = board.say
        bar = place.progress(0.0, say("Drawing weightings and facts …"))
        for found in refined(board.evidence, board.ranking, asked, executor=workers()):
            bar.progress(found.both.samples / DRAWS, say("Drawing weightings and facts …"))
            draw(found, False)
    draw(found, True)
    return found


def quick(evidence: Evidence, ranking: Ranking, asked: Vary = ANY) -> Shares:
    """The answer at once. For any weights, which the line under the verdict says, the same wherever weights stand."""
    found = kept(evidence, ranking, asked)
    if found is None:
        with _turn():
            found = holding(evidence, ranking, asked, executor=workers())
    return found


@lru_cache(maxsize=500)
def _held(say: Language, evidence: Evidence, leader: str, found: Shares) -> str:
    return hold_sentence(say, evidence, leader, found.weights, found.both)


def holds(board) -> str:
    """The one line under the verdict: does it hold? Empty where there is nothing to test."""
    ranking = board.ranking
    if len(ranking.rows) < 2:
        return ""
    found = quick(board.evidence, ranking)
    return _held(board.say, board.evidence, ranking.rows[0].offer, found)
