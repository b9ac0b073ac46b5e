"""The popover "Export" of every page: its pictures with a preview, report and slides, data, link and citation."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from address.entries import CARRIED
from address.links import link, living_link
from address.page_entries import View, view_of
from charts.ranking.ranking_sheet import ranking_sheet
from exports.citation import citation, csl, page_bibtex, sentence
from exports.data import replies, tables
from exports.data.csv_files import csv_bytes, csv_name
from exports.data.package import package
from exports.data.workbook import workbook
from exports.documents.report import html, report
from exports.documents.slides import slides
from exports.embed import page as embedded
from exports.pictures.catalogue import SCREENS
from exports.tender.content import Content
from exports.tender.documents import KINDS
from ui.parts import record_status
from ui.parts.article import embed_code
from ui.parts.copy_button import copy_button
from ui.parts.pictures import offered
from ui.parts.replies import open_replies
from ui.parts.verdict import vary
from ui.session import address, routes
from ui.session.calendar import today
from ui.session.page import Page
from ui.session.widgets import fold
from words.language import Language
from words.pictures import picture_name

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Pictures that are on their page only after answers given there; their button stands with them.
ON_THE_PAGE = ("elicited",)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(board: Page, page: str, keys: tuple[str, ...]) -> None:
    """Draw the popover "Export" of a page. Nothing is made before it is opened, no file before it is asked for."""
    say = board.say
    # Drawn once opened: the pages then carry neither its texts nor its buttons on every change.
    popover = st.popover(say("Export"), key="share", width="content", type="tertiary", on_change="rerun")
    if not popover.open:
        return
    with popover, st.container(gap="xxsmall", key="share_body"):
        if pictures := [what for what in SCREENS.get(page, ()) if what not in ON_THE_PAGE]:
            _pictures(board, pictures)
        if embed_code.shown(page):
            _frame(board, page)
        _titled(say("Report and slides"), lambda: _documents(board))
        if page == "evidence":
            _titled(say("Facts and sources"), lambda: _facts(board))
        _titled(say("Data"), lambda: _downloads(board))
        _texts(board, page, keys)


def _frame(board: Page, page: str) -> None:
    """Draw, folded, the code by which an article shows the live board or a picture of this page, and a look at it."""
    say = board.say
    part = fold(say("In an article"), "embed")
    if not part.open:
        return
    with part:
        there, code = embed_code.code(board, page)
        label = say("Code of the frame; its second line, which may be left out, fits the height")
        _copy(say, "embed", label, say("Copy the code"), code)
        st.link_button(say("See the frame"), there, type="tertiary")


def _pictures(board: Page, pictures: list[str]) -> None:
    """Draw the choice among the page's pictures, the one chosen, and its file."""
    say = board.say
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
    offered(board, what if what in pictures else pictures[0], preview=True)


def _titled(title: str, draw: Callable[[], None]) -> None:
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, gap="small"):
        draw()


def _texts(board: Page, page: str, keys: tuple[str, ...]) -> None:
    """Draw link, citation and sentence, each with the button that copies it."""
    say, evidence, ranking = board.say, board.evidence, board.ranking
    st.markdown(f"**{say('Link and citation')}**")
    there = "" if page == routes.FIRST else page
    where = link(routes.base(), ranking.scenario, evidence.version, say.code, there, **address.entries(keys))
    cited = citation(say, evidence, ranking, today(), where)
    _copy(say, "link", say("Link: this screen, these settings, these facts"), say("Copy the link"), where)
    _living(board, page, keys)
    _copy(say, "citation", say("Citation"), say("Copy the citation"), cited)
    _copy(say, "sentence", say("Sentence"), say("Copy the sentence"), sentence(say, evidence, ranking, vary()))


def _living(board: Page, page: str, keys: tuple[str, ...]) -> None:
    """Draw the link that follows day and data, told apart from the pinned one, and the feed of the question."""
    say, scenario = board.say, board.ranking.scenario
    name = "" if page == "ranking" else page
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
        else link(routes.base(), scenario, board.evidence.version, say.code, "feed"),
    )


def whole(board: Page) -> View:
    """Return what the files of the whole board show beyond the scenario, and the record that locks it, if one does."""
    return replace(
        view_of(address.entries(CARRIED), board.evidence),
        locked=record_status.locked(board),
        replies=open_replies(board.evidence),
    )


def _copy(say: Language, key: str, label: str, button: str, text: str) -> None:
    """Draw the text to be copied, selectable, and the button that copies it."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(label, width="content")
        copy_button(say, button, text, f"copy_{key}")
    st.code(text, language=None, wrap_lines=True)


def _documents(board: Page) -> None:
    """Draw the report's downloads: PDF, a page that works offline, slides."""
    say, evidence, scenario, base = board.say, board.evidence, board.scenario, routes.base()
    stem, view = f"{scenario.as_of}-{evidence.version}", whole(board)
    entries = address.entries((*CARRIED, *embed_code.LOOKS))
    for label, make, name, kind in (
        (
            say("Board (one HTML page: weights move, works offline)"),
            lambda *asked: embedded.file(*asked, entries),
            f"tableau-{stem}.html",
            "text/html",
        ),
        (say("Report (PDF, A4)"), report, f"rapport-{stem}.pdf", "application/pdf"),
        (say("Report (one HTML page, works offline)"), html, f"rapport-{stem}.html", "text/html"),
        (say("Slides (PPTX)"), slides, f"diapositives-{stem}.pptx", SLIDES),
    ):
        _file(label, lambda make=make: make(evidence, scenario, say.code, base, view), name, kind)


def _facts(board: Page) -> None:
    """Draw the facts in force for the offers shown, and every fact ever recorded, each as its two files."""
    say, evidence, scenario = board.say, board.evidence, board.scenario
    day, stem = scenario.as_of, f"{scenario.as_of}-{evidence.version}"
    shown = [o for o in evidence.offers if scenario.offers is None or o in scenario.offers]
    force = [f for (offer, _), f in board.ranking.matrix.facts.items() if offer in shown]
    labels = {
        "french": (say("Facts in force (CSV for French Excel)"), say("The whole history (CSV for French Excel)")),
        "international": (say("Facts in force (CSV for programs)"), say("The whole history (CSV for programs)")),
    }
    for form, (now, ever) in labels.items():
        for label, facts, name in ((now, force, "faits-en-vigueur"), (ever, evidence.facts, "faits")):
            _file(
                label,
                lambda facts=facts, form=form: csv_bytes(
                    tables.facts_table(say, evidence, facts, day, scenario.known), form
                ),
                csv_name(f"{name}-{stem}", form),
                "text/csv",
            )


def _downloads(board: Page) -> None:
    say, evidence, ranking = board.say, board.evidence, board.ranking
    stem, scenario, where = f"{ranking.scenario.as_of}-{evidence.version}", ranking.scenario, routes.base()
    view = whole(board)

    _file(
        say("Workbook (XLSX)"),
        lambda: workbook(evidence, scenario, say.code, where, view),
        f"classement-{stem}.xlsx",
        SHEET,
    )
    _file(
        say("Ranking (JSON)"),
        lambda: tables.json_bytes(evidence, ranking, replies.listed(evidence, ranking, view.replies), view.vary),
        f"classement-{stem}.json",
        "application/json",
    )
    labels = {"french": say("Ranking (CSV for French Excel)"), "international": say("Ranking (CSV for programs)")}
    for form, label in labels.items():
        _file(
            label,
            lambda form=form: csv_bytes(ranking_sheet(say, evidence, ranking), form),
            csv_name(f"classement-{stem}", form),
            "text/csv",
        )
    cited = (say, evidence, ranking, today(), link(where, scenario, evidence.version, say.code))
    _file(say("Citation (BibTeX)"), lambda: page_bibtex(*cited).encode(), f"citation-{stem}.bib", "text/x-bibtex")
    _file(
        say("Citation (CSL-JSON, for Zotero)"),
        lambda: json.dumps([csl(*cited)], ensure_ascii=False, indent=2).encode(),
        f"citation-{stem}.json",
        "application/json",
    )
    _file(
        say("All the data (package, ZIP)"),
        lambda: package(evidence, view.replies),
        f"donnees-{evidence.version}.zip",
        "application/zip",
    )


def document(labels: Mapping[str, str], make: Callable[[], Content], stem: str, key: str) -> None:
    """Draw the buttons that hand a document over, made when asked for. labels: by the ending of each file (KINDS)."""
    with st.container(horizontal=True, gap="small"):
        for form, label in labels.items():
            mime, made = KINDS[form]
            st.download_button(
                label,
                data=lambda made=made: made(make()),
                file_name=f"{stem}.{form}",
                mime=mime,
                on_click="ignore",
                key=f"{key}_{form}",
                type="tertiary",
            )


def _file(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(
        label, data=make, file_name=name, mime=kind, on_click="ignore", key=f"share_{name}", type="tertiary"
    )
