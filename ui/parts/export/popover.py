"""The popover "Export" of every page: its pictures with a preview, report and slides, data, link and citation."""

from collections.abc import Callable

import streamlit as st

from address.links import link, living_link
from exports.citation import citation, sentence
from exports.pictures.catalogue import SCREENS
from ui.parts.article import embed_code
from ui.parts.copy_button import copy_button
from ui.parts.export import files
from ui.parts.pictures import offered
from ui.parts.verdict import vary
from ui.session import address, routes
from ui.session.calendar import today
from ui.session.page import Page
from ui.session.widgets import fold
from words.language import Language
from words.pictures import picture_name

# Pictures that are on their page only after answers given there; their button stands with them.
ON_THE_PAGE = ("elicited",)


def draw(page: Page, name: str, keys: tuple[str, ...]) -> None:
    """Draw the popover "Export" of a page. Nothing is made before it is opened, no file before it is asked for."""
    say = page.say
    # Drawn once opened: the pages then carry neither its texts nor its buttons on every change.
    popover = st.popover(say("Export"), key="share", width="content", type="tertiary", on_change="rerun")
    if not popover.open:
        return
    with popover, st.container(gap="xxsmall", key="share_body"):
        if pictures := [what for what in SCREENS.get(name, ()) if what not in ON_THE_PAGE]:
            _pictures(page, pictures)
        if embed_code.shown(name):
            _frame(page, name)
        _titled(say("Report and slides"), lambda: files.documents(page))
        if name == "evidence":
            _titled(say("Facts and sources"), lambda: files.facts(page))
        _titled(say("Data"), lambda: files.downloads(page))
        _texts(page, name, keys)


def _frame(page: Page, name: str) -> None:
    """Draw, folded, the code by which an article shows the live board or a picture of this page, and a look at it."""
    say = page.say
    part = fold(say("In an article"), "embed")
    if not part.open:
        return
    with part:
        there, code = embed_code.code(page, name)
        label = say("Code of the frame; its second line, which may be left out, fits the height")
        _copy(say, "embed", label, say("Copy the code"), code)
        st.link_button(say("See the frame"), there, type="tertiary")


def _pictures(page: Page, pictures: list[str]) -> None:
    """Draw the choice among the page's pictures, the one chosen, and its file."""
    say = page.say
    st.markdown(f"**{say('Picture')}**")
    what = pictures[0]
    if len(pictures) > 1:
        named = {name: picture_name(say, name) for name in pictures}
        what = st.segmented_control(
            say("Which picture"),
            pictures,
            key="export_picture",
            format_func=named.get,
            default=what,
            required=True,
            label_visibility="collapsed",
        )
    offered(page, what if what in pictures else pictures[0], preview=True)


def _titled(title: str, draw: Callable[[], None]) -> None:
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, gap="small"):
        draw()


def _texts(page: Page, name: str, keys: tuple[str, ...]) -> None:
    """Draw link, citation and sentence, each with the button that copies it."""
    say, evidence, ranking = page.say, page.evidence, page.ranking
    st.markdown(f"**{say('Link and citation')}**")
    there = "" if name == routes.FIRST else name
    where = link(routes.base(), ranking.scenario, evidence.version, say.code, there, **address.entries(keys))
    cited = citation(say, evidence, ranking, today(), where)
    _copy(say, "link", say("Link: this screen, these settings, these facts"), say("Copy the link"), where)
    _living(page, name, keys)
    _copy(say, "citation", say("Citation"), say("Copy the citation"), cited)
    _copy(say, "sentence", say("Sentence"), say("Copy the sentence"), sentence(say, evidence, ranking, vary()))


def _living(page: Page, screen: str, keys: tuple[str, ...]) -> None:
    """Draw the link that follows day and data, told apart from the pinned one, and the feed of the question."""
    say, scenario = page.say, page.ranking.scenario
    name = "" if screen == "ranking" else screen
    there = living_link(routes.base(), scenario, say.code, name, **address.entries(keys))
    _copy(
        say,
        "living",
        say("Living link: on the day and data of whoever opens it"),
        say("Copy the living link"),
        there,
    )
    _copy(
        say,
        "feed",
        say("Feed (Atom): whenever new data turn this answer"),
        say("Copy the feed's address"),
        living_link(routes.base(), scenario, say.code, "feed")
        if scenario.as_of == today()
        else link(routes.base(), scenario, page.evidence.version, say.code, "feed"),
    )


def _copy(say: Language, key: str, label: str, button: str, text: str) -> None:
    """Draw the text to be copied, selectable, and the button that copies it."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(label, width="content")
        copy_button(say, button, text, f"copy_{key}")
    st.code(text, language=None, wrap_lines=True)
