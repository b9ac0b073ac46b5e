"""Frozen dataclasses from parsed JSON: every entry checked, the first wrong one named with its path."""

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ranking.errors import BoardError, told


class NotOfType(BoardError):
    """An entry of a file is missing, unknown or of the wrong type."""


def built(kind: Any, data: Any, where: str) -> Any:
    """Return the value of type `kind` that `data` (from json.loads) holds; `where` is its name in messages.

    kind  a dataclass (a field with a default may be missing), tuple[X, ...], X | None, Mapping (taken as it is), date,
          str, bool, float (finite) or int
    Raises NotOfType.
    """
    if is_dataclass(kind):
        return _object(kind, data, where)
    if get_origin(kind) is UnionType:
        return None if data is None else built(next(k for k in get_args(kind) if k is not type(None)), data, where)
    if get_origin(kind) is tuple:
        _expect(isinstance(data, list), where, told("a list"))
        return tuple(built(get_args(kind)[0], item, f"{where}[{n}]") for n, item in enumerate(data))
    if kind is date:
        return _day(data, where)
    if kind is float or kind is int:
        return _number(kind, data, where)
    _expect(
        isinstance(data, kind), where, {str: told("a text"), bool: told("true or false")}.get(kind, told("an object"))
    )
    if kind is str:
        _expect(not any("\ud800" <= c <= "\udfff" for c in data), where, told("a text in UTF-8"))
    return data


def plain(value: Any) -> Any:
    """Return the value as json.dumps takes it, in one form: whole numbers as integers, days as texts, tuples as lists.

    An entry added later has a default, and is left out where it holds it: what was written before reads the same.
    """
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _object(kind: Any, data: Any, where: str) -> Any:
    _expect(isinstance(data, Mapping), where, told("an object"))
    hints = _hints(kind)
    for name in data:
        _expect(
            name in hints, f"{where}.{name}"[:80], told("no such entry; one of {names}", names=", ".join(hints)), False
        )
    needed = [f.name for f in fields(kind) if f.default is MISSING]
    for name in needed:
        _expect(name in data, f"{where}.{name}", told("missing"), False)
    return kind(**{name: built(hint, data[name], f"{where}.{name}") for name, hint in hints.items() if name in data})


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _day(data: Any, where: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise NotOfType(told("{where}: not a day; a date such as 2020-07-06", where=where)) from None


def _number(kind: type, data: Any, where: str) -> float | int:
    number = isinstance(data, int | float) and not isinstance(data, bool) and abs(data) < 2**53 and math.isfinite(data)
    _expect(
        number and (kind is float or data == int(data)),
        where,
        told("a number") if kind is float else told("a whole number"),
    )
    return kind(data)


def _expect(ok: bool, where: str, wanted: str, negated: bool = True) -> None:
    if ok:
        return
    if negated:
        raise NotOfType(told("{where}: not {wanted}", where=where, wanted=wanted))
    raise NotOfType(told("{where}: {wanted}", where=where, wanted=wanted))
