"""The navigation: a few entries, and under an entry with several pages a second strip of links to them."""

import streamlit as st

from address.entries import CARRIED
from ui.session import address
from ui.session.links import page_link
from ui.session.routes import ENTRIES, PAGES
from words.language import Language


def draw(page: str, say: Language) -> None:
    """Draw the entries, then the pages of the one that `page` belongs to, where it has several."""
    carried = address.query(CARRIED)
    own = next(pages for _, pages in ENTRIES if page in pages)
    with st.container(horizontal=True, gap=None, key="sections"):
        for title, pages in ENTRIES:
            page_link(pages[0], _label(title(say), pages is own), carried, f"entry_{pages[0]}")
    if len(own) > 1:
        with st.container(horizontal=True, gap=None, key="pages"):
            for name in own:
                page_link(name, _label(PAGES[name](say), name == page), carried, f"page_{name}")


def _label(title: str, here: bool) -> str:
    return f"**{title}**" if here else title
