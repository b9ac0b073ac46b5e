"""Weights of the tender's criteria by the board's guided ways, for this visit alone."""

from zlib import crc32

import streamlit as st

from ranking.tender.dossier import Dossier
from ranking.tender.own_weights import to_weigh, with_weights
from ui.session.page import Page
from ui.session.widgets import fold
from ui.tender import session_dossier, typed_rows
from ui.weights import guided
from words.keeping import keeping_nothing

FOLD = "tender_guided"


def draw(page: Page, dossier: Dossier) -> None:
    """Draw, folded, the four ways to weights; those that are confirmed take the place of the criteria's own."""
    say, criteria = page.say, dossier.announced.criteria
    if len(criteria) < 2:
        return
    part = fold(say("Weights drawn from answers, four ways"), FOLD)
    if not part.open:
        return
    if typed_rows.rows_wait():
        part.text(say("The table of requirements has changes that are not taken: take them first."))
        return
    # Answers to other criteria are no answers to these.
    prefix = f"tender_w{crc32(repr([(r.id, r.group, r.board) for r in criteria]).encode())}"
    with part, keeping_nothing():
        st.text(
            say("Between groups first (here pillars), then inside them; the price has its weight from its formula.")
        )
        criteria_alone = to_weigh(dossier, page.evidence)
        drawn = guided.guided(criteria_alone.evidence, criteria_alone.scenario, say, prefix, blind=True)
        if drawn is not None:
            session_dossier.put(with_weights(dossier, criteria_alone, drawn))
            guided.forget(prefix)
            st.rerun()
