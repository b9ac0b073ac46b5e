"""What a file is drawn from: the results of one scenario, kept for the next file of the same scenario."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache

from address.page_entries import View
from ranking.balance.pareto import Plane, plane
from ranking.balance.tradeoff import Tradeoff, tradeoff
from ranking.decisions.replay import Replay, replays
from ranking.model import Evidence
from ranking.people.agreement import Agreement, Voice, agreement
from ranking.robustness.fact_tipping import Flip, flips
from ranking.robustness.first_places import Shares, holding
from ranking.robustness.problem import problem
from ranking.robustness.stability import Stability, stability
from ranking.through_time.catchup import CatchUp, catch_up
from ranking.through_time.history import Step, history
from ranking.through_time.readiness import Readiness, readiness
from ranking.versions.effects import Change, Effect, effects
from ranking.weighing import rank
from ranking.weighing.scenario import EARLIEST, Scenario


@lru_cache(maxsize=32)
def ranking(evidence: Evidence, scenario: Scenario) -> rank.Ranking:
    """The ranking. Raises NothingToWeigh."""
    return rank.rank(evidence, scenario)


@lru_cache(maxsize=16)
def trade(evidence: Evidence, scenario: Scenario, view: View) -> Tradeoff:
    """Who leads along the balance of the view's two sides."""
    return tradeoff(evidence, scenario, view.sides, ranking(evidence, scenario))


@lru_cache(maxsize=16)
def placed(evidence: Evidence, scenario: Scenario, view: View) -> Plane:
    """Both sides without any total."""
    return plane(evidence, ranking(evidence, scenario), view.sides)


def last_day(evidence: Evidence, scenario: Scenario) -> date:
    """The end of the pictures through time."""
    return max(evidence.checked, scenario.as_of)


def led(evidence: Evidence, scenario: Scenario) -> CatchUp:
    """Who leads on every day at every balance."""
    return _led(evidence, rank.on_day(scenario, EARLIEST), last_day(evidence, scenario))


def steps(evidence: Evidence, scenario: Scenario) -> tuple[Step, ...]:
    """Every change of the ranking through time."""
    return _steps(evidence, rank.on_day(scenario, EARLIEST), last_day(evidence, scenario))


@lru_cache(maxsize=16)
def _led(evidence: Evidence, scenario: Scenario, end: date) -> CatchUp:
    return catch_up(evidence, scenario, end)


@lru_cache(maxsize=16)
def _steps(evidence: Evidence, scenario: Scenario, end: date) -> tuple[Step, ...]:
    return tuple(history(evidence, scenario, end))


@lru_cache(maxsize=16)
def ready(evidence: Evidence, scenario: Scenario, view: View) -> tuple[Readiness, ...]:
    """Readiness of the offers shown, on the scenario's day."""
    found = readiness(evidence, scenario.as_of, view.bundle, scenario.known, until=last_day(evidence, scenario))
    return tuple(r for r in found if scenario.offers is None or r.offer in scenario.offers)


def holds(evidence: Evidence, scenario: Scenario, view: View) -> Shares:
    """Shares of the view's weightings: under weights alone, and with uncertain facts too."""
    with ThreadPoolExecutor(2) as pool:
        return holding(evidence, ranking(evidence, scenario), view.vary, executor=pool)


@lru_cache(maxsize=16)
def agreed(evidence: Evidence, voices: tuple[Voice, ...]) -> Agreement:
    """Several points of view side by side."""
    return agreement(evidence, voices)


@lru_cache(maxsize=16)
def stable(evidence: Evidence, scenario: Scenario, level: str) -> Sequence[Stability]:
    """How far each weight can move."""
    found = stability(problem(ranking(evidence, scenario)), level)
    return tuple(s for s in found if s.level != "criterion" or s.now > 0)


@lru_cache(maxsize=16)
def flipped(evidence: Evidence, scenario: Scenario) -> tuple[Flip, ...]:
    """Single facts which, if they were otherwise, would put somebody else first."""
    return flips(evidence, ranking(evidence, scenario))


@lru_cache(maxsize=2)
def replayed(evidence: Evidence) -> tuple[Replay, ...]:
    """The documented decisions beside the board of their day."""
    return replays(evidence)


@lru_cache(maxsize=4)
def compared(old: Evidence, new: Evidence, scenario: Scenario) -> tuple[Effect, tuple[Change, ...]]:
    """Return what all changes between two data versions do together, and each by itself. Raises ScenarioError."""
    return effects(old, new, scenario)
