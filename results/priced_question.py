"""Where evidence and scenario meet: with the bill of a workload in the place of unit prices if the scenario says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario, put_to

T = TypeVar("T")


def with_its_bill(ask: Callable[..., T]) -> Callable[..., T]:
    """Return the function with the evidence that its second argument, scenario or ranking, is to be put to.

    Whatever evidence a caller holds, no answer rests on other prices than its question. Raises NothingToWeigh where the
    evidence has no bill of that workload.
    """

    @wraps(ask)
    def asked(evidence: Evidence, of: Scenario | Ranking, *more: Any, **named: Any) -> T:
        scenario = of if isinstance(of, Scenario) else of.scenario
        return ask(put_to(evidence, scenario), of, *more, **named)

    return asked
