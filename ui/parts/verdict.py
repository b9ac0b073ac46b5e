"""The verdict on the screen: its sentence, two lines under it, and folded the terms and facts that it rests on."""

import streamlit as st

from charts.ranking.decisive_facts import rests_html
from ranking.model import Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from results import results, switches
from ui.parts.tables import escaped
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import fold
from web.first_paint.finding import verdict_lines
from words.language import Language
from words.ranking.verdict import rests_text, switches_sentence, verdict


def found(evidence: Evidence, ranking: Ranking) -> Verdict:
    """Return the verdict on a ranking, under the grades and thresholds that the address names."""
    return results.verdict(evidence, ranking, vary())


def sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the verdict in a sentence: the heading of the ranking, wherever else it is said."""
    return verdict(say, evidence, ranking, found(evidence, ranking))


def lines(say: Language, evidence: Evidence, ranking: Ranking) -> tuple[str, str]:
    """Return the two lines under the verdict: how firm it is; which switch flips it, else what it rests on."""
    return verdict_lines(say, evidence, ranking, vary())


def terms(page: Page, *sentences: str) -> None:
    """Draw, folded, on what terms the verdict stands; the facts that it rests on, each a link to its cell."""
    say, evidence, ranking = page.say, page.evidence, page.ranking
    if address.projected():
        return
    part = fold(say("On what conditions"), "conditions")
    with part:
        flips = switches_sentence(say, evidence, switches.switches(evidence, ranking))
        st.html(f'<p class="conditions">{escaped(" ".join(filter(None, (flips, *sentences))))}</p>')
        if not (ranking.rows and part.open):
            return
        decisive = results.decisive(evidence, ranking, vary())
        st.html(f'<p class="rests">{rests_text(say, decisive)}</p>')
        if decisive:
            st.html(rests_html(say, evidence, decisive, address.door_link()))


def vary() -> Vary:
    """Return the variation that the address asks for: weights drawn, grades of facts, thresholds of the verdict."""
    return address.value("vary") or ANY
