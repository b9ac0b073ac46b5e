"""The page of records: one opened and verified, put beside another, taken away; the list; a file brought along."""

from collections.abc import Callable, Sequence
from datetime import UTC

import streamlit as st

from address.links import link
from charts.decisions.record import record_html
from charts.decisions.sheets import records_sheet
from exports.data import snapshots
from exports.documents.record_files import page as record_page
from exports.documents.record_files import pdf
from exports.record_verification import Verification, verification
from ranking.decisions.lock import scenario_of
from ranking.decisions.record import Record, digest_of, verify_chain
from ranking.decisions.record_file import MOST_BYTES, json_bytes, read
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.versions.program import program
from store import records
from store.engine import store
from store.records import StoredRecord
from ui.parts import record_status, tables
from ui.records import comparison, derogation, exit_annex
from ui.session import address, calendar, data, routes
from ui.session.page import Page
from ui.session.widgets import keep
from words.decisions import record_check as words
from words.decisions.record import record_in_words
from words.decisions.record_sentences import aid_sentence, verdict_of
from words.language import Language

_CHAIN = "chain_verified"


@st.cache_resource(show_spinner=False, max_entries=200, hash_funcs={Record: digest_of, Evidence: lambda e: e.version})
def _verified(record: Record, today: Evidence, source: str, kept: bool) -> Verification:
    return verification(record, today, source)


def verified(record: Record) -> Verification:
    """Return the verification of a record that has its content, by today's program and facts.

    Done once for all visitors.
    """
    return _verified(record, data.evidence(), program(), snapshots.kept(record.content.data))


def heading(page: Page, stored: StoredRecord | None, verification: Verification | None) -> None:
    """Draw the answer of the page: what the record opened is worth, or what a record is."""
    say = page.say
    if stored and verification:
        content = stored.record.content
        checked = words.check_sentence(say, content, verification.intact, verification.then, verification.now)
        today = words.today_sentence(say, content, verification.now)
        if verification.intact:
            st.html(f'<p class="kicker">{tables.escaped(content.question)}</p>')
            tables.heading(verdict_of(say, content), checked, today)
        else:
            tables.heading(checked, today)
        tables.terms(say, words.program_sentence(say, content, verification.now))
        return
    tables.heading(
        say("Lock a decision, so that anyone can later see whether it still reproduces."),
        say(
            "A record keeps the question, the facts of a day, each weight and its reason, who agreed and "
            "who did not, and how far the result holds."
        ),
    )
    tables.terms(say, aid_sentence(say))


def missing(say: Language) -> None:
    """Draw what is said where the address names a record that is not, or no longer, kept."""
    if address.entry("record"):
        st.text(
            say(
                "No record is kept under this link. If its content was deleted, with its meeting or by the board's "
                "keeper, its digest still stands in the chain, which holds without it."
            )
        )


def opened(page: Page, record: Record, verification: Verification, where: str = "", place: str = "record") -> None:
    """Draw the record itself, what its verification found, and its files.

    where  the record's own link; place: prefix of the widgets' keys, one for each place of the page that draws a record
    """
    say, zone = page.say, calendar.zone() or UTC
    st.html(record_html(record_in_words(say, record, zone), opens=_doors(page, record)))
    comparison.beside_facts(say, page.evidence, record, verification, place)
    with st.container(horizontal=True, gap="small", key=f"{place}_files"):
        _file(place, say("Record (JSON)"), lambda: json_bytes(record), record, ("json", "application/json"))
        title = say("Record (one HTML page, prints)")
        _file(place, title, lambda: record_page(record, say.code, where, zone), record, ("html", "text/html"))
        title = say("Record (PDF, A4)")
        _file(place, title, lambda: pdf(record, say.code, where, zone), record, ("pdf", "application/pdf"))
    derogation.draw(page, record, place)
    exit_annex.draw(page, record, place)


def _doors(page: Page, record: Record) -> dict[str, str]:
    """Return of each offer's name the ranking of the record with that offer's score opened.

    Empty where today's facts no longer know the record's question.
    """
    content, lang = record.content, page.say.code
    scenario = scenario_of(content, page.evidence)
    known = [p for p in content.result.places if p.offer in page.evidence.offers] if scenario else []
    return {p.name: link(routes.base(), scenario, content.data, lang, open=p.offer) for p in known}


def to_screen(page: Page, stored: StoredRecord) -> None:
    """Draw the button that brings the record's question back to every screen, and the link that does."""
    say, content = page.say, stored.record.content
    scenario = scenario_of(content, page.evidence)
    if scenario and scenario != page.scenario:
        st.button(
            say("Put its question back on every screen"), key="record_back", on_click=address.put, args=(scenario,)
        )
    st.caption(say("Link of this record: whoever has it can read it"))
    st.code(own_link(page, stored), language=None, wrap_lines=True)


def own_link(page: Page, stored: StoredRecord) -> str:
    """Return the record's link: its page, its question, its facts."""
    content = stored.record.content
    scenario = scenario_of(content, page.evidence) or page.scenario
    return link(routes.base(), scenario, content.data, page.say.code, "records", record=stored.id)


def choose(page: Page, listed: Sequence[StoredRecord], current: StoredRecord | None) -> None:
    """Draw the list: one to open, another to compare with, the table and its file."""
    say = page.say
    if not listed:
        return
    names = {k.id: record_status.label(say, k.record) for k in listed}
    st.header(say("Records"), anchor=False)
    _choice(say("Open a record"), "record", names, current and current.id, "records_open")
    if current and len(names) > 1:
        others = {k: v for k, v in names.items() if k != current.id}
        _choice(say("Compare it with"), "other", others, address.entry("other"), "records_other")
        other = next((k for k in listed if k.id == address.entry("other") and k.id != current.id), None)
        if other:
            comparison.beside_another(say, current.record, other.record)
    _table(say, listed)
    st.caption(_who_sees(say))


def chain(say: Language) -> None:
    """Draw the button that verifies the whole chain of this server."""
    st.button(say("Verify the whole chain"), key="chain_go", on_click=lambda: st.session_state.update({_CHAIN: True}))
    if st.session_state.pop(_CHAIN, False):
        every = list(records.chain(store()))
        st.text(words.chain_sentence(say, len(every), verify_chain(every)))


def brought(page: Page, above: Record | None) -> None:
    """Draw a record's file, verified here and kept nowhere. above: the record that stands opened, drawn only once."""
    say = page.say
    with st.expander(say("Verify a record from its file")):
        file = st.file_uploader(say("Record (JSON), as exported by a board"), key="record_file", max_upload_size=1)
        if file is None:
            return
        try:
            record = read(file.getvalue()[: MOST_BYTES + 1])
        except BoardError as error:
            sentence = say("This file is no record: {reason}.", reason=say.told(error))
            st.html(f'<p class="trouble" role="alert">{tables.escaped(sentence)}</p>')  # it may quote the file
            return
        if record.content is None:
            st.text(say("This record has lost its content: only its place in a chain can be verified."))
            return
        checked = verified(record)
        st.text(words.check_sentence(say, record.content, checked.intact, checked.then, checked.now))
        if record == above:
            st.text(say("It is the record opened above, word for word."))
            return
        opened(page, record, checked, place="brought")


def _table(say: Language, listed: Sequence[StoredRecord]) -> None:
    with st.expander(say("The same as a table")):
        sheet = records_sheet(say, [k.record for k in listed])
        tables.whole(say, sheet, "registre")


def _choice(label: str, entry: str, names: dict[str, str], value: str | None, key: str) -> None:
    keep(key, value if value in names else None)
    st.selectbox(
        label,
        list(names),
        key=key,
        index=None,
        format_func=names.get,
        on_change=lambda: address.show(entry, st.session_state[key]),
    )


def _who_sees(say: Language) -> str:
    if records.public():
        return say("This server shows all its records to everybody who opens it.")
    return say(
        "Only the records that you made or opened by their link, in this window, are listed: keep their links. "
        "Nobody else's are shown here."
    )


def _file(place: str, label: str, make: Callable[[], bytes], record: Record, kind: tuple[str, str]) -> None:
    """Draw the button of one file. kind: its ending and its type."""
    form, mime = kind
    st.download_button(
        label,
        data=make,
        file_name=f"decision-{record.name}.{form}",
        mime=mime,
        on_click="ignore",
        key=f"{place}_take_{record.name}_{form}",
        type="tertiary",
    )
