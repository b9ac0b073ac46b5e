"""The European Commission's sovereignty framework, read from the documented facts: score and level as ranges."""

import streamlit as st

from charts.yardsticks.sheets import offers_sheet, offers_tables
from results import yardsticks as results
from ui.frame.frame import frame
from ui.parts import projector, tables
from ui.parts.sections import section
from ui.parts.tables import heading, terms
from ui.session import address
from ui.yardsticks import controls, law, own_answers, sections
from words.facts import yardsticks as words

with frame("framework") as page:
    say, evidence = page.say, page.evidence
    level = controls.minimum(evidence)
    reading = results.reading(evidence, page.scenario, controls.weights(evidence), own_answers.given())
    headline = words.finding(say, evidence, reading, level)
    heading(headline, words.sure_sentence(say, reading, level), words.given_sentence(say, evidence, reading))
    terms(say, *words.terms(say, reading))
    controls.draw(say, evidence, reading.framework)
    if reading.known:
        sheet = offers_sheet(say, evidence, reading, level)
        for n, (title, table, settled) in enumerate(offers_tables(say, sheet, address.door_link())):
            with section(title, f"csf_group_{n}", settled):
                st.html(tables.unfolding(table))
        projector.enough()
        st.caption(words.sources_text(say, reading))
        sections.questions(page, reading)
        sections.through_time(page, reading)
        sections.parted(page, reading)
        sections.awarded(page)
        law.certificates(page)
        law.proposed(page)
        tables.twin(say, "csf", lambda: sheet, f"csf-{reading.day}-{page.ranking.version}")
