"""Does the lead hold? The two shares under every verdict, from few enough draws to be there at once."""

from ranking.board import Ranking
from ranking.model import Evidence
from ranking.problem import Problem, problem
from ranking.smaa import Acceptability, acceptability, unsure
from ranking.spaces import weight_space
from ranking.uncertainty import Assumptions, doubt

DRAWS, SEED = 10_000, 0


def holding(evidence: Evidence, ranking: Ranking, assumed: Assumptions | None = None,
            draws: int = DRAWS) -> tuple[Problem, Acceptability, Acceptability]:
    """The problem, shares of all weightings with the facts as they stand, and with uncertain facts drawn too.

    Same ranking, same numbers. Needs at least one offer in the ranking.
    """
    base = problem(ranking)
    cases = unsure(base, weight_space(base, "any"), doubt(evidence, ranking, base, assumed))
    weights, both = (acceptability(base, cases[name][0], draws, SEED, doubt=cases[name][1])
                     for name in ("weights", "both"))
    return base, weights, both
