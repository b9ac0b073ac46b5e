"""The files that the popover "Export" hands over, each made when it is asked for."""

import json
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from address.entries import CARRIED
from address.links import link
from address.page_entries import PageEntries, page_entries_of
from charts.ranking.ranking_sheet import ranking_sheet
from exports.citation import csl, page_bibtex
from exports.data import replies, tables
from exports.data.csv_files import csv_bytes, csv_name
from exports.data.package import package
from exports.data.workbook import workbook
from exports.documents.report import html, report
from exports.documents.slides import slides
from exports.embed import page as embedded
from ui.parts import record_status
from ui.parts.article import embed_code
from ui.parts.replies import open_replies
from ui.session import address, routes
from ui.session.calendar import today
from ui.session.page import Page

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def whole(page: Page) -> PageEntries:
    """Return the page entries that enter the files of the whole board, with the record that locks it and replies."""
    return replace(
        page_entries_of(address.entries(CARRIED), page.evidence),
        locked=record_status.locked(page),
        replies=open_replies(page.evidence),
    )


def documents(page: Page) -> None:
    """Draw the report's downloads: PDF, a page that works offline, slides."""
    say, evidence, scenario, base = page.say, page.evidence, page.scenario, routes.base()
    stem, view = f"{scenario.as_of}-{evidence.version}", whole(page)
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


def facts(page: Page) -> None:
    """Draw the downloads of the facts in force for the offers shown, and of every fact ever recorded: two each."""
    say, evidence, scenario = page.say, page.evidence, page.scenario
    day, stem = scenario.as_of, f"{scenario.as_of}-{evidence.version}"
    shown = [o for o in evidence.offers if scenario.offers is None or o in scenario.offers]
    force = [f for (offer, _), f in page.ranking.matrix.facts.items() if offer in shown]
    labels = {
        "french": (say("Facts in force (CSV for French Excel)"), say("The whole history (CSV for French Excel)")),
        "international": (say("Facts in force (CSV for programs)"), say("The whole history (CSV for programs)")),
    }
    for form, (now, ever) in labels.items():
        for label, facts, name in ((now, force, "faits-en-vigueur"), (ever, evidence.filed.facts, "faits")):
            _file(
                label,
                lambda facts=facts, form=form: csv_bytes(
                    tables.facts_table(say, evidence, facts, day, scenario.known), form
                ),
                csv_name(f"{name}-{stem}", form),
                "text/csv",
            )


def downloads(page: Page) -> None:
    """Draw the ranking's downloads: workbook, JSON, CSV, citation files, and all the data as one package."""
    say, evidence, ranking = page.say, page.evidence, page.ranking
    stem, scenario, where = f"{ranking.scenario.as_of}-{evidence.version}", ranking.scenario, routes.base()
    view = whole(page)

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
        lambda: package(evidence.filed, view.replies),
        f"donnees-{evidence.version}.zip",
        "application/zip",
    )


def _file(label: str, make: Callable[[], bytes], name: str, kind: str) -> None:
    st.download_button(
        label, data=make, file_name=name, mime=kind, on_click="ignore", key=f"share_{name}", type="tertiary"
    )
