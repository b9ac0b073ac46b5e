"""What workloads cost. A bill takes some 2 ms and is asked for by page and pictures: computed at each asking."""

from dataclasses import replace
from typing import NamedTuple

from ranking.model import Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.verdict import verdict as verdicts
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from ranking.workload.bill import Bill
from ranking.workload.bill import bill as made
from ranking.workload.fed import fed_ranking
from ranking.workload.leaving import Leaving
from ranking.workload.leaving import leaving as left
from ranking.workload.load import cards
from ranking.workload.load_exits import exits
from ranking.workload.workload import Workload
from results import results


class ByBill(NamedTuple):
    """The ranking whose costs are a workload's bill.

    evidence  with the bill as a criterion, for that day alone
    all_the_same  who would be first if criteria set aside as thinly known were weighed
    """

    evidence: Evidence
    ranking: Ranking
    verdict: Verdict
    all_the_same: tuple[str, ...]


def bill(evidence: Evidence, scenario: Scenario, workload: Workload) -> Bill:
    """Return the bill of a workload on the scenario's day. Raises NothingToWeigh."""
    return made(workload, evidence, cards(), results.ranking(evidence, scenario))


def leaving(evidence: Evidence, scenario: Scenario, workload: Workload, pair: tuple[str, str]) -> Leaving:
    """Return what it takes to go from the first offer of a pair to the second on the scenario's day."""
    return left(pair, workload, evidence, cards(), exits(), scenario.as_of, scenario.known)


def usual_pair(evidence: Evidence, answer: Ranking) -> tuple[str, str] | None:
    """Return the pair shown where none is named: from the offer the case is about to the first other of the ranking."""
    start = evidence.subject or next(iter(evidence.offers), None)
    other = next((o for o in (*(row.offer for row in answer.rows), *evidence.offers) if o != start), None)
    return (start, other) if start and other else None


def by_bill(evidence: Evidence, scenario: Scenario, workload: Workload, vary: Vary = ANY) -> ByBill:
    """Return the ranking with the bill in place of unit prices. Not kept: 100 ms. Raises NothingToWeigh."""
    own, answer = fed_ranking(evidence, workload, cards(), scenario)
    _, whole = fed_ranking(evidence, workload, cards(), replace(scenario, thin=True))
    said = verdicts.verdict(own, answer, verdicts.rule(vary))
    return ByBill(own, answer, said, tuple(row.offer for row in whole.leaders))
