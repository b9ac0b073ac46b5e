"""Points of view side by side: who puts whom where, what all agree on, what divides, whether there is common ground."""

from functools import partial

import streamlit as st

from ranking.errors import BoardError
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.pictures import chart, under
from ui.parts.tables import heading, terms
from ui.session import address
from ui.stakeholders import sections as parts
from ui.stakeholders import viewpoints as side
from words.people import viewpoints as words
from words.refusals import reason_sentence

with frame("stakeholders") as page:
    say, evidence, entries = page.say, page.evidence, side.chosen(page)
    top = st.empty()
    if not projector.on():
        side.chooser(page, entries)
    try:
        agreement = side.together(page, entries)
    except BoardError as error:
        with top.container():
            heading(say("Under these conditions no ranking can be compared."), reason_sentence(say, error))
    else:
        with top.container():
            heading(words.headline(say, evidence, agreement), words.apart_sentence(say, evidence, agreement))
            terms(say, words.terms(say, evidence, agreement))
        alt = words.picture_text(say, evidence, agreement)
        chart(
            page, "stakeholders", 190 + 20 * len(agreement.offers), "voices_chart", alt, partial(address.show, "open")
        )
        projector.enough()
        under(page, "stakeholders", say("A click on a line opens what stands behind its offer."))
        parts.twin(page, agreement)
        if len(agreement.voices) > 1:
            parts.agreed(page, agreement)
            parts.divided(page, agreement)
            parts.checks(page, agreement)
        parts.common(page, agreement)
        parts.documented(page, agreement, entries)
