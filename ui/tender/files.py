"""Files of a tender in, templates out, and what becomes of the dossier when the visit ends."""

import streamlit as st

from exports.tender import forms
from exports.tender.laying import KINDS, laid
from exports.tender.sheet_file import tables_of
from ranking.errors import BoardError, DataError
from ranking.model import Evidence
from ranking.tender.dossier import Dossier
from ranking.tender.dossier_file import MOST_BYTES, read, written
from ranking.tender.tables import CellFault, recognised
from ui.session.page import Page
from ui.tender import held
from words.language import Language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TURN = "tender_turn"
ENDINGS = ("json", "xlsx", "ods", "csv")


def draw(board: Page, dossier: Dossier | None) -> None:
    """Draw the way in for files, the template, and, of a dossier, how to save and close it."""
    say = board.say
    st.caption(
        say(
            "The dossier stays in this visit: no address and no other visitor has it. It is lost when the page is left "
            "or loaded anew: save it as a file."
        )
    )
    held.draw_troubles()
    key = f"tender_files_{st.session_state.get(TURN, 0)}"
    given = st.file_uploader(
        say("A dossier, or sheets of requirements, bidders, answers, prices or evaluations"),
        type=list(ENDINGS),
        key=key,
        max_upload_size=MOST_BYTES // 1_000_000,
    )
    if given:
        st.button(say("Lay this file in"), key="tender_lay", type="primary", on_click=_take, args=(board, key))
    with st.container(horizontal=True, gap="small", key="tender_tools"):
        day = board.evidence.checked
        st.download_button(
            say("Template of requirements (XLSX)"),
            data=lambda: forms.template(say, board.evidence, day),
            file_name="exigences.xlsx" if say.code == "fr" else "requirements.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="tender_template",
            type="tertiary",
        )
        if dossier is None:
            st.button(say("Begin an empty dossier"), key="tender_begin", on_click=held.begin)
            return
        st.download_button(
            say("Save the dossier (JSON)"),
            data=written(dossier),
            file_name="marche.dossier.json",
            mime="application/json",
            on_click=held.note_saved,
            key="tender_save",
        )
        st.button(say("Close the dossier"), key="tender_close", on_click=held.close, type="tertiary")
    if held.unsaved():
        st.text(say("This dossier has changes that are not saved."))


def _take(board: Page, key: str) -> None:
    """Lay the files into the dossier, all of them or none, and empty the way in."""
    # One at a time: of several files sent together this server keeps the last alone (ui.server.guard).
    file = st.session_state.get(key)
    if file is None:
        return
    given = [(file.name, file.getvalue())]
    say, public, before = board.say, board.evidence, held.dossier()
    try:
        _lay(public, given)
    except DataError as error:
        if before is not None:
            held.put(before)
        held.trouble([fault_text(say, p) for p in error.problems])
    except BoardError as error:
        if before is not None:
            held.put(before)
        held.trouble([say("This file cannot be used: {reason}.", reason=say.told(error))])
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _lay(public: Evidence, given: list[tuple[str, bytes]]) -> None:
    whole = [content for name, content in given if name.lower().endswith(".json")]
    sheets = [recognised(tables_of(c, n.rpartition(".")[0])) for n, c in given if not n.lower().endswith(".json")]
    dossier = read(whole[0]) if whole else held.dossier()
    if dossier is None:
        held.begin()
        dossier = held.dossier()
    for kind in KINDS:
        for found in sheets:
            dossier = laid(dossier, kind, found, public)
    held.put(dossier)
    if whole and not sheets:
        held.note_saved()


def fault_text(say: Language, fault: CellFault) -> str:
    """Return a fault of a cell in this language."""
    return say(
        "{sheet}, {cell}: {wrong}; {allowed}",
        sheet=fault.sheet,
        cell=fault.cell,
        wrong=say.told(fault.wrong),
        allowed=say.told(fault.allowed),
    )
