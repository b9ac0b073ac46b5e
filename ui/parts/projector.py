"""The projector's view of any page (address: view=projector): the sentence, the picture in large letters, nothing else.

A page draws its heading and its picture, then calls `enough`; on a projector the page ends there.
"""

from base64 import b64encode
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from address.links import link
from charts.parts.look import Look
from charts.ranking.ranking_table import board_html
from exports.svg.picture_frame import code_svg
from ui.parts.tables import escaped
from ui.parts.verdict import lines, sentence
from ui.session import address, routes, visitor
from ui.session.page import Page
from words.language import Language
from words.ranking import conditions as said
from words.ranking.weights import weights_sentence

KEY, VALUE, SEVEN = "view", "projector", 7
STYLE = Path(__file__).parent.parent / "style" / "view" / "projector.css"
LETTERS, AT_WIDTH, PICTURE = 26, 1920, 0.54


class Enough(Exception):
    """The page has shown what a projector shows."""


def on() -> bool:
    """Return whether the page is drawn for a projector."""
    return address.projected()


def enter_button(say: Language) -> None:
    """Draw the button that opens the projector view."""
    st.button(say("Projector"), key="to_projector", type="tertiary", on_click=address.show, args=(KEY, VALUE))


def nameplate(say: Language, brand: str, title: str) -> DeltaGenerator:
    """Draw the way back, beside the name of the board and of the page. Return the container between them."""
    st.html(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="projected"):
        st.html(f'<p class="brand">{brand} <span>{title}</span></p>', width="content")
        status = st.container(key="record_status")
        st.button(
            say("Leave projector view"), key="from_projector", type="tertiary", on_click=address.show, args=(KEY, None)
        )
    return status


def enough() -> None:
    """Stop the page here on a projector."""
    if on():
        raise Enough


def seven_rows(page: Page) -> None:
    """Draw the first seven rows of the ranking on a projector and stop the page there."""
    if on():
        st.html(board_html(page.say, page.evidence, page.ranking, SEVEN))
        raise Enough


def look(dark: bool) -> Look:
    """Return the look of a picture: no text under 24 pixels on a projector 1920 pixels wide."""
    wide, high = visitor.screen()
    return Look(wide - 96, round(PICTURE * high), max(16, round(LETTERS * wide / AT_WIDTH)), dark, SEVEN)


def foot(page: Page, name: str, keys: tuple[str, ...], holds: str) -> None:
    """Draw what the screen rests on.

    That is the verdict (where it is not the heading), robustness, weights, must-haves, unknowns and data; beside them
    the link of this screen as a QR code for the phones in the room, where a phone could open it.
    """
    say, evidence, ranking = page.say, page.evidence, page.ranking
    first = "" if name == "ranking" else sentence(say, evidence, ranking)
    rests = (
        first,
        *lines(say, evidence, ranking),
        holds,
        weights_sentence(say, evidence, ranking),
        said.musthaves_sentence(say, evidence, ranking),
        said.unknown_sentence(say, ranking),
        said.excluded_sentence(say, evidence, ranking),
    )
    data = say("Data {version}, checked on {day}.", version=evidence.version, day=say.day(evidence.checked))
    entries = {k: v for k, v in address.entries(keys).items() if k != KEY}
    there = "" if name == routes.FIRST else name
    where = link(routes.base(), page.scenario, page.evidence.version, say.code, there, **entries)
    code = b64encode(code_svg(where).encode()).decode()
    label = say("This screen, on your phone")
    picture = f'<img alt="" src="data:image/svg+xml;base64,{code}">' if code else ""
    with st.container(key="pj_foot"):
        st.html(
            f'<p class="pj-rests">{escaped(" ".join(filter(None, rests)))}</p>'
            f'<p class="colophon">{escaped(data)}</p>'
            + (f'<figure class="pj-code"><figcaption>{label}</figcaption>{picture}</figure>' if code else "")
        )
