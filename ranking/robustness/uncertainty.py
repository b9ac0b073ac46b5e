"""How far the evidence can be trusted: grades, contested ranges and gaps as distributions of scores.

All facts are taken as independent. Every number here is an assumption that the reader can see and change.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise

import numpy as np
from scipy.special import ndtri

from ranking.errors import BoardError
from ranking.facts.scales import quantity, score
from ranking.model import CONFIDENCE, Criterion, Evidence, Fact
from ranking.robustness.problem import WeightProblem
from ranking.robustness.weight_spaces import Space, mine
from ranking.weighing.rank import Ranking


@dataclass(frozen=True)
class Assumptions:
    """What a grade is worth.

    right   probability that a stated level, count or yes/no is right; otherwise it is a neighbouring one
    spread  relative standard deviation of a stated quantity (log-normal, so that it keeps its sign)
    """

    right: Mapping[str, float] = field(default_factory=lambda: {"A": 0.97, "B": 0.85, "C": 0.60})
    spread: Mapping[str, float] = field(default_factory=lambda: {"A": 0.02, "B": 0.10, "C": 0.25})

    def __post_init__(self) -> None:
        for name, top in (("right", 1.0), ("spread", 10.0)):
            numbers = getattr(self, name)
            if set(numbers) != set(CONFIDENCE) or not all(0 <= v <= top for v in numbers.values()):
                raise BoardError(
                    f"{name} = {dict(numbers)}: a number from 0 to {top:g} for each of {', '.join(CONFIDENCE)}"
                )

    def __hash__(self) -> int:
        return hash((*sorted(self.right.items()), *sorted(self.spread.items())))

    def to_json(self) -> dict:
        """Return the assumptions for json.dumps, one entry a field."""
        return asdict(self)


@dataclass(frozen=True)
class Atoms:
    """A score that takes a few values: values ascending, with their probabilities."""

    values: tuple[float, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True)
class Between:
    """A score uniform from low to high."""

    low: float
    high: float


@dataclass(frozen=True)
class Quantity:
    """The score of a quantity known up to a relative standard deviation."""

    criterion: Criterion
    value: float
    spread: float


Cell = Atoms | Between | Quantity


def cell(criterion: Criterion, facts: list[Fact | None], assumed: Assumptions) -> Cell:
    """Return the distribution of one score, from the facts of the criterion's indicators (None where unknown).

    Stated: right with the probability of its grade, else a neighbouring level. Contested: uniform over the range.
    Unknown: uniform over the scale (0 or 1 each likely for a yes/no of a share).
    """
    if criterion.kind == "share":
        return _share([_yes(f, assumed) for f in facts])
    fact = facts[0]
    if criterion.kind == "number":
        return _quantity(criterion, fact, assumed)
    top = int(criterion.best) if criterion.kind == "set" else None
    levels = sorted(criterion.levels) or list(range(top + 1))
    if fact is None:
        chosen = {x: 1 / len(levels) for x in levels}
    elif fact.contested:
        inside = [x for x in levels if fact.low <= x <= fact.high]
        chosen = {x: 1 / len(inside) for x in inside}
    else:
        chosen = _stated(min(quantity(criterion, fact.value), levels[-1]), levels, assumed.right[fact.confidence])
    return _atoms([(score(criterion, x), p) for x, p in chosen.items()])


@dataclass(frozen=True, eq=False)
class Doubt:
    """Draws score matrices. `cells` are row by row: offers (n) x criteria (m)."""

    cells: tuple[Cell, ...]
    offers: int

    def draw(self, rng: np.random.Generator, count: int) -> np.ndarray:
        """Return (n, m, count) scores 0..100, every cell drawn on its own."""
        u = rng.random((len(self.cells), count), dtype=np.float32)
        scores = np.empty((len(self.cells), count))
        for k, one in enumerate(self.cells):
            scores[k] = drawn(one, u[k])
        return scores.reshape(self.offers, -1, count)

    def expected(self) -> np.ndarray:
        """Return (n, m) mean scores; quantities by their middle."""
        return np.array([_mean(one) for one in self.cells]).reshape(self.offers, -1)


def doubt(evidence: Evidence, ranking: Ranking, problem: WeightProblem, assumed: Assumptions | None = None) -> Doubt:
    """Return the doubt about every score of the problem behind a ranking."""
    facts, assumed = ranking.matrix.facts, assumed or Assumptions()
    scales = [evidence.criteria[c] for c in problem.criteria]
    return Doubt(
        tuple(cell(c, [facts.get((o, i)) for i in c.indicators], assumed) for o in problem.offers for c in scales),
        len(problem.offers),
    )


def drawn(one: Cell, u: np.ndarray) -> np.ndarray:
    """Return the quantiles of a cell at `u`, numbers 0..1 of any shape."""
    if isinstance(one, Between):
        return one.low + (one.high - one.low) * u
    if isinstance(one, Atoms):
        quantiles = np.full(u.shape, one.values[0])
        for (lower, upper), bound in zip(pairwise(one.values), np.cumsum(one.chances), strict=False):
            quantiles += (upper - lower) * (u >= bound)
        return quantiles
    if (sure := certain(one)) is not None:
        return np.full(u.shape, sure)
    # At 0 and at 1 the normal law is infinite; beyond one draw in ten million its tails change no share.
    numbers = one.value * np.exp(one.spread * ndtri(np.clip(u, 1e-7, 1 - 1e-7)))
    worst, best = one.criterion.worst, one.criterion.best
    if one.criterion.scale == "log":
        numbers, worst, best = np.log(numbers), np.log(worst), np.log(best)
    return 100 * np.clip((numbers - worst) / (best - worst), 0, 1)


def certain(one: Cell) -> float | None:
    """Return the score of a cell that has only one, else None."""
    if isinstance(one, Between):
        return one.low if one.low == one.high else None
    if isinstance(one, Atoms):
        return one.values[0] if len(one.values) == 1 else None
    return score(one.criterion, one.value) if one.value == 0 or one.spread == 0 else None


def what_varies(problem: WeightProblem, space: Space, doubt: Doubt | None) -> dict[str, tuple[Space, Doubt | None]]:
    """Return what may vary: "weights", "evidence" (weights in force), or "both"; each a (space, doubt) pair."""
    return {"weights": (space, None), "evidence": (mine(problem), doubt), "both": (space, doubt)}


def _stated(value: float, levels: list[int], right: float) -> dict[float, float]:
    """The level with its probability, the rest to its neighbours, equally where there are two."""
    near = [x for pair in pairwise(levels) for x in pair if value in pair and x != value]
    return {value: right, **{x: (1 - right) / len(near) for x in near}} if near else {value: 1.0}


def _yes(fact: Fact | None, assumed: Assumptions) -> float:
    """Probability that a yes/no is yes."""
    if fact is None or fact.contested:
        return 0.5
    right = assumed.right[fact.confidence]
    return right if fact.value else 1 - right


def _share(yes: list[float]) -> Atoms:
    """Distribution of the share of yes among independent yes/no (Poisson binomial, by convolution)."""
    chances = np.ones(1)
    for p in yes:
        chances = np.convolve(chances, [1 - p, p])
    return _atoms([(100 * k / len(yes), p) for k, p in enumerate(chances)])


def _quantity(criterion: Criterion, fact: Fact | None, assumed: Assumptions) -> Cell:
    if fact is None:
        return Between(0.0, 100.0)
    if fact.contested:
        return Between(*sorted(score(criterion, x) for x in (fact.low, fact.high)))
    return Quantity(criterion, quantity(criterion, fact.value), assumed.spread[fact.confidence])


def _atoms(pairs: list[tuple[float, float]]) -> Atoms:
    values, chances = zip(*sorted((v, float(p)) for v, p in pairs if p > 0), strict=True)
    return Atoms(values, chances)


def _mean(one: Cell) -> float:
    if isinstance(one, Between):
        return (one.low + one.high) / 2
    return float(np.dot(one.values, one.chances)) if isinstance(one, Atoms) else score(one.criterion, one.value)
