"""How the visitor has the rows of the ordinary table: sorted by a column, compared with an offer."""

from urllib.parse import urlencode

import streamlit as st

from address.entries import of_page
from charts.ranking.table_order import Order
from ui.session import address
from ui.session.page import Page
from ui.session.routes import FIRST
from ui.session.widgets import keep
from words.ranking.live import look_words


def asked() -> Order:
    """Return how the address has the rows, with the links that sort them otherwise."""
    return Order(address.entry("sort") or "", address.entry("pin") or "", _sorted_by)


def _sorted_by(name: str) -> str:
    here = {k: v for k, v in address.query(of_page(FIRST)).items() if k != "sort"}
    return "?" + urlencode(here | ({"sort": name} if name else {}))


def choose_pin(page: Page) -> None:
    """Draw the choice of the offer that all are compared with."""
    words, names = look_words(page.say), {o: page.evidence.offers[o].name for o in page.ranking.outcomes}
    keep("pin_offer", address.entry("pin") or "")
    st.selectbox(
        words["pin"],
        ["", *sorted(names, key=lambda o: names[o].casefold())],
        key="pin_offer",
        format_func=lambda o: names.get(o, "–"),
        on_change=lambda: address.show("pin", st.session_state["pin_offer"] or None),
        width=320,
    )
