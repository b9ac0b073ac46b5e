"""Weights of a tender's criteria drawn from a person: the dossier as evidence to weigh, and the weights put into it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ranking.model import Bilingual, Evidence
from ranking.rounding import rounded_together
from ranking.tender.dossier import NO_FORMULA, Bidder, Dossier
from ranking.tender.evidence import NO_GROUP_LABEL, evidence_of, scenario_of
from ranking.tender.scales import item
from ranking.weighing.scenario import Scenario
from ranking.weighing.weighting import weighting

# Nobody bids yet; the board weighs for somebody.
NOBODY = Bidder("nobody", "")
DIGITS = 2


class ToWeigh(NamedTuple):
    """Criteria and groups under names that any answer may bear; of: criterion -> the requirement that it is."""

    evidence: Evidence
    scenario: Scenario
    of: Mapping[str, str]


def to_weigh(dossier: Dossier, public: Evidence) -> ToWeigh:
    """Return the criteria of a dossier as evidence of their own, groups as pillars; the price is not among them."""
    criteria = dossier.announced.criteria
    groups = {name: f"g{n}" for n, name in enumerate(dict.fromkeys(r.group for r in criteria), 1)}
    weighed = any(r.weight for r in criteria)
    named = [
        replace(r, id=f"c{n}", group=groups[r.group], weight=r.weight if weighed else 1.0)
        for n, r in enumerate(criteria, 1)
    ]
    announced = replace(dossier.announced, requirements=tuple(named), formula=NO_FORMULA)
    bare = Dossier("", dossier.day, announced, (NOBODY,))
    evidence = evidence_of(bare, public)
    labels = {code: Bilingual(name, name) if name else NO_GROUP_LABEL for name, code in groups.items()}
    pillars = {code: replace(evidence.pillars[code], label=label) for code, label in labels.items()}
    own = {item(one): before.id for one, before in zip(named, criteria, strict=True)}
    return ToWeigh(replace(evidence, pillars=pillars), scenario_of(bare), own)


def with_weights(dossier: Dossier, criteria: ToWeigh, scenario: Scenario) -> Dossier:
    """Return the dossier with the weights of a scenario on what was asked, 100 in all, with two decimals."""
    shares = weighting(criteria.evidence, scenario, frozenset()).overall
    points = rounded_together({criteria.of[c]: 100 * share for c, share in shares.items()}, 100.0, DIGITS)
    rows = tuple(replace(r, weight=points.get(r.id, r.weight)) for r in dossier.announced.requirements)
    return replace(dossier, announced=replace(dossier.announced, requirements=rows))
