"""What the timeline screen asks and shows beside its pictures: the bundle, the changes, the events and sources."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from charts.parts.sheet import Sheet
from charts.parts.sheet_html import sheet_html
from charts.through_time.ready import ready_sheet
from charts.through_time.sheets import changes_sheet, events_sheet, year_sheet
from ranking.model import Evidence
from ranking.through_time.history import HistoryStep
from ranking.through_time.readiness import DEFAULT_BUNDLE, Readiness
from ui.parts import tables
from ui.session import address
from ui.session.widgets import fold, keep
from words.language import Language
from words.ranking.readiness import token_text


def move_date(text: str) -> None:
    """Move the session's date to a clicked day."""
    address.change(as_of=date.fromisoformat(str(text)[:10]))


def bundle(evidence: Evidence) -> tuple[str, ...]:
    """Return the prerequisites that the address names, else the platform's own."""
    return address.value("bundle", evidence) or DEFAULT_BUNDLE


def choose_bundle(evidence: Evidence, say: Language) -> None:
    """Edit the list of prerequisites."""
    flags = [f"{k}>=1" for k, c in evidence.indicators.items() if c.scale == "flag" and k != "on_sale"]
    options = list(dict.fromkeys([*bundle(evidence), *DEFAULT_BUNDLE, *evidence.gates, *flags]))
    keep("bundle", list(bundle(evidence)))
    st.multiselect(
        say("Prerequisites (at first the platform's own, from its statements of 2019 and 2020)"),
        options,
        key="bundle",
        format_func=lambda t: token_text(say, evidence, t),
        on_change=_set_bundle,
    )


def _set_bundle() -> None:
    chosen = tuple(st.session_state["bundle"])
    address.set_value("bundle", None if chosen == DEFAULT_BUNDLE else chosen)


def ready_twin(evidence: Evidence, say: Language, offers: Sequence[Readiness], version: str) -> None:
    """Draw the readiness table as a table of dates and words."""
    stem = f"prerequis-{offers[0].state.day if offers else ''}-{version}"
    tables.twin(say, "ready", lambda: ready_sheet(say, evidence, offers, bundle(evidence)), stem)


def changes(evidence: Evidence, say: Language, steps: Sequence[HistoryStep], day: date, version: str) -> None:
    """Draw what changed in a year of the visitor's choice: moves of the first place, then behind a fold the rest."""
    years = sorted({s.day.year for s in steps[1:]}, reverse=True)
    if not years:
        return
    year = st.segmented_control(
        say("What changed in"), years, default=day.year if day.year in years else years[0], key="changes_year"
    )
    lead, others = (year_sheet(say, evidence, steps, year, lead) for lead in (True, False))
    if lead.rows:
        _drawn(say, lead, f"{lead.title} {year}")
    else:
        st.text(say("In {year} the first place did not change hands.", year=year))
    if others.rows:
        part = fold(
            say.plural(
                "{n} other change of {year}, which left the first place as it was",
                "{n} other changes of {year}, which left the first place as it was",
                len(others.rows),
                year=year,
            ),
            "other_changes",
        )
        if part.open:
            with part:
                _drawn(say, others, f"{others.title} {year}")
    tables.downloads(say, lambda: changes_sheet(say, evidence, steps), f"changements-{version}")


def _drawn(say: Language, sheet: Sheet, caption: str) -> None:
    """Draw the table; what moved opens its fact, a source its page."""
    st.html(sheet_html(say, sheet, "tl-changes", caption, name=2, link=address.door_link()))


def events(evidence: Evidence, say: Language) -> None:
    """Draw the events of the case as a list with sources."""
    title = say("The {n} events of the case, with their sources", n=len(evidence.events))
    part = fold(title, "events")
    if not part.open:
        return
    with part:
        sheet = events_sheet(say, evidence)
        st.html(sheet_html(say, sheet, "tl-changes", title, name=1))
        tables.downloads(say, lambda: sheet, f"chronologie-{evidence.version}")
