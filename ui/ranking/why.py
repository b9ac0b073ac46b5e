"""Why one offer stands above another: a pair of the visitor's choice."""

import streamlit as st

from charts.parts.sheet_html import sheet_html
from charts.ranking.pair_sheet import pair_sheet
from ranking.facts.cells import cells
from ranking.model import Evidence
from ranking.rounding import printed_gap
from ranking.weighing.explain import explain
from ui.parts.sections import section
from ui.parts.tables import escaped
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import keep
from words.facts.evidence import cell_texts
from words.ranking.difference import gap_sentence, not_weighed_text
from words.reading import pair_reading


def draw(page: Page) -> None:
    """Draw why one offer stands above another: two selectors, the differences that add up to the gap.

    Needs two scored offers.
    """
    ranking = page.ranking
    scored = [r.offer for r in ranking.rows] + [x.offer for x in ranking.excluded if x.row]
    if len(scored) < 2:
        return
    first, second = _pair(page.evidence, scored)
    with section(page.say("Why one above the other?"), "why", address.entry("pair") is not None, asked=True) as part:
        if part.open:
            _compared(page, scored, first, second)


def _compared(page: Page, scored: list[str], first: str, second: str) -> None:
    say = page.say
    keep("pair_first", first)
    keep("pair_second", second)
    left, right = st.columns(2)
    names = {o: page.evidence.offers[o].name for o in scored}
    left.selectbox(say("Offer"), scored, key="pair_first", format_func=names.get, on_change=_choose)
    right.selectbox(say("Compared with"), scored, key="pair_second", format_func=names.get, on_change=_choose)
    if first != second:
        st.html(_differences(page, first, second))


def _pair(evidence: Evidence, scored: list[str]) -> tuple[str, str]:
    pair = address.value("pair", evidence)
    return pair if pair and set(pair) <= set(scored) else (scored[0], scored[1])


def _choose() -> None:
    first, second = st.session_state["pair_first"], st.session_state["pair_second"]
    address.set_value("pair", (first, second) if first != second else None)


def _differences(page: Page, first: str, second: str) -> str:
    say, evidence, ranking = page.say, page.evidence, page.ranking
    differences = explain(ranking, first, second)
    gap = printed_gap(ranking.row(first).score, ranking.row(second).score)
    states = cell_texts(say, evidence, cells(evidence, ranking.matrix, (first, second)), (first, second))
    sheet = pair_sheet(say, evidence, (first, second), differences, states)
    lead = gap_sentence(say, evidence, first, second, gap)
    reading = " ".join(
        filter(
            None, (pair_reading(say, evidence, (first, second), differences), not_weighed_text(say, evidence, ranking))
        )
    )
    return f"<p>{escaped(lead)}</p>" + sheet_html(say, sheet, "diff", lead, reading, link=address.door_link())
