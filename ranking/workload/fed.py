"""The board's cost criteria fed by a workload: one bill in place of unit prices, then everything as on any evidence.

The prices of a machine and of storage give way to one criterion, the bill of a month; leaving stays priced by the
gigabyte, which gives the same points whatever leaves. A bill with a part missing is no fact: the criterion is unknown
there, and counts as the board counts what is unknown.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import fsum

from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix, never_rankable
from ranking.model import Bilingual, Criterion, Evidence, Fact, Offer, Profile
from ranking.weighing.rank import Ranking, rank
from ranking.weighing.scenario import Scenario
from ranking.workload.cost import EGRESS, GB_A_TB, MACHINES, PRICED_BY, STORAGE, Cards, Cost, costs
from ranking.workload.workload import Workload

BILL = "workload_eur_month"
REPLACED = (PRICED_BY[MACHINES], PRICED_BY[STORAGE])
# Euros an hour of a card between which it has points: a factor of ten, as for a machine. An assumption of this board.
GPU_ENDS = (10.0, 1.0)
_LABEL = Bilingual("Facture mensuelle de la charge", "Monthly bill of the workload")
_HELP = Bilingual(
    "Ce que coûte la charge le premier mois, services gérés exclus ; inconnu là où un prix manque.",
    "What the workload costs in the first month, managed services aside; unknown where a price is missing.",
)


def fed(evidence: Evidence, workload: Workload, cards: Cards, scenario: Scenario) -> Evidence:
    """Return the evidence whose machines and storage are priced by the bill of the scenario's day.

    Points run between the bills that the ends of the unit prices' own scales give. It holds for that day alone.
    """
    bills = costs(workload, evidence, cards, scenario.as_of, scenario.known)
    found = _criterion(evidence, workload)
    criteria = _swapped(evidence.criteria, found)
    return replace(
        evidence,
        offers={o: _offer(offer, bills.get(o), scenario) for o, offer in evidence.offers.items()},
        criteria=criteria,
        indicators={**evidence.indicators, BILL: found},
        profiles={name: _profile(p, found.pillar) for name, p in evidence.profiles.items()},
    )


def fed_ranking(evidence: Evidence, workload: Workload, cards: Cards, scenario: Scenario) -> tuple[Evidence, Ranking]:
    """Return the fed evidence and its ranking. Weights set by hand on a replaced price go to the bill.

    Raises NothingToWeigh.
    """
    if not set(REPLACED) <= set(evidence.criteria):
        raise NothingToWeigh(f"no criterion {' or '.join(REPLACED)} that a bill could replace")
    own = fed(evidence, workload, cards, scenario)
    asked = replace(scenario, weights=_weights(scenario.weights))
    matrix = decision_matrix(own, asked.as_of, asked.unknowns, asked.known)
    # Who is documented well enough to be ranked is a matter of the facts, not of how cost is put together.
    return own, rank(own, asked, matrix, never_rankable(evidence))


def _criterion(evidence: Evidence, workload: Workload) -> Criterion:
    unit = evidence.criteria[REPLACED[0]]
    ends = [evidence.criteria[PRICED_BY[part]] for part in (MACHINES, STORAGE, EGRESS)]
    amounts = (sum(m.reference for m in workload.machines), workload.storage_tb, workload.egress_tb * GB_A_TB)
    worst, best = (
        fsum([n * getattr(c, end) for n, c in zip(amounts, ends, strict=True)] + [workload.gpu_hours * gpu])
        for end, gpu in zip(("worst", "best"), GPU_ENDS, strict=True)
    )
    # A bill of outgoing data alone may be nothing, and one of nothing at all has no scale.
    scale = "log" if best > 0 else "linear"
    return replace(
        unit, id=BILL, indicators=(BILL,), worst=worst or 1.0, best=best, scale=scale, label=_LABEL, help=_HELP
    )


def _swapped(criteria: Mapping[str, Criterion], found: Criterion) -> dict[str, Criterion]:
    """The bill in the place of the first price it replaces."""
    kept = {}
    for name, criterion in criteria.items():
        if name == REPLACED[0]:
            kept[BILL] = found
        elif name not in REPLACED:
            kept[name] = criterion
    return kept


def _offer(offer: Offer, cost: Cost | None, scenario: Scenario) -> Offer:
    if cost is None or not cost.comparable:
        return offer
    parts = [p.fact for p in cost.parts.values() if p.fact]
    low, value, high = cost.month.low, cost.month.value, cost.month.high
    contested = high > low
    largest = max((p for p in cost.parts.values() if p.fact), key=lambda p: p.month.value).fact
    bill = Fact(
        offer.id,
        BILL,
        max(f.valid_from for f in parts),
        value,
        max(f.confidence for f in parts),
        # The bill itself was public as soon as each of its prices was: `costs` has seen to that.
        replace(largest.source, day=scenario.as_of.isoformat()),
        *((low, high) if contested else ()),
    )
    return replace(offer, facts=(*offer.facts, bill))


def _profile(profile: Profile, pillar: str) -> Profile:
    held = profile.within.get(pillar)
    if held is None:
        return profile
    share = fsum(held.get(name, 0.0) for name in REPLACED)
    rest = {name: part for name, part in held.items() if name not in REPLACED}
    return replace(profile, within={**profile.within, pillar: {BILL: share, **rest}})


def _weights(pairs: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Points set by hand: those of the replaced prices together are the bill's."""
    moved = [value for name, value in pairs if name in REPLACED]
    return (*(pair for pair in pairs if pair[0] not in REPLACED), *([(BILL, fsum(moved))] if moved else []))
