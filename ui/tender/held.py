"""The dossier of this visit: held in its session alone, never in an address or a cache."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from ranking.model import Evidence
from ranking.tender.checks import dossier_faults
from ranking.tender.dossier import Announced, Dossier, digest
from ui.parts.tables import escaped
from ui.session import calendar
from words.language import Language

HELD, SAVED, TROUBLES = "tender_dossier", "tender_saved", "tender_troubles"


def dossier() -> Dossier | None:
    """Return the dossier of this visit, or None."""
    return st.session_state.get(HELD)


def put(new: Dossier) -> None:
    """Hold a dossier in the place of the one before."""
    st.session_state[HELD] = new


def begin() -> None:
    """Hold an empty dossier of the visitor's day."""
    put(Dossier("", calendar.today(), Announced("")))


def announce(**changes: Any) -> None:
    """Change what the dossier announces."""
    now = dossier()
    put(replace(now, announced=replace(now.announced, **changes)))


def note_saved() -> None:
    """Note that the dossier is on the visitor's side as it is."""
    st.session_state[SAVED] = digest(dossier())


def unsaved() -> bool:
    """Return whether the dossier changed since it was last saved."""
    return st.session_state.get(SAVED) != digest(dossier())


def close() -> None:
    """Forget the dossier and all that was said of it."""
    for key in (HELD, SAVED, TROUBLES):
        st.session_state.pop(key, None)


def trouble(said: Sequence[str]) -> None:
    """Keep sentences of refusal for the next drawing, after those that wait already."""
    before = st.session_state.get(TROUBLES, ())
    st.session_state[TROUBLES] = (*before, *(line for line in said if line not in before))


def draw_troubles() -> None:
    """Draw the refusals of the last thing done, once; they may quote a file."""
    said = st.session_state.pop(TROUBLES, ())
    if said:
        rows = "".join(f"<li>{escaped(line)}</li>" for line in said)
        st.html(f'<ul class="trouble" role="alert">{rows}</ul>')


def faults_said(say: Language, found: Dossier, public: Evidence) -> list[str]:
    """Return everything that stands in the way of a ranking, in sentences."""
    return [
        say(
            "{where}: {wrong}; {allowed}",
            where=f"{place}.{fault.field}",
            wrong=say.told(fault.wrong),
            allowed=say.told(fault.allowed),
        )
        for place, fault in dossier_faults(found, public)
    ]
