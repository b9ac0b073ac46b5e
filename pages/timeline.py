"""Who led when, what changed, and who was ready: the catch-up, day by day."""

from functools import partial

import streamlit as st

from charts.through_time.ready import ready_html
from ranking.weighing.rank import current_balance
from results import results
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.pictures import chart, under
from ui.parts.sections import section
from ui.parts.tables import heading, terms
from ui.session import address
from ui.timeline import sections as time
from words.ranking import readiness
from words.ranking import timeline as words

with frame("timeline") as page:
    say, evidence, scenario, version = page.say, page.evidence, page.scenario, page.ranking.version
    catch_up, steps = results.catch_up(evidence, scenario), results.history(evidence, scenario)
    balance = current_balance(evidence, page.ranking.weighting)
    ready = results.readiness(evidence, scenario, time.bundle(evidence))
    answer = readiness.director_sentence(say, evidence, ready)
    lead = readiness.map_sentence(say, evidence, catch_up, balance)
    heading(answer, readiness.since_sentence(say, evidence, ready))
    terms(say, lead, readiness.open_sentence(say, evidence, ready))
    if not projector.on():
        st.header(say("Who leads when"), anchor=False)
    chart(page, "timeline", 640, "map_chart", on_click=time.move_date)
    projector.enough()
    under(page, "timeline", say("A click moves the date everywhere."))
    time.events(evidence, say)
    with section(say("Who was ready when"), "ready"):
        time.choose_bundle(evidence, say)
        st.html(ready_html(say, evidence, ready, time.bundle(evidence), scenario.as_of, answer, address.door_link()))
        if scenario.known == "documented":
            st.caption(
                say(
                    "Only what the sources gathered here had published by each day counts; other sources "
                    "of the time may have existed."
                )
            )
        time.ready_twin(evidence, say, ready, version)
    with section(say("Places through time, with your weights"), "places"):
        own = words.subject_sentence(say, evidence, steps, scenario.as_of, results.last_day(evidence, scenario))
        alt = f"{own} {words.moves_sentence(say, evidence, steps)} {words.turns_sentence(say, evidence, steps)}"
        chart(page, "bump", 560, "bump_chart", alt, on_click=partial(address.show, "open"))
        under(page, "bump")
    with section(say("What changed, year by year"), "changes"):
        time.changes(evidence, say, steps, scenario.as_of, version)
