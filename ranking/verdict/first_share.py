"""How often one offer is first in the draws, also when the totals of a few offers are otherwise."""

from collections.abc import Mapping

import numpy as np

from ranking.verdict.draws import LEVEL


class FirstShare:
    """Totals (n, s) of all offers, of which `placed` (n,) compete; the best and second best rival of each are kept.

    A draw in which the offer is level with the best of the others counts half.
    """

    def __init__(self, totals: np.ndarray, placed: np.ndarray) -> None:
        self.totals, self.placed = totals, placed
        self._kept: dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        self._best: dict[tuple[int, int], np.ndarray] = {}

    def share(
        self, row: int, placed: np.ndarray | None = None, changed: Mapping[int, np.ndarray] | None = None
    ) -> float:
        """Return the share of draws in which `row` is first among `placed`, with the totals (s,) of `changed` rows."""
        placed, changed = self.placed if placed is None else placed, changed or {}
        if len(changed) > 1 or not np.array_equal(placed, self.placed):
            return _share(*self._anew(row, placed, changed))
        i, new = next(iter(changed.items()), (row, self.totals[row]))
        best, which, second = self._rivals(row)
        if i == row:
            return _share(new, best)
        if (row, i) not in self._best:
            self._best[row, i] = np.where(which == i, second, best)
        return _share(self.totals[row], np.maximum(self._best[row, i], new))

    def _anew(self, row: int, placed: np.ndarray, changed: Mapping[int, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The offer's totals, and the best of the others'."""
        totals = self.totals.copy()
        for i, new in changed.items():
            totals[i] = new
        others = np.flatnonzero(placed & (np.arange(len(placed)) != row))
        return totals[row], totals[others].max(axis=0, initial=-np.inf)

    def _rivals(self, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The best of the others in each draw, which it is, and the best of the rest."""
        if row not in self._kept:
            rows = np.flatnonzero(self.placed & (np.arange(len(self.placed)) != row))
            others = np.vstack([self.totals[rows], np.full((2, self.totals.shape[1]), -np.inf, self.totals.dtype)])
            which = others.argmax(axis=0)
            best = np.take_along_axis(others, which[None], axis=0)[0]
            np.put_along_axis(others, which[None], -np.inf, axis=0)
            self._kept[row] = best, np.append(rows, [-1, -1])[which], others.max(axis=0)
        return self._kept[row]


def _share(mine: np.ndarray, theirs: np.ndarray) -> float:
    ahead = mine - theirs
    return (np.count_nonzero(ahead > LEVEL) + np.count_nonzero(ahead >= -LEVEL)) / (2 * len(ahead))
