"""Why one offer stands above another: a pair of the visitor's choice."""

import streamlit as st

from charts.ranking.pair_figure import LEAST
from ranking.model import Evidence
from ranking.weighing.explain import explain
from ui.parts.pictures import buttons
from ui.parts.tables import escaped
from ui.session import address
from ui.session.widgets import keep
from words.facts.values import value_text
from words.ranking.difference import gap_sentence


def draw(board) -> None:
    """Two choices and the differences that add up to the gap; nothing where fewer than two offers are scored."""
    say, ranking = board.say, board.ranking
    scored = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded if x.row]
    if len(scored) < 2:
        return
    first, second = _pair(board.evidence, scored)
    st.header(say("Why one above the other?"), anchor=False)
    keep("pair_first", first)
    keep("pair_second", second)
    left, right = st.columns(2)
    names = {o: board.evidence.offers[o].name for o in scored}
    left.selectbox(say("Offer"), scored, key="pair_first", format_func=names.get, on_change=_choose)
    right.selectbox(say("compared with"), scored, key="pair_second", format_func=names.get, on_change=_choose)
    if first != second:
        st.html(_differences(board, first, second))
        if any(abs(d.points) >= LEAST for d in explain(ranking, first, second)):
            buttons(board, "pair")


def _pair(evidence: Evidence, scored: list[str]) -> tuple[str, str]:
    asked = address.value("pair", evidence)
    return asked if asked and set(asked) <= set(scored) else (scored[0], scored[1])


def _choose() -> None:
    first, second = st.session_state["pair_first"], st.session_state["pair_second"]
    address.set_value("pair", (first, second) if first != second else None)


def _differences(board, first: str, second: str) -> str:
    say, evidence, ranking = board.say, board.evidence, board.ranking
    found = [d for d in explain(ranking, first, second) if abs(d.points) >= LEAST]
    gap = ranking.row(first).score - ranking.row(second).score
    names = [evidence.offers[o].name for o in (first, second)]
    lead = gap_sentence(say, evidence, first, second, gap)
    widest = max((abs(d.points) for d in found), default=1)
    colours = [f"var(--{evidence.offers[o].family})" for o in (first, second)]
    rows = "".join(_difference(board, d, widest, first, second) for d in found)
    criterion, points = escaped(say("Criterion")), escaped(say("Points"))
    small = say("Criteria that move the gap by less than 0.05 point are left out.")
    return (
        f'<p>{escaped(lead)}</p><table class="diff" style="--first:{colours[0]};--second:{colours[1]}">'
        f"<thead><tr><th>{criterion}</th><th>{escaped(names[0])}</th><th>{escaped(names[1])}</th>"
        f"<th></th><th>{points}</th></tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="reading">{escaped(small)}</p>'
    )


def _difference(board, difference, widest: float, first: str, second: str) -> str:
    say, scale = board.say, board.evidence.criteria[difference.criterion]
    side, width = ("plus" if difference.points > 0 else "minus"), round(50 * abs(difference.points) / widest, 1)
    cells = "".join(f"<td>{escaped(_state(board, scale, o))}</td>" for o in (first, second))
    return (
        f'<tr><th scope="row">{escaped(say.text(scale.label))}</th>{cells}'
        f'<td class="axis" aria-hidden="true"><div><span class="{side}" style="width:{width}%"></span></div></td>'
        f'<td class="n">{escaped(say.signed(difference.points, 1))}</td></tr>'
    )


def _state(board, scale, offer: str) -> str:
    """What is known of an offer on a criterion, in words."""
    say, facts = board.say, board.ranking.matrix.facts
    if scale.kind == "share":
        present = [facts[offer, i].value for i in scale.indicators if (offer, i) in facts]
        text = say("{yes} of {n}", yes=sum(present), n=len(scale.indicators))
        gaps = len(scale.indicators) - len(present)
        return text if not gaps else text + ", " + say.plural("{n} unknown", "{n} unknown", gaps)
    fact = facts.get((offer, scale.id))
    return say("unknown") if fact is None else value_text(say, scale, fact.value)
