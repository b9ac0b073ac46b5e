"""What the trade-off screen asks of the visitor: which two sides, and where between two criteria."""

from contextlib import nullcontext
from functools import partial

import streamlit as st

from charts.balance.sides_sheet import sides_sheet
from ranking.balance.balance import at_balance, poles
from ranking.balance.pareto import Plane
from ranking.balance.tradeoff import Tradeoff
from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import with_pairs
from ui.parts import tables
from ui.parts.number_field import number_field
from ui.session import address, visitor
from ui.session.widgets import keep
from words.facts.values import item_label
from words.language import Language


def pair(evidence: Evidence, say: Language) -> tuple[str, str]:
    """Return the two sides in force, chosen by two lists; two pillars or two criteria."""
    first, second = current_pair(evidence)
    same = list(evidence.pillars if first in evidence.pillars else evidence.criteria)
    keep("side_first", first)
    keep("side_second", second)
    # On a phone both sides are read on the fold, and the picture stands on the first screen.
    title = say("{one} against {other}", one=item_label(say, evidence, first), other=item_label(say, evidence, second))
    with st.expander(title, key="sides_box") if visitor.narrow() else nullcontext():
        left, right = st.columns(2)
    left.selectbox(
        say("One side"),
        [*evidence.pillars, *evidence.criteria],
        key="side_first",
        format_func=lambda n: item_label(say, evidence, n),
        on_change=_choose,
        args=(evidence,),
    )
    right.selectbox(
        say("against"),
        [n for n in same if n != first],
        key="side_second",
        format_func=lambda n: item_label(say, evidence, n),
        on_change=_choose,
        args=(evidence,),
    )
    return first, second


def current_pair(evidence: Evidence) -> tuple[str, str]:
    """Return the two sides that the address names, else urgency and sovereignty."""
    return poles(evidence, address.value("sides", evidence))


def pillar_pair(evidence: Evidence) -> tuple[str, str] | None:
    """Return the two sides where they are pillars: then the balance stands among the weights."""
    sides = current_pair(evidence)
    return sides if sides[0] in evidence.pillars else None


def _choose(evidence: Evidence) -> None:
    first, second = st.session_state["side_first"], st.session_state["side_second"]
    same = list(evidence.pillars if first in evidence.pillars else evidence.criteria)
    if second not in same or second == first:
        second = next(n for n in same if n != first)
    address.set_value("sides", None if (first, second) == poles(evidence) else (first, second))


def balance_of_criteria(evidence: Evidence, say: Language, balance: Tradeoff, thin: frozenset[str]) -> None:
    """Draw the share of one criterion against another, as a number; that of two pillars stands among the weights."""
    sides = balance.first, balance.second
    if balance.position is None:
        st.caption(say("The two sides weigh nothing together: give one of them a weight to move along the balance."))
    elif pillar_pair(evidence) is None:
        label = say("Share of “{side}”, in per cent", side=item_label(say, evidence, balance.first))
        now = round(100 * balance.position, 2)
        take = partial(_put, evidence, sides, thin)
        number_field(say, label, "balance_here", now, take, ("%",), within=(0.0, 100.0))


def _put(evidence: Evidence, sides: tuple[str, str], thin: frozenset[str], to: float) -> None:
    move(evidence, sides, to / 100, thin)


def pressed(evidence: Evidence, sides: tuple[str, str], what: float | str, thin: frozenset[str]) -> None:
    """Answer a press on the picture: on a line its offer opens, on the band the weights move there."""
    if isinstance(what, str):
        address.show("open", what)
    else:
        move(evidence, sides, what, thin)


def move(evidence: Evidence, sides: tuple[str, str], to: float, thin: frozenset[str]) -> None:
    """Move the session's weights along the balance of the two sides."""
    moved = at_balance(evidence, address.scenario(), float(to), sides, thin)
    for name in ("pillars", "weights"):
        moved = with_pairs(moved, name, {k: round(v, 4) for k, v in getattr(moved, name)})
    address.put(moved)


def twin(evidence: Evidence, say: Language, balance: Tradeoff, plane: Plane, ranking: Ranking) -> None:
    """Draw both pictures as one table."""
    stem = f"arbitrage-{ranking.scenario.as_of}-{ranking.version}"
    tables.twin(say, "tradeoff", lambda: sides_sheet(say, evidence, balance, plane, ranking), stem)
