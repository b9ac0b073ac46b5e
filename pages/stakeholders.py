"""Points of view side by side: who puts whom where, what all agree on, what divides, whether there is common ground."""

import streamlit as st

from charts.stakeholders import voices_figure
from ranking.errors import BoardError
from ui import projector
from ui import stakeholders as side
from ui import stakeholders_parts as parts
from ui.charting import look, show
from ui.frame import frame
from ui.picture_buttons import buttons
from ui.tables import heading
from words import stakeholders as words
from words.refusals import reason_sentence

with frame("stakeholders", keys=(side.KEY,)) as board:
    say, evidence, entries = board.say, board.evidence, side.chosen(board)
    top = st.empty()
    if not projector.on():
        side.chooser(board, entries)
    try:
        found = side.together(board, entries)
    except BoardError as error:
        with top.container():
            heading(say("Under these conditions no ranking can be compared."), reason_sentence(say, error))
    else:
        with top.container():
            heading(words.headline(say, evidence, found), words.terms(say, evidence, found))
        show(
            voices_figure(say, evidence, found, look(190 + 22 * len(found.offers))),
            "voices_chart",
            words.picture_text(say, evidence, found),
        )
        projector.enough()
        st.caption(words.reading(say, evidence, found))
        buttons(board, "stakeholders")
        parts.twin(board, found)
        if len(found.voices) > 1:
            parts.agreed(board, found)
            parts.divided(board, found)
            parts.checks(board, found)
        parts.common(board, found)
        parts.documented(board, found, entries)
