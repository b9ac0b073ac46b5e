"""Why one bid stands above another: a pair of the buyer's choice, held in this visit alone."""

import streamlit as st

from charts.parts.sheet_html import sheet_html
from exports.tender.names import file_name
from exports.tender.pair_content import compared, pair
from exports.tender.pictures import two
from exports.tender.sentences import changed_sheet
from ranking.tender.award import TenderRanking
from ui.parts import tables
from ui.parts.sections import section
from ui.parts.tables import escaped
from ui.session.page import Page
from ui.session.widgets import keep
from ui.tender import pictures

FIRST, SECOND = "tender_pair_first", "tender_pair_second"


def draw(page: Page, ranked: TenderRanking) -> None:
    """Draw two selectors and the differences that add up to the gap; nothing with fewer than two bids."""
    offers = compared(ranked)
    if len(offers) < 2:
        return
    say, names = page.say, {o: ranked.evidence.offers[o].name for o in offers}
    with section(say("Why one above the other?"), "tender_why", expanded=True):
        left, right = st.columns(2)
        both = []
        for place, key, label, usual in (
            (left, FIRST, say("Bid"), offers[0]),
            (right, SECOND, say("Compared with"), offers[1]),
        ):
            chosen, before = st.session_state.get(key), st.session_state.get(f"{key}_usual")
            # What nobody chose follows the places.
            keep(key, chosen if chosen in offers and chosen != before else usual)
            st.session_state[f"{key}_usual"] = usual
            both.append(place.selectbox(label, offers, key=key, format_func=names.get))
        if both[0] != both[1]:
            _compared(page, ranked, *both)


def _compared(page: Page, ranked: TenderRanking, first: str, second: str) -> None:
    compared_pair = pair(page.say, ranked, first, second)
    lead = "".join(f"<p>{escaped(line)}</p>" for line in (compared_pair.lead, *compared_pair.lines))
    table = (
        sheet_html(page.say, compared_pair.sheet, "diff", compared_pair.lead, compared_pair.reading)
        if compared_pair.sheet
        else ""
    )
    st.html(lead + table)
    if compared_pair.sheet and compared_pair.sheet.rows:
        stem = file_name(page.say, "pair")
        pictures.buttons(page, ranked, "tender_pair", stem, lambda say: two(say, ranked, first, second))
        tables.downloads(page.say, lambda: changed_sheet(page.say, compared_pair.sheet, ranked.dossier), stem)
