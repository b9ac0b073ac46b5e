"""What a workload costs at each offer on a day: part by part from dated prices, and what more points of a pole cost."""

import streamlit as st

from charts.workload.sheets import bill_html, bill_sheet
from results import workload as results
from ui.frame.frame import frame
from ui.parts import projector, tables
from ui.parts.tables import heading, terms
from ui.session import address, visitor
from ui.workload import controls, move, sections
from words.facts import workload as words

with frame("cost") as page:
    say, evidence = page.say, page.evidence
    used = controls.workload(evidence)
    bill = results.bill(evidence, page.scenario, used)
    headline = words.finding(say, evidence, bill)
    known = words.known_sentence(say, bill) or words.cards_sentence(say, evidence, bill)
    heading(headline, known, words.services_sentence(say, bill))
    terms(say, *words.terms(say, used))
    if not projector.on():
        controls.draw(say, evidence)
        sections.basis(say, used)
    if bill.costs:
        phone = visitor.narrow()
        st.html(tables.unfolding(bill_html(say, evidence, bill, headline, address.door_link(), parts=not phone)))
        projector.enough()
        if phone:
            sections.by_part(page, bill, headline)
        sections.bounds(page, bill)
        sections.poles(page, bill)
        sections.ranked(page, used)
        sections.leaving(page, bill)
        move.draw(page, used)
        sections.services(page, bill)
        tables.twin(say, "cost", lambda: bill_sheet(say, evidence, bill), f"cout-{bill.day}-{evidence.version}")
