"""All facts as tables, for download."""

import streamlit as st

from exports.data.tables import facts_table
from ui.parts import tables
from ui.parts.tables import escaped
from ui.session.page import Page


def downloads(board: Page) -> None:
    """Offer the facts in force for the offers shown, and every fact ever recorded, each as two files."""
    say, evidence, scenario = board.say, board.evidence, board.scenario
    shown = [o for o in evidence.offers if scenario.offers is None or o in scenario.offers]
    force = [f for (offer, _), f in board.ranking.matrix.facts.items() if offer in shown]
    day, version = scenario.as_of, evidence.version
    title = say("Take the facts away")
    st.html(f'<h2 class="ev-h">{escaped(title)}</h2>')
    for label, facts, stem in (
        (say("Facts in force on {day}", day=say.day(day)), force, f"faits-en-vigueur-{day}-{version}"),
        (say("The whole history"), evidence.facts, f"faits-{day}-{version}"),
    ):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(label, width="content")
            tables.downloads(say, lambda facts=facts: facts_table(say, evidence, facts, day, scenario.known), stem)
    st.caption(say("One line per fact, with its source, its grade and the day it was last read. Licence CC BY 4.0."))
