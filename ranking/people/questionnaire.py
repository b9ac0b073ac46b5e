"""What a link holds of weights drawn from a person: the answers, and the weights that stood before them."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from ranking.model import Evidence
from ranking.people.ahp import SCALE
from ranking.people.elicitation import BEST, INSIDE, Given, pair
from ranking.weighing.scenario import Scenario, from_query

_WEIGHTS = ("profile", "pillars", "weights")


def written(given: Given) -> str:
    """Answers as text: name:number, with commas."""
    return ",".join(f"{name}:{value:g}" for name, value in given.items())


def parsed(text: str, evidence: Evidence) -> dict[str, float] | None:
    """The answers of `written`; None where a name or a number cannot be one."""
    names, found = _names(evidence), {}
    for part in filter(None, text.split(",")):
        name, _, number = part.partition(":")
        try:
            value = float(number)
        except ValueError:
            return None
        if name not in names or not -SCALE <= value <= BEST:
            return None
        found[name] = value
    return found


def weights_code(scenario: Scenario) -> str:
    """The weights of a scenario as text: profile;pillars;points."""
    query = scenario.to_query()
    return ";".join((scenario.profile, query.get("pillars", ""), query.get("weights", "")))


def with_code(scenario: Scenario, text: str, evidence: Evidence) -> Scenario | None:
    """The scenario with the weights of `weights_code`; None where the text cannot be one."""
    parts = text.split(";")
    if len(parts) != len(_WEIGHTS):
        return None
    query = {k: v for k, v in zip(_WEIGHTS, parts, strict=True) if v}
    found, notices = from_query(query, evidence, date.max)
    kept = {name: getattr(found, name) for name in _WEIGHTS}
    return None if notices or "profile" not in query else replace(scenario, **kept)


def _names(evidence: Evidence) -> set[str]:
    sets = [list(evidence.pillars), *([c.id for c in evidence.criteria_of(p)] for p in evidence.pillars)]
    pairs = {pair(*p) for items in sets for p in combinations(items, 2)}
    return {i for items in sets for i in items} | pairs | {INSIDE} | {f"{INSIDE}.{p}" for p in evidence.pillars}
