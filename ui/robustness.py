"""What the robustness screen asks and computes: which weightings, how sure the facts; refined while one looks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from exports.view import space
from ranking.board import Ranking
from ranking.holding import DRAWS, holding, unweighted
from ranking.model import Evidence
from ranking.problem import Problem, problem
from ranking.smaa import Acceptability, acceptability, refine, unsure
from ranking.spaces import KINDS, weight_space
from ranking.uncertainty import Assumptions, doubt
from ui import address, projector
from ui.widgets import keep, percent_format
from words.language import Language
from words.robustness import hold_sentence

MOST_KEPT = 1000
GRADES = {"A": 97, "B": 85, "C": 60}


@dataclass(frozen=True, slots=True)
class Question:
    """What may vary: kind of weightings, pillars first, concentration, range in points, chance of each grade in %."""

    kind: str = "any"
    nested: bool = True
    concentration: int = 30
    width: int = 10
    grades: tuple[int, int, int] = tuple(GRADES.values())

    @property
    def assumptions(self) -> Assumptions:
        return Assumptions(right=dict(zip(GRADES, (g / 100 for g in self.grades), strict=True)))


@dataclass(frozen=True, eq=False)
class Answer:
    """Shares under weights alone, and under weights and uncertain facts together."""

    problem: Problem
    weights: Acceptability
    both: Acceptability


def question(say: Language) -> Question:
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
            say("Around mine: how close"), 5, 200, key="concentration", on_change=_put, disabled=asked.kind != "mine"
        )
        keep("width", asked.width)
        st.slider(say("Give or take, in points"), 1, 50, key="width", on_change=_put, disabled=asked.kind != "range")
        for grade, share in zip(GRADES, asked.grades, strict=True):
            keep(f"right_{grade}", share)
            st.slider(
                say("A fact of grade {grade} is right with probability", grade=grade),
                34,
                100,
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


def parse(text: str) -> Question:
    """The question of an address entry such as any-nested-30-10-97-85-60; the default where it is not one."""
    found = space(text)
    return Question(**found) if found else Question()


def written(asked: Question) -> str:
    """The address entry of a question."""
    draw = "nested" if asked.nested else "flat"
    return "-".join(map(str, (asked.kind, draw, asked.concentration, asked.width, *asked.grades)))


def _put() -> None:
    state = st.session_state
    asked = Question(
        state["space"] or "any",
        state["nested"],
        state["concentration"],
        state["width"],
        tuple(state[f"right_{g}"] for g in GRADES),
    )
    address.show("vary", None if asked == Question() else written(asked))


@st.cache_resource(show_spinner=False)
def workers() -> ThreadPoolExecutor:
    """Two threads for all visitors."""
    return ThreadPoolExecutor(2)


@st.cache_resource(show_spinner=False)
def _turn() -> Lock:
    """One visitor draws, the others who ask the same wait for it."""
    return Lock()


@st.cache_resource(show_spinner=False)
def _answers() -> dict:
    return {}


def _keep(key: tuple, found: Answer) -> None:
    """Remember an answer; the oldest gives way."""
    kept = _answers()
    while len(kept) >= MOST_KEPT:
        kept.pop(next(iter(kept)), None)
    kept[key] = found


def _key(ranking: Ranking, asked: Question) -> tuple:
    free = unweighted(ranking) if asked.kind == "any" else (ranking.version, ranking.scenario)
    return *free, asked


def known(ranking: Ranking, asked: Question) -> bool:
    """Whether the answer is there already."""
    return _key(ranking, asked) in _answers()


def answer(
    evidence: Evidence,
    ranking: Ranking,
    asked: Question,
    draw: Callable[[Answer, bool], None],
    say: Language,
    place: DeltaGenerator,
) -> Answer:
    """The answer, drawn as it refines: `draw(answer, done)`. Kept for the next visitor; the next move cancels it.

    place  where the picture will stand: how far it has come is shown there
    """
    key, kept = _key(ranking, asked), _answers()
    if key not in kept:
        base = problem(ranking)
        cases = unsure(
            base,
            weight_space(base, asked.kind, asked.nested, asked.concentration, asked.width / 100),
            doubt(evidence, ranking, base, asked.assumptions),
        )
        alone = acceptability(base, cases["weights"][0], DRAWS, executor=workers())
        space, doubtful = cases["both"]
        bar = place.progress(0.0, say("Drawing weightings and facts …"))
        last = None
        for found in refine(base, space, DRAWS, executor=workers(), doubt=doubtful):
            bar.progress(found.samples / DRAWS, say("Drawing weightings and facts …"))
            last = Answer(base, alone, found)
            draw(last, False)
        _keep(key, last)
    draw(kept[key], True)
    return kept[key]


def quick(evidence: Evidence, ranking: Ranking) -> Answer:
    """The answer for any weights, which the line under the verdict says. The same wherever weights stand."""
    key, kept = _key(ranking, Question()), _answers()
    if key not in kept:
        with _turn():
            if key not in kept:
                _keep(key, Answer(*holding(evidence, ranking, Question().assumptions, executor=workers())))
    return kept[key]


@lru_cache(maxsize=500)
def _held(say: Language, evidence: Evidence, leader: str, found: Answer) -> str:
    return hold_sentence(say, evidence, leader, found.weights, found.both)


def holds(board) -> str:
    """The one line under the verdict: does it hold? Empty where there is nothing to test."""
    ranking = board.ranking
    if len(ranking.rows) < 2:
        return ""
    found = quick(board.evidence, ranking)
    return _held(board.say, board.evidence, ranking.rows[0].offer, found)
