"""Frozen dataclasses from parsed JSON: every entry checked, the first wrong one named with its path."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ranking.errors import BoardError, TemplatedText, told

# Where a value stands: the path to what holds it, its name or number there. Put into words for a fault only: a dossier
# has a hundred thousand values.
JsonPath = tuple["JsonPath | None", str | int]
Reader = Callable[[Any, JsonPath], Any]
# Half of a pair of UTF-16, which no text in UTF-8 holds.
_HALF = re.compile("[\ud800-\udfff]")
# What neither XML nor a PDF may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class NotOfType(BoardError):
    """An entry of a file is missing, unknown or of the wrong type."""


def built(kind: Any, data: Any, where: str) -> Any:
    """Return the value of type `kind` that `data` (from json.loads) holds; `where` is its name in messages.

    kind  a dataclass (a field with a default may be missing), tuple[X, ...], X | None, Mapping (taken as it is), date,
          str, bool, float (finite) or int
    Raises NotOfType.
    """
    return _reader(kind)(data, (None, where))


def plain(value: Any) -> Any:
    """Return the value as json.dumps takes it, in one form: whole numbers as integers, days as texts, tuples as lists.

    An entry added later has a default, and is left out where it holds it: what was written before reads the same.
    """
    if value is None or type(value) in (str, int, bool):
        return value
    if is_dataclass(value):
        entries = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
        return {name: plain(one) for name, one, default in entries if one != default}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return each field of a dataclass with its default, MISSING where it has none."""
    return tuple((f.name, f.default) for f in fields(kind))


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Reader:
    """Return what reads a value of a type: what can be said of the type alone is found out once."""
    if is_dataclass(kind):
        return _object(kind)
    if get_origin(kind) is UnionType:
        inner = _reader(next(k for k in get_args(kind) if k is not type(None)))
        return lambda data, path: None if data is None else inner(data, path)
    if get_origin(kind) is tuple:
        return _list(_reader(get_args(kind)[0]))
    if kind is date:
        return _day
    if kind is float or kind is int:
        return _number(kind)
    return _text if kind is str else _taken(kind)


def _object(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {name: _reader(hint) for name, hint in hints.items()}
    needed = [f.name for f in fields(kind) if f.default is MISSING]

    def read(data: Any, path: JsonPath) -> Any:
        if not isinstance(data, Mapping):
            raise _not(path, told("an object"))
        for name in data:
            if name not in readers:
                where = _said((path, name))[:80]
                raise _fault(where, told("no such entry; one of {names}", names=", ".join(readers)))
        for name in needed:
            if name not in data:
                raise _fault(_said((path, name)), told("missing"))
        return kind(**{name: read(data[name], (path, name)) for name, read in readers.items() if name in data})

    return read


def _list(inner: Reader) -> Reader:
    def read(data: Any, path: JsonPath) -> tuple:
        if not isinstance(data, list):
            raise _not(path, told("a list"))
        return tuple([inner(item, (path, n)) for n, item in enumerate(data)])

    return read


def _text(data: Any, path: JsonPath) -> str:
    if not isinstance(data, str):
        raise _not(path, told("a text"))
    if not data.isascii() and _HALF.search(data):
        raise _not(path, told("a text in UTF-8"))
    if not data.isprintable() and _CONTROL.search(data):
        raise _not(path, told("a text without control characters"))
    return data


def _taken(kind: Any) -> Reader:
    def read(data: Any, path: JsonPath) -> Any:
        if not isinstance(data, kind):
            raise _not(path, told("true or false") if kind is bool else told("an object"))
        return data

    return read


def _day(data: Any, path: JsonPath) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise NotOfType(told("{where}: not a day; a date such as 2020-07-06", where=_said(path))) from None


def _number(kind: type) -> Reader:
    def read(data: Any, path: JsonPath) -> float | int:
        sound = (
            isinstance(data, int | float) and not isinstance(data, bool) and abs(data) < 2**53 and math.isfinite(data)
        )
        if not sound or (kind is int and data != int(data)):
            raise _not(path, told("a number") if kind is float else told("a whole number"))
        return kind(data)

    return read


def _not(path: JsonPath, wanted: TemplatedText) -> NotOfType:
    return NotOfType(told("{where}: not {wanted}", where=_said(path), wanted=wanted))


def _fault(where: str, wanted: TemplatedText) -> NotOfType:
    return NotOfType(told("{where}: {wanted}", where=where, wanted=wanted))


def _said(path: JsonPath) -> str:
    """Return a path as messages name it: dossier.answers[3].value."""
    around, name = path
    if around is None:
        return str(name)
    return f"{_said(around)}[{name}]" if isinstance(name, int) else f"{_said(around)}.{name}"
