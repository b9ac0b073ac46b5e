"""All facts as tables, for download."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from ranking.model import Evidence, Fact
from ui.parts.tables import escaped, safe_csv
from words.facts.values import value_text
from words.language import Language


def downloads(board) -> None:
    """Two files, made when asked for: the facts in force for the offers shown, and every fact ever recorded."""
    say, evidence, scenario = board.say, board.evidence, board.scenario
    shown = [o for o in evidence.offers if scenario.offers is None or o in scenario.offers]
    force = [f for (offer, _), f in board.ranking.matrix.facts.items() if offer in shown]
    day, version = scenario.as_of.isoformat(), evidence.version
    title = say("Take the facts away")
    st.html(f'<h2 class="ev-h">{escaped(title)}</h2>')
    with st.container(horizontal=True):
        _file(
            say,
            say("Facts in force on {day} (CSV)", day=say.day(scenario.as_of)),
            evidence,
            force,
            f"faits-{day}-{version}.csv",
            "csv_force",
        )
        _file(say, say("The whole history (CSV)"), evidence, evidence.facts, f"faits-{version}.csv", "csv_history")
    st.caption(say("One line a fact, with its source, its grade and the day it was last read. Licence CC BY 4.0."))


def facts_frame(say: Language, evidence: Evidence, facts: Iterable[Fact]) -> pd.DataFrame:
    """One row a fact, by offer, indicator and date."""
    order = {name: n for n, name in enumerate(evidence.indicators)}
    ordered = sorted(facts, key=lambda f: (f.offer, order[f.indicator], f.valid_from))
    return pd.DataFrame([_row(say, evidence, f) for f in ordered])


def _row(say: Language, evidence: Evidence, fact: Fact) -> dict:
    offer, scale = evidence.offers[fact.offer], evidence.indicators[fact.indicator]
    value = " ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
    return {
        "offer": fact.offer,
        "offer_name": offer.name,
        "indicator": fact.indicator,
        "indicator_label": say.text(scale.label),
        "value": value,
        "low": fact.low,
        "high": fact.high,
        "value_text": value_text(say, scale, fact.value),
        "grade": fact.confidence,
        "valid_from": fact.valid_from.isoformat(),
        "source_title": fact.source.title,
        "source_url": fact.source.url or "",
        "source_date": fact.source.day or "",
        "checked": offer.checked.isoformat(),
        "note": say.text(fact.note) if fact.note else "",
    }


def _file(say: Language, label: str, evidence: Evidence, facts: Iterable[Fact], name: str, key: str) -> None:
    st.download_button(
        label,
        data=lambda: safe_csv(facts_frame(say, evidence, facts)),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=key,
    )
