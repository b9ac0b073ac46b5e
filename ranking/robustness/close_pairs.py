"""Pairs of offers whose order single precision cannot be trusted with, settled before any weighting is drawn."""

from dataclasses import dataclass

import numpy as np

from ranking.tolerances import DECIMALS, TIE

# Points: a weighted mean of scores up to 100 is off by less than NOISE in single precision, however many criteria;
# where two offers differ by less than CLOSE everywhere, one weighting in a million or more would be misjudged.
NOISE, CLOSE = 1e-3, 10.0


@dataclass(frozen=True, eq=False)
class Settled:
    """What is known of one offer against those after it, whatever the weights; positions count from the next one.

    own, others  scores (m,) of the offer and (rivals, m) of those after it
    sure   positions of offers that it dominates or that dominate it; above: whether it stands above each
    close  positions of offers that differ little, neither dominating
    """

    own: np.ndarray
    others: np.ndarray
    sure: np.ndarray
    above: np.ndarray
    close: np.ndarray

    def correct(self, beaten: np.ndarray, weights: np.ndarray) -> None:
        """Write the right answers into `beaten` (rivals, s), the comparison of totals under `weights` (m, s)."""
        if len(self.sure):
            beaten[self.sure] = self.above[:, None]
        if len(self.close):
            ahead = self.own - self.others[self.close]
            # Differences brought to 1 keep the sign of their weighted sum, however small they are.
            ahead = (ahead / np.abs(ahead).max(axis=1, keepdims=True)).astype(np.float32)
            beaten[self.close] = np.einsum("km,ms->ks", ahead, weights) > 0


def settled(scores: np.ndarray) -> tuple[Settled | None, ...]:
    """Return for each offer its pairs with later ones that single precision would misjudge, None without any.

    scores  (n, m), without twins; the last offer has no entry
    """
    return tuple(_settled(scores[i], scores[i + 1 :]) for i in range(len(scores) - 1))


def twins(scores: np.ndarray) -> bool:
    """Return whether two offers have the same scores (n, m), NaN included, so that they tie whatever the weights."""
    rows = np.round(np.nan_to_num(scores, nan=-1.0), DECIMALS)
    return len(np.unique(rows, axis=0)) < len(rows)


def _settled(own: np.ndarray, others: np.ndarray) -> Settled | None:
    ahead = own - others
    least, most = ahead.min(axis=1), ahead.max(axis=1)
    ordered = (least >= -TIE) | (most <= TIE)
    sure = np.flatnonzero(ordered & (np.where(most > TIE, least, -most) < NOISE))
    close = np.flatnonzero(~ordered & (np.maximum(most, -least) < CLOSE))
    return Settled(own, others, sure, most[sure] > TIE, close) if len(sure) or len(close) else None
