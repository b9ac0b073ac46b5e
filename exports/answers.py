"""What a file is drawn from: the results of one scenario, kept for the next file of the same scenario."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ranking import board, smaa
from ranking.agreement import Agreement, Voice, agreement
from ranking.catchup import CatchUp, catch_up
from ranking.history import Step, history
from ranking.model import Evidence
from ranking.pareto import Plane, plane
from ranking.problem import problem
from ranking.readiness import DEFAULT_BUNDLE, Readiness, readiness
from ranking.scenario import EARLIEST, Scenario
from ranking.spaces import weight_space
from ranking.stability import Stability, stability
from ranking.tradeoff import Tradeoff, tradeoff
from ranking.uncertainty import Assumptions, doubt

SAMPLES = 100_000


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows beyond its scenario: the two sides, the prerequisites, what may vary (see `ranking.spaces`).

    entries  the same as the address of that screen writes it, for links
    """

    sides: tuple[str, str] | None = None
    bundle: tuple[str, ...] = DEFAULT_BUNDLE
    kind: str = "any"
    nested: bool = True
    concentration: int = 30
    width: int = 10
    grades: tuple[int, int, int] = (97, 85, 60)
    entries: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=32)
def ranking(evidence: Evidence, scenario: Scenario) -> board.Ranking:
    """The ranking. Raises NothingToWeigh."""
    return board.rank(evidence, scenario)


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
    return _led(evidence, board.on_day(scenario, EARLIEST), last_day(evidence, scenario))


def steps(evidence: Evidence, scenario: Scenario) -> tuple[Step, ...]:
    """Every change of the ranking through time."""
    return _steps(evidence, board.on_day(scenario, EARLIEST), last_day(evidence, scenario))


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


@lru_cache(maxsize=16)
def holds(evidence: Evidence, scenario: Scenario, view: View) -> tuple[smaa.Acceptability, smaa.Acceptability]:
    """Shares of all weightings: under weights alone, and with uncertain facts too."""
    answer = ranking(evidence, scenario)
    base = problem(answer)
    right = dict(zip("ABC", (g / 100 for g in view.grades), strict=True))
    space = weight_space(base, view.kind, view.nested, view.concentration, view.width / 100)
    cases = smaa.unsure(base, space, doubt(evidence, answer, base, Assumptions(right=right)))
    with ThreadPoolExecutor(2) as pool:
        return tuple(smaa.acceptability(base, cases[name][0], SAMPLES, executor=pool, doubt=cases[name][1])
                     for name in ("weights", "both"))


@lru_cache(maxsize=16)
def agreed(evidence: Evidence, voices: tuple[Voice, ...]) -> Agreement:
    """Several points of view side by side."""
    return agreement(evidence, voices)


@lru_cache(maxsize=16)
def stable(evidence: Evidence, scenario: Scenario, level: str) -> Sequence[Stability]:
    """How far each weight can move."""
    found = stability(problem(ranking(evidence, scenario)), level)
    return tuple(s for s in found if s.level != "criterion" or s.now > 0)
