"""Several sets of weights on one question: what all their rankings say, what divides them, who would regret what."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from ranking.errors import BoardError, NothingToWeigh, told
from ranking.facts.decision_matrix import DecisionMatrix, decision_matrix
from ranking.model import Evidence
from ranking.people.common_ground import CommonGround, common_ground
from ranking.people.divides import Divide, divides
from ranking.people.rank_aggregation import borda, copeland
from ranking.robustness.problem import problem
from ranking.tolerances import CLOSE, TIE
from ranking.weighing.rank import Ranking, place_numbers, rank
from ranking.weighing.scenario import Scenario

OWN = ("profile", "pillars", "weights")
EQUAL = "equal"


class NoneShared(BoardError):
    """No offer is ranked by all: nothing can be compared."""

    code = "none_shared"


@dataclass(frozen=True, slots=True)
class Voice:
    """A set of weights and whose it is. Names are free: two voices may share one."""

    name: str
    scenario: Scenario


@dataclass(frozen=True, eq=False)
class Agreement:
    """k voices on n offers, each array in the order of `voices` and `offers`.

    voices    those that weigh something on that day; silent: names of the others
    offers    those with a place under every voice, the least sum of places first; apart: ranked by some voices only
    scores    (k, n) 0..100; places (k, n) from 1 among these offers, ties sharing the better one
    ranks     (k, n) the same, ties sharing the mean of their places
    tau       (k, k) Kendall's tau-b of two orders, NaN where one of them puts all offers level
    consensus the ranking under the mean of all weights: one more ranking, not anybody's
    """

    voices: tuple[Voice, ...]
    silent: tuple[str, ...]
    rankings: tuple[Ranking, ...]
    offers: tuple[str, ...]
    apart: tuple[str, ...]
    scores: np.ndarray
    places: np.ndarray
    consensus: Ranking

    @cached_property
    def ranks(self) -> np.ndarray:
        return rankdata(self.places, method="average", axis=1)

    @cached_property
    def tau(self) -> np.ndarray:
        """Return (voices, voices) Kendall's tau-b of their orders, -1..1; NaN where a voice ties all offers."""
        return tau_b(self.places)

    @property
    def leaders(self) -> tuple[tuple[str, ...], ...]:
        """Return for each voice the offers that it puts first."""
        return tuple(tuple(o for o, p in zip(self.offers, row, strict=True) if p == 1) for row in self.places)

    @property
    def clear(self) -> tuple[str | None, ...]:
        """Return for each voice the offer that it puts half a point or more ahead of all others; None where none."""
        favourites = []
        for leaders, scores in zip(self.leaders, self.scores, strict=True):
            second, best = np.partition(scores, -2)[-2:] if len(scores) > 1 else (-np.inf, scores[0])
            favourites.append(leaders[0] if len(leaders) == 1 and best - second >= CLOSE else None)
        return tuple(favourites)

    @cached_property
    def above(self) -> np.ndarray:
        """Return (n, n) True where every voice puts the row strictly above the column."""
        return (self.places[:, :, None] < self.places[:, None]).all(axis=0)

    @property
    def pairs(self) -> tuple[int, int]:
        """Return (pairs of offers that every voice orders alike, all pairs)."""
        level = (self.places[:, :, None] == self.places[:, None]).all(axis=0)
        n = len(self.offers)
        return int((self.above | self.above.T | level).sum() - n) // 2, n * (n - 1) // 2

    @property
    def same(self) -> dict[str, int]:
        """Return offer -> the place that every voice gives it, where they all give the same."""
        return {o: int(p[0]) for o, p in zip(self.offers, self.places.T, strict=True) if (p == p[0]).all()}

    def top(self, most: int) -> tuple[str, ...]:
        """Return offers among everybody's first `most` places."""
        return tuple(o for o, p in zip(self.offers, self.places.T, strict=True) if p.max() <= most)

    @cached_property
    def regret(self) -> np.ndarray:
        """Return (k, n) points that a voice gives up with each offer: its best score less the offer's."""
        return self.scores.max(axis=1, keepdims=True) - self.scores

    @property
    def safest(self) -> tuple[str, ...]:
        """Return the offers whose greatest regret is least.

        Method: Savage, Journal of the American Statistical Association 46(253), 1951.
        """
        greatest = self.regret.max(axis=0)
        return tuple(o for o, r in zip(self.offers, greatest, strict=True) if r <= greatest.min() + TIE)

    @cached_property
    def borda(self) -> np.ndarray:
        """Return (n,) sum of places, ties sharing their mean; the smallest comes first."""
        return borda(self.ranks.T)

    @cached_property
    def copeland(self) -> np.ndarray:
        """Return (n,) majorities won less majorities lost; the largest comes first."""
        return copeland(self.places.T)

    @property
    def condorcet(self) -> str | None:
        """Return the offer that a majority of voices prefers to each of the others, where there is one."""
        n = len(self.offers)
        return next((o for o, c in zip(self.offers, self.copeland, strict=True) if c == n - 1), None)

    @cached_property
    def divides(self) -> tuple[Divide, ...]:
        """Return pillars, then criteria, by the share of the disagreement that comes through each."""
        return divides(self.rankings, self.offers)

    @cached_property
    def ground(self) -> CommonGround:
        """Return the region where all their orders of importance hold."""
        problems = [problem(r) for r in self.rankings]
        scores = dict(zip(problems[0].offers, problems[0].scores, strict=True))
        base = replace(problems[0], offers=self.offers, scores=np.array([scores[o] for o in self.offers]))
        return common_ground(base, np.array([p.shares for p in problems]), np.array([p.within for p in problems]))


def agreement(evidence: Evidence, voices: Sequence[Voice], matrix: DecisionMatrix | None = None) -> Agreement:
    """Return the voices side by side. `matrix`: the decision matrix of their day, where the caller has it already.

    Everything but the weights must be the same for all (see `alongside`).
    Raises BoardError where it is not or where there is no voice, NoneShared where no offer is ranked by all,
    NothingToWeigh where no voice weighs anything on that day.
    """
    if not voices:
        raise BoardError(told("no voice: one set of weights at least"))
    question = voices[0].scenario
    for voice in voices:
        differs = [
            f.name
            for f in fields(Scenario)
            if f.name not in OWN and getattr(voice.scenario, f.name) != getattr(question, f.name)
        ]
        if differs:
            raise BoardError(
                told(
                    "{name}: another {differs} than {first}; only weights may differ between voices",
                    name=voice.name,
                    differs=differs[0],
                    first=voices[0].name,
                )
            )
    matrix = matrix or decision_matrix(evidence, question.as_of, question.unknowns, question.known)
    ranked = [(v, r) for v in voices if (r := _ranked(evidence, v.scenario, matrix))]
    if not ranked:
        raise NothingToWeigh(f"no voice gives a weight to anything known on {question.as_of}; another date")
    heard, rankings = zip(*ranked, strict=True)
    silent = tuple(v.name for v in voices if v not in heard)
    consensus = rank(evidence, mean_weights(rankings), matrix)
    offers, apart = _shared(rankings, consensus)
    scores = np.array([[r.row(o).score for o in offers] for r in rankings])
    places = np.array([place_numbers(pd.Series(row)) for row in scores])
    order = np.lexsort([np.arange(len(offers)), rankdata(places, method="average", axis=1).sum(axis=0)])
    return Agreement(
        heard, silent, rankings, tuple(offers[i] for i in order), apart, scores[:, order], places[:, order], consensus
    )


def alongside(scenario: Scenario, question: Scenario) -> Scenario:
    """Return the weights of `scenario` put to the day, must-haves and policies of `question`."""
    return replace(question, **{name: getattr(scenario, name) for name in OWN})


def mean_weights(rankings: Sequence[Ranking]) -> Scenario:
    """Return the question of the rankings with the mean of their weights in force, to a ten-thousandth of a per cent.

    Sums are exact, so that the order of the voices changes nothing. What is less than that stays as it is: whatever
    somebody weighs is weighed.
    """
    pillars = {p: _mean([r.weighting.pillars[p] for r in rankings]) for p in rankings[0].weighting.pillars}
    owner, overall = rankings[0].weighting.pillar_of, [r.weighting.overall for r in rankings]
    weights = {c: _mean([w[c] for w in overall]) / pillars[owner[c]] for c in owner if pillars[owner[c]] > 0}
    return replace(
        rankings[0].scenario,
        profile=EQUAL,
        pillars=tuple((p, _percent(s)) for p, s in pillars.items()),
        weights=tuple((c, _percent(w)) for c, w in weights.items()),
    )


def tau_b(places: np.ndarray) -> np.ndarray:
    """Return (k, k) Kendall's tau-b of k orders given as places (k, n): all pairs of voices in one product.

    Method: Kendall, Biometrika 33(3), 1945; NaN where an order puts all offers level.
    """
    first, second = np.triu_indices(places.shape[1], 1)
    signs = np.sign(places[:, first] - places[:, second]).astype(float)
    untied = (signs**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.clip(signs @ signs.T / np.sqrt(untied[:, None] * untied), -1, 1)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _percent(share: float) -> float:
    return round(100 * share, 4) or 100 * share


def _ranked(evidence: Evidence, scenario: Scenario, matrix: DecisionMatrix) -> Ranking | None:
    try:
        return rank(evidence, scenario, matrix)
    except NothingToWeigh:
        return None


def _shared(rankings: Sequence[Ranking], consensus: Ranking) -> tuple[list[str], tuple[str, ...]]:
    """Return offers ranked by all, in the order of the consensus; those ranked by some only."""
    ranked = [{row.offer for row in r.rows} for r in rankings]
    common, some = set.intersection(*ranked), set.union(*ranked)
    if not common:
        raise NoneShared(
            f"no offer is ranked by every voice on {consensus.scenario.as_of}; loosen the must-haves or "
            "choose another date"
        )
    order = [row.offer for row in consensus.rows]
    return [o for o in order if o in common], tuple(sorted(some - common))
