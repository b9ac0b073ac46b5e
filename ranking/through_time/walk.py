"""The decision matrix carried forward through time: a day costs only the facts that move on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import numpy as np

from ranking.facts import decision_matrix
from ranking.facts.decision_matrix import DecisionMatrix
from ranking.facts.musthaves import Outcome, Requirement, excludes, outcome, requirement
from ranking.model import UNKNOWN, Evidence, Fact
from ranking.tolerances import EDGE
from ranking.weighing.scenario import Scenario, put_to
from ranking.weighing.weighting import Weighting, weighting


@dataclass(frozen=True, slots=True)
class FactSuccession:
    """One fact in force gives way to another; None where nothing was, or is any longer, known."""

    offer: str
    indicator: str
    old: Fact | None
    new: Fact | None


@dataclass
class InForce:
    """Facts in force as time goes forward; `facts` reads as that of a DecisionMatrix.

    Agrees with ranking.facts.decision_matrix.facts_in_force on every day, at the price of the facts that move.
    """

    due: list[tuple[date, int, Fact, bool]]
    facts: dict[tuple[str, str], Fact] = field(default_factory=dict)
    newest: dict[tuple[str, str], tuple[date, int]] = field(default_factory=dict)
    next: int = 0

    @property
    def days(self) -> list[date]:
        """Return every day on which something begins or ends, ascending."""
        return sorted({day for day, *_ in self.due})

    def to(self, day: date) -> list[FactSuccession]:
        """Bring everything up to and including `day` into force, or to its end.

        Return what moved, in the order of the data.
        """
        moved: dict[tuple[str, str], Fact | None] = {}
        while self.next < len(self.due) and self.due[self.next][0] <= day:
            on, number, fact, starts = self.due[self.next]
            self.next += 1
            key, age = (fact.offer, fact.indicator), (fact.valid_from, number)
            # A certificate's end counts only where nothing later has taken its place.
            if key in self.newest and (self.newest[key] > age if starts else self.newest[key] != age):
                continue
            self.newest[key] = age
            moved.setdefault(key, self.facts.get(key))
            if fact.value == UNKNOWN or fact.ended(on):
                self.facts.pop(key, None)
            else:
                self.facts[key] = fact
        return [
            FactSuccession(*key, old, self.facts.get(key))
            for key, old in moved.items()
            if old is not self.facts.get(key)
        ]


def in_force(facts: Iterable[Fact], known: str = "true") -> InForce:
    """Return the walk through `facts`, before its first day.

    known  "documented": a fact waits for its own source's day
    """
    due = []
    for number, fact in enumerate(facts):
        public = decision_matrix.publication(fact) if known == "documented" else fact.valid_from
        if public is not None:
            due.append((max(fact.valid_from, public), number, fact, True))
            if fact.valid_to is not None and fact.valid_to >= public:
                due.append((fact.valid_to + decision_matrix.DAY, number, fact, False))
    return InForce(sorted(due, key=lambda entry: entry[:2]))


class Walk:
    """The scenario's decision matrix, weights and exclusions, from the first fact to any later day, day by day.

    value, low, high, known  (offers, criteria) as in DecisionMatrix, changed in place
    reasons       per offer: None where it has a place, else "must_have", "not_on_sale", "not_enough_evidence"
    shown         (n,) mask of the offers the scenario shows; placed: shown and without a reason
    touched       rows of the offers of which a fact moved on the day reached
    thin          criteria known for too few of the offers that can be ranked, as on the board
    """

    def __init__(self, evidence: Evidence, scenario: Scenario) -> None:
        evidence = put_to(evidence, scenario)
        self.evidence, self.scenario = evidence, scenario
        self.offers, self.criteria = tuple(evidence.offers), tuple(evidence.criteria.values())
        self.row = {offer: i for i, offer in enumerate(self.offers)}
        self.columns: dict[str, list[int]] = {}
        for j, criterion in enumerate(self.criteria):
            for indicator in criterion.indicators:
                self.columns.setdefault(indicator, []).append(j)
        self.value = np.full((len(self.offers), len(self.criteria)), np.nan)
        self.low, self.high = np.zeros(self.value.shape), np.full(self.value.shape, 100.0)
        self.known = [[0.0] * len(self.criteria) for _ in self.offers]
        self.wanted = tuple(requirement(token, evidence) for token in scenario.require)
        self.shown = np.array([scenario.offers is None or offer in scenario.offers for offer in self.offers], bool)
        self.reasons: list[str | None] = ["not_enough_evidence"] * len(self.offers)
        self.ranked = np.zeros(len(self.offers), bool)
        self.placed = np.zeros(len(self.offers), bool)
        self.touched: list[int] = []
        self.thin = frozenset(evidence.criteria)
        self.day: date | None = None
        self._held = in_force(evidence.facts, scenario.known)
        self._never = decision_matrix.never_rankable(evidence)
        self._sums = [0.0] * len(self.criteria)
        self._weights: dict[frozenset[str], Weighting] = {}
        self._exact: DecisionMatrix | None = None

    @property
    def days(self) -> list[date]:
        """Return every day on which a fact is due, ascending."""
        return self._held.days

    def to(self, day: date) -> list[FactSuccession]:
        """Walk on to `day`, not before the day reached. Return what moved."""
        moves = self._held.to(day)
        self.day, self._exact = day, None
        self.touched = [self.row[offer] for offer in dict.fromkeys(m.offer for m in moves)]
        before = [self._counted(i) for i in self.touched]
        for offer, j in {(m.offer, j) for m in moves for j in self.columns.get(m.indicator, ())}:
            i = self.row[offer]
            cell = decision_matrix.cell(
                self.criteria[j], offer, self._held.facts, self.evidence, self.scenario.unknowns
            )
            self.value[i, j], self.low[i, j], self.high[i, j], self.known[i][j] = cell
        for i in self.touched:
            self._judge(i, self.offers[i])
        after = [self._counted(i) for i in self.touched]
        if before != after:
            self._sums = [
                s + sum(y) - sum(x)
                for s, x, y in zip(self._sums, zip(*before, strict=True), zip(*after, strict=True), strict=True)
            ]
            self.thin = self._thin()
        return moves

    def weighting(self, thin: frozenset[str]) -> Weighting:
        """Return the effective weights with `thin` set aside; the same object for the same set."""
        if thin not in self._weights:
            self._weights[thin] = weighting(self.evidence, self.scenario, thin)
        return self._weights[thin]

    def coverage(self, i: int) -> float:
        """Return the known share of the criteria of the offer in row `i`, 0..1."""
        mean = sum(self.known[i]) / len(self.criteria)
        if not self.evidence.replaced_prices:
            return mean
        shares = dict(zip(self.evidence.criteria, self.known[i], strict=True))
        return decision_matrix.filed_coverage(self.evidence, self.offers[i], mean, shares, self._held.facts)

    def failed(self, i: int) -> tuple[Outcome, ...]:
        """Return the outcomes of the must-haves that shut out the offer in row `i`."""
        there = SimpleNamespace(facts=self._held.facts, day=self.day)
        outcomes = (outcome(wanted, self.offers[i], there, self.evidence) for wanted in self.wanted)
        return tuple(answer for answer in outcomes if excludes(answer, self.scenario.rule))

    def verdict(self, wanted: Requirement, fact: Fact | None, offer: str) -> Outcome:
        """Return what a must-have says of an offer with `fact` in force."""
        facts: Mapping = {} if fact is None else {(offer, wanted.indicator): fact}
        return outcome(wanted, offer, SimpleNamespace(facts=facts), self.evidence)

    def _judge(self, i: int, offer: str) -> None:
        coverage = self.coverage(i)
        status = decision_matrix.status(offer, coverage, self._held.facts)
        if abs(coverage - decision_matrix.RANKABLE_COVERAGE) < EDGE:
            status = self._matrix().status[offer]
        reason = None if status == "ranked" else status
        if reason is None and offer in self._never:
            reason = "not_enough_evidence"
        if reason is None and any(
            excludes(outcome(w, offer, self._held, self.evidence), self.scenario.rule) for w in self.wanted
        ):
            reason = "must_have"
        self.ranked[i], self.reasons[i], self.placed[i] = status == "ranked", reason, reason is None and self.shown[i]

    def _counted(self, i: int) -> list[float]:
        """Return what an offer knows of each criterion, 0 where it cannot be ranked."""
        return self.known[i].copy() if self.ranked[i] else [0.0] * len(self.criteria)

    def _thin(self) -> frozenset[str]:
        n = int(np.count_nonzero(self.ranked))
        if not n:
            return frozenset(self.evidence.criteria)
        means = [(c, s / n) for c, s in zip(self.criteria, self._sums, strict=True)]
        # Whole numbers add up without rounding; sums of fractions near the threshold are left to the board.
        if any(c.kind == "share" and abs(mean - decision_matrix.THIN) < EDGE for c, mean in means):
            return self._matrix().thin
        return frozenset(c.id for c, mean in means if mean < decision_matrix.THIN)

    def _matrix(self) -> DecisionMatrix:
        """Return the board's own matrix of the day, for means within rounding of a threshold."""
        if self._exact is None:
            scenario = self.scenario
            self._exact = decision_matrix.decision_matrix(self.evidence, self.day, scenario.unknowns, scenario.known)
        return self._exact
