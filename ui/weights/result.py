"""The end of a guided path: the weights it gave, what they rest on, what they do to the ranking, and the button."""

from dataclasses import dataclass

import streamlit as st

from address.entries import PAGES
from charts.people.elicited import moves_html, weights_html
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.people.elicitation import ElicitedWeights, Given, Level, applied, consistency, drawn, pair, path
from ranking.robustness.first_places import ANY, Vary
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from results import results
from results.terms import conditions
from ui.parts.pictures import buttons
from ui.parts.tables import escaped, terms
from ui.parts.verdict import sentence
from ui.session import address
from ui.weights.state import PathMemory, title
from words.facts.values import item_label
from words.language import Language
from words.people.elicitation import consistency_sentence, leader_sentence, odd_sentence, way_assumes, way_name
from words.ranking.robustness import hold_sentence
from words.ranking.weights import weights_sentence

ORDER = Vary("order")


@dataclass(frozen=True)
class WeightsResult:
    """Finished answers with what they give: the weights, and the ranking with the starting weights and with these."""

    memory: PathMemory
    evidence: Evidence
    say: Language
    levels: tuple[Level, ...]
    given: Given
    weights: ElicitedWeights
    before: Ranking
    after: Ranking

    @property
    def opened(self) -> tuple[Level, ...]:
        """Return the pillars, and the insides that were weighed."""
        return tuple(level for level in self.levels if not level.name or level.name in self.weights.within)

    @property
    def scenario(self) -> Scenario:
        """Return the scenario with the drawn weights: what a picture of the result shows."""
        return self.after.scenario

    @property
    def order(self) -> bool:
        """Return whether the weights come from an order of importance."""
        return self.memory.way == "order"


def draw(
    memory: PathMemory,
    evidence: Evidence,
    say: Language,
    start: Scenario,
    levels: tuple[Level, ...],
    answers: Given,
    in_force: Scenario,
) -> Scenario | None:
    """Return the result; the scenario with the drawn weights in the run in which it is asked for."""
    try:
        weights = drawn(memory.way, levels, answers)
        before, after = results.ranking(evidence, start), results.ranking(evidence, applied(start, weights))
    except BoardError:
        title(memory, say("These answers give no weight to anything."))
        _steps(memory, say, levels, answers)
        return None
    result = WeightsResult(memory, evidence, say, levels, answers, weights, before, after)
    _verdict(result)
    used = _use(result, in_force)
    left, right = st.columns([4, 3], gap="large")
    with left:
        st.html(weights_html(say, evidence, before.weighting, weights, result.opened if result.order else (), answers))
        _said(way_assumes(say, memory.way), style="reading")
        if memory.way == "pairs":
            _consistency(result)
    if not memory.blind:
        right.html(
            moves_html(say, evidence, before, after, address.door_link())
            or f"<p>{escaped(say('No offer changes place.'))}</p>"
        )
    if not memory.prefix:  # answers given in private go into no file
        buttons(result, "elicited")
    _steps(memory, say, levels, answers)
    return used


def _said(*sentences: str, style: str = "conditions") -> None:
    st.html(f'<p class="{style}">{escaped(" ".join(filter(None, sentences)))}</p>')


def _verdict(result: WeightsResult) -> None:
    """Who comes first with these weights, who did before, whether it holds, and on what it rests."""
    say, evidence, after = result.say, result.evidence, result.after
    way = way_name(say, result.memory.way)
    if result.memory.blind:
        title(result.memory, weights_sentence(say, evidence, after), say("Your weights, by: {way}", way=way))
        return
    title(result.memory, sentence(say, evidence, after), say("Your weights, by: {way}", way=way))
    _said(leader_sentence(say, evidence, result.before, after))
    terms(
        say,
        _holds(evidence, say, after, result.order),
        conditions(say, evidence, after),
    )


def _holds(evidence: Evidence, say: Language, ranking: Ranking, order: bool) -> str:
    """Does it hold: over all weightings, or over those that respect the order."""
    if len(ranking.rows) < 2:
        return ""
    shares = results.shares(evidence, ranking.scenario, ORDER if order else ANY)
    return hold_sentence(say, evidence, ranking.rows[0].offer, shares.weights, "order" if order else "any")


def _use(result: WeightsResult, in_force: Scenario) -> Scenario | None:
    """The buttons under the verdict; the new scenario in the run in which it is asked for."""
    memory, say, proposed = result.memory, result.say, result.after.scenario
    used, use = None, {"key": memory.widget("use"), "type": "primary"}
    with st.container(horizontal=True, key=memory.widget("use_row")):
        if in_force == proposed and not memory.prefix:
            st.html(f'<p class="el-in-force">{escaped(say("In force on every screen."))}</p>')
            if in_force != result.before.scenario:
                st.button(
                    say("Back to the starting weights"),
                    key=memory.widget("undo"),
                    on_click=address.put,
                    args=(result.before.scenario,),
                )
        # Inside a meeting the button confirms what it stands under, and says so.
        elif st.button(say("Confirm these weights") if memory.prefix else say("Use these weights"), **use):
            used = proposed
        if result.order and not memory.prefix:
            st.page_link(
                "pages/robustness.py",
                label=say("All the weightings that your order leaves open"),
                query_params={**address.query(), **proposed.to_query(), "vary": PAGES["vary"].write(ORDER)},
            )
    return used


def _consistency(result: WeightsResult) -> None:
    """How well the comparisons fit together at each level, and the answer to give again."""
    say, evidence = result.say, result.evidence
    for level in result.opened:
        if len(level.items) < 3:
            continue
        fit, odd = consistency(level, result.given)
        about = item_label(say, evidence, level.name) if level.name else say("The pillars")
        mend = odd_sentence(say, evidence, level.items, odd) if odd else ""
        st.html(
            f'<p class="el-fit"><b>{escaped(about)}</b> {escaped(consistency_sentence(say, fit))} {escaped(mend)}</p>'
        )
        if odd:
            st.button(
                say("Answer that one again"),
                key=result.memory.widget(f"redo_{level.name}"),
                on_click=_again,
                args=(result, pair(level.items[odd.first], level.items[odd.second])),
            )


def _again(result: WeightsResult, name: str) -> None:
    questions = path("pairs", result.levels, result.given)
    at = next(n for n, q in enumerate(questions) if q.kind == "pair" and pair(*q.items) == name)
    result.memory.put(step=str(at))


def _steps(memory: PathMemory, say: Language, levels: tuple[Level, ...], answers: Given) -> None:
    last = max(0, len(path(memory.way, levels, answers)) - 1)
    with st.container(horizontal=True):
        st.button(say("Back"), key=memory.widget("back"), on_click=memory.put, kwargs={"step": str(last)})
        st.button(say("Start again"), key=memory.widget("again"), type="tertiary", on_click=memory.leave)
