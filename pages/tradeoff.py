"""Urgency against sovereignty: who leads where, exactly; and both sides without any total."""

from functools import partial

import streamlit as st

from results import results
from results.terms import conditions
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.pictures import chart, under
from ui.parts.tables import heading, terms
from ui.session import address
from ui.tradeoff import controls, price
from words.ranking import tradeoff as words

with frame("tradeoff") as page:
    say, evidence, ranking = page.say, page.evidence, page.ranking
    sides = controls.current_pair(evidence)
    balance = results.tradeoff(evidence, page.scenario, sides)
    placed = results.plane(evidence, page.scenario, sides)
    heading(words.switch_sentence(say, evidence, balance), words.position_sentence(say, evidence, balance))
    terms(
        say,
        words.close_sentence(say, balance),
        words.numeric_sentence(say, balance),
        conditions(say, evidence, ranking),
    )
    if not projector.on():
        controls.pair(evidence, say)
    chart(
        page,
        "tradeoff",
        640,
        "balance_chart",
        on_click=lambda to: controls.pressed(evidence, sides, to, ranking.matrix.thin),
    )
    projector.enough()
    controls.balance_of_criteria(evidence, say, balance, ranking.matrix.thin)
    under(page, "tradeoff", say("A click on the band moves your weights."))
    st.header(say("Both sides, without any total"), anchor=False)
    st.markdown(words.front_sentence(say, evidence, placed))
    chart(page, "plane", 680, "plane_chart", on_click=partial(address.show, "open"))
    under(page, "plane")
    price.draw(page, sides)
    controls.twin(evidence, say, balance, placed, ranking)
