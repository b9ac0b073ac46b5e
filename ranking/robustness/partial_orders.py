"""Weightings that respect a partial order of importance: exact uniform draws and their mean, without burn-in."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ranking.errors import BoardError
from ranking.robustness.weight_spaces import Uniform

# Sets of items that the exact sampler walks through: their number can double with each item, and so do time and memory.
MOST_SETS = 100_000


@dataclass(frozen=True)
class Partial:
    """All weightings of `size` items with weight i >= weight j for every pair (i, j) of `above`, uniform.

    Items above one another in a circle weigh the same; items that no pair compares are left open. The region falls
    into one simplex for each order that the pairs allow, whose corners are equal weights on its first 1, 2, ... items.
    An order is drawn with the volume of its simplex, by dynamic programming over the sets of items that can come
    first, then a uniform point of it. With one order only, the mean is the rank-order centroid.
    Raises BoardError where more than 100,000 sets of items can come first.
    """

    size: int
    above: tuple[tuple[int, int], ...] = ()

    @property
    def full(self) -> bool:
        """Return whether no two items have to weigh the same: ties then have probability zero."""
        return len(self._tied[1]) == self.size

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Return items that must weigh the same, together; most have one item."""
        labels, _ = self._tied
        return tuple(tuple(np.flatnonzero(labels == g).tolist()) for g in range(labels.max() + 1))

    @cached_property
    def centroid(self) -> np.ndarray:
        """Return (size,) the mean of all these weightings, summing to 1; exact."""
        labels, sizes = self._tied
        reached, mean = self._reached, np.zeros(len(sizes))
        for states in self._levels[1:]:
            for state in states:
                chance = reached[state] * self._volumes[state] / self._volumes[0]
                mean[[g for g in range(len(sizes)) if state >> g & 1]] += chance / self._mass(state)
        return mean[labels] / len(sizes)

    def draw(self, rng: np.random.Generator, count: int, out: np.ndarray | None = None) -> np.ndarray:
        labels, sizes = self._tied
        order, mass = self._orders(rng, count)
        parts = Uniform(len(sizes)).draw(rng, count) / mass
        tails = np.cumsum(parts[::-1], axis=0)[::-1]
        weights = np.empty_like(tails)
        np.put_along_axis(weights, order, tails, axis=0)
        return weights[labels]

    @cached_property
    def _tied(self) -> tuple[np.ndarray, np.ndarray]:
        """(label of each item's group, number of items of each group)."""
        pairs = np.array(self.above, dtype=int).reshape(-1, 2).T
        graph = coo_array((np.ones(pairs.shape[1]), tuple(pairs)), shape=(self.size, self.size))
        labels = connected_components(graph.tocsr(), connection="strong")[1]
        return labels, np.bincount(labels)

    @cached_property
    def _before(self) -> tuple[int, ...]:
        """For each group, the groups that must come first, as bits."""
        labels, sizes = self._tied
        before = [0] * len(sizes)
        for i, j in self.above:
            if labels[i] != labels[j]:
                before[labels[j]] |= 1 << int(labels[i])
        return tuple(before)

    def _next(self, state: int) -> list[int]:
        return [g for g, first in enumerate(self._before) if not state >> g & 1 and first & state == first]

    def _mass(self, state: int) -> int:
        return int(sum(n for g, n in enumerate(self._tied[1]) if state >> g & 1))

    @cached_property
    def _levels(self) -> list[list[int]]:
        """The sets of groups that can come first, by size."""
        levels, sets = [[0]], 1
        for _ in self._before:
            levels.append(sorted({state | 1 << g for state in levels[-1] for g in self._next(state)}))
            sets += len(levels[-1])
            if sets > MOST_SETS:
                raise BoardError(
                    f"an order of {self.size} items that leaves more than {MOST_SETS:,} sets of them "
                    "free to come first; compare more of them, or fewer items"
                )
        return levels

    @cached_property
    def _volumes(self) -> dict[int, float]:
        """For each set, the volume of all ways to go on from it, up to one factor."""
        volumes = {self._levels[-1][0]: 1.0}
        for states in self._levels[-2::-1]:
            for state in states:
                following = (state | 1 << g for g in self._next(state))
                volumes[state] = sum(volumes[s] / self._mass(s) for s in following)
        return volumes

    @cached_property
    def _reached(self) -> dict[int, float]:
        """For each set, the volume of all ways to it, up to one factor."""
        reached = {0: 1.0}
        for states in self._levels[:-1]:
            for state in states:
                for s in (state | 1 << g for g in self._next(state)):
                    reached[s] = reached.get(s, 0.0) + reached[state] / self._mass(s)
        return reached

    def _orders(self, rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
        """(groups, count) each: which group comes k-th, and how many items the first k groups hold."""
        n = len(self._before)
        order, mass = np.empty((n, count), int), np.empty((n, count), np.float32)
        states = np.zeros(count, dtype=np.int64)
        for k in range(n):
            u, before = rng.random(count), states.copy()
            for state in np.unique(before).tolist():
                here, choices = np.flatnonzero(before == state), self._next(state)
                after = np.array([state | 1 << g for g in choices])
                volumes = np.array([self._volumes[s] / self._mass(s) for s in after.tolist()]).cumsum()
                chosen = np.minimum(np.searchsorted(volumes, u[here] * volumes[-1], side="right"), len(choices) - 1)
                order[k, here], states[here] = np.array(choices)[chosen], after[chosen]
                mass[k, here] = np.array([self._mass(s) for s in after.tolist()])[chosen]
        return order, mass
