"""What differs: a record from the facts of then and of today, or two records from each other."""

from collections.abc import Sequence

import streamlit as st

from charts.decisions.comparison_sheets import ComparisonSide, differences_sheet, places_beside_sheet
from exports.data import snapshots
from exports.record_verification import Verification
from ranking.decisions.lock import scenario_of
from ranking.decisions.record import Record
from ranking.decisions.record_check import RESULTS, RecordDifference, compare
from ranking.model import Evidence
from ui.parts import tables
from ui.parts.changed_facts import changed_facts
from ui.session import address
from words.decisions import record_check as words
from words.language import Language


def beside_facts(say: Language, today: Evidence, record: Record, verified: Verification, place: str) -> None:
    """Draw what differs between a record and its question asked anew, on the facts of then and on today's."""
    content, heads = record.content, (say("Recorded"), say("Found"))
    labels, stem = words.labels_of(say, content), f"ecarts-{place}-{record.name}"
    if verified.then and verified.then.differences:
        with st.expander(say("What differs on the facts of then"), expanded=True):
            _differences(say, verified.then.differences, labels, heads, f"{stem}-{content.data}-alors")
    if verified.now.differences:
        with st.expander(say("What differs on today's facts"), expanded=verified.same_facts):
            _differences(say, verified.now.differences, labels, heads, f"{stem}-{today.version}")
    if verified.facts:
        scenario = scenario_of(content, today) or address.scenario()
        changed_facts(snapshots.kept_evidence(content.data), today, say, scenario, place)


def _differences(
    say: Language, differences: Sequence[RecordDifference], labels: dict[str, dict], heads: tuple[str, str], stem: str
) -> None:
    rows = [words.difference_row(say, d, labels) for d in differences]
    tables.whole(say, differences_sheet(say, rows, *heads), stem)


def beside_another(say: Language, a: Record, b: Record) -> None:
    """Draw two records side by side: who comes first in each, what was chosen otherwise, the places."""
    differences = compare(a.content, b.content)
    chosen = [d for d in differences if d.kind not in RESULTS]
    moved = sum(d.kind == "place" for d in differences)
    st.text(
        " ".join(
            (
                words.lead_change(say, a.content, b.content),
                say.plural("{n} thing was chosen otherwise.", "{n} things were chosen otherwise.", len(chosen)),
                say.plural("{n} offer has another place.", "{n} offers have another place.", moved),
            )
        )
    )
    if chosen:
        labels = words.labels_of(say, a.content, b.content)
        _differences(say, chosen, labels, (a.name, b.name), f"choix-{a.name}-{b.name}")
    with st.expander(say("Places in both")):
        names = {p.offer: p.name for r in (a, b) for p in r.content.result.places}
        tables.whole(say, places_beside_sheet(say, names, (_side(say, a), _side(say, b))), f"rangs-{a.name}-{b.name}")


def _side(say: Language, record: Record) -> ComparisonSide:
    places = {p.offer: (p.place, p.score) for p in record.content.result.places}
    return ComparisonSide(f"{say('Place')}, {record.name}", f"{say('Score')}, {record.name}", places)
