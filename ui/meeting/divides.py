"""What a meeting agrees on and what divides it, by the measures of the screen of points of view."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from address.viewpoints import LONGEST, MOST
from address.weights_code import written
from charts.people import agreement_tables as charts
from ranking.errors import BoardError
from ranking.people.agreement import Agreement, Voice
from ranking.weighing.rank import Ranking
from results import people
from ui.parts.pictures import buttons
from ui.parts.sections import section
from ui.session.page import Page
from ui.stakeholders import sections as parts
from words.people import viewpoints_measured as measured
from words.people.ballots import seat_name
from words.refusals import reason_sentence

LISTED, GROUND = 20, 40


def draw(page: Page, names: Sequence[str], numbers: Sequence[int], rankings: Sequence[Ranking]) -> None:
    """Draw, folded, in sentences what all say and where the disagreement comes from; the measures in a fold again."""
    if len(rankings) < 2:
        return
    say = page.say
    voices = tuple(Voice(n, r.scenario) for n, r in zip(names, rankings, strict=True))
    try:
        agreement = people.agreement(page.evidence, voices)
    except BoardError as error:
        st.text(reason_sentence(say, error))
        return
    with section(say("What all agree on, and what divides"), "divides"):
        parts.agreed(page, agreement)
        st.header(say("What divides"), anchor=False)
        st.text(measured.divide_sentence(say, page.evidence, agreement))
        _picture(page, numbers, rankings)
        st.text(measured.regret_sentence(say, page.evidence, agreement))
        fold = st.expander(say("Every measure of agreement"), key="meeting_measures", on_change="rerun")
        if fold.open:
            with fold:
                _measures(page, agreement)


def _picture(page: Page, numbers: Sequence[int], rankings: Sequence[Ranking]) -> None:
    """Draw everybody's weights as a picture to take away, by drawn number: names typed in a meeting stay in it."""
    entries = [written(r.scenario, seat_name(page.say, n, "")) for n, r in zip(numbers, rankings, strict=True)]
    voices = ",".join(entries)
    if len(entries) <= MOST and len(voices) <= LONGEST:
        buttons(replace(page, scenario=rankings[0].scenario), "divides", {"voices": voices})


def _measures(page: Page, agreement: Agreement) -> None:
    """Draw each weight's part in the disagreement; likeness, counts and common ground where a room can read them."""
    say = page.say
    parts.divides(page, agreement)
    st.text(measured.tau_sentence(say, agreement))
    if len(agreement.voices) <= LISTED:
        st.html(charts.likeness_html(say, agreement))
    st.html(charts.checks_html(say, page.evidence, agreement))
    if len(agreement.voices) <= GROUND:
        parts.common(page, agreement)
