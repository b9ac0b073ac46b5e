"""Weight spaces: which weightings are thought possible, and exact samplers of them. No burn-in anywhere.

A space has `size`, `full` (its weightings fill all dimensions, and widely enough that unequal offers never tie) and
`draw(rng, count, out=None)`: (size, count) weights, each column summing to 1, in the memory of `out` (single precision)
where that is quicker.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ranking.errors import BoardError
from ranking.robustness.bounded_weights import Boxed, Cut
from ranking.robustness.problem import WeightProblem

KINDS = ("any", "mine", "order", "range")
CONCENTRATIONS = (1e-6, 1e6)
# Shapes of gammas: below SMALL they may underflow; below FLAT weights so small that offers tie have some chance.
SMALL, FLAT = 0.1, 0.5
# Narrower spaces leave differences that single precision does not show.
SHARP = 1e4


def stream(seed: int, *key: int) -> np.random.Generator:
    """Return an independent generator for (seed, key): the one that SeedSequence.spawn would hand to child `key`."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=key)))


@dataclass(frozen=True)
class Uniform:
    """All weightings, uniform on the simplex: exponentials over their sum.

    Normalised uniforms would crowd the middle. Method: Devroye, Non-Uniform Random Variate Generation, 1986, V.2.
    """

    size: int
    full = True

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        weights = np.empty((self.size, count), np.float32) if out is None else out
        if weights.flags.c_contiguous:
            rng.standard_exponential(out=weights, dtype=np.float32)
        else:
            weights[:] = rng.standard_exponential((self.size, count), dtype=np.float32)
        weights /= weights.sum(axis=0)
        return weights


@dataclass(frozen=True)
class Fixed:
    """One weighting and no other."""

    shares: tuple[float, ...]
    full = False

    @property
    def size(self) -> int:
        return len(self.shares)

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        return np.repeat(np.array(self.shares, float)[:, None], count, axis=1)


@dataclass(frozen=True)
class Around:
    """Dirichlet with mean `shares`: a share s varies with standard deviation sqrt(s (1 - s) / (concentration + 1)).

    What has share 0 keeps it. Gammas of a small shape are below every number a computer has: their logarithms are
    drawn, log G(a + 1) + log(U) / a. Method: Marsaglia & Tsang, ACM Transactions on Mathematical Software 26(3), 2000.
    """

    shares: tuple[float, ...]
    concentration: float

    @property
    def size(self) -> int:
        return len(self.shares)

    @property
    def full(self) -> bool:
        """Return whether single precision tells totals apart: no weight next to 0, not all next to their centre."""
        return FLAT <= self.concentration * min(self.shares) and self.concentration <= SHARP

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        shapes = [self.concentration * s for s in self.shares]
        if min(s for s in shapes if s > 0) >= SMALL:
            weights = np.stack([rng.standard_gamma(s, count) for s in shapes])
        else:
            logs = np.stack([_log_gamma(rng, s, count) for s in shapes])
            weights = np.exp(logs - logs.max(axis=0))
        return weights / weights.sum(axis=0)


def _log_gamma(rng: np.random.Generator, shape: float, count: int) -> np.ndarray:
    """(count,) logarithms of gamma variates; -inf for shape 0."""
    if shape < np.finfo(float).tiny:
        return np.full(count, -np.inf)
    with np.errstate(over="ignore"):
        return np.log(rng.standard_gamma(shape + 1, count)) - rng.standard_exponential(count) / shape


@dataclass(frozen=True)
class Ordered:
    """All weightings that respect an order of importance (larger is weightier, equal is left open), uniform.

    The r-th largest of n weights is the sum over j >= r of d_j / j with d uniform on the simplex, because that map
    takes the simplex linearly onto the ordered one; its mean is the rank-order centroid. Within a tie, a uniform
    permutation.
    """

    importance: tuple[float, ...]
    full = True

    @property
    def size(self) -> int:
        return len(self.importance)

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        parts = Uniform(self.size).draw(rng, count) / np.arange(1, self.size + 1, dtype=np.float32)[:, None]
        ordered = np.cumsum(parts[::-1], axis=0)[::-1]
        values = np.array(self.importance)
        weights = np.empty_like(ordered)
        for value in np.unique(values):
            places = np.arange((values > value).sum(), (values >= value).sum())
            tied = ordered[places]
            weights[values == value] = rng.permuted(tied, axis=0) if len(places) > 1 else tied
        return weights


@dataclass(frozen=True)
class Nested:
    """Pillars first, then criteria within each: overall weight = pillar share x share within the pillar."""

    pillars: Uniform | Fixed | Around | Ordered | Boxed
    within: tuple[Uniform | Fixed | Around | Ordered | Boxed, ...]
    members: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.members))

    @property
    def full(self) -> bool:
        """Return whether the pillars' space and each pillar's own are full, or hold one item."""
        return self.pillars.full and all(w.full or w.size == 1 for w in self.within)

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        shares = self.pillars.draw(rng, count)
        weights = np.empty((self.size, count), shares.dtype) if out is None else out
        for share, inside, columns in zip(shares, self.within, self.members, strict=True):
            weights[list(columns)] = inside.draw(rng, count) * share if len(columns) > 1 else share
        return weights


Space = Uniform | Fixed | Around | Ordered | Boxed | Cut | Nested


def weight_space(
    problem: WeightProblem, kind: str = "any", nested: bool = True, concentration: float = 30.0, width: float = 0.10
) -> Space:
    """Return the space `kind`: "any", "mine" (Dirichlet), "order" (of mine, only that), "range" (mine +- width).

    nested  pillars first, then within each (width and concentration hold at both levels); False: all criteria at once
    "mine" and "range" lie around the weights in force, where shares of a profile shrank to their documented part;
    "order" keeps the order stated before that; drawn weightings stand as drawn, as if set by hand.
    Raises BoardError for another kind, a concentration outside CONCENTRATIONS or a range outside 0..1.
    """

    def level(shares: Sequence[float]) -> Space:
        shares = tuple(map(float, shares))
        if kind == "any":
            return Uniform(len(shares))
        if kind == "mine":
            return Around(shares, concentration)
        if kind == "order":
            return Ordered(tuple(round(s, 9) for s in shares))
        return Boxed(tuple(max(0.0, s - width) for s in shares), tuple(min(1.0, s + width) for s in shares))

    least, most = CONCENTRATIONS
    if kind not in KINDS or not (least <= concentration <= most and 0 <= width <= 1):
        raise BoardError(
            f"weights {kind!r}, concentration {concentration:g}, range {width:g}: one of {', '.join(KINDS)}, "
            f"a concentration from {least:g} to {most:g} and a range from 0 to 1"
        )
    ordered = problem.importance
    if not nested:
        return level(problem.within * (ordered @ problem.groups) if kind == "order" else problem.weights)
    return Nested(
        level(ordered if kind == "order" else problem.shares),
        tuple(level(problem.within[m]) for m in problem.members),
        tuple(tuple(map(int, m)) for m in problem.members),
    )


def mine(problem: WeightProblem) -> Fixed:
    """Return the space of the weights in force and no other."""
    return Fixed(tuple(map(float, problem.weights)))
