"""The dossier of this visit: held in its session, never in an address or a cache; and where it is kept besides."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, TypeVar

import streamlit as st

from ranking.model import Evidence
from ranking.tender.checks import dossier_faults
from ranking.tender.dossier import Announced, Dossier
from ui.parts.tables import escaped
from ui.session import calendar
from ui.tender import typed_rows
from words.language import Language

HELD, SAVED, CLOSING, TROUBLES = "tender_dossier", "tender_saved", "tender_closing", "tender_troubles"
KEPT, ANSWER, DECLINED, KNOWN = "tender_kept", "tender_answer", "tender_declined", "tender_known"
T = TypeVar("T")
# Where on the page a refusal is said: beside what was pressed.
FILES, GRID, SEAL, STORE = "files", "grid", "seal", "store"


@dataclass(frozen=True, slots=True)
class KeptDossier:
    """Where the store has the dossier: its code, the last save known here, what that holds, when it expires.

    other  the save that another window made meanwhile, which is not overwritten
    """

    code: str = field(repr=False)
    number: int
    dossier: Dossier
    expires: datetime
    other: int | None = None


def dossier() -> Dossier | None:
    """Return the dossier of this visit, or None."""
    return st.session_state.get(HELD)


def put(new: Dossier) -> None:
    """Hold a dossier in the place of the one before."""
    st.session_state[HELD] = new


def answer(of: Dossier, question: Hashable) -> Any:
    """Return the result held for this very dossier and question, or None."""
    now, question_before, result = st.session_state.get(ANSWER, (None, None, None))
    return result if now is of and question_before == question else None


def note_answer(of: Dossier, question: Hashable, result: T) -> T:
    """Hold the result that a dossier has for a question, in the place of the one before, and return it."""
    st.session_state[ANSWER] = (of, question, result)
    return result


def known(name: str, question: Hashable, make: Callable[[], T]) -> T:
    """Return the result of `make`, kept in this visit under `name` for as long as `question` stays the same."""
    results = st.session_state.setdefault(KNOWN, {})
    if name not in results or results[name][0] != question:
        results[name] = (question, make())
    return results[name][1]


def empty() -> Dossier:
    """Return an empty dossier of the visitor's day."""
    return Dossier("", calendar.today(), Announced(""))


def begin() -> None:
    """Put an empty dossier into this visit."""
    put(empty())
    note_saved()


def announce(**changes: Any) -> None:
    """Replace fields of what the dossier announces (formula, envelopes, …)."""
    now = dossier()
    put(replace(now, announced=replace(now.announced, **changes)))


def decline(text: str, criterion: str) -> None:
    """Note that the requirement of this text is not the board's criterion, so that nobody is asked again."""
    st.session_state.setdefault(DECLINED, set()).add((text, criterion))


def declined(text: str, criterion: str) -> bool:
    """Return whether somebody said that the requirement of this text is not this criterion."""
    return (text, criterion) in st.session_state.get(DECLINED, ())


def note_saved() -> None:
    """Note that the dossier is on the visitor's side as it is."""
    st.session_state[SAVED] = dossier()
    st.session_state.pop(CLOSING, None)


def unsaved() -> tuple[str, ...]:
    """Return what is not on the visitor's side: parts of the dossier by the names of its fields, and what is typed."""
    return changed_since(st.session_state.get(SAVED))


def changed_since(then: Dossier | None) -> tuple[str, ...]:
    """Return the parts of the dossier that are not as in `then`, all where that is None; and what is typed, not taken.

    By the names of its fields, and those of `typed_rows.waiting`.
    """
    now = dossier()
    parts = tuple(f.name for f in fields(now) if then is None or getattr(now, f.name) != getattr(then, f.name))
    return (*parts, *typed_rows.waiting())


def kept() -> KeptDossier | None:
    """Return where the store has the dossier, None where it does not."""
    return st.session_state.get(KEPT)


def note_kept(where: KeptDossier) -> None:
    """Note that the store has the dossier."""
    st.session_state[KEPT] = where


def note_not_kept(lost: bool = False) -> None:
    """Note that the dossier that is open is not the one in the store. lost: nothing is there any more."""
    st.session_state.pop(KEPT, None)
    settle(STORE)
    if lost:
        st.session_state[SAVED] = empty()


def ask_to_close() -> None:
    """Close the dossier; where it has changes that are not saved, ask first."""
    if unsaved():
        st.session_state[CLOSING] = True
    else:
        close()


def closing() -> bool:
    """Return whether somebody wants to close a dossier that is not saved."""
    return st.session_state.get(CLOSING, False) and bool(unsaved())


def keep_open() -> None:
    """Drop the wish to close: the dossier stays open."""
    st.session_state.pop(CLOSING, None)


def close() -> None:
    """Forget the dossier and all that was said of it."""
    for key in (HELD, SAVED, CLOSING, TROUBLES, KEPT, ANSWER, DECLINED, KNOWN):
        st.session_state.pop(key, None)
    typed_rows.forget()


def trouble(sentences: Sequence[str], place: str = FILES) -> None:
    """Keep sentences of refusal for the next drawing of a place, after those that wait there already."""
    waiting = st.session_state.setdefault(TROUBLES, {})
    before = waiting.get(place, ())
    waiting[place] = (*before, *(line for line in sentences if line not in before))


def waiting(place: str) -> bool:
    """Return whether a refusal waits to be drawn in a place."""
    return bool(st.session_state.get(TROUBLES, {}).get(place))


def settle(place: str) -> None:
    """Forget the refusals of a place: something new is done there."""
    st.session_state.get(TROUBLES, {}).pop(place, None)


def draw_troubles(place: str = FILES, once: bool = True) -> None:
    """Draw the refusals of the last thing done in a place; they may quote a file. once: not again at the next run."""
    sentences = st.session_state.get(TROUBLES, {}).get(place, ())
    if once:
        settle(place)
    if sentences:
        rows = "".join(f"<li>{escaped(line)}</li>" for line in sentences)
        st.html(f'<ul class="trouble" role="alert">{rows}</ul>')


def faults_said(say: Language, dossier: Dossier, public: Evidence) -> list[str]:
    """Return everything that stands in the way of a ranking, in sentences."""
    return [
        say(
            "{where}: {wrong}; {allowed}",
            where=f"{place}.{fault.field}",
            wrong=say.told(fault.wrong),
            allowed=say.told(fault.allowed),
        )
        for place, fault in dossier_faults(dossier, public)
    ]
