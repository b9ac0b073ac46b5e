"""What formula and weights can do, on the page before anyone bids."""

import pandas as pd
import streamlit as st

from exports.tender.reach_content import reach_section
from ranking.price import Bid, faults
from ranking.tender.dossier import NO_FORMULA, Dossier
from ui.parts import tables
from ui.session.page import Page

TRIED = (Bid("a", 1.0, 1.0), Bid("b", 1.0, 1.0))


def draw(page: Page, dossier: Dossier, expanded: bool) -> None:
    """Draw, in a fold, what gaps in price and quality outweigh each other, and orders that turn on a third bid."""
    say, announced = page.say, dossier.announced
    if announced.formula != NO_FORMULA and faults(TRIED, announced.price):
        return
    section = reach_section(say, dossier)
    with st.expander(section.heading, expanded=expanded):
        for line in section.lines:
            st.text(line)
        if section.grid is not None:
            grid = section.grid
            tables.printed(say, pd.DataFrame(grid.rows, columns=grid.heads), right=grid.right)
        if section.small:
            st.caption(section.small)
