"""Evidence and rankings, computed once and shared by all visitors."""

import os
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from ranking.facts.decision_matrix import DecisionMatrix, decision_matrix
from ranking.facts.load import data_folder, load
from ranking.model import Evidence
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.scenario import Scenario

FOLDERS = {"": (".toml", ".csv"), "providers": (".toml",), "profiles": (".toml",)}


def evidence() -> Evidence:
    """The evidence of the data folder; read again when a file changed. Raises DataError."""
    folder = data_folder()
    return _evidence(str(folder), _stamps(folder))


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """Name and time of every data file: what every run of every page looks at, so no more than a listing a folder."""
    return tuple(sorted(_listed(folder)))


def _listed(folder: Path) -> Iterator[tuple[str, int]]:
    for name, endings in FOLDERS.items():
        place = folder / name
        if place.is_dir():
            with os.scandir(place) as entries:
                yield from ((f"{name}/{e.name}", e.stat().st_mtime_ns) for e in entries if e.name.endswith(endings))


@lru_cache(maxsize=2)
def _evidence(folder: str, stamps: tuple) -> Evidence:
    return load(folder)


# The keys below are hashable as they are: a look-up costs nothing, where Streamlit's own cache hashes every field of a
# scenario again for some tens of look-ups a run.
@lru_cache(maxsize=400)
def matrix(source: Evidence, day: date, unknowns: str, known: str) -> DecisionMatrix:
    """The decision matrix of a day, computed once for all visitors."""
    return decision_matrix(source, day, unknowns, known)


@lru_cache(maxsize=2000)
def ranking(source: Evidence, scenario: Scenario) -> Ranking:
    """The ranking of a scenario, computed once for all visitors. Raises NothingToWeigh."""
    return rank(source, scenario, matrix(source, scenario.as_of, scenario.unknowns, scenario.known))
