"""Documented decisions, each beside what the board says on its day: agreement, disagreement, and why."""

import streamlit as st

from charts.decisions.replay import overview_html
from results import results
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.tables import heading, terms
from ui.replay import replay as parts
from ui.session import address
from words.decisions import replay as words

with frame("replay") as page:
    say, evidence = page.say, page.evidence
    every = results.replays(evidence)
    heading(words.count_sentence(say, every), words.stated_sentence(say, every))
    terms(say, words.terms_sentence(say))
    st.html(overview_html(say, evidence, every, address.door_link()))
    projector.enough()
    parts.cards(say, evidence, every)
    parts.twin(say, evidence, every)
