"""Pictures of the bids on the page: price against quality, two bids; their files and the table twin."""

from collections.abc import Callable

import streamlit as st

from charts.parts.sheet import Sheet
from charts.tender.price_quality import price_quality_sheet
from exports.pictures.picture import Picture
from exports.tender import pictures
from exports.tender.names import file_name
from exports.tender.sentences import changed_sheet
from ranking.tender.award import TenderRanking
from ranking.tender.price_quality import price_quality
from ui.parts import tables
from ui.parts.charting import look, show
from ui.parts.pictures import choices, download
from ui.parts.tables import escaped
from ui.session.page import Page
from ui.session.widgets import hatch
from words.keeping import keeping_nothing
from words.language import Language


def plane(page: Page, ranked: TenderRanking) -> None:
    """Draw price against quality with its reading, its files and its table; nothing while prices do not count."""
    say = page.say
    with keeping_nothing():
        shown = pictures.plane(say, ranked)
        if shown is None:
            return
        st.header(say("Price against quality"), anchor=False)
        st.text(shown.title)
        show(shown.draw(look(520, tall=420)), "tender_plane", shown.title)
    st.html(f'<p class="reading">{escaped(shown.reading)}</p>')
    buttons(page, ranked, "tender_plane", file_name(say, "plane"), lambda lang: pictures.plane(lang, ranked))
    tables.twin(say, "tender_plane", lambda: _twin(say, ranked), file_name(say, "plane"))


def _twin(say: Language, ranked: TenderRanking) -> Sheet:
    sheet = price_quality_sheet(say, ranked.evidence, price_quality(ranked), ranked.places)
    return changed_sheet(say, sheet, ranked.dossier)


def buttons(page: Page, ranked: TenderRanking, key: str, stem: str, make: Callable[[Language], Picture]) -> None:
    """Draw the popover "Picture": what the file may be, and its download."""
    part = hatch(page.say("Picture"), f"picture_{key}")
    if part.open:
        with part, st.container(gap="xsmall"):
            take = st.container()
            chosen = choices(page.say, key)
            with take:
                download(page.say, stem, chosen, lambda: pictures.picture_file(ranked, make, **vars(chosen)))
