"""The smallest change of one fact that changes the leader: every fact, every value it could take, re-scored exactly."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, log

import numpy as np
from scipy.optimize import brentq

from ranking.facts import decision_matrix
from ranking.facts.musthaves import excludes, outcome
from ranking.facts.scales import quantity
from ranking.model import Criterion, Evidence, Fact
from ranking.robustness.problem import WeightProblem, problem
from ranking.tolerances import TIE
from ranking.unknowns import fill
from ranking.weighing.rank import Ranking


@dataclass(frozen=True, slots=True)
class Flip:
    """One fact which, if it were otherwise, would put somebody else first.

    before   value today, None where unknown; after: the value that does it, exactly ("is"), or "at least", "at most",
             "below" it
    size     how far the score of its criterion moves, above 0 up to 100; 100 for a must-have that moves no score
    leaders  who is first then, several where they tie
    cause    "score", or "must_have" where the change lets an offer in or shuts it out
    fact     the fact as it stands, with its grade and source; None where unknown
    """

    offer: str
    indicator: str
    before: float | None
    after: float
    bound: str
    size: float
    leaders: tuple[str, ...]
    cause: str
    fact: Fact | None


def flips(evidence: Evidence, ranking: Ranking) -> tuple[Flip, ...]:
    """Return every single-fact change that puts somebody new first, smallest first.

    Weights stay, and so do the criteria set aside as thin and the offers without enough evidence. Offers shut out by a
    must-have are looked at for facts that would let them in.
    """
    base = problem(ranking)
    search = _Search(evidence, ranking, base, dict(zip(base.offers, map(float, base.total()), strict=True)))
    shut = [x.offer for x in ranking.excluded if x.reason == "must_have"]
    changes = [f for offer in (*base.offers, *shut) for f in search.of(offer)]
    return tuple(sorted(changes, key=lambda f: (round(f.size, 6), f.offer, f.indicator, f.after)))


@dataclass(frozen=True, eq=False)
class _Search:
    evidence: Evidence
    ranking: Ranking
    base: WeightProblem
    totals: Mapping[str, float]

    @cached_property
    def columns(self) -> list[int]:
        """Return where the problem's criteria stand in the matrix."""
        return [self.ranking.matrix.names[1].index(c) for c in self.base.criteria]

    def of(self, offer: str) -> Iterator[Flip]:
        """Yield the flips by facts of one offer."""
        wanted, able = {r.requirement.indicator for r in self.ranking.outcomes[offer]}, self.able(offer)
        scored_in = {i: c for name in self.base.criteria for c in [self.evidence.criteria[name]] for i in c.indicators}
        for indicator in dict.fromkeys([*scored_in, *wanted]):
            criterion = scored_in.get(indicator)
            if indicator not in wanted and criterion.id not in able:
                continue
            if criterion is not None and criterion.kind == "number" and offer in self.totals:
                yield from self.threshold(offer, criterion)
            if criterion is None or criterion.kind != "number" or indicator in wanted:
                yield from self.steps(offer, indicator, criterion, indicator in wanted)

    def able(self, offer: str) -> set[str]:
        """Return criteria by which the offer, with all of the scale at its disposal, could change who is first."""
        if offer not in self.totals:
            return set()
        rows = np.repeat(self.row(offer)[None], len(self.base.criteria), axis=0)
        np.fill_diagonal(rows, 0.0 if offer in self.leaders() else 100.0)
        others = max((t for o, t in self.totals.items() if o != offer), default=-np.inf)
        gap = replace(self.base, scores=rows).total() - others
        could = gap <= TIE if offer in self.leaders() else gap >= -TIE
        return {c for c, yes in zip(self.base.criteria, could, strict=True) if yes}

    def steps(self, offer: str, indicator: str, criterion: Criterion | None, gate: bool) -> Iterator[Flip]:
        """Yield the flips by another level, count or yes/no, or by the minimum of a must-have."""
        fact = self.ranking.matrix.facts.get((offer, indicator))
        scale = self.evidence.indicators[indicator]
        before = None if fact is None else quantity(scale, fact.value)
        for after, bound in self.candidates(offer, indicator, scale, before):
            facts = ChainMap(
                {(offer, indicator): _stated(fact, offer, indicator, after, scale, bound)}, self.ranking.matrix.facts
            )
            row, size = self.row(offer), 100.0
            if criterion is not None:
                column = self.base.criteria.index(criterion.id)
                now = self.now(offer, column)
                row[column] = decision_matrix.cell(
                    criterion, offer, facts, self.evidence, self.ranking.scenario.unknowns
                )[0]
                size = abs(row[column] - now)
            inside = self.admitted(offer, facts) if gate else offer in self.totals
            leaders = self.leaders(offer, self.total(row) if inside else None)
            if leaders and not set(leaders) <= set(self.leaders()):
                cause = "score" if inside == (offer in self.totals) else "must_have"
                # A must-have lost or met beyond the ends of the scale moves no score, and is no small change for that.
                size = 100.0 if cause == "must_have" and size <= TIE else float(size)
                yield Flip(offer, indicator, before, after, bound, size, leaders, cause, fact)

    def candidates(self, offer: str, indicator: str, scale: Criterion, before: float | None) -> list[tuple[float, str]]:
        """Return the values to try in place of a fact, each with its bound: "is", "at least", "below"."""
        if scale.levels or scale.kind == "set":
            values = sorted(scale.levels) or range(int(scale.best) + 1)
            return [(float(v), "is") for v in values if v != before]
        minima = [r.requirement.minimum for r in self.ranking.outcomes[offer] if r.requirement.indicator == indicator]
        return [(m, "below" if before is not None and before >= m else "at least") for m in minima]

    def threshold(self, offer: str, criterion: Criterion) -> Iterator[Flip]:
        """Yield the flip at the quantity where the offer meets the leader, or the leader its first rival."""
        others = [t for o, t in self.totals.items() if o != offer]
        row, column = self.row(offer), self.base.criteria.index(criterion.id)
        now = self.now(offer, column)
        if not others:
            return

        def gap(s: float) -> float:
            return self.total(np.where(np.arange(len(row)) == column, s, row)) - max(others)

        # Where the lead is shared already, no change of one of those who share it puts anybody new first.
        ends = (0.0, now) if gap(now) > 0 else (now, 100.0)
        if abs(gap(now)) <= TIE or gap(ends[0]) * gap(ends[1]) > 0:
            return
        meets = brentq(gap, *ends, xtol=1e-12)
        beyond = "at most" if (criterion.best > criterion.worst) == (gap(now) > 0) else "at least"
        fact = self.ranking.matrix.facts.get((offer, criterion.id))
        rivals = tuple(o for o, t in self.totals.items() if o != offer and t >= max(others) - TIE)
        before = None if fact is None else quantity(criterion, fact.value)
        yield Flip(
            offer,
            criterion.indicators[0],
            before,
            _number(criterion, meets),
            beyond,
            abs(meets - now),
            rivals if gap(now) > 0 else (offer,),
            "score",
            fact,
        )

    def row(self, offer: str) -> np.ndarray:
        """Return scores of the offer on the problem's criteria."""
        matrix, columns = self.ranking.matrix, self.columns
        values = matrix.arrays["value"][matrix.names[0].index(offer), columns]
        return fill(values, self.ranking.scenario.unknowns)

    def now(self, offer: str, column: int) -> float:
        """Return the score a cell counts as now.

        Where gaps are left out, an unknown counts as the mean of its pillar.
        """
        row = self.row(offer)
        return float(
            row[column] if np.isfinite(row[column]) else replace(self.base, scores=row[None]).completed()[0, column]
        )

    def total(self, row: np.ndarray) -> float:
        """Return the total of an offer with these scores (m,), under the weights in force."""
        return float(replace(self.base, scores=row[None]).total()[0])

    def leaders(self, offer: str | None = None, total: float | None = None) -> tuple[str, ...]:
        """Return who is first, with `offer` at `total` (None: out)."""
        totals = {**self.totals, offer: total} if offer else self.totals
        there = {o: t for o, t in totals.items() if t is not None}
        return tuple(o for o, t in there.items() if t >= max(there.values()) - TIE)

    def admitted(self, offer: str, facts: Mapping[tuple[str, str], Fact]) -> bool:
        """Return whether the offer passes every must-have with these facts."""
        matrix = replace(self.ranking.matrix, facts=facts)
        outcomes = (outcome(r.requirement, offer, matrix, self.evidence) for r in self.ranking.outcomes[offer])
        return not any(excludes(o, self.ranking.scenario.rule) for o in outcomes)


def _stated(fact: Fact | None, offer: str, indicator: str, after: float, scale: Criterion, bound: str) -> Fact:
    """The fact with another value and no range."""
    if scale.kind == "set":
        value = tuple(scale.codes)[: int(after)]
    elif scale.codes:
        value = next((code for code, level in scale.codes.items() if level == after), after)
    else:
        # No number is the next one below: a billionth less stands for it.
        value = after - 1e-9 * max(1.0, abs(after)) if bound == "below" else after
    if fact is not None:
        return replace(fact, value=value, low=None, high=None)
    return Fact(offer, indicator, None, value, "C", None)


def _number(criterion: Criterion, points: float) -> float:
    """The quantity that scores `points`."""
    worst, best = criterion.worst, criterion.best
    if criterion.scale == "log":
        return exp(log(worst) + points / 100 * (log(best) - log(worst)))
    return worst + points / 100 * (best - worst)
