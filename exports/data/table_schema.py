"""Tables with a schema: what a resource of the data package is, and the fields that several share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ranking.model import CONFIDENCE, Bilingual, Source

PARTIAL = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}


@dataclass(frozen=True, slots=True)
class Resource:
    """One table: fields as (name, Table Schema type, description, constraints), rows in the same order.

    key  names of the columns that identify a row; refers: (columns, other table, its columns)
    """

    name: str
    title: str
    fields: tuple[tuple[str, str, str, dict], ...]
    rows: tuple[tuple[Any, ...], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


def text_field(name: str, description: str, **constraints: Any) -> tuple:
    """Return a field of texts."""
    return name, "string", description, constraints


def both_fields(stem: str, description: str) -> tuple[tuple, tuple]:
    """Return two fields of texts, one a language."""
    return text_field(f"{stem}_fr", f"{description}, in French"), text_field(f"{stem}_en", f"{description}, in English")


def field(kind: str, name: str, description: str, **constraints: Any) -> tuple:
    """Return a field of a Table Schema type: date, number, integer, boolean or string."""
    return name, kind, description, constraints


ID = text_field("id", "Stable identifier", required=True, unique=True)
SOURCE = (
    text_field("source_title", "Title of the source", required=True),
    text_field("source_url", "Address of the source"),
    text_field("source_date", "Date of the source: a day, a month or a year", **PARTIAL),
)
GRADE = text_field(
    "confidence", "A official, B documentation or serious press, C inference", required=True, enum=list(CONFIDENCE)
)


def two_texts(text: Bilingual | None) -> tuple[str | None, str | None]:
    """Return the cells of `both_fields`."""
    return (text.fr, text.en) if text else (None, None)


def source_cells(source: Source) -> tuple[str, str | None, str | None]:
    """Return the cells of SOURCE."""
    return source.title, source.url, source.day


def joined(items: Iterable[str]) -> str:
    """Return items as one cell, separated by spaces."""
    return " ".join(items)
