"""The popover "Share": link, citation and sentence to copy; workbook, package, JSON and CSV to take away."""

import json
from collections.abc import Callable
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
from ui.parts import record_status
from ui.parts.copy_button import copy_button
from ui.parts.replies import open_replies
from ui.parts.verdict import vary
from ui.session import address, routes
from ui.session.calendar import today
from ui.session.page import Page
from words.language import Language

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(board: Page, page: str, keys: tuple[str, ...]) -> None:
    """Draw the popover "Share" of a page. Files are made when asked for."""
    say, evidence, ranking = board.say, board.evidence, board.ranking
    # Drawn once opened: the pages then carry neither its texts nor its buttons on every change.
    popover = st.popover(say("Share"), key="share", width="content", type="tertiary", on_change="rerun")
    if not popover.open:
        return
    with popover, st.container(gap="xxsmall", key="share_body"):
        where = link(
            routes.base(),
            ranking.scenario,
            evidence.version,
            say.code,
            "" if page == "ranking" else page,
            **address.entries(keys),
        )
        _copy(say, "link", say("Link: this screen, these settings, these facts"), say("Copy the link"), where)
        _living(board, page, keys)
        _copy(
            say,
            "citation",
            say("Citation"),
            say("Copy the citation"),
            citation(say, evidence, ranking, today(), where),
        )
        _copy(say, "sentence", say("Sentence"), say("Copy the sentence"), sentence(say, evidence, ranking, vary()))
        st.caption(say("Data"))
        with st.container(horizontal=True, gap="small"):
            _downloads(board)


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


def _file(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(
        label, data=make, file_name=name, mime=kind, on_click="ignore", key=f"share_{name}", type="tertiary"
    )
