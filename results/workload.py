"""What workloads cost. A bill takes some 2 ms and is asked for by page and pictures: computed at each asking."""

from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from ranking.workload.bill import Bill
from ranking.workload.bill import bill as made
from ranking.workload.load import cards
from ranking.workload.workload import Workload
from results import results


def bill(evidence: Evidence, scenario: Scenario, workload: Workload) -> Bill:
    """Return the bill of a workload on the scenario's day. Raises NothingToWeigh."""
    return made(workload, evidence, cards(), results.ranking(evidence, scenario))
