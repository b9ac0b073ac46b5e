"""From a fact's value to a score: fixed anchors, never the pool's own minimum and maximum."""

import math
import sys

from ranking.model import Criterion, Value

# Below it numbers lose digits (they are subnormal), and so would every score between such ends.
LEAST_END = sys.float_info.min


def position(x: float, worst: float, best: float, scale: str = "linear") -> float:
    """Score 0..100 of `x` between two fixed anchors, clipped; `best < worst` where less is better.

    scale "log" compares ratios: anchors and `x` must be positive, except that `x <= 0` is clipped to the cheap end.
    Method: bounded linear value function, as UNDP's human development index uses with fixed goalposts.
    """
    if scale == "log":
        if x <= 0:
            return 100.0 if best < worst else 0.0
        x, worst, best = math.log(x), math.log(worst), math.log(best)
    return 100.0 * min(1.0, max(0.0, (x - worst) / (best - worst)))


def apart(worst: float, best: float) -> bool:
    """Return whether two anchors differ enough for values to stand between them: by a billionth of the larger."""
    larger = max(abs(worst), abs(best))
    return larger >= LEAST_END and abs(best - worst) > 1e-9 * larger


def quantity(criterion: Criterion, value: Value) -> float:
    """Return the number a value stands for on its criterion's scale.

    A level, a quantity, or how many members of a set.
    """
    if criterion.kind == "set":
        return float(sum(criterion.codes.get(item, 0) for item in value))
    if isinstance(value, str):
        return float(criterion.codes[value])
    return float(value)


def score(criterion: Criterion, number: float) -> float:
    """Score 0..100 of a number on the criterion's fixed anchors."""
    return position(number, criterion.worst, criterion.best, criterion.scale or "linear")
