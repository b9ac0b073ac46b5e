"""Cost by the bill of a workload, in place of unit prices: put in force, taken back, and said on every screen."""

import streamlit as st

from ranking.model import Evidence
from ranking.weighing.scenario import repriced
from ranking.workload.workload import Workload
from ranking.workload.written import parsed, usual, written
from ui.session import address
from ui.session.links import page_link
from words.language import Language
from words.ranking.verdict import priced_label


def put(evidence: Evidence, used: Workload) -> None:
    """Rank by the bill of a workload from now on; points given to the prices that it replaces are the bill's."""
    address.put(repriced(address.scenario(), written(used), evidence))
    address.set_value("workload", None)
    _unlock(evidence)


def take_back(evidence: Evidence) -> None:
    """Rank by unit prices again; the screen of costs keeps the workload."""
    used = parsed(address.scenario().priced, evidence)
    address.put(repriced(address.scenario(), "", evidence))
    address.set_value("workload", None if used == usual() else used)
    _unlock(evidence)


def _unlock(evidence: Evidence) -> None:
    """Let go what is locked among criteria that come or go."""
    both = set(evidence.pillars) | set(evidence.criteria) & set(evidence.filed.criteria)
    locked = [name for name in (address.entry("lock") or "").split(",") if name in both]
    address.show("lock", ",".join(locked) or None)


def line(evidence: Evidence, say: Language) -> None:
    """Draw whose bill counts, the way to its numbers, and the button that takes it back; nothing where none does."""
    priced = address.scenario().priced
    if not priced:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="priced_line"):
        st.text(priced_label(say, priced), width="content")
        page_link("cost", say("Its numbers"), address.query(), "priced_numbers")
        back = say("Back to unit prices")
        st.button(back, key="priced_back", type="tertiary", on_click=take_back, args=(evidence,))
