"""An exit sheet annexed to a record, on the record's own day and facts, and its two files."""

from datetime import UTC

import streamlit as st

from exports.data import snapshots
from exports.documents.exit_sheet import exit_sheet
from ranking.decisions.lock import scenario_of
from ranking.decisions.record import Record
from ranking.model import Evidence
from ranking.workload.load import presets
from ranking.workload.workload import Workload
from ranking.workload.written import parsed
from results import workload as results
from ui.parts.export.document import document_buttons
from ui.session import calendar
from ui.session.page import Page
from ui.session.widgets import fold
from words.facts.workload_move import finding
from words.language import Language

OWN = "own"


def draw(page: Page, record: Record, place: str) -> None:
    """Draw the fold: the offer left, the one taken, a documented workload, both files."""
    say = page.say
    part = fold(say("An exit sheet annexed to this record"), f"{place}_exit")
    if not part.open:
        return
    with part:
        evidence = snapshots.locked_on(record.content.data, page.evidence)
        scenario = evidence and scenario_of(record.content, evidence)
        if scenario is None:
            st.text(say("The facts of this record are not kept here: no sheet can be made on them."))
            return
        pair = _pair(say, evidence, record, place)
        used = _workload(say, evidence, scenario.priced, place)
        if pair[0] == pair[1]:
            st.text(say("Two different offers, the one left first."))
            return
        way = results.leaving(evidence, scenario, used, pair)
        st.text(finding(say, evidence, way))
        labels = {"docx": say("Exit sheet (DOCX)"), "pdf": say("Exit sheet (PDF)")}
        zone = calendar.zone() or UTC
        stem = f"sortie-{'-'.join(pair)}-{record.name}"
        document_buttons(
            labels, lambda: exit_sheet(say, evidence, way, record=record, zone=zone), stem, f"{place}_exit"
        )


def _workload(say: Language, evidence: Evidence, priced: str, place: str) -> Workload:
    """Draw the choice among the documented workloads, and before them that whose bill the record counts."""
    own = parsed(priced, evidence) if priced else None
    known = {name: preset.workload for name, preset in presets().items()}
    names = [*([OWN] if own and own not in known.values() else []), *known]
    named = {OWN: say("That of the record"), **{n: say.text(p.name) for n, p in presets().items()}}
    first = next((k for k, n in enumerate(names) if own and known.get(n, own) == own), 0)
    name = st.selectbox(say("Workload"), names, first, key=f"{place}_exit_workload", format_func=named.get)
    return own if name == OWN else known[name]


def _pair(say: Language, evidence: Evidence, record: Record, place: str) -> tuple[str, str]:
    names = {o: offer.name for o, offer in evidence.offers.items()}
    offers = list(names)
    left = evidence.subject or offers[0]
    first = next((p.offer for p in record.content.result.places if p.offer in names and p.offer != left), offers[-1])
    columns = st.columns(2)
    return tuple(
        column.selectbox(label, offers, offers.index(start), key=f"{place}_exit_{key}", format_func=names.get)
        for column, label, start, key in zip(
            columns, (say("Leaving"), say("For")), (left, first), ("left", "taken"), strict=True
        )
    )
