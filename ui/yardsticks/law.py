"""Law beside the framework: the certificates it asks for, and the act as proposed."""

import streamlit as st

from charts.parts.sheet_html import sheet_html
from charts.yardsticks.law_sheets import certificates_sheet, proposal_sheet
from charts.yardsticks.sheets import STYLE
from ranking.yardsticks.load import proposal
from results import results
from ui.parts import tables
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import fold


def certificates(page: Page) -> None:
    """Draw which offer holds which certificate that binds on the day, by which dated decision, until when."""
    say, evidence = page.say, page.evidence
    part = fold(say("Beside it: certificates that the law asks for, and until when"), "certificates")
    if part.open:
        with part:
            sheet = certificates_sheet(say, evidence, results.matrix(evidence, page.scenario))
            if not sheet.rows:
                st.text(say("On that day no rule asked for a certificate that an offer is documented to hold."))
                return
            st.html(sheet_html(say, sheet, STYLE, sheet.title, link=address.door_link()))
            st.caption(
                say(
                    "Where no end is documented, neither a register nor the provider said one. The laws themselves "
                    "stand under the must-haves of Method."
                )
            )
            tables.downloads(say, lambda: sheet, f"certificats-{page.scenario.as_of}-{evidence.version}")


def proposed(page: Page) -> None:
    """Draw what the act as proposed would ask at each of its levels. Nothing is computed from it."""
    say, law = page.say, proposal()
    part = fold(say("Not law yet: what the proposed European act would ask"), "proposal")
    if part.open:
        with part:
            sheet = proposal_sheet(say, law)
            st.html(sheet_html(say, sheet, STYLE, sheet.title))
            st.caption(
                say(
                    "{name}, of {day}. {state} Source: [{title}]({url}).",
                    name=sheet.title,
                    day=say.day(law.day),
                    state=say.text(law.state),
                    title=law.source.title,
                    url=law.source.url,
                )
            )
