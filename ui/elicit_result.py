"""The end of a guided path: the weights it gave, what they rest on, what they do to the ranking, and the button."""

import streamlit as st

from charts.elicited import moves_html, weights_html
from ranking.board import Ranking
from ranking.elicitation import Drawn, Given, Level, applied, consistency, drawn, pair, path
from ranking.errors import BoardError
from ranking.holding import DRAWS
from ranking.model import Evidence
from ranking.problem import problem
from ranking.scenario import Scenario
from ranking.smaa import acceptability
from ranking.spaces import weight_space
from ranking.uncertainty import doubt
from ui import address, data, robustness
from ui.elicit_state import Place, title
from ui.tables import escaped
from words.elicit import consistency_sentence, leader_sentence, odd_sentence, way_assumes, way_name
from words.language import Language
from words.robustness import hold_sentence, item_label
from words.verdict import conditions, verdict

ORDER = robustness.Question("order")


def draw(place: Place, evidence: Evidence, say: Language, scenario: Scenario, start: Scenario,
         asked: tuple[Level, ...], given: Given, last: int) -> Scenario | None:
    """The result; the new scenario in the run in which it is asked for."""
    try:
        found = drawn(place.way, asked, given)
        proposed = applied(start, found)
        before, after = data.ranking(evidence, start), data.ranking(evidence, proposed)
    except BoardError:
        title(place, say("These answers give nothing any weight."))
        _steps(place, say, last)
        return None
    ordered = tuple(level for level in asked if place.way == "order" and (not level.name or level.name in found.within))
    title(place, verdict(say, evidence, after), say("Your weights, by: {way}", way=way_name(say, place.way)))
    _said(say, leader_sentence(say, evidence, before, after), _holds(evidence, say, after, bool(ordered)),
          conditions(say, evidence, after))
    used = _use(place, say, scenario, start, proposed, bool(ordered))
    left, right = st.columns([4, 3], gap="large")
    with left:
        st.html(weights_html(say, evidence, before.weighting, found, ordered, given))
        _said(say, way_assumes(say, place.way), style="reading")
        if place.way == "pairs":
            _consistency(place, evidence, say, asked, found, given)
    with right:
        st.html(moves_html(say, evidence, before, after) or f"<p>{escaped(say('No offer changes place.'))}</p>")
    _steps(place, say, last)
    return used


def _said(say: Language, *sentences: str, style: str = "conditions") -> None:
    st.html(f'<p class="{style}">{escaped(" ".join(filter(None, sentences)))}</p>')


def _holds(evidence: Evidence, say: Language, ranking: Ranking, order: bool) -> str:
    """Does it hold: over all weightings, or over those that respect the order."""
    if len(ranking.rows) < 2:
        return ""
    found = _in_order(evidence, ranking) if order else robustness.quick(evidence, ranking)
    return hold_sentence(say, evidence, ranking.rows[0].offer, found.weights, found.both, "order" if order else "any")


@st.cache_resource(show_spinner=False, max_entries=500, hash_funcs={
    Evidence: lambda e: e.version, Ranking: lambda r: (r.version, r.scenario)})
def _in_order(evidence: Evidence, ranking: Ranking) -> robustness.Answer:
    """Shares over the weightings that respect the order of the weights in force."""
    base = problem(ranking)
    space, facts = weight_space(base, "order"), doubt(evidence, ranking, base, ORDER.assumptions)
    return robustness.Answer(base, acceptability(base, space, DRAWS),
                             acceptability(base, space, DRAWS, doubt=facts))


def _use(place: Place, say: Language, scenario: Scenario, start: Scenario, proposed: Scenario,
         order: bool) -> Scenario | None:
    """The buttons under the verdict."""
    in_force = scenario == proposed
    used = None
    with st.container(horizontal=True, key=place.widget("use_row")):
        if in_force and not place.prefix:
            st.html(f'<p class="el-in-force">{escaped(say("In force on every screen."))}</p>')
            if start != scenario:
                st.button(say("Back to the starting weights"), key=place.widget("undo"), on_click=address.put,
                          args=(start,))
        elif st.button(say("Use these weights"), key=place.widget("use"), type="primary"):
            used = proposed
        if order and not place.prefix:
            st.page_link("pages/robustness.py", label=say("All the weightings that your order leaves open"),
                         query_params={**address.query(), **proposed.to_query(), "vary": robustness.written(ORDER)})
    return used


def _consistency(place: Place, evidence: Evidence, say: Language, asked: tuple[Level, ...], found: Drawn,
                 given: Given) -> None:
    """How well the comparisons fit together at each level, and the answer to give again."""
    for level in asked:
        if len(level.items) < 3 or (level.name and level.name not in found.within):
            continue
        result, odd = consistency(level, given)
        about = item_label(say, evidence, level.name) if level.name else say("The pillars")
        st.html(f'<p class="el-fit"><b>{escaped(about)}</b> {escaped(consistency_sentence(say, result))} '
                + (escaped(odd_sentence(say, evidence, level.items, odd)) if odd else "") + "</p>")
        if odd:
            name = pair(level.items[odd.first], level.items[odd.second])
            st.button(say("Answer that one again"), key=place.widget(f"redo_{level.name}"), on_click=_again,
                      args=(place, asked, given, name))


def _again(place: Place, asked: tuple[Level, ...], given: Given, name: str) -> None:
    at = next(n for n, q in enumerate(path("pairs", asked, given)) if q.kind == "pair" and pair(*q.items) == name)
    place.put(step=str(at))


def _steps(place: Place, say: Language, last: int) -> None:
    with st.container(horizontal=True):
        st.button(say("Back"), key=place.widget("back"), on_click=lambda: place.put(step=str(max(0, last - 1))))
        st.button(say("Start again"), key=place.widget("again"), type="tertiary",
                  on_click=place.leave)
