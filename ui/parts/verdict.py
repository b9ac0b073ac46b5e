"""The verdict on the screen: its sentence, how firm it is, and the facts that it rests on, each a link to its cell."""

from urllib.parse import urlencode

import streamlit as st

from charts.ranking.rests import rests_html
from ranking.model import Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from results import results
from ui.session import address
from ui.session.page import Page
from ui.session.widgets import fold
from words.language import Language
from words.ranking.verdict import aside_sentence, rests_text, share_sentence, verdict


def found(evidence: Evidence, ranking: Ranking) -> Verdict:
    """Return the verdict under the assumptions of the address."""
    return results.verdict(evidence, ranking, vary())


def sentence(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return the verdict in a sentence: the heading of the ranking, wherever else it is said."""
    return verdict(say, evidence, ranking, found(evidence, ranking))


def firmness(say: Language, evidence: Evidence, ranking: Ranking) -> str:
    """Return how often the best score stays the best, and whom what is set aside would put first."""
    said = found(evidence, ranking)
    return " ".join(filter(None, (share_sentence(say, evidence, said), aside_sentence(say, evidence, said))))


def rests(board: Page) -> None:
    """Draw the count of decisive facts and, once opened, the facts themselves."""
    if not board.ranking.rows or address.projected():
        return
    say, decisive = board.say, results.decisive(board.evidence, board.ranking, vary())
    if not decisive:
        st.html(f'<p class="rests">{rests_text(say, decisive)}</p>')
        return
    part = fold(rests_text(say, decisive), "rests")
    if part.open:
        query = urlencode({k: v for k, v in address.query(board.keys).items() if k != "open"})
        with part:
            st.html(rests_html(say, board.evidence, decisive, lambda door: f"?{query}&open={door}"))


def vary() -> Vary:
    """Return what the address lets vary: grades and thresholds among it."""
    return address.value("vary") or ANY
