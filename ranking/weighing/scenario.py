"""The Scenario: everything the user chose, in one frozen object that a link and a JSON file hold exactly."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ranking.errors import ScenarioError, told
from ranking.facts.decision_matrix import KNOWN
from ranking.facts.musthaves import RULES, requirement
from ranking.model import Evidence
from ranking.unknowns import UNKNOWNS

Pairs = tuple[tuple[str, float], ...]
EARLIEST = date(2018, 1, 1)
LATEST = date(2099, 12, 31)
MOST = 1000.0
# What a living link writes in the place of its day.
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question put to the evidence.

    as_of         the day whose facts count
    profile       id of the profile that gives the weights not overridden below
    pillars       (pillar, percentage of the whole) overrides, >= 0; brought to 100 together with the rest
    weights       (criterion, points within its pillar) overrides, >= 0
    require       must-haves: gate ids or "indicator>=number"; rule "strict" (unproven is out) or "tolerant"
    unknowns      "cautious" (worst), "ignore" (renormalise over the known), "neutral" (midpoint)
    compensation  exponent of the power mean across pillars: 1 arithmetic, 0 geometric, -inf weakest link
    thin          weigh criteria known for fewer than 65 % of the offers too
    known         "true" on that day, or "documented" in public by that day
    offers        offers shown; None for all
    Kept in one form, so that equal questions are equal objects: pairs sorted, repetitions and an empty choice dropped.
    """

    as_of: date
    profile: str = "equal"
    pillars: Pairs = ()
    weights: Pairs = ()
    require: tuple[str, ...] = ()
    rule: str = "strict"
    unknowns: str = "cautious"
    compensation: float = 1.0
    thin: bool = False
    known: str = "true"
    offers: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        for name in ("pillars", "weights"):
            pairs = dict(getattr(self, name)).items()
            object.__setattr__(self, name, tuple(sorted((k, float(v)) for k, v in pairs)))
        object.__setattr__(self, "require", tuple(dict.fromkeys(self.require)))
        object.__setattr__(self, "offers", tuple(dict.fromkeys(self.offers or ())) or None)

    def to_query(self) -> dict[str, str]:
        """Query parameters, defaults left out except the date, which is always pinned."""
        plain_one = Scenario(self.as_of)
        written, plain = ({name: _WRITE[name](getattr(s, name)) for name in _WRITE} for s in (self, plain_one))
        return {_KEYS[name]: text for name, text in written.items() if name == "as_of" or text != plain[name]}

    def to_json(self) -> dict[str, Any]:
        """A dict for json.dumps; exact both ways."""
        return {
            "as_of": self.as_of.isoformat(),
            "profile": self.profile,
            "pillars": dict(self.pillars),
            "weights": dict(self.weights),
            "require": list(self.require),
            "rule": self.rule,
            "unknowns": self.unknowns,
            "compensation": _number(self.compensation),
            "thin": self.thin,
            "known": self.known,
            "offers": None if self.offers is None else list(self.offers),
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """An entry of a link that was dropped: its key, what stood there, what is allowed."""

    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.key}={self.value}: dropped; {self.allowed}"


def from_query(
    query: Mapping[str, str], evidence: Evidence, today: date, ignore: tuple[str, ...] = ("lang", "data")
) -> tuple[Scenario, tuple[Notice, ...]]:
    """The scenario a link holds, and a notice for every entry that cannot be used. Total: never raises.

    query   decoded parameters; `today` stands in for a missing date and for the word TODAY
    ignore  keys that are not the scenario's
    """
    fields_by_key = {key: name for name, key in _KEYS.items()}
    values, notices = {"as_of": today}, []
    for key, text in query.items():
        if key in ignore or (key == "date" and text == TODAY):
            continue
        name = fields_by_key.get(key)
        if name is None:
            notices.append(Notice(_short(key), _short(text), told("keys are {names}", names=", ".join(fields_by_key))))
            continue
        values[name], dropped = _READ[name](str(text), evidence)
        notices += [Notice(key, _short(part), allowed) for part, allowed in dropped]
        if values[name] is _DROP:
            del values[name]
    return Scenario(**{"as_of": today, **values}), tuple(notices)


def from_json(data: Mapping[str, Any], evidence: Evidence) -> Scenario:
    """The scenario of `to_json`. Raises ScenarioError naming the first entry that cannot be used."""
    names = {f.name for f in fields(Scenario)}
    if not isinstance(data, Mapping) or "as_of" not in data:
        raise ScenarioError(told("a scenario is an object with at least as_of"))
    for key in data:
        if key not in names:
            raise ScenarioError(
                told("scenario entry {key!r}: unknown; one of {names}", key=key, names=", ".join(sorted(names)))
            )
    try:
        texts = {_KEYS[k]: _WRITE[k](_restored(k, v)) for k, v in data.items() if not (k == "offers" and v is None)}
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ScenarioError(
            told("scenario: a value of the wrong type ({error}); as written by this program", error=error)
        ) from None
    scenario, notices = from_query(texts, evidence, EARLIEST)
    if notices:
        dropped = notices[0]
        raise ScenarioError(
            told("{key}={value}: dropped; {allowed}", key=dropped.key, value=dropped.value, allowed=dropped.allowed)
        )
    return scenario


def checked(scenario: Scenario, evidence: Evidence) -> Scenario:
    """The same scenario if every entry is usable. Raises ScenarioError naming the first that is not."""
    return from_json(scenario.to_json(), evidence)


def with_pairs(scenario: Scenario, name: str, values: Mapping[str, float]) -> Scenario:
    """The scenario with `pillars` or `weights` replaced by a mapping."""
    return replace(scenario, **{name: tuple(values.items())})


_KEYS = {
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
}
_DROP = object()
_Read = tuple[Any, list[tuple[str, str]]]


def _number(x: float) -> float | str:
    return "min" if x == -math.inf else x


def _restored(name: str, value: Any) -> Any:
    """A JSON value in the type the field has."""
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


def _short(text: str) -> str:
    text = str(text)
    return text if len(text) <= 40 else text[:37] + "..."


def _read_date(text: str, _: Evidence) -> _Read:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST or text != day.isoformat():
        return _DROP, [(text, told("a day from {first} on, such as 2020-07-06", first=EARLIEST))]
    return day, []


def _read_choice(options: Callable[[Evidence], tuple[str, ...]]) -> Callable[[str, Evidence], _Read]:
    def read(text: str, evidence: Evidence) -> _Read:
        allowed = options(evidence)
        return (text, []) if text in allowed else (_DROP, [(text, told("one of {names}", names=", ".join(allowed)))])

    return read


def _read_pairs(allowed: Callable[[Evidence], Mapping]) -> Callable[[str, Evidence], _Read]:
    def read(text: str, evidence: Evidence) -> _Read:
        kept, dropped, names = {}, [], allowed(evidence)
        for part in filter(None, text.split(",")):
            name, _, number = part.partition(":")
            try:
                value = float(number)
            except ValueError:
                value = math.nan
            if name not in names:
                dropped.append((part, told("one of {names}", names=", ".join(names))))
            elif not 0 <= value <= MOST:
                dropped.append((part, told("a number from 0 to {most}", most=f"{MOST:g}")))
            else:
                kept[name] = value
        return tuple(sorted(kept.items())), dropped

    return read


def _read_require(text: str, evidence: Evidence) -> _Read:
    kept, dropped = [], []
    for token in filter(None, text.split(",")):
        try:
            requirement(token, evidence)
        except ScenarioError as error:
            dropped.append((token, str(error).partition("; ")[2]))
        else:
            kept.append(token)
    return tuple(dict.fromkeys(kept)), dropped


def _read_offers(text: str, evidence: Evidence) -> _Read:
    names = list(filter(None, text.split(",")))
    kept = tuple(dict.fromkeys(n for n in names if n in evidence.offers))
    return kept or _DROP, [
        (n, told("one of {names}", names=", ".join(evidence.offers))) for n in names if n not in evidence.offers
    ]


def _read_mix(text: str, _: Evidence) -> _Read:
    try:
        value = -math.inf if text == "min" else float(text)
    except ValueError:
        value = math.nan
    ok = value <= 1 and (text == "min" or math.isfinite(value))
    return (value, []) if ok else (_DROP, [(text, told("a number up to 1, or min"))])


def _profiles(evidence: Evidence) -> tuple[str, ...]:
    return tuple(k for k, p in evidence.profiles.items() if p.usable)


def _write_pairs(pairs: Pairs) -> str:
    return ",".join(f"{k}:{repr(v).removesuffix('.0')}" for k, v in pairs)


_WRITE: dict[str, Callable[[Any], str]] = {
    "as_of": date.isoformat,
    "profile": str,
    "pillars": _write_pairs,
    "weights": _write_pairs,
    "require": ",".join,
    "rule": str,
    "unknowns": str,
    "compensation": lambda v: str(_number(v)),
    "thin": lambda v: str(int(v)),
    "known": str,
    "offers": lambda v: "" if v is None else ",".join(v),
}
_READ: dict[str, Callable[[str, Evidence], _Read]] = {
    "as_of": _read_date,
    "profile": _read_choice(_profiles),
    "pillars": _read_pairs(lambda e: e.pillars),
    "weights": _read_pairs(lambda e: e.criteria),
    "require": _read_require,
    "rule": _read_choice(lambda e: RULES),
    "unknowns": _read_choice(lambda e: UNKNOWNS),
    "compensation": _read_mix,
    "thin": lambda text, e: (text == "1", []) if text in ("0", "1") else (_DROP, [(text, told("0 or 1"))]),
    "known": _read_choice(lambda e: KNOWN),
    "offers": _read_offers,
}
