"""Evidence and rankings, computed once and shared by all visitors."""

from datetime import date

import streamlit as st

from ranking.asof import DecisionMatrix, decision_matrix
from ranking.board import Ranking, rank
from ranking.load import data_folder, load
from ranking.model import Evidence
from ranking.scenario import Scenario


def evidence() -> Evidence:
    """The evidence of the data folder; read again when a file changed. Raises DataError."""
    folder = data_folder()
    files = [
        *folder.glob("*.toml"),
        *folder.glob("*.csv"),
        *folder.glob("providers/*.toml"),
        *folder.glob("profiles/*.toml"),
    ]
    return _evidence(str(folder), tuple(sorted((p.as_posix(), p.stat().st_mtime_ns) for p in files)))


@st.cache_resource(show_spinner=False, max_entries=2)
def _evidence(folder: str, stamps: tuple) -> Evidence:
    return load(folder)


@st.cache_resource(show_spinner=False, max_entries=400, hash_funcs={Evidence: lambda e: e.version})
def matrix(source: Evidence, day: date, unknowns: str, known: str) -> DecisionMatrix:
    """The decision matrix of a day, computed once for all visitors."""
    return decision_matrix(source, day, unknowns, known)


@st.cache_resource(show_spinner=False, max_entries=2000, hash_funcs={Evidence: lambda e: e.version})
def ranking(source: Evidence, scenario: Scenario) -> Ranking:
    """The ranking of a scenario, computed once for all visitors. Raises NothingToWeigh."""
    return rank(source, scenario, matrix(source, scenario.as_of, scenario.unknowns, scenario.known))
