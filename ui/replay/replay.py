"""The documented decisions, replayed once for all visitors; the way from each to its ranking; all of it as a table."""

import streamlit as st

from charts.decisions.replay import card_html
from charts.decisions.sheets import replay_sheet
from ranking.decisions.replay import Replay
from ranking.model import Evidence
from ui.parts import tables
from ui.session import address
from ui.session.links import open_ranking
from words.language import Language


def card(say: Language, evidence: Evidence, replay: Replay) -> None:
    """One decision, and the link that opens its ranking with exactly its settings."""
    with st.container(key=f"rp_{replay.decision.id}"):
        st.html(card_html(say, evidence, replay, address.door_link()))
        open_ranking(say, replay.scenario, replay.decision.id, say.text(replay.decision.title))


def twin(say: Language, evidence: Evidence, every: tuple[Replay, ...]) -> None:
    """Draw one row for each offer of each decision, with what every must-have says of it."""
    tables.twin(say, "replay", lambda: replay_sheet(say, evidence, every), f"decisions-{evidence.version}")
