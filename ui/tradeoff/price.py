"""The price of either pole in euros, under the plane of the trade-off: the workload of the screen of costs."""

import streamlit as st

from ranking.balance.balance import poles
from ranking.workload.written import written
from results import workload as results
from ui.session import address
from ui.session.links import page_link
from ui.session.page import Page
from words.facts.workload_choices import choice_sentences, for_text


def draw(board: Page, sides: tuple[str, str]) -> None:
    """Draw what the choice of each pole costs beside the first of the ranking; nothing for other sides."""
    say, evidence = board.say, board.evidence
    if sides != poles(evidence):
        return
    used = results.in_use(evidence, board.scenario, None)
    bill = results.bill(evidence, board.scenario, used)
    sentences = choice_sentences(say, evidence, bill)
    if not sentences:
        return
    st.header(say("The price of urgency, the price of sovereignty"), anchor=False)
    st.markdown(for_text(say, written(used)))
    st.text("\n".join(sentences))
    if used.services:
        st.caption(say("Managed services, priced nowhere, are left out of both."))
    query = address.query() if board.scenario.priced else {**address.query(), "workload": written(used)}
    page_link("cost", say("→ What this workload costs, part by part"), query, "tradeoff_cost")
