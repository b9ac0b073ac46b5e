"""The answers of somebody whose weights are drawn from questions, as a link holds them."""

from itertools import combinations

from ranking.model import Evidence
from ranking.people.ahp import SCALE
from ranking.people.elicitation import BEST, INSIDE, Given, pair
from ranking.typed.number import coded


def written(answers: Given) -> str:
    """Write answers as text: name:number, with commas."""
    return ",".join(f"{name}:{value + 0.0:g}" for name, value in answers.items())


def parsed(text: str, evidence: Evidence) -> dict[str, float] | None:
    """Return the answers of `written`; None where a name or a number cannot be one."""
    names, answers = _names(evidence), {}
    for part in filter(None, text.split(",")):
        name, _, number = part.partition(":")
        try:
            value = coded(number)
        except ValueError:
            return None
        if name not in names or not -SCALE <= value <= BEST:
            return None
        answers[name] = value
    return answers


def _names(evidence: Evidence) -> set[str]:
    sets = [list(evidence.pillars), *([c.id for c in evidence.criteria_of(p)] for p in evidence.pillars)]
    pairs = {pair(*p) for items in sets for p in combinations(items, 2)}
    return {i for items in sets for i in items} | pairs | {INSIDE} | {f"{INSIDE}.{p}" for p in evidence.pillars}
