"""The only module that opens data files, and TOML files whose blocks remember their file and line."""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ranking.errors import DataError, DataFault, told
from ranking.facts.checks import DataTable

HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?")


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a data file, its lines ended as everywhere. Raises OSError."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder, or below it (`**/`), whose names are like `pattern`, sorted."""
    return sorted(folder.glob(pattern))


def folder_version(root: Path, folder: str) -> str:
    """Return eight digits of a digest over the .toml files of a folder that the data version does not count in."""
    digest = hashlib.sha256()
    for path in files_in(root / folder, "*.toml"):
        digest.update(path.name.encode() + b"\0" + file_bytes(path) + b"\0")
    return digest.hexdigest()[:8]


def header_lines(text: str) -> Callable[[str], Iterator[int]]:
    """Return a function over a TOML text: block name -> the lines of its headers, counted from 1."""
    headers = [(n, m[1].strip('"')) for n, line in enumerate(text.split("\n"), 1) if (m := HEADER.match(line))]
    return lambda block: (n for n, name in headers if name == block)


def fault_line(error: Exception, text: str) -> int:
    """Return the line of a TOML text that its reader's error names, the last one where it names none."""
    place = re.search(r"line (\d+)", str(error))
    return int(place[1]) if place else max(1, text.count("\n"))


def blocks_of(root: Path, file: str, problems: list[DataFault]) -> dict[str, list[DataTable]]:
    """Return block -> its tables; "" -> one table of the keys before the first block; nothing where it is no TOML.

    file  its path below `root`; the README of its folder says what may stand in it
    """
    text = ""
    try:
        text = file_bytes(root / file).decode("utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        wrong = told("not TOML: {error}", error=error)
        problems.append(DataFault(file, fault_line(error, text), "", wrong, told("see {file}", file=_read_me(file))))
        return {}
    lines = header_lines(text)

    def block(name: str, value: Any) -> Iterator[DataTable]:
        places = lines(name)
        for values in value if isinstance(value, list) else [value]:
            yield DataTable(file, next(places, 1), name, values, problems)

    plain = {k: v for k, v in data.items() if not _is_block(v)}
    blocks = {k: list(block(k, v)) for k, v in data.items() if _is_block(v)}
    return defaultdict(list, {**blocks, "": [DataTable(file, 1, "", plain, problems)]})


def refuse(problems: list[DataFault]) -> None:
    """Raise DataError where there is a problem."""
    if problems:
        raise DataError(problems)


def _is_block(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _read_me(file: str) -> str:
    return f"{file.partition('/')[0]}/README.md"
