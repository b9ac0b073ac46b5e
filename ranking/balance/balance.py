"""Weights and scores along the balance between two pillars, or two criteria, on one day."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ranking.balance.envelope import Piece, numeric_envelope, upper_envelope
from ranking.errors import ScenarioError
from ranking.model import Evidence
from ranking.tolerances import END, TIE
from ranking.unknowns import fill
from ranking.weighing.scenario import Scenario, with_pairs
from ranking.weighing.total import totals
from ranking.weighing.weighting import Weighting, weighting
from ranking.weights import balance, with_balance

# Balances at which a total is held against the line through its ends: off by more than TIE, it is a curve.
SAMPLES = np.array([0.125, 0.375, 0.625, 0.875])

Pair = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Along:
    """Weights of the criteria along a balance t in 0..1: base + slope t, (m,) each, in proportion.

    position  the balance in force, None where the two weigh nothing together
    silent    the ones of the two that carry no weight on that day, since all they hold is too thinly known
    """

    base: np.ndarray
    slope: np.ndarray
    position: float | None
    silent: tuple[str, ...]

    @property
    def both(self) -> np.ndarray:
        """Return base and slope, (2, m)."""
        return np.stack([self.base, self.slope])

    @cached_property
    def lists(self) -> tuple[list[float], list[float]]:
        """Return base and slope as plain numbers."""
        return self.base.tolist(), self.slope.tolist()

    @property
    def under(self) -> tuple[float, float]:
        """Return (u, v): the weights add up to u + v t; (1, 0) unless something carries no weight."""
        return float(self.base.sum()), float(self.slope.sum())


@dataclass(frozen=True, eq=False)
class Field:
    """Scores of n offers along a balance: (a + b t) / (u + v t) where not `curved`.

    a, b, curved (n,); under (u, v); the score of any offer at any balance comes from `scores`
    """

    a: np.ndarray
    b: np.ndarray
    under: tuple[float, float]
    curved: np.ndarray
    values: np.ndarray
    way: Along
    groups: np.ndarray
    compensation: float

    def scores(self, t: np.ndarray, rows: slice | np.ndarray = slice(None)) -> np.ndarray:
        """Return (n, k) scores at the balances t (k,), the ends themselves approached from inside.

        At an end one of the two weighs exactly nothing, which below arithmetic compensation is a jump.
        """
        t = np.clip(np.asarray(t, float), END, 1 - END)
        weights = self.way.base[:, None] + self.way.slope[:, None] * t
        whole = weights.sum(axis=0)
        return totals(self.values[rows], weights / np.where(whole > 0, whole, 1.0), self.groups, self.compensation)

    def envelope(
        self, rows: np.ndarray, margin: float = 0.0, start: float = 0.0, end: float = 1.0
    ) -> tuple[Piece, ...]:
        """Return who leads where along the balance, from `start` to `end`; exact unless a total is curved.

        rows  indices of the offers compared, ascending
        """
        if self.curved[rows].any():
            pieces = numeric_envelope(lambda t: self.scores(t, rows), margin, start, end)
        else:
            pieces = upper_envelope(self.a[rows], self.b[rows], margin, self.under, start, end)
        return tuple(Piece(p.start, p.end, tuple(int(rows[i]) for i in p.leaders), p.close) for p in pieces)


def poles(evidence: Evidence, pair: Pair | None = None) -> Pair:
    """Return the two ends of a balance, checked. Raises ScenarioError."""
    first, second = pair or (evidence.pole("urgency"), evidence.pole("sovereignty"))
    if first == second or not any({first, second} <= set(kind) for kind in (evidence.pillars, evidence.criteria)):
        raise ScenarioError(
            f"balance between {first!r} and {second!r}: two different pillars or two "
            f"different criteria; pillars are {', '.join(evidence.pillars)}; "
            f"criteria are {', '.join(evidence.criteria)}"
        )
    return first, second


def along(evidence: Evidence, scenario: Scenario, weights: Weighting, thin: frozenset[str], pair: Pair) -> Along:
    """Return the criteria's weights along the balance of `pair`; `weights` and `thin` are those of the day.

    Pillars: the shares in force on the day with the balance between the two moved.
    Criteria: what the two weigh in the whole on the day, moved between them.
    """
    shares, columns = weights.pillars_to_keep, list(weights.within)
    pillars = [weights.pillar_of[c] for c in columns]
    within = np.array([weights.within[c] for c in columns])
    whole = {c: float(w * shares[p]) for c, w, p in zip(columns, within, pillars, strict=True)}
    if pair[0] in evidence.pillars:
        ends = [within * [p == name for p in pillars] for name in pair]
        fixed = [0.0 if p in pair else whole[c] for c, p in zip(columns, pillars, strict=True)]
        weighed = shares
    else:
        ends = [np.array([float(c == name and _weighs(c, scenario, thin)) for c in columns]) for name in pair]
        fixed = [0.0 if c in pair else w for c, w in whole.items()]
        weighed = whole
    together = float(weighed[pair[0]] + weighed[pair[1]])
    silent = tuple(name for name, end in zip(pair, ends, strict=True) if not end.any())
    return Along(fixed + together * ends[1], together * (ends[0] - ends[1]), balance(weighed, *pair), silent)


def at_balance(
    evidence: Evidence, scenario: Scenario, t: float, pair: Pair | None = None, thin: frozenset[str] = frozenset()
) -> Scenario:
    """Return the scenario with the balance moved to `t`: what a click on the balance means.

    thin  the criteria set aside on the day: shares that shrank to their documented part are set as they weigh on it
    """
    pair, weights = poles(evidence, pair), weighting(evidence, scenario, thin)
    shares = weights.pillars_to_keep
    if pair[0] in evidence.pillars:
        return with_pairs(scenario, "pillars", {p: 100 * s for p, s in with_balance(shares, *pair, t).items()})
    plain = weighting(evidence, scenario, frozenset()).within
    way = along(evidence, scenario, weights, thin, pair)
    new = dict(zip(weights.within, way.base + t * way.slope, strict=True))
    points = dict(scenario.weights)
    for pillar in {evidence.criteria[c].pillar for c in pair}:
        inside = [c.id for c in evidence.criteria_of(pillar)]
        live = [c for c in inside if _weighs(c, scenario, thin)]
        share, idle = sum(new[c] for c in live), sum(plain[c] for c in inside if c not in live)
        shares[pillar] = share if live else shares[pillar]
        if share > 0:
            room = 100 * (1 - idle if idle < 1 else 1) / share
            points |= {c: room * new[c] if c in live else 100 * plain[c] for c in inside}
    moved = with_pairs(scenario, "pillars", {p: 100 * s for p, s in shares.items()})
    return with_pairs(moved, "weights", points)


def field(values: np.ndarray, way: Along, weights: Weighting, scenario: Scenario) -> Field:
    """Return the scores of n offers along `way`. values: (n, m) cell scores 0..100, NaN where unknown."""
    values, (u, v) = fill(values, scenario.unknowns), way.under
    none, n = np.zeros(len(values)), len(values)
    bare = Field(none, none, (u, v), np.ones(n, bool), values, way, weights.groups, scenario.compensation)
    if scenario.compensation != 1:
        return bare
    if scenario.unknowns != "ignore":
        return replace(bare, a=values @ way.base, b=values @ way.slope, curved=np.zeros(n, bool))
    height = bare.scores(SAMPLES) * (u + v * SAMPLES)
    b = (height[:, -1] - height[:, 0]) / (SAMPLES[-1] - SAMPLES[0])
    a = height[:, 0] - b * SAMPLES[0]
    return replace(bare, a=a, b=b, curved=(np.abs(a[:, None] + b[:, None] * SAMPLES - height) > TIE).any(axis=1))


def _weighs(criterion: str, scenario: Scenario, thin: frozenset[str]) -> bool:
    return scenario.thin or criterion not in thin
