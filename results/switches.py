"""Settings of one press that put somebody else first. Not kept: three rankings, each kept in results."""

from dataclasses import replace
from typing import NamedTuple

from ranking.facts.musthaves import binding
from ranking.model import Evidence
from ranking.weighing import rank
from ranking.weighing.scenario import Scenario
from results import results
from results.priced_question import with_its_bill


class Switch(NamedTuple):
    """A setting of one press that puts somebody else first.

    kind     "required" or "waived", the must-have `gate` asked for or no longer; "thin", thinly known criteria weighed
    leaders  who is first then; () where nobody is left
    """

    kind: str
    gate: str
    leaders: tuple[str, ...]


@with_its_bill
def switches(evidence: Evidence, answer: rank.Ranking) -> tuple[Switch, ...]:
    """Return the settings of one press that put somebody else first: must-haves of the law, then thin criteria.

    Where nobody is left, any must-have asked for is one: who would come back without it.
    """
    scenario, now = answer.scenario, {row.offer for row in answer.leaders}
    gates = binding(evidence, scenario.as_of)
    if not now:
        gates = tuple(dict.fromkeys((*gates, *(token for token in scenario.require if token in evidence.gates))))
    settings = [
        Switch(
            "required" if gate not in scenario.require else "waived", gate, _leaders(evidence, _pressed(scenario, gate))
        )
        for gate in gates
    ]
    if answer.matrix.thin and not scenario.thin:
        settings.append(Switch("thin", "", results.with_thin(evidence, answer)))
    return tuple(s for s in settings if set(s.leaders) != now)


def _pressed(scenario: Scenario, gate: str) -> Scenario:
    """The scenario with a must-have asked for, or no longer."""
    rest = tuple(token for token in scenario.require if token != gate)
    return replace(scenario, require=rest if gate in scenario.require else (*rest, gate))


def _leaders(evidence: Evidence, scenario: Scenario) -> tuple[str, ...]:
    return tuple(row.offer for row in results.ranking(evidence, scenario).leaders)
