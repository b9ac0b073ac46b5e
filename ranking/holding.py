"""Does the lead hold? The two shares under every verdict, the same wherever they are said."""

from concurrent.futures import Executor
from dataclasses import replace

from ranking.board import Ranking
from ranking.model import Evidence
from ranking.problem import Problem, problem
from ranking.smaa import Acceptability, acceptability, unsure
from ranking.spaces import weight_space
from ranking.uncertainty import Assumptions, doubt

DRAWS, SEED, MOST_KEPT = 100_000, 0, 64
_KEPT: dict[tuple, tuple[Acceptability, Acceptability]] = {}


def holding(evidence: Evidence, ranking: Ranking, assumed: Assumptions | None = None,
            draws: int = DRAWS, executor: Executor | None = None) -> tuple[Problem, Acceptability, Acceptability]:
    """The problem, shares of all weightings with the facts as they stand, and with uncertain facts drawn too.

    Same ranking, same numbers, with any executor. Needs at least one offer in the ranking.
    """
    base, key = problem(ranking), (evidence, *unweighted(ranking), assumed or Assumptions(), draws)
    found = _KEPT.get(key)
    if found is None:
        cases = unsure(base, weight_space(base, "any"), doubt(evidence, ranking, base, assumed))
        found = tuple(acceptability(base, cases[name][0], draws, SEED, executor, cases[name][1])
                      for name in ("weights", "both"))
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = found
    return base, *found


def unweighted(ranking: Ranking) -> tuple:
    """What an answer for any weights depends on: facts, policies and the offers in the ranking, not the weights."""
    scenario = replace(ranking.scenario, profile="equal", pillars=(), weights=())
    return ranking.version, scenario, tuple(sorted(row.offer for row in ranking.rows))
