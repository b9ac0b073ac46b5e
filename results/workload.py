"""What workloads cost. A bill takes some 2 ms and is asked for by page and pictures: computed at each asking."""

from typing import NamedTuple

from ranking.bills.bill import Bill
from ranking.bills.bill import bill as made
from ranking.bills.leaving import Leaving
from ranking.bills.leaving import leaving as left
from ranking.bills.load_exits import exits
from ranking.errors import NothingToWeigh
from ranking.model import Evidence
from ranking.robustness.first_places import ANY, Vary
from ranking.verdict.verdict import Verdict
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario, put_to, repriced
from ranking.workload.load import cards
from ranking.workload.workload import Workload
from ranking.workload.written import parsed, usual, written
from results import results


class ByBill(NamedTuple):
    """The ranking whose costs are a workload's bill.

    evidence  with the bill as a criterion
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


def in_use(evidence: Evidence, scenario: Scenario, chosen: Workload | None) -> Workload:
    """Return the workload that is priced: that whose bill counts, else the one chosen, else the usual one."""
    return parsed(scenario.priced, evidence) or chosen or usual()


def by_unit_prices(evidence: Evidence, scenario: Scenario) -> Ranking | None:
    """Return the ranking of the same question by unit prices; None where nothing is then left to weigh."""
    try:
        return results.ranking(evidence, repriced(scenario, "", evidence))
    except NothingToWeigh:
        return None


def by_bill(evidence: Evidence, scenario: Scenario, workload: Workload, vary: Vary = ANY) -> ByBill:
    """Return the ranking with the bill of a workload in place of unit prices. Raises NothingToWeigh."""
    billed = repriced(scenario, written(workload), evidence)
    own, answer = put_to(evidence, billed), results.ranking(evidence, billed)
    return ByBill(own, answer, results.verdict(own, answer, vary), results.with_thin(own, answer))
