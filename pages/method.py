"""How a score is made, and what it cannot say."""

import streamlit as st

from ui.frame.frame import frame
from ui.method import limits, people, price, score
from ui.method.parts import contents
from ui.parts.tables import escaped

with frame("method") as board:
    say, evidence = board.say, board.evidence
    answer = say("A score is a weighted mean of dated, sourced facts read on fixed scales; nothing else enters it.")
    scope = say(
        "{offers} offers, {criteria} scored criteria in {pillars} pillars, {priorities} sets of priorities. "
        "Scales, rules, priorities and figures on this page are drawn from the same files as the ranking, "
        "data {version}.",
        offers=len(evidence.offers),
        criteria=len(evidence.criteria),
        pillars=len(evidence.pillars),
        priorities=sum(p.usable for p in evidence.profiles.values()),
        version=evidence.version,
    )
    st.html(f'<h1 class="verdict">{escaped(answer)}</h1><p class="conditions">{escaped(scope)}</p>')
    contents(say)
    with st.container(key="me_page"):
        for section in (
            score.facts,
            score.score,
            score.scales,
            score.unknowns,
            score.musthaves,
            limits.priorities,
            people.drawn,
            people.agreement,
            people.record,
            price.price,
            limits.unmeasured,
            limits.limits,
            limits.independence,
            limits.corrections,
        ):
            section(board)
