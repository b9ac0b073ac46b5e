"""TOML files of blocks that stand beside the board's facts: each block remembers its file and line."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ranking.errors import DataError, Problem, told
from ranking.facts.checks import Table
from ranking.facts.load import fault_line, file_bytes, header_lines


def blocks_of(root: Path, file: str, problems: list[Problem]) -> dict[str, list[Table]]:
    """Return block -> its tables; "" -> one table of the keys before the first block; nothing where it is no TOML.

    file  its path below `root`; the README of its folder says what may stand in it
    """
    text = ""
    try:
        text = file_bytes(root / file).decode("utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        wrong = told("not TOML: {error}", error=error)
        problems.append(Problem(file, fault_line(error, text), "", wrong, told("see {file}", file=_read_me(file))))
        return {}
    lines = header_lines(text)

    def block(name: str, value: Any) -> Iterator[Table]:
        places = lines(name)
        for values in value if isinstance(value, list) else [value]:
            yield Table(file, next(places, 1), name, values, problems)

    plain = {k: v for k, v in data.items() if not _is_block(v)}
    blocks = {k: list(block(k, v)) for k, v in data.items() if _is_block(v)}
    return defaultdict(list, {**blocks, "": [Table(file, 1, "", plain, problems)]})


def refuse(problems: list[Problem]) -> None:
    """Raise DataError where there is a problem."""
    if problems:
        raise DataError(problems)


def _is_block(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _read_me(file: str) -> str:
    return f"{file.partition('/')[0]}/README.md"
