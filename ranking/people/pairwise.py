"""Weights from pairwise comparisons (AHP), and places from many orders (Borda, Copeland)."""

from dataclasses import dataclass

import numpy as np

from ranking.errors import BoardError

RANDOM_INDEX = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


@dataclass(frozen=True, eq=False)
class Comparisons:
    """What a reciprocal matrix of comparisons says.

    weights      (n,) mean of the normalised columns, summing to 1
    lambda_max   mean of (A w) / w; index (lambda_max - n) / (n - 1); ratio: index over that of random matrices
    """

    weights: np.ndarray
    lambda_max: float
    index: float
    ratio: float


def comparisons(matrix: np.ndarray) -> Comparisons:
    """Return weights and consistency of an (n, n) matrix, n up to 10; entry (i, j) is how much i outweighs j.

    Raises BoardError where the matrix is not square, positive and reciprocal.
    Method: Saaty, Journal of Mathematical Psychology 15, 1977, with the mean of normalised columns.
    """
    matrix = np.asarray(matrix, float)
    n = len(matrix)
    if matrix.shape != (n, n) or n not in RANDOM_INDEX or not (matrix > 0).all():
        raise BoardError(f"comparisons of shape {matrix.shape}: a square matrix of positive numbers, 1 to 10 items")
    if not np.allclose(matrix * matrix.T, 1, rtol=0.02):
        raise BoardError("comparisons that contradict themselves: entry (j, i) is one over entry (i, j)")
    weights = (matrix / matrix.sum(axis=0)).mean(axis=1)
    largest = float((matrix @ weights / weights).mean())
    index = (largest - n) / (n - 1) if n > 1 else 0.0
    return Comparisons(weights, largest, index, index / RANDOM_INDEX[n] if RANDOM_INDEX[n] else 0.0)


def borda(places: np.ndarray) -> np.ndarray:
    """Return (n,) sums of the places (n, voters) that many orders give each offer, 1 the best: least comes first."""
    return np.asarray(places).sum(axis=1)


def majorities(places: np.ndarray) -> np.ndarray:
    """Return (n, n) how many of many orders, given as places (n, voters), put the row strictly above the column."""
    places = np.asarray(places)
    return (places[:, None] < places[None]).sum(axis=2)


def copeland(places: np.ndarray) -> np.ndarray:
    """Return (n,) rivals that an offer beats by a majority of orders, places (n, voters), less those that beat it.

    The largest comes first; n - 1 is a Condorcet winner. Method: Copeland 1951, as in Fishburn, SIAM Journal on Applied
    Mathematics 33(3), 1977.
    """
    above = majorities(places)
    return np.sign(above - above.T).sum(axis=1)
