"""Links to the board's own pages.

The first page answers at the root. Streamlit leaves the address of a link to it empty, which a browser reads as the
page it is on; session/senses/links.js gives links in these containers the root, for a new tab and for "copy link".
"""

from collections.abc import Mapping

import streamlit as st

from ranking.weighing.scenario import Scenario
from ui.session.routes import FIRST
from words.language import Language

HOME = "home_"


def page_link(name: str, label: str, query: Mapping[str, str], key: str) -> None:
    """Draw a link to a page with these address entries; `key`: a name that no other link of the screen has."""
    if name != FIRST:
        st.page_link(f"pages/{name}.py", label=label, query_params=query)
        return
    with st.container(key=HOME + key, width="content"):
        st.page_link(f"pages/{name}.py", label=label, query_params=query)


def open_ranking(say: Language, scenario: Scenario, key: str, title: str = "", label: str = "") -> None:
    """Draw the link that opens a scenario's ranking, under its title or a label of its own."""
    text = label or say("→ Open this ranking: {title}", title=title)
    page_link(FIRST, text, {**scenario.to_query(), "lang": say.code}, key)
