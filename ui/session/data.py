"""The evidence of the data folder, read once for all visitors and again when a file changed."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ranking.facts.load import data_folder, load
from ranking.model import Evidence

FOLDERS = {"": (".toml", ".csv"), "providers": (".toml",), "profiles": (".toml",)}


def evidence() -> Evidence:
    """Return the evidence of the data folder; read again when a file changed. Raises DataError."""
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
