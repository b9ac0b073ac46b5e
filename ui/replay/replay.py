"""The documented decisions, replayed once for all visitors; the way from each to its ranking; all of it as a table."""

import streamlit as st

from charts.decisions.replay import card_html
from charts.decisions.sheets import replay_sheet
from ranking.decisions.replay import Replay
from ranking.model import Evidence
from ui.parts import tables
from ui.session import address, visitor
from ui.session.links import open_ranking
from ui.session.widgets import keep
from words.language import Language


def cards(say: Language, evidence: Evidence, every: tuple[Replay, ...]) -> None:
    """Draw a fold for each decision, one of them open: its card, and the link that opens its ranking as it stands.

    The open one is in the address under `case`; none of it: the first, and on a phone none, where it would be half the
    page.
    """
    ids = [one.decision.id for one in every]
    case = address.value("case", evidence)
    first = None if visitor.narrow() else ids[0]
    for one in every:
        name = one.decision.id
        keep(f"case_{name}", name == (case if case in ids else first))
        with st.container(key=f"section_rp-{name}"):
            part = st.expander(_title(say, one), key=f"case_{name}", on_change=_open, args=(name,))
            if part.open:
                with part:
                    st.html(card_html(say, evidence, one, address.door_link()))
                    open_ranking(say, one.scenario, name, say.text(one.decision.title))


def _title(say: Language, one: Replay) -> str:
    return f"{say.day(one.decision.day)} · {say.text(one.decision.title)}"


def _open(name: str) -> None:
    if st.session_state[f"case_{name}"]:
        address.set_value("case", name)


def twin(say: Language, evidence: Evidence, every: tuple[Replay, ...]) -> None:
    """Draw one row for each offer of each decision, with what every must-have says of it."""
    tables.twin(say, "replay", lambda: replay_sheet(say, evidence, every), f"decisions-{evidence.version}")
