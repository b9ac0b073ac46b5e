"""Files of a tender in, templates out, and what becomes of the dossier when the visit ends."""

import streamlit as st

from exports.tender import forms
from exports.tender.dossier_tables import KINDS, with_tables
from exports.tender.names import file_name
from exports.tender.reading.sheet_file import tables_of
from ranking.errors import BoardError, DataError, told
from ranking.model import Evidence
from ranking.tender.dossier import Dossier, TenderError
from ranking.tender.dossier_file import MOST_BYTES, expect_writable, read, written
from ranking.tender.tables import CellFault, recognised
from ui.session import uploads
from ui.session.page import Page
from ui.tender import session_dossier, typed_rows
from words.language import Language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TURN = "tender_turn"


def draw(page: Page, dossier: Dossier | None) -> None:
    """Draw the way in for files, the template, and, of a dossier, how to save and close it."""
    say = page.say
    st.caption(
        say(
            "The dossier stays in this visit: no address and no other visitor has it. What is not saved as a file or "
            "kept on the server is lost when the window is closed or the page loaded anew."
        )
    )
    session_dossier.draw_troubles()
    key = f"tender_files_{st.session_state.get(TURN, 0)}"
    uploaded = st.file_uploader(
        say(
            "One file at a time: a dossier (JSON), or sheets of requirements, bidders, answers, prices or evaluations "
            "(XLSX, ODS, CSV)"
        ),
        key=key,
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    if uploaded:
        st.button(say("Lay this file in"), key="tender_lay", type="primary", on_click=_take, args=(page, key))
    with st.container(horizontal=True, gap="small", key="tender_tools"):
        day = page.evidence.checked
        st.download_button(
            say("Template of requirements and bidders (XLSX)"),
            data=lambda: forms.template(say, page.evidence, day),
            file_name=file_name(say, "template", "xlsx"),
            mime=XLSX,
            on_click="ignore",
            key="tender_template",
        )
        if dossier is None:
            st.button(say("Begin an empty dossier"), key="tender_begin", on_click=session_dossier.begin)
            return
        st.download_button(
            say("Save the dossier (JSON)"),
            data=lambda: written(dossier),
            file_name=file_name(say, "dossier", "dossier.json"),
            mime="application/json",
            on_click=session_dossier.note_saved,
            key="tender_save",
        )
        st.button(say("Close the dossier"), key="tender_close", on_click=session_dossier.ask_to_close)
    _unsaved(say)


def _unsaved(say: Language) -> None:
    """Say what is not saved; ask before it is lost. The line is always there: what stands below keeps its place."""
    parts = session_dossier.unsaved()
    if not parts:
        st.text(say("Nothing in the dossier is left to save."))
        return
    sentence = say("Not saved: {parts}.", parts=parts_text(say, parts))
    if not session_dossier.closing():
        st.text(sentence)
        return
    st.warning(say("{unsaved} Closing the dossier loses it.", unsaved=sentence), icon=None)
    with st.container(horizontal=True, gap="small", key="tender_closing"):
        st.button(say("Close without saving"), key="tender_close_anyway", on_click=session_dossier.close)
        st.button(say("Keep the dossier open"), key="tender_keep", type="primary", on_click=session_dossier.keep_open)


def parts_text(say: Language, parts: tuple[str, ...]) -> str:
    """Return the names of parts of the dossier as a list in words. parts: fields of the dossier."""
    words = {
        "title": say("the name of the tender"),
        "day": say("the day"),
        "announced": say("what is announced"),
        "bidders": say("the bidders"),
        "answers": say("the answers"),
        "prices": say("the prices"),
        "seals": say("the seals"),
        "opened": say("the opening of the second envelopes"),
        "typed": say("changes typed in the table of requirements and not taken"),
        "reason": say("the reason typed for the seal"),
    }
    return say.both([words[p] for p in parts])


def _take(page: Page, key: str) -> None:
    """Lay the file into the dossier, all of it or nothing, and empty the way in."""
    # One at a time: of several files sent together this server keeps the last alone (ui.server.guard).
    file = st.session_state.get(key)
    if file is None:
        return
    say = page.say
    try:
        _lay(page.evidence, file.name, file.getvalue())
    except RowsWait as error:
        # The file stays in the way in.
        session_dossier.trouble([say.told(error)])
        return
    except DataError as error:
        session_dossier.trouble([fault_text(say, p) for p in error.problems])
    except BoardError as error:
        session_dossier.trouble([say("This file cannot be used: {reason}.", reason=say.told(error))])
    uploads.drop()
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _lay(public: Evidence, name: str, content: bytes) -> None:
    """Hold what the dossier is with the file in it. Raises BoardError, and the dossier is then as it was."""
    if name.lower().endswith(".json"):
        take(read(content))
        return
    sheets = recognised(tables_of(content, name.rpartition(".")[0]))
    if not any(table.rows or table.faults for table in sheets):
        raise TenderError(told("no row is filled in; a row under the header for each requirement, bidder or answer"))
    dossier = before = session_dossier.dossier() or session_dossier.empty()
    for kind in KINDS:
        dossier = with_tables(dossier, kind, sheets, public)
    if typed_rows.rows_wait() and dossier.announced.requirements != before.announced.requirements:
        raise RowsWait(
            told(
                "This file is not laid in yet: it holds requirements, and the table of requirements has changes that "
                "are not taken. Take them or give them up, then lay it in."
            )
        )
    expect_writable(dossier)
    if session_dossier.dossier() is None:
        session_dossier.begin()
    session_dossier.put(dossier)


class RowsWait(TenderError):
    """Requirements laid in over rows that are typed and not taken."""


def take(new: Dossier, anyway: bool = False) -> None:
    """Hold a dossier that is saved elsewhere. Raises TenderError where the one that is open has unsaved changes.

    anyway  they may be lost: somebody was asked
    """
    if session_dossier.dossier() is not None and session_dossier.unsaved() and not anyway:
        if typed_rows.waiting():
            raise TenderError(
                told("what is typed in the dossier that is open is not taken; take and save it, or close the dossier")
            )
        raise TenderError(told("the dossier that is open has changes that are not saved; save or close it first"))
    typed_rows.forget()
    session_dossier.put(new)
    session_dossier.note_saved()
    session_dossier.note_not_kept()


def fault_text(say: Language, fault: CellFault) -> str:
    """Return a fault of a cell in this language."""
    return say(
        "{sheet}, {cell}: {wrong}; {allowed}",
        sheet=fault.sheet,
        cell=fault.cell,
        wrong=say.told(fault.wrong),
        allowed=say.told(fault.allowed),
    )
