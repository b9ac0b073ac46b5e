"""What a sealed dossier gives: who is first, the whole report on screen, and its documents."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from exports.answers.plain import json_text
from exports.answers.tender import ranked
from exports.data.zip_files import zipped
from exports.tender import documents
from exports.tender.content import DocumentContent, Section, TextTable
from exports.tender.letter_content import letter, losing
from exports.tender.live.workbook import workbook
from exports.tender.names import file_name
from exports.tender.report_content import report
from exports.tender.sentences import changed_lines, finding
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.tender.award import TenderRanking, award, decisive_at_once, judged, tips
from ranking.tender.dossier import Dossier
from ranking.tender.sealing import state
from ui.parts import projector, tables
from ui.session import address, visitor
from ui.session.page import Page
from ui.session.widgets import fold, literal
from ui.tender import session_dossier
from ui.tender.bids import numbered
from words.language import Language

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "json": "application/json",
}


def found(page: Page, dossier: Dossier | None) -> tuple[TenderRanking, DocumentContent] | None:
    """Return the answer to a sealed dossier with bids and its report, or None.

    Both are held in the visit until the dossier is another. What stands in the way is kept to be drawn.
    """
    if dossier is None or state(dossier) != "sealed" or not dossier.answers or not dossier.announced.criteria:
        return None
    question = (page.evidence.version, page.say.code)
    before = session_dossier.answer(dossier, question)
    if before is not None:
        return before
    wrong = session_dossier.faults_said(page.say, dossier, page.evidence)
    if wrong:
        session_dossier.trouble(wrong)
        return None
    try:
        answer = award(dossier, page.evidence)
    except BoardError as error:
        session_dossier.trouble([page.say.told(error)])
        return None
    deciding = decisive_at_once(dossier, page.evidence)
    whole = report(page.say, answer, judged(answer), tips(answer, page.evidence), deciding, page.evidence)
    return session_dossier.note_answer(dossier, question, (answer, whole))


def heading(page: Page, dossier: Dossier | None, answer: TenderRanking | None) -> None:
    """Draw the sentence on who is first as the page's heading; before there are bids, what the page is for."""
    say = page.say
    address.allow_doors(None)  # a bid may bear the name of an offer whose public facts it does not rest on
    changed = " ".join(changed_lines(say, dossier)) if dossier else ""
    if answer is not None:
        tables.heading(finding(say, answer), dossier.title or dossier.announced.question, changed)
        _on_projector(changed)
        return
    tables.heading(
        say("Your own tender: requirements sealed first, bids ranked after."),
        say("Requirements, weights and price formula are locked before an answer is read; a change after it is told."),
        say("Bidders’ answers are laid over the public facts of their offers, and told apart from them."),
    )
    _on_projector(changed)


def _on_projector(changed: str) -> None:
    """Draw what was changed after sealing on a projector too, which has no lines under its heading."""
    if projector.on() and changed:
        st.html(f'<p class="conditions">{tables.escaped(changed)}</p>')


def places(page: Page, whole: DocumentContent | None) -> None:
    """Draw the table of places under the finding."""
    for section in whole.sections if whole else ():
        if section.key == "ranking":
            _section(page.say, section)


def draw(page: Page, answer: TenderRanking, whole: DocumentContent) -> None:
    """Draw what the places rest on, method and each bidder's answers folded, then the documents."""
    say = page.say
    for section in whole.sections:
        if section.key == "":
            st.header(section.heading, anchor=False)
            _section(say, section)
    st.header(say("Answers"), anchor=False)
    for n, section in enumerate(whole.sections):
        if section.key == "bidder" and visitor.narrow():
            # Drawn whole, so only where it is looked at.
            part = fold(literal(section.heading), f"tender_bidder_{n}")
            if part.open:
                with part:
                    _section(say, _narrow(say, section))
        elif section.key in ("bidder", "method"):
            with st.expander(literal(section.heading)):
                _section(say, section)
    _documents(say, answer, page.evidence, whole)


def _section(say: Language, section: Section) -> None:
    for line in section.lines:
        st.text(line)
    if section.grid is None:
        return
    frame = pd.DataFrame(section.grid.rows, columns=section.grid.heads)
    if section.key == "bidder" and not visitor.narrow():
        st.dataframe(frame, hide_index=True, width="stretch", placeholder=tables.MISSING)
    else:
        tables.printed(say, frame, right=section.grid.right)


def _narrow(say: Language, section: Section) -> Section:
    """A part whose table has two columns, for a telephone: what was asked, and all that is said of the answer."""
    heads = section.grid.heads
    rows = [
        (
            row[0],
            " · ".join(
                [
                    row[1],
                    *(say("{name}: {value}", name=h, value=x) for h, x in zip(heads[2:], row[2:], strict=True) if x),
                ]
            ),
        )
        for row in section.grid.rows
    ]
    return replace(section, grid=TextTable(heads[:2], rows, (1, 2)))


def _documents(say: Language, answer: TenderRanking, public: Evidence, content: DocumentContent) -> None:
    st.header(say("Documents"), anchor=False)
    with st.container(horizontal=True, gap="small", key="tender_documents"):
        _file(say("Analysis report (DOCX)"), lambda: documents.word(content), say, "report", "docx")
        _file(say("Analysis report (PDF)"), lambda: documents.pdf(content), say, "report", "pdf")
        if losing(answer):
            _file(say("Annexes for losing bidders (ZIP)"), lambda: _letters(say, answer), say, "letters", "zip")
        _file(say("Workbook with formulas (XLSX)"), lambda: workbook(say, answer), say, "workbook", "xlsx")
        _file(say("Ranking (JSON)"), lambda: _json(answer.dossier, public), say, "ranking", "json")


def _letters(say: Language, answer: TenderRanking) -> bytes:
    return zipped(
        {f"{numbered(answer.dossier, b)}.docx": documents.word(letter(say, answer, b)) for b in losing(answer)}
    )


def _json(dossier: Dossier, public: Evidence) -> bytes:
    # Of an answer of its own: what the verdict rests on keeps its draws with the evidence, some 300 MB of a large one.
    return json_text(ranked(award(dossier, public), public)).encode()


def _file(label: str, make: Callable[[], bytes], say: Language, kind: str, ending: str) -> None:
    name = file_name(say, kind, ending)
    st.download_button(
        label, data=make, file_name=name, mime=MIMES[ending], on_click="ignore", key=f"tender_{kind}_{ending}"
    )
