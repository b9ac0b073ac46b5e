"""An official framework's readings, once for a day: 26 offers take about 200 ms and are asked for by each visit."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ranking.model import Evidence
from ranking.weighing.rank import Ranking
from ranking.weighing.scenario import Scenario
from ranking.yardsticks import reading as readings
from ranking.yardsticks.assess import Assessment
from ranking.yardsticks.compare import Replayed, ReversedPair
from ranking.yardsticks.load import award, framework
from results import results

Given = Mapping[str, Mapping[str, int]]
Offers = tuple[str, ...] | None


def reading(evidence: Evidence, scenario: Scenario, weights: str = "", given: Given | None = None) -> readings.Reading:
    """Return the reading of the scenario's day and offers, by a set of weights (the latest without a name).

    given  offer -> question -> answer of one visitor, laid over the facts: such a reading is kept nowhere
    """
    question = evidence, scenario.as_of, scenario.known, weights, scenario.offers
    return _read(*question, given) if given else _kept(*question)


@lru_cache(maxsize=64)
def _kept(evidence: Evidence, day: date, known: str, weights: str, offers: Offers) -> readings.Reading:
    return _read(evidence, day, known, weights, offers)


def _read(
    evidence: Evidence, day: date, known: str, weights: str, offers: Offers, given: Given | None = None
) -> readings.Reading:
    used = framework()
    return readings.read(used, used.weights_named(weights), evidence, day, known, given, offers)


def history(evidence: Evidence, scenario: Scenario, offer: str, weights: str = "") -> list[tuple[date, Assessment]]:
    """Return an offer's readings from each day on which its level or its score changed: some 5 ms, for one fold."""
    used = framework()
    steps = readings.history(used, used.weights_named(weights), evidence, offer, scenario.known)
    changed = [n for n, (_, a) in enumerate(steps) if not n or (a.seal, a.score) != _both(steps[n - 1][1])]
    return [steps[n] for n in changed]


def _both(a: Assessment) -> tuple:
    return a.seal, a.score


def usual_level() -> int:
    """Return the level asked of every objective where nobody says one: that of the award."""
    return award().minimum


def board_reversals(evidence: Evidence, scenario: Scenario, read: readings.Reading) -> list[ReversedPair]:
    """Return the pairs that the board's sovereignty pillar and the framework put the other way round."""
    return readings.board_reversals(evidence, results.ranking(evidence, scenario), read)


@lru_cache(maxsize=8)
def awarded(evidence: Evidence) -> tuple[Replayed, ...]:
    """Return the offers of the award decided with the framework, as they read on its day."""
    used = framework()
    return tuple(readings.award_read(award(), used, used.weights_named(), evidence))


def award_reversed(evidence: Evidence) -> tuple[Ranking, tuple[str, ...]]:
    """Return the board's own ranking on the day of the award, and the awarded offers that it and the levels reverse.

    The one that our sovereignty pillar puts above stands first; nobody where there is none. Neutral weights.
    """
    answer = results.ranking(evidence, Scenario(award().day))
    chosen = {r.assessment.offer for r in awarded(evidence)}
    pairs = readings.board_reversals(evidence, answer, reading(evidence, answer.scenario))
    reversals = [p for p in pairs if {p.higher, p.lower} <= chosen]
    first = reversals[0].higher if reversals else None
    return answer, tuple(dict.fromkeys(o for p in reversals if p.higher == first for o in (p.higher, p.lower)))
