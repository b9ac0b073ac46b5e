"""What is typed on the tender's page and not taken yet: kept while other things are pressed or other pages read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from exports.tender.forms import REQUIREMENTS
from ranking.tender.dossier import TenderRequirement

TYPED, REASON = "tender_typed", "tender_reason_typed"
# Rows that wait under those there are. The grid opens the cell of a row that it has just added some 0.3 s after the
# press, before anything is asked of the server, and a key typed until then goes nowhere: a row that is there takes it.
WAITING = 3
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The table of requirements: what the grid was given, and what stands in it since.

    turn   in the grid's key: another one is another grid, which begins with `base`
    lang   the language of its words and numbers
    asked  the requirements that the dossier announces, which `taken` says in cells
    base   the rows that the grid was given, empty ones under them; now: those it shows, without empty ones
    just   whether they were taken since the last drawing
    """

    turn: int
    lang: str
    asked: tuple[TenderRequirement, ...]
    taken: Rows
    base: Rows
    now: Rows
    just: bool = False

    @property
    def key(self) -> str:
        """Return the key of the grid."""
        return f"tender_grid_{self.turn}"

    @property
    def waiting(self) -> bool:
        """Return whether something is typed that is not taken."""
        return self.now != self.taken


def begun(turn: int, lang: str, requirements: Sequence[TenderRequirement], taken: Rows, now: Rows) -> TypedRows:
    """Return a grid that begins with the rows `now` and empty ones under them."""
    return TypedRows(turn, lang, tuple(requirements), taken, (*now, *(("",) * len(REQUIREMENTS),) * WAITING), now)


def held() -> TypedRows | None:
    """Return the table with what the browser has told of it by now; None where none was drawn."""
    known = st.session_state.get(TYPED)
    if known is None or known.key not in st.session_state:
        return known
    return replace(known, now=_edited(known.base, st.session_state[known.key]))


def note(rows: TypedRows) -> None:
    """Hold the table in the place of the one before."""
    st.session_state[TYPED] = rows


def rows_wait() -> bool:
    """Return whether the table of requirements has changes that are not taken."""
    grid = held()
    return grid is not None and grid.waiting


def reason() -> str:
    """Return the reason typed for the next seal."""
    return st.session_state.get(REASON, "")


def note_reason(text: str) -> None:
    """Hold the reason typed for the next seal."""
    st.session_state[REASON] = text


def waiting() -> tuple[str, ...]:
    """Return what of the typed waits to be taken: "typed" (rows of the table), "reason" (of a seal)."""
    return tuple(name for name, there in (("typed", rows_wait()), ("reason", reason().strip())) if there)


def give_up_rows() -> None:
    """Put the table back to what the dossier announces."""
    grid = held()
    note(begun(grid.turn + 1, grid.lang, grid.asked, grid.taken, grid.taken))


def forget() -> None:
    """Forget all that is typed."""
    for key in (TYPED, REASON):
        st.session_state.pop(key, None)


def filled(rows: Sequence[Sequence[Any]]) -> Rows:
    """Return the rows in which something stands, as texts."""
    texts = (tuple("" if x is None else str(x) for x in row) for row in rows)
    return tuple(row for row in texts if any(row))


def _edited(base: Rows, state: Mapping[str, Any]) -> Rows:
    """The rows of a grid after what its browser says was edited, added and deleted."""
    rows = [dict(zip(REQUIREMENTS, row, strict=True)) for row in base]
    for n, cells in state["edited_rows"].items():
        rows[int(n)] |= cells
    left = [row for n, row in enumerate(rows) if n not in state["deleted_rows"]] + state["added_rows"]
    return filled([[row.get(c) for c in REQUIREMENTS] for row in left])
