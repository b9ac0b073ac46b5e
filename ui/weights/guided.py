"""The guided path that draws weights from a person, one question at a time, for a page or inside another screen.

    guided(evidence, scenario, say, prefix="", only=None, blind=False) -> Scenario | None

Draws the whole path where it is called: choice of a way in, questions with back and next, result. Returns the scenario
with the drawn weights in the run in which the person presses “Use these weights”, None in every other run; the
scenario's date, must-haves and all that is not a weight come from `scenario` unchanged. Nothing else is put in force:
what to do with it is the caller's business.
    prefix ""     the screen “Your weights”: answers live in the address (its rows of address.entries, which the page
                  hands to `frame`), so that a link, a reload and the back button keep them
    other prefix  answers live in the session under "<prefix>_path" and never in the address; widgets have keys that
                  begin with the prefix. A participant of a meeting: guided(evidence, scenario, say, f"seat_{n}").
    only          criteria in play, where not all are: the others are not asked about. That they weigh nothing is up to
                  `scenario` (weights of 0).
    way           the one way in, where somebody else chose it: the path then begins with its first question
    blind         whether the result shows the weights only, not what they do to the ranking
`forget(prefix)` takes the path back to its beginning.
"""

from collections.abc import Collection

import streamlit as st

from address import weights_code
from ranking.model import Evidence
from ranking.people.elicitation import WAYS, answered, levels, path, usable_answers
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting
from results import results
from ui.parts.tables import escaped
from ui.session.js_components import mount
from ui.weights import questionnaire, result
from ui.weights.questionnaire import ShownQuestion
from ui.weights.state import PathMemory, title
from words.language import Language
from words.people.elicitation import unasked_text, way_asks, way_assumes, way_begins, way_name


def guided(
    evidence: Evidence,
    scenario: Scenario,
    say: Language,
    prefix: str = "",
    only: Collection[str] | None = None,
    blind: bool = False,
    way: str = "",
) -> Scenario | None:
    """Return the scenario with the drawn weights once they are asked for; None until then."""
    memory = PathMemory(prefix, blind)
    if way and not memory.way:
        memory.put(**_beginning(way, scenario))
    start = memory.start(evidence, scenario)
    with st.container(key="guided"), st.container(key=memory.widget("guided")):
        if not memory.way:
            _choose(memory, scenario, say)
            _follow(memory)
            return None
        matrix = results.matrix(evidence, start)
        thin = frozenset() if start.thin else matrix.thin
        apart = () if only is None else [c for c in evidence.criteria if c not in only]
        asked_levels = levels(evidence, weighting(evidence, start, matrix.thin), thin.union(apart))
        answers = usable_answers(memory.way, asked_levels, memory.given(evidence))
        questions = path(memory.way, asked_levels, answers)
        reached = next((n for n, q in enumerate(questions) if not answered(q, answers)), len(questions))
        at = reached if memory.step is None else min(memory.step, reached)
        used = None
        if at < len(questions):
            questionnaire.draw(
                ShownQuestion(memory, evidence, say, asked_levels, questions[at], at, answers), len(questions)
            )
        else:
            used = result.draw(memory, evidence, say, start, asked_levels, answers, scenario)
        if text := unasked_text(say, evidence, start.as_of, thin):
            st.caption(text)
        _follow(memory, at)
        return used


def forget(prefix: str = "") -> None:
    """Take a path back to its beginning."""
    PathMemory(prefix).leave()


def _follow(memory: PathMemory, at: int = 0) -> None:
    """Take the focus to the head of a step that has just come: the button pressed to get there is gone."""
    mount(
        "weights/browser",
        "question.js",
        key=memory.widget("follow"),
        height=0,
        data={"path": memory.widget("guided"), "step": f"{memory.way} {at}"},
    )


def _choose(memory: PathMemory, scenario: Scenario, say: Language) -> None:
    """The four ways in, each with what it asks and what it assumes."""
    title(memory, say("What matters to you, and how much? Four ways to say it."))
    explanation = (
        say(
            "Answer a few questions; the board makes weights of them and shows them beside the present ones. Nothing "
            "changes until you say so."
        )
        if memory.blind
        else say(
            "Answer a few questions; the board makes weights of them, shows them beside the present ones, and "
            "says what that does to the ranking. Nothing changes until you say so."
        )
    )
    st.html(f'<p class="conditions">{escaped(explanation)}</p>')
    columns = [column for _ in range(len(WAYS) // 2) for column in st.columns(2)]
    for column, way in zip(columns, WAYS, strict=True):
        with column.container(border=True, height="stretch", key=memory.widget(f"way_{way}")):
            st.html(
                f'<h2 class="el-way">{escaped(way_name(say, way))}</h2><p>{escaped(way_asks(say, way))}</p>'
                f'<p class="reading">{escaped(way_assumes(say, way))}</p>'
            )
            st.button(
                way_begins(say, way),
                key=memory.widget(f"begin_{way}"),
                width="stretch",
                type="primary",
                on_click=memory.put,
                kwargs=_beginning(way, scenario),
            )


def _beginning(way: str, scenario: Scenario) -> dict[str, str]:
    """Return the entries of a path that begins: its way, no answer, the weights in force."""
    return {"way": way, "step": "", "answers": "", "before": weights_code.written(scenario)}
