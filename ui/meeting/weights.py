"""Sliders that weigh a meeting's criteria: four shares of the whole, and the shares inside each of them.

They move a draft in the session, never the address: what stands there is copied and projected.
"""

import streamlit as st

from ranking.balance.move_weight import criterion_moved
from ranking.model import Criterion
from ranking.people.meeting import Meeting
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.weighting import Weighting, weighting
from ranking.weights import moved, whole_percentages
from results import results
from ui.session.page import Page
from ui.session.widgets import by_hand, keep
from words.facts.values import end_texts
from words.ranking.weights import pillar_help

# How a slider writes its value.
PERCENT = {"fr": "%d\u202f%%", "en": "%d%%"}


def draft(name: str, start: Scenario) -> Scenario:
    """Return the weights being set under a name; `start` at first."""
    return st.session_state.setdefault(_key(name), start)


def redraft(name: str, scenario: Scenario) -> None:
    """Set the sliders of a name to a scenario's weights."""
    st.session_state[_key(name)] = scenario


def draw(board: Page, meeting: Meeting, name: str, start: Scenario, disabled: bool = False) -> Scenario:
    """Draw the sliders. Return the scenario they stand at."""
    say, evidence, now = board.say, board.evidence, draft(name, start)
    weights = _weighting(board, now)
    live = _live(board, weights)
    for pillar, share in whole_percentages(weights.pillars).items():
        if pillar not in live:
            continue
        key = f"{name}_pillar_{pillar}"
        keep(key, share)
        st.slider(
            say.text(evidence.pillars[pillar].label),
            0,
            100,
            share,
            key=key,
            format=PERCENT[say.code],
            disabled=disabled,
            help=pillar_help(say, evidence, pillar, [c.id for c in _playing(board, meeting, pillar, now)]),
            on_change=by_hand,
            args=(key, _move_pillar, board, name, pillar),
        )
        _inside(board, meeting, name, pillar, disabled)
    return now


def positions(board: Page, meeting: Meeting, name: str) -> dict[str, int]:
    """Return where each slider of a name stands: widget key -> whole per cent; {} before there is a draft."""
    now = st.session_state.get(_key(name))
    if now is None:
        return {}
    shares = _weighting(board, now)
    live = _live(board, shares)
    places = {f"{name}_pillar_{p}": n for p, n in whole_percentages(shares.pillars).items() if p in live}
    for pillar in live:
        inside = {c.id: shares.within[c.id] for c in _playing(board, meeting, pillar, now)}
        if len(inside) > 1:
            places |= {f"{name}_weight_{c}": n for c, n in whole_percentages(inside).items()}
    return places


def repeat(board: Page, meeting: Meeting, name: str, hand: object) -> None:
    """Carry out, in their order, the moves that a browser noted and no server heard; pass over what is none.

    hand  [[slider's key, whole per cent], ...], as the browser sent it
    """
    for move in hand if isinstance(hand, list) else []:
        key, to = move if isinstance(move, list) and len(move) == 2 else (None, None)
        if key not in positions(board, meeting, name) or type(to) is not int or not 0 <= to <= 100:
            continue
        kind, _, part = key.removeprefix(f"{name}_").partition("_")
        if kind == "pillar":
            _pillar_to(board, name, part, to)
        else:
            _weight_to(board, meeting, name, part, to)


def _inside(board: Page, meeting: Meeting, name: str, pillar: str, disabled: bool) -> None:
    """Draw the criteria of one pillar, folded, with both ends of each scale in words."""
    say, evidence, now = board.say, board.evidence, st.session_state[_key(name)]
    weights = _weighting(board, now)
    inside = {c.id: weights.within[c.id] for c in _playing(board, meeting, pillar, now)}
    if len(inside) < 2:
        return
    with st.expander(
        say("Inside “{label}”: {n} criteria", label=say.text(evidence.pillars[pillar].label), n=len(inside))
    ):
        for criterion, share in whole_percentages(inside).items():
            scale, key = evidence.criteria[criterion], f"{name}_weight_{criterion}"
            keep(key, share)
            st.slider(
                say.text(scale.label),
                0,
                100,
                share,
                key=key,
                format=PERCENT[say.code],
                disabled=disabled,
                help=say.text(scale.help),
                on_change=by_hand,
                args=(key, _move_weight, board, meeting, name, criterion),
            )
            worst, best = end_texts(say, scale)
            st.caption(say("from “{worst}” to “{best}”", worst=worst, best=best))


def _move_pillar(board: Page, name: str, pillar: str) -> None:
    _pillar_to(board, name, pillar, st.session_state[f"{name}_pillar_{pillar}"])


def _pillar_to(board: Page, name: str, pillar: str, to: int) -> None:
    now = st.session_state[_key(name)]
    weights = _weighting(board, now)
    live = {p: weights.pillars[p] for p in _live(board, weights)}
    new = whole_percentages(moved(live, pillar, to / 100))
    idle = {p: 0 for p in board.evidence.pillars if p not in live}
    redraft(name, with_pairs(now, "pillars", idle | new))


def _move_weight(board: Page, meeting: Meeting, name: str, criterion: str) -> None:
    _weight_to(board, meeting, name, criterion, st.session_state[f"{name}_weight_{criterion}"])


def _weight_to(board: Page, meeting: Meeting, name: str, criterion: str, to: int) -> None:
    now = st.session_state[_key(name)]
    weights = _weighting(board, now)
    pillar = board.evidence.criteria[criterion].pillar
    playing = [c.id for c in _playing(board, meeting, pillar, now)]
    redraft(name, criterion_moved(board.evidence, now, weights, criterion, to, among=playing))


def _live(board: Page, weights: Weighting) -> list[str]:
    """Return pillars in which something can be weighed."""
    return [p for p in weights.pillars if any(weights.within[c.id] for c in board.evidence.criteria_of(p))]


def _playing(board: Page, meeting: Meeting, pillar: str, now: Scenario) -> list[Criterion]:
    """Return criteria of a pillar that the meeting weighs and that enough is known of."""
    thin = frozenset() if now.thin else results.matrix(board.evidence, now).thin
    return [c for c in board.evidence.criteria_of(pillar) if c.id in meeting.in_play and c.id not in thin]


def _weighting(board: Page, scenario: Scenario) -> Weighting:
    matrix = results.matrix(board.evidence, scenario)
    return weighting(board.evidence, scenario, matrix.thin)


def _key(name: str) -> str:
    return f"draft_{name}"
