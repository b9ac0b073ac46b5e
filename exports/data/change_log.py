"""The change log of published data versions: which there are, since when, and why. It stands beside the snapshots."""

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exports.data.snapshots import folder, is_version, replace
from ranking.errors import BoardError, DataError, DataFault, told
from ranking.facts.checks import DataTable
from ranking.model import Bilingual

NAME = "changes.toml"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A data version that was published: since which day, and why it was made."""

    version: str
    day: date
    why: Bilingual


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """Published versions, oldest first; `unpublished`: what the work in progress is, None where there is none."""

    published: tuple[PublishedVersion, ...]
    unpublished: Bilingual | None

    def of(self, version: str) -> PublishedVersion | None:
        """Return the line of a version, or None where it was not published."""
        return next((p for p in self.published if p.version == version), None)


def change_log(root: Path | None = None) -> ChangeLog:
    """Return the change log beside the data of `root` (default: the data in use); empty where there is none.

    Raises DataError with every problem of the file.
    """
    path = folder(root) / NAME
    if not path.is_file():
        return ChangeLog((), None)
    problems: list[DataFault] = []
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            [DataFault(f"snapshots/{NAME}", 1, "", told("cannot be read: {error}", error=error), told("TOML in UTF-8"))]
        ) from None
    for key in data.keys() - {"version", "unpublished"}:
        problems.append(
            DataFault(f"snapshots/{NAME}", 1, key, told("unknown table"), told("[[version]] and [unpublished]"))
        )
    lines = [_published(table) for table in _tables(data.get("version", []), problems)]
    waiting = data.get("unpublished")
    why = (
        DataTable(f"snapshots/{NAME}", 1, "unpublished", waiting, problems).both("why", limit=LONGEST)
        if waiting
        else None
    )
    if problems:
        raise DataError(problems)
    return ChangeLog(tuple(sorted(lines, key=lambda p: p.day)), why)


def add(version: str, day: date, why: Bilingual, root: Path | None = None) -> Path:
    """Write the line of a version that is published now, and take the mark of unpublished work away.

    Raises BoardError where the version has a line already, or the file cannot be written.
    """
    if change_log(root).of(version):
        raise BoardError(
            told(
                "snapshots/{name}: data {version} has a line already; it can be edited there",
                name=NAME,
                version=version,
            )
        )
    path = folder(root) / NAME
    before = path.read_text("utf-8") if path.is_file() else ""
    lines = re.sub(r"^\[unpublished\]\n(?:(?!\[).*\n?)*", "", before, flags=re.M).rstrip()
    line = (
        f'[[version]]\nversion = "{version}"\nday     = {day}\n'
        f"why_fr  = {json.dumps(why.fr, ensure_ascii=False)}\nwhy_en  = {json.dumps(why.en, ensure_ascii=False)}\n"
    )
    try:
        path.parent.mkdir(exist_ok=True)
        replace(path, (f"{lines}\n\n{line}" if lines else line).encode())
    except OSError as error:
        raise BoardError(told("{path}: cannot be written ({strerror})", path=path, strerror=error.strerror)) from None
    return path


def _tables(values: object, problems: list[DataFault]) -> list[DataTable]:
    if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
        problems.append(
            DataFault(f"snapshots/{NAME}", 1, "version", told("not a list of tables"), told("[[version]] before each"))
        )
        return []
    return [DataTable(f"snapshots/{NAME}", 1, f"version {v.get('version', '')}".strip(), v, problems) for v in values]


def _published(table: DataTable) -> PublishedVersion:
    version = table.get(
        "version", lambda v: isinstance(v, str) and is_version(v), told("version is eight hexadecimal digits")
    )
    published = PublishedVersion(version, table.day("day"), table.both("why", limit=LONGEST))
    table.close()
    return published
