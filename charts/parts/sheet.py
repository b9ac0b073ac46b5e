"""A table described once: typed columns and rows that pages show, pictures draw and files hold."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable key, its title in a language, and the kind of its cells.

    kind    "id" (a stable identifier, in files only), "text", "number", "integer", "share" (0..1), "day" (a date; text
            where only a month or a year is known), "value" (number or text, as the fact has it), "link"
    digits  decimals on a page; None for one of a number, none of a share. Files hold every decimal
    """

    key: str
    title: str
    kind: str = "text"
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells under typed columns; None is an empty cell. `key` is stable, `title` is in a language."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
