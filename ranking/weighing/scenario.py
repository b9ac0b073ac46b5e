"""The Scenario: everything the user chose, in one frozen object that a link and a JSON file hold exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from ranking.errors import ScenarioError, told
from ranking.facts.decision_matrix import KNOWN
from ranking.model import Evidence
from ranking.weighing.scenario_entries import DROP, EARLIEST, KEYS, READERS, WRITERS, Pairs, exponent, restored, short
from ranking.workload.bill_as_facts import in_force, merged, parted
from ranking.workload.written import in_full

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
    priced        the workload whose bill stands in the place of unit prices, as links write it; "" for unit prices
    Kept in one form, so that equal questions are equal objects and equal texts: pairs sorted, repetitions and an empty
    choice dropped, zero without a sign (adding 0.0 takes it off).
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
    priced: str = ""

    def __post_init__(self) -> None:
        for name in ("pillars", "weights"):
            pairs = dict(getattr(self, name)).items()
            object.__setattr__(self, name, tuple(sorted((k, v + 0.0) for k, v in pairs)))
        object.__setattr__(self, "compensation", self.compensation + 0.0)
        object.__setattr__(self, "require", tuple(dict.fromkeys(self.require)))
        object.__setattr__(self, "offers", tuple(dict.fromkeys(self.offers or ())) or None)

    def to_query(self) -> dict[str, str]:
        """Return the query parameters, defaults left out except the date, which is always pinned."""
        plain_one = Scenario(self.as_of)
        written, plain = ({name: WRITERS[name](getattr(s, name)) for name in WRITERS} for s in (self, plain_one))
        return {KEYS[name]: text for name, text in written.items() if name == "as_of" or text != plain[name]}

    def to_json(self) -> dict[str, Any]:
        """Return a dict for json.dumps; exact both ways."""
        return {
            "as_of": self.as_of.isoformat(),
            "profile": self.profile,
            "pillars": dict(self.pillars),
            "weights": dict(self.weights),
            "require": list(self.require),
            "rule": self.rule,
            "unknowns": self.unknowns,
            "compensation": exponent(self.compensation),
            "thin": self.thin,
            "known": self.known,
            "offers": None if self.offers is None else list(self.offers),
            # Left out where it is off, as in what was written before there was a switch; else number by number, so that
            # a documented workload that is worked on later is not taken for this one.
            **({"priced": in_full(self.priced)} if self.priced else {}),
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
    """Return the scenario a link holds, and a notice for every entry that cannot be used. Total: never raises.

    query   decoded parameters; `today` stands in for a missing date and for the word TODAY
    evidence  as it is, unless the query names a workload whose bill counts: then with its bill
    ignore  keys that are not the scenario's
    """
    fields_by_key = {key: name for name, key in KEYS.items()}
    values, notices = {"as_of": today}, []
    evidence = _fed(query, evidence)
    for key, text in query.items():
        if key in ignore or (key == "date" and text == TODAY):
            continue
        name = fields_by_key.get(key)
        if name is None:
            notices.append(Notice(short(key), short(text), told("keys are {names}", names=", ".join(fields_by_key))))
            continue
        values[name], dropped = READERS[name](str(text), evidence)
        notices += [Notice(key, short(part), allowed) for part, allowed in dropped]
        if values[name] is DROP:
            del values[name]
    return Scenario(**{"as_of": today, **values}), tuple(notices)


def _fed(query: Mapping[str, str], evidence: Evidence) -> Evidence:
    if "priced" not in query:
        return evidence
    used, known = (READERS[name](str(query.get(KEYS[name], "")), evidence)[0] for name in ("priced", "known"))
    return in_force(evidence, "" if used is DROP else used, KNOWN[0] if known is DROP else known)


def put_to(evidence: Evidence, scenario: Scenario) -> Evidence:
    """Return the evidence that a scenario is put to: with the bill of its workload where it names one."""
    return in_force(evidence, scenario.priced, scenario.known)


def repriced(scenario: Scenario, priced: str, evidence: Evidence) -> Scenario:
    """Return the scenario with the bill of another workload in the place of unit prices, or with those ("").

    Points that a hand gave to the replaced prices go to the bill, and back.
    """
    within = evidence.filed.profiles[scenario.profile].within
    profile_shares = {name: share for shares in within.values() for name, share in shares.items()}
    return replace(
        scenario,
        priced=priced,
        weights=merged(scenario.weights) if priced else parted(scenario.weights, profile_shares),
    )


def from_json(data: Mapping[str, Any], evidence: Evidence) -> Scenario:
    """Return the scenario of `to_json`. Raises ScenarioError naming the first entry that cannot be used."""
    names = {f.name for f in fields(Scenario)}
    if not isinstance(data, Mapping) or "as_of" not in data:
        raise ScenarioError(told("a scenario is an object with at least as_of"))
    for key in data:
        if key not in names:
            raise ScenarioError(
                told("scenario entry {key!r}: unknown; one of {names}", key=key, names=", ".join(sorted(names)))
            )
    try:
        texts = {KEYS[k]: WRITERS[k](restored(k, v)) for k, v in data.items() if not (k == "offers" and v is None)}
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ScenarioError(
            told("scenario: a value of the wrong type ({error}); as written by this program", error=error)
        ) from None
    scenario, notices = from_query(texts, evidence.filed, EARLIEST)
    if notices:
        dropped = notices[0]
        raise ScenarioError(
            told("{key}={value}: dropped; {allowed}", key=dropped.key, value=dropped.value, allowed=dropped.allowed)
        )
    return scenario


def checked(scenario: Scenario, evidence: Evidence) -> Scenario:
    """Return the same scenario if every entry is usable. Raises ScenarioError naming the first that is not."""
    return from_json(scenario.to_json(), evidence)


def with_pairs(scenario: Scenario, name: str, values: Mapping[str, float]) -> Scenario:
    """Return the scenario with `pillars` or `weights` replaced by a mapping."""
    return replace(scenario, **{name: tuple(values.items())})
