"""Does the lead hold? Shares of many weightings, kept here once: pages, pictures, reports and records say the same."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import NamedTuple

from ranking.model import CONFIDENCE, Evidence
from ranking.robustness.problem import problem
from ranking.robustness.smaa import Acceptability, acceptability, refine
from ranking.robustness.uncertainty import Assumptions, doubt, what_varies
from ranking.robustness.weight_spaces import weight_space
from ranking.weighing.rank import Ranking

# Weightings drawn (a share of one half is then off by less than 0.4 points, 19 times in 20); answers kept.
DRAWS, SEED, MOST_KEPT = 100_000, 0, 1000


@dataclass(frozen=True, slots=True)
class Vary:
    """What may vary: kind of weightings (weight_spaces.KINDS), pillars drawn first, concentration, range in points.

    grades  chance in % that a fact is right, for each of CONFIDENCE
    firm, leads  shares in % of the draws of the evidence from which the verdict is firm, or somebody leads
    """

    kind: str = "any"
    nested: bool = True
    concentration: int = 30
    width: int = 10
    grades: tuple[int, int, int] = (97, 85, 60)
    firm: int = 90
    leads: int = 50

    @property
    def assumptions(self) -> Assumptions:
        """Return the assumptions behind uncertain facts: how often a fact of each grade is right, 0..1."""
        return Assumptions(right=dict(zip(CONFIDENCE, (g / 100 for g in self.grades), strict=True)))


class Shares(NamedTuple):
    """Shares of the weightings with the facts as they stand, and with uncertain facts drawn too."""

    weights: Acceptability
    both: Acceptability


ANY = Vary()
_KEPT: dict[tuple, Shares] = {}


def kept_shares(evidence: Evidence, ranking: Ranking, vary: Vary = ANY, draws: int = DRAWS) -> Shares | None:
    """Return the shares of first places where they were drawn before, else None."""
    return _KEPT.get(_key(evidence, ranking, vary, draws))


def drawn_shares(
    evidence: Evidence, ranking: Ranking, vary: Vary = ANY, draws: int = DRAWS, executor: Executor | None = None
) -> Shares:
    """Return the shares of first places; same ranking, same numbers, with any executor. Needs a ranked offer."""
    shares = kept_shares(evidence, ranking, vary, draws)
    return shares or deque(refined(evidence, ranking, vary, draws, executor), maxlen=1)[0]


def refined(
    evidence: Evidence, ranking: Ranking, vary: Vary = ANY, draws: int = DRAWS, executor: Executor | None = None
) -> Iterator[Shares]:
    """Yield better and better shares while uncertain facts are drawn; the last, kept, are those of `drawn_shares`."""
    base = problem(ranking)
    space = weight_space(base, vary.kind, vary.nested, vary.concentration, vary.width / 100)
    cases = what_varies(base, space, doubt(evidence, ranking, base, vary.assumptions))
    alone, shares = acceptability(base, cases["weights"][0], draws, SEED, executor), None
    space, doubtful = cases["both"]
    for both in refine(base, space, draws, SEED, executor, doubtful):
        shares = Shares(alone, both)
        yield shares
    # A copy of the keys: another thread may add or drop one meanwhile.
    for oldest in list(_KEPT)[: max(0, len(_KEPT) - MOST_KEPT + 1)]:
        _KEPT.pop(oldest, None)
    _KEPT[_key(evidence, ranking, vary, draws)] = shares


def unweighted(ranking: Ranking) -> tuple:
    """Return all that the shares of first places depend on apart from weights: a key to keep them under.

    Facts, policies and the offers in the ranking, not the weights.
    """
    scenario = replace(ranking.scenario, profile="equal", pillars=(), weights=())
    return ranking.version, scenario, tuple(sorted(row.offer for row in ranking.rows))


def _key(evidence: Evidence, ranking: Ranking, vary: Vary, draws: int) -> tuple:
    vary = replace(vary, firm=ANY.firm, leads=ANY.leads)
    free = unweighted(ranking) if vary.kind == "any" else (ranking.version, ranking.scenario)
    return evidence, *free, vary, draws
