"""Weights: rules that turn an order into numbers, and the urgency-sovereignty balance."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ranking.tolerances import EDGE


def equal_shares(items: Iterable[str]) -> dict[str, float]:
    """Return the same share for each item, summing to 1."""
    items = tuple(items)
    return {item: 1 / len(items) for item in items}


def roc(n: int) -> np.ndarray:
    """Return the rank-order centroid weights of n ranked items, best first, summing to 1.

    w_k = (1/n) * sum_{j=k..n} 1/j: the centroid of all weights that respect the order.
    Method: Barron & Barrett, Management Science 42(11), 1996.
    """
    return np.cumsum(1 / np.arange(n, 0, -1))[::-1] / n


def rank_order_centroid(groups: Sequence[Sequence[str]], items: Iterable[str]) -> dict[str, float]:
    """Return the share of each item from groups in order of importance; tied items share the mean of their places.

    Items in no group tie for the last places.
    """
    items = tuple(items)
    named = [i for g in groups for i in g]
    rest = [i for i in items if i not in named]
    places, start, shares = roc(len(items)), 0, {}
    for group in [*groups, *([rest] if rest else [])]:
        mean = float(places[start : start + len(group)].mean())
        shares.update(dict.fromkeys(group, mean))
        start += len(group)
    return {item: shares[item] for item in items}


def normalised(shares: Mapping[str, float]) -> dict[str, float]:
    """Return the same proportions summing to 1; all zero where they are all zero."""
    total = sum(shares.values())
    return {k: v / total if total > 0 else 0.0 for k, v in shares.items()}


def balance(shares: Mapping[str, float], urgency: str, sovereignty: str) -> float | None:
    """Return the share of the urgency pillar in what the two poles weigh together, 0..1.

    None where both weigh nothing.
    """
    together = shares[urgency] + shares[sovereignty]
    return shares[urgency] / together if together > 0 else None


def with_balance(shares: Mapping[str, float], urgency: str, sovereignty: str, to: float) -> dict[str, float]:
    """Return the shares with the balance moved to `to` (0..1); the other pillars and the sum of the two stay."""
    together = shares[urgency] + shares[sovereignty]
    return {**shares, urgency: together * to, sovereignty: together * (1 - to)}


def whole_percentages(shares: Mapping[str, float]) -> dict[str, int]:
    """Return whole percentages that add up to 100 (largest remainder); all zero where the shares are."""
    total = sum(shares.values())
    if total <= 0:
        return dict.fromkeys(shares, 0)
    exact = {k: 100 * v / total for k, v in shares.items()}
    # 29 hundredths of a hundred come out as 28.999999999999996, and are 29.
    floors = {k: int(v + EDGE) for k, v in exact.items()}
    missing = 100 - sum(floors.values())
    for k in sorted(exact, key=lambda k: (floors[k] - exact[k], list(shares).index(k)))[:missing]:
        floors[k] += 1
    return floors
