"""Numbers that are printed side by side, rounded so that what is printed adds up."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
# What floating-point noise may hold of a unit of the last decimal.
NOISE = 1e-7


def number_text(value: float) -> str:
    """Return a number as a link writes it: all its digits, zero without a sign (adding 0.0 takes it off)."""
    return repr(float(value) + 0.0).removesuffix(".0")


def rounded_together(parts: Mapping[K, float], total: float, digits: int = 1) -> dict[K, float]:
    """Return the parts with `digits` decimals, adding up to `total` as it is printed with as many.

    Each part is rounded down, then those with the largest remainders up until the sum fits (largest remainder); a part
    of exactly zero stays zero while others can give. Parts may be negative, as in a difference of two offers. Without
    parts there is nothing to print: {}, whatever the total.
    """
    if not parts:
        return {}
    unit = 10.0**digits
    floors = {k: int((x * unit + NOISE) // 1) for k, x in parts.items()}
    missing = round(round(total, digits) * unit) - sum(floors.values())
    order = sorted(parts, key=lambda k: floors[k] - parts[k] * unit)
    givers = [k for k in order if parts[k] != 0] or order
    for step in range(abs(missing)):
        if missing > 0:
            floors[givers[step % len(givers)]] += 1
        else:
            floors[givers[-1 - step % len(givers)]] -= 1
    return {k: floors[k] / unit + 0.0 for k in parts}


def printed_places(scores: Mapping[K, float], digits: int = 1) -> dict[K, int]:
    """Return places 1..n, best first, where scores that are printed alike share a place (1, 1, 3)."""
    shown = sorted((round(x, digits) for x in scores.values()), reverse=True)
    return {k: shown.index(round(x, digits)) + 1 for k, x in scores.items()}


def printed_gap(first: float, second: float, digits: int = 1) -> float:
    """Return the difference of two numbers as printed: what a reader finds who subtracts one from the other."""
    return round(round(first, digits) - round(second, digits), digits) + 0.0
