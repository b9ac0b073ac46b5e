"""How each entry of a scenario is written in a link, and read: what can be used, and what is dropped with a reason."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ranking.errors import ScenarioError, told
from ranking.facts.decision_matrix import KNOWN
from ranking.facts.musthaves import RULES, requirement
from ranking.model import Evidence
from ranking.typed.number import coded
from ranking.unknowns import UNKNOWNS
from ranking.workload.bill_as_facts import can_take_bill, merged
from ranking.workload.load import presets
from ranking.workload.written import parsed, usual, written
from ranking.written_day import written_day

Pairs = tuple[tuple[str, float], ...]
# Days that a scenario may be put to.
EARLIEST = date(2018, 1, 1)
LATEST = date(2099, 12, 31)
# Points or per cent: weights are shares of their sum, so that nobody needs more.
MOST = 1000.0
# Field of a Scenario -> its key in a link.
KEYS = {
    "as_of": "date",
    "profile": "profile",
    "pillars": "pillars",
    "weights": "weights",
    "require": "require",
    "rule": "rule",
    "unknowns": "unknowns",
    "compensation": "mix",
    "thin": "thin",
    "known": "known",
    "offers": "offers",
    "priced": "priced",
}
DROP = object()
_Read = tuple[Any, list[tuple[str, str]]]


def exponent(x: float) -> float | str:
    """Return the exponent of the power mean as JSON and links write it."""
    return "min" if x == -math.inf else x


def restored(name: str, value: Any) -> Any:
    """Return a JSON value in the type the field has."""
    if name == "as_of":
        return date.fromisoformat(value)
    if name in ("pillars", "weights"):
        return tuple(sorted((str(k), float(v)) for k, v in value.items()))
    if name in ("require", "offers"):
        return tuple(str(v) for v in _of_type(value, list | tuple))
    if name == "thin":
        return _of_type(value, bool)
    if name == "compensation":
        return -math.inf if value == "min" else float(value)
    return value if isinstance(value, str | bool) else str(value)


def _of_type(value: Any, wanted: Any) -> Any:
    if not isinstance(value, wanted):
        raise TypeError(f"not a {wanted}: {value!r}"[:80])
    return value


def short(text: str) -> str:
    """Return a text cut to what a notice shows of it."""
    text = str(text)
    return text if len(text) <= 40 else text[:37] + "..."


def _read_date(text: str, _: Evidence) -> _Read:
    day = written_day(text)
    if day is None or not EARLIEST <= day <= LATEST:
        return DROP, [(text, told("a day from {first} on, such as 2020-07-06", first=EARLIEST))]
    return day, []


def _read_choice(options: Callable[[Evidence], tuple[str, ...]]) -> Callable[[str, Evidence], _Read]:
    def read(text: str, evidence: Evidence) -> _Read:
        allowed = options(evidence)
        return (text, []) if text in allowed else (DROP, [(text, told("one of {names}", names=", ".join(allowed)))])

    return read


def _read_pairs(allowed: Callable[[Evidence], Mapping]) -> Callable[[str, Evidence], _Read]:
    def read(text: str, evidence: Evidence) -> _Read:
        values, dropped, names = {}, [], allowed(evidence)
        for part in filter(None, text.split(",")):
            name, _, number = part.partition(":")
            try:
                value = coded(number)
            except ValueError:
                value = math.nan
            if name not in names:
                dropped.append((part, told("one of {names}", names=", ".join(names))))
            elif not 0 <= value <= MOST:
                dropped.append((part, told("a number from 0 to {most}", most=f"{MOST:g}")))
            else:
                values.setdefault(name, {})[value] = part
        # Which of two weights was meant, nobody can tell: neither counts.
        for parts in [values.pop(name) for name in tuple(values) if len(values[name]) > 1]:
            dropped += [(part, told("one weight for each name")) for part in parts.values()]
        return tuple(sorted((name, value) for name, readings in values.items() for value in readings)), dropped

    return read


def _read_weights(text: str, evidence: Evidence) -> _Read:
    """Points of the prices that a bill has replaced are the bill's."""
    taken = evidence.replaced_prices
    named = evidence.criteria if taken is None else {**evidence.criteria, **dict.fromkeys(taken.replaced)}
    pairs, dropped = _read_pairs(lambda e: named)(text, evidence)
    return (tuple(sorted(merged(pairs))) if taken else pairs), dropped


def _read_require(text: str, evidence: Evidence) -> _Read:
    tokens, dropped = [], []
    for token in filter(None, text.split(",")):
        try:
            requirement(token, evidence)
        except ScenarioError as error:
            dropped.append((token, str(error).partition("; ")[2]))
        else:
            tokens.append(token)
    return tuple(dict.fromkeys(tokens)), dropped


def _read_offers(text: str, evidence: Evidence) -> _Read:
    names = list(filter(None, text.split(",")))
    offers = tuple(dict.fromkeys(n for n in names if n in evidence.offers))
    return offers or DROP, [
        (n, told("one of {names}", names=", ".join(evidence.offers))) for n in names if n not in evidence.offers
    ]


def _read_mix(text: str, _: Evidence) -> _Read:
    try:
        value = -math.inf if text == "min" else coded(text)
    except ValueError:
        value = math.nan
    ok = value <= 1 and (text == "min" or math.isfinite(value))
    return (value, []) if ok else (DROP, [(text, told("a number up to 1, or min"))])


def _read_priced(text: str, evidence: Evidence) -> _Read:
    """A workload, 1 for the usual one; nothing where none counts."""
    used = usual() if text == "1" else parsed(text, evidence.filed) if text else None
    if not text or (used and can_take_bill(evidence)):
        return written(used) if used else "", []
    return DROP, [(text, told("a workload: {names}, or its parts", names=", ".join(presets())))]


def _profiles(evidence: Evidence) -> tuple[str, ...]:
    return tuple(k for k, p in evidence.profiles.items() if p.usable)


def _write_pairs(pairs: Pairs) -> str:
    return ",".join(f"{k}:{repr(v).removesuffix('.0')}" for k, v in pairs)


WRITERS: dict[str, Callable[[Any], str]] = {
    "as_of": date.isoformat,
    "profile": str,
    "pillars": _write_pairs,
    "weights": _write_pairs,
    "require": ",".join,
    "rule": str,
    "unknowns": str,
    "compensation": lambda v: str(exponent(v)),
    "thin": lambda v: str(int(v)),
    "known": str,
    "offers": lambda v: "" if v is None else ",".join(v),
    "priced": str,
}


READERS: dict[str, Callable[[str, Evidence], _Read]] = {
    "as_of": _read_date,
    "profile": _read_choice(_profiles),
    "pillars": _read_pairs(lambda e: e.pillars),
    "weights": _read_weights,
    "require": _read_require,
    "rule": _read_choice(lambda e: RULES),
    "unknowns": _read_choice(lambda e: UNKNOWNS),
    "compensation": _read_mix,
    "thin": lambda text, e: (text == "1", []) if text in ("0", "1") else (DROP, [(text, told("0 or 1"))]),
    "known": _read_choice(lambda e: KNOWN),
    "offers": _read_offers,
    "priced": _read_priced,
}
