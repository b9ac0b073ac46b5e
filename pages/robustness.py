"""Does it hold? How much of the ranking is the weights, the evidence or the formula."""

from functools import partial

import streamlit as st

from charts.ranking.robustness import acceptability_figure
from ranking.robustness.first_places import Shares
from ranking.robustness.problem import problem
from results.terms import conditions
from ui.frame.frame import frame
from ui.parts import projector
from ui.parts.charting import look, show
from ui.parts.pictures import under
from ui.parts.sections import section
from ui.parts.tables import heading, terms
from ui.robustness import controls as robust
from ui.robustness import sections as parts
from ui.session import address
from words.ranking import robustness as words

with frame("robustness") as page:
    say, evidence, ranking = page.say, page.evidence, page.ranking
    if len(ranking.rows) < 2:
        heading(say("With fewer than two offers in the ranking there is nothing to test."))
        terms(say, conditions(say, evidence, ranking))
    else:
        leader, base = ranking.rows[0].offer, problem(ranking)
        # What is drawn once stands in a container: to empty a place first would take the chart off the page.
        known = robust.known(page, robust.current(evidence))
        top, vary = st.container() if known else st.empty(), robust.question(say, evidence)
        picture = st.container() if known else st.empty()

        def draw(shares: Shares, done: bool) -> None:
            """Draw the finding and its picture, from what has been drawn so far."""
            places = len(shares.both.expected)
            headline = words.hold_sentence(say, evidence, leader, shares.weights, vary.kind)
            with top if known else top.container():
                heading(headline, words.both_sentence(say, evidence, shares.both))
                terms(
                    say,
                    words.error_sentence(say, shares.both),
                    conditions(say, evidence, ranking),
                )
            if done:
                with picture if known else picture.container():
                    show(
                        acceptability_figure(
                            say, evidence, shares.both, look(110 + 26 * places, tall=90 + 24 * places)
                        ),
                        "places_chart",
                        headline,
                        partial(address.show, "open"),
                    )

        shares = robust.answer(page, vary, draw, picture)
        projector.enough()
        under(page, "robustness", say("A click on a cell opens what stands behind its offer."))
        parts.twin(evidence, say, shares, vary.kind, ranking.version)
        parts.pillars(page, leader)
        with section(say("How far one criterion's weight can move"), "criteria"):
            parts.stability(page, leader, "criterion")
        parts.one_fact(page)
        parts.believe(page)
        parts.formulas(page, base)
        parts.overlap(page)
