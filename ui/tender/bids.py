"""After the seal: the sheets that go to the bidders and to the evaluator, and the second envelopes."""

from dataclasses import replace

import streamlit as st

from exports.data.zip_files import zipped
from exports.tender import forms
from exports.tender.names import file_name
from ranking.tender.dossier import NO_FORMULA, Bidder, Dossier
from ui.session import calendar
from ui.session.page import Page
from ui.tender import session_dossier
from ui.tender.files import XLSX
from words.language import LANGUAGES, Language, language


def draw(page: Page, dossier: Dossier) -> None:
    """Draw the sheets to send out; those that come back are laid in above, with the other files."""
    say, public = page.say, page.evidence
    st.header(say("Bids"), anchor=False)
    if not dossier.bidders:
        st.text(say("No bidder yet: lay in the sheet of bidders, which is in the template."))
        return
    st.text(
        say.plural(
            "{n} bidder. Send each its sheet; lay in what comes back, at the top of this page.",
            "{n} bidders. Send each its sheet; lay in what comes back, at the top of this page.",
            len(dossier.bidders),
        )
    )
    with st.container(horizontal=True, gap="small", key="tender_sheets"):
        st.download_button(
            say("Answer sheets in both languages (ZIP)"),
            data=lambda: zipped(
                {
                    f"{numbered(dossier, bidder)}-{code}.xlsx": forms.answer_sheet(
                        language(code), dossier, bidder, public
                    )
                    for bidder in dossier.bidders
                    for code in LANGUAGES
                }
            ),
            file_name=file_name(say, "answers", "zip"),
            mime="application/zip",
            on_click="ignore",
            key="tender_answer_sheets",
        )
        if dossier.answers:
            st.download_button(
                say("Sheet of evaluations (XLSX)"),
                data=lambda: forms.evaluation_sheet(say, dossier, public),
                file_name=file_name(say, "evaluations", "xlsx"),
                mime=XLSX,
                on_click="ignore",
                key="tender_evaluations",
            )
        if dossier.announced.formula != NO_FORMULA:
            st.download_button(
                say("Sheet of prices (XLSX)"),
                data=lambda: forms.price_sheet(say, dossier),
                file_name=file_name(say, "prices", "xlsx"),
                mime=XLSX,
                on_click="ignore",
                key="tender_price_sheet",
            )
    # Of no use before there are answers: quality is judged first.
    if dossier.prices_closed and dossier.answers:
        _opening(say, dossier)


def _opening(say: Language, dossier: Dossier) -> None:
    """Draw the way to open the second envelopes, which asks first: it is done once."""
    with st.popover(say("Open the second envelopes…"), key="tender_open_ask"):
        st.text(say("This is done once: prices count from then on, and quality is no longer judged without them."))
        claimed = sum(a.word == "claimed" for a in dossier.answers)
        if claimed:
            st.text(say.plural("{n} answer is not judged yet.", "{n} answers are not judged yet.", claimed))
        st.button(say("Open the second envelopes today"), key="tender_open", on_click=_open)


def numbered(dossier: Dossier, bidder: Bidder) -> str:
    """Return a bidder's number and identifier as a file's name: 02-ovh."""
    plain = "".join(c if c.isalnum() else "-" for c in bidder.id)
    return f"{dossier.bidders.index(bidder) + 1:02d}-{plain}"


def _open() -> None:
    session_dossier.put(replace(session_dossier.dossier(), opened=calendar.today()))
