"""Weight spaces with a lower and an upper bound on each weight, and their exact samplers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import brentq

from ranking.errors import BoardError, told
from ranking.tolerances import ROUNDING

# Boxes narrower than this leave differences of totals that single precision does not show.
NARROW = 5e-3


@dataclass(frozen=True)
class Boxed:
    """All weightings with low <= weight <= high, uniform on that slice of the simplex.

    Exact rejection: all weights but one are drawn from exponentials cut to their boxes, at the rate that makes the
    expected sum 1; the last one fills up to 1 and is accepted, inside its box, with the exponential's own density.
    The product of densities depends on the sum alone, so that accepted points are uniform; at worst about one in
    sqrt(2 pi m) is. Method: exponential tilting (Asmussen & Glynn, Stochastic Simulation, 2007) and rejection.
    Raises BoardError where no weighting fits.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        low, high = np.array(self.low, float), np.array(self.high, float)
        if (low > high).any() or (low < 0).any() or low.sum() > 1 + ROUNDING or high.sum() < 1 - ROUNDING:
            raise BoardError(
                told("no weighting fits the ranges; low <= high, lows adding up to 1 at most, highs to 1 at least")
            )

    @property
    def size(self) -> int:
        return len(self.low)

    @property
    def full(self) -> bool:
        """Return whether every box is wide enough for totals in single precision to differ."""
        low, high = self._box
        return bool((high - low > NARROW).all())

    @cached_property
    def _box(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the bounds, each as tight as the others make it."""
        low, high = np.array(self.low, float), np.array(self.high, float)
        return (np.maximum(low, 1 - (high.sum() - high)), np.minimum(high, 1 - (low.sum() - low)))

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        low, high = self._box
        # A box as thin as rounding error is a fixed weight: no draw, no division by its width.
        width = np.where(high - low > ROUNDING, high - low, 0.0)
        free = np.argsort(width, kind="stable")[np.count_nonzero(width == 0) :]
        weights = np.repeat(low[:, None], count, axis=1)
        if len(free) < 2:
            return weights / weights.sum(axis=0)
        *others, last = free
        rate = _rate(width[free], 1 - low.sum())
        room, filled = 1 - low.sum(), 0
        while filled < count:
            # About one try in sqrt(2 pi m) is accepted at worst: ask for enough at once, within bounded memory.
            tries = min(25_000, 4 * int(np.sqrt(len(free)) + 1) * (count - filled))
            offsets = _cut_exponential(rng.random((len(others), tries)), width[others][:, None], rate)
            rest = room - offsets.sum(axis=0)
            # The density falls from one end of the box (which one: the rate's sign) and is scaled to 1 there.
            slack = rest if rate >= 0 else width[last] - rest
            fits = (rest >= 0) & (rest <= width[last]) & (rng.random(tries) < np.exp(-abs(rate) * np.abs(slack)))
            accepted = np.flatnonzero(fits)[: count - filled]
            span = slice(filled, filled + len(accepted))
            weights[others, span] += offsets[:, accepted]
            weights[last, span] += rest[accepted]
            filled += len(accepted)
        return weights


@dataclass(frozen=True)
class Cut:
    """The weightings of another space with low <= weight <= high, by rejection.

    Raises BoardError where fewer than one in 10,000 fits.
    """

    space: Any
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def full(self) -> bool:
        """Return whether every range is wide enough for totals in single precision to differ."""
        return min(h - w for w, h in zip(self.low, self.high, strict=True)) > NARROW

    @property
    def size(self) -> int:
        return len(self.low)

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        low, high = np.array(self.low)[:, None], np.array(self.high)[:, None]
        accepted, drawn, tried = [], 0, 0
        while drawn < count:
            weights = self.space.draw(rng, 25_000)
            accepted.append(weights[:, ((weights >= low) & (weights <= high)).all(axis=0)])
            drawn, tried = drawn + accepted[-1].shape[1], tried + 25_000
            # Half a million tries: an acceptance of 1 in 10,000 is then told apart from bad luck.
            if tried >= 500_000 and drawn * 10_000 < tried:
                raise BoardError(
                    told("fewer than one weighting in 10,000 fits both the order and the ranges; widen them")
                )
        return np.concatenate(accepted, axis=1)[:, :count]


def _rate(width: np.ndarray, room: float) -> float:
    """Return the rate at which exponentials cut to [0, width] have the expected sum `room`."""

    def excess(rate: float) -> float:
        # exp overflows beyond about 709; near 0 both terms cancel, and the series 1/2 - x/12 is exact enough.
        x = np.clip(rate * width, -500, 500)
        small = np.abs(x) < 1e-4
        safe = np.where(small, 1.0, x)
        return float((width * np.where(small, 0.5 - x / 12, 1 / safe - 1 / np.expm1(safe))).sum() - room)

    # At 400 over the narrowest width every draw is next to the end of its box: a steeper rate would not show.
    reach = 400 / width.min()
    if excess(-reach) <= 0 or excess(reach) >= 0:
        return -reach if excess(-reach) <= 0 else reach
    return brentq(excess, -reach, reach, xtol=1e-6 / width.max())


def _cut_exponential(u: np.ndarray, width: np.ndarray, rate: float) -> np.ndarray:
    """Return quantiles `u` of the exponential with `rate` (any sign) cut to [0, width]."""
    # At a rate near 0 the law is uniform, and the formula would be 0 over 0.
    x = np.clip(rate * width, -500, 500)
    small = np.abs(x) < 1e-9
    safe = np.where(small, 1.0, x)
    return width * np.where(small, u, -np.log1p(u * np.expm1(-safe)) / safe)
