"""Points of view in an address: short entries for sets of weights.

An entry is `me` (the weights in force), a profile's id, or a code of weights with a name (`weights_code`).
"""

from collections.abc import Iterable

from address import weights_code
from ranking.model import Evidence
from ranking.people.agreement import Voice
from ranking.weighing.scenario import Scenario
from words.language import Language

ME, MOST, LONGEST = "me", 40, 6000


def opened(entry: str, evidence: Evidence, question: Scenario) -> tuple[str, Scenario] | None:
    """Return (name, scenario) of an entry, its weights put to the question; None where it cannot be used.

    The name is "" for `me`, a profile, and weights without one.
    """
    if entry == ME:
        return "", question
    # A profile's id alone is the shortest code of its weights.
    return weights_code.read(entry if "~~" in entry or ";" in entry else f"{entry};;", evidence, question)


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of an address value, each once, at most MOST."""
    return tuple(dict.fromkeys(filter(None, text.split(","))))[:MOST]


def usual(evidence: Evidence, question: Scenario) -> tuple[str, ...]:
    """Return the entries where none is chosen: the documented profiles that apply, `me` once a weight moved."""
    documented = tuple(k for k, p in evidence.profiles.items() if p.usable and p.day)
    return (*documented, ME) if question.pillars or question.weights or not documented else documented


def chosen(text: str, evidence: Evidence, question: Scenario) -> tuple[str, ...]:
    """Return the entries of an address value that can be used; the usual ones where none can."""
    return tuple(e for e in entries(text) if opened(e, evidence, question)) or usual(evidence, question)


def voices(say: Language, evidence: Evidence, question: Scenario, chosen: Iterable[str]) -> tuple[Voice, ...]:
    """Return the points of view of entries that can be used, named as on screen; links without a name are numbered."""
    points_of_view, number = [], 0
    for entry in chosen:
        title, scenario = opened(entry, evidence, question)
        number += not (title or entry == ME or entry in evidence.profiles)
        name = title or (
            say("Your weights")
            if entry == ME
            else say.text(evidence.profiles[entry].name)
            if entry in evidence.profiles
            else say("Link {n}", n=number)
        )
        points_of_view.append(Voice(name, scenario))
    return tuple(points_of_view)
