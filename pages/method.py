"""How a score is made, and what it cannot say."""

import streamlit as st

from ui import method_limits, method_people, method_price, method_score
from ui.frame import frame
from ui.method_parts import contents
from ui.tables import escaped

with frame("method", keys=method_price.KEYS) as board:
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
            method_score.facts,
            method_score.score,
            method_score.scales,
            method_score.unknowns,
            method_score.musthaves,
            method_limits.priorities,
            method_people.drawn,
            method_people.agreement,
            method_people.record,
            method_price.price,
            method_limits.unmeasured,
            method_limits.limits,
            method_limits.independence,
            method_limits.corrections,
        ):
            section(board)
