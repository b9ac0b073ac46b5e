"""Fragment for the ranking body: a weight change reruns and resends only this part.

Around it stand the settings, which no weight of the live board changes, and links to the other pages: what those carry
is brought up to date in the browser (visitor.js), and a press on one is understood (ui.session.address).
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from ranking.errors import BoardError
from results import results
from ui.drawer import drawer
from ui.parts import versions
from ui.ranking import live_board
from ui.session import address, visitor
from ui.session.page import Page


def alone(page: str) -> bool:
    """Return whether a moved weight needs only the fragment drawn again, and not the page around it.

    A record's status, the notices of a link and facts of then and now stand above it: then all is drawn anew.
    """
    rest = address.unused() or address.other_version() or address.entry("record") or address.projected()
    return page == "ranking" and live_board.in_use() and not rest


def draw_moving(
    page: Page,
    draw: Callable[[Page], None],
    sentence: Callable[[Page], str],
    tell: Callable[[Page], None] | None = None,
) -> None:
    """Draw the page's body with `draw(page)`: at every move of a weight anew, where it can be done alone.

    sentence  what of it is read aloud; tell: sends what no weight changes, which a move leaves where it is
    """
    if tell:
        tell(page)
    if not page.moving:
        draw(page)
        return
    _fragment(page, draw, sentence, [page], address.entry(address.AGAINST))


@st.fragment
def _fragment(
    page: Page, draw: Callable[[Page], None], sentence: Callable[[Page], str], whole: list, against: str | None
) -> None:
    """whole: the board as the whole page's run has it, taken by the first drawing; against: the second day then."""
    if against != address.entry(address.AGAINST):
        st.rerun()
    now = whole.pop() if whole else _now(page)
    visitor.sense(now.say, sentence(now), projected=False)
    draw(now)
    drawer.draw(now)
    if now is not page:
        address.write(now.keys)


def _now(page: Page) -> Page:
    """Return the board with the weights in force; where the page around it must follow, the whole page runs instead."""
    same = versions.on_screen() is page.evidence and alone("ranking")
    same = same and address.scenario().as_of == page.scenario.as_of
    try:
        ranking = results.ranking(page.evidence, address.scenario()) if same else None
    except BoardError:
        ranking = None
    if ranking is None:
        st.rerun()
    address.moved()
    return replace(page, scenario=address.scenario(), ranking=ranking)
