"""Pairwise comparisons answered one by one: the weights behind them, and the answer that fits the others least."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ranking.errors import BoardError

# Saaty's scale, the consistency ratio that he tolerates, and the mean index of random matrices of each size that it is
# measured by (The Analytic Hierarchy Process, 1980).
SCALE = 9
TOLERATED = 0.10
# A consistency ratio below this is none: what the eigenvalue of a matrix that fits perfectly is off by.
CONSISTENT = 1e-9
RANDOM_INDEX = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


@dataclass(frozen=True, eq=False)
class Comparisons:
    """What a reciprocal matrix of comparisons says.

    weights      (n,) principal eigenvector, summing to 1
    lambda_max   its eigenvalue; index (lambda_max - n) / (n - 1); ratio: index over that of random matrices
    """

    weights: np.ndarray
    lambda_max: float
    index: float
    ratio: float


@dataclass(frozen=True, slots=True)
class OddAnswer:
    """The answer which, changed to what the others imply, lowers the consistency ratio most.

    first, second  rows of the matrix; answer, fits  as signed whole numbers (see `ratio`); after  the ratio then
    """

    first: int
    second: int
    answer: int
    fits: int
    after: float


def ratio(answer: float) -> float:
    """Return the matrix entry of an answer: 3 is "three times as much", -3 "three times less", 1 "the same".

    Raises BoardError outside 1..9 and -9..-1.
    """
    if not 1 <= abs(answer) <= SCALE:
        raise BoardError(f"answer {answer:g}: a whole number from 1 to {SCALE}, with a minus sign for the other side")
    return float(answer) if answer > 0 else -1 / float(answer)


def nearest(entry: float) -> int:
    """Return the answer nearest to a matrix entry, on the ratio scale from 1/9 to 9."""
    answers = [*range(1, SCALE + 1), *range(-SCALE, -1)]
    return min(answers, key=lambda a: (abs(np.log(ratio(a) / entry)), a < 0))


def reciprocal(size: int, answers: Mapping[tuple[int, int], float]) -> np.ndarray:
    """Return (size, size) comparisons from signed answers to pairs (row, column); a pair without an answer is 1."""
    matrix = np.ones((size, size))
    for (i, j), answer in answers.items():
        matrix[i, j], matrix[j, i] = ratio(answer), 1 / ratio(answer)
    return matrix


def principal(matrix: np.ndarray) -> Comparisons:
    """Return weights and consistency of (n, n) reciprocal comparisons, n up to 10, by the principal eigenvector.

    Raises BoardError where the matrix is not square and positive, or larger.
    Method: Saaty, Journal of Mathematical Psychology 15, 1977; random indices of Saaty, The AHP, 1980.
    """
    matrix = np.asarray(matrix, float)
    n = len(matrix)
    if matrix.shape != (n, n) or n not in RANDOM_INDEX or not (matrix > 0).all():
        raise BoardError(f"comparisons of shape {matrix.shape}: a square matrix of positive numbers, 1 to 10 items")
    largest, weights = _principal(matrix)
    index = max(0.0, largest - n) / (n - 1) if n > 1 else 0.0
    return Comparisons(weights, largest, index, index / RANDOM_INDEX[n] if RANDOM_INDEX[n] else 0.0)


def least_consistent(matrix: np.ndarray) -> OddAnswer | None:
    """Return the answer to ask again; None where the answers agree or no single change brings them nearer.

    What the others imply is the ratio of the weights drawn without that answer. Method of the missing entry: Harker,
    Mathematical Modelling 9(11), 1987.
    """
    matrix = np.asarray(matrix, float)
    now = principal(matrix).ratio
    odd = []
    for i, j in combinations(range(len(matrix)), 2):
        answer, fits = nearest(matrix[i, j]), nearest(_implied(matrix, i, j))
        after = principal(_with(matrix, i, j, ratio(fits))).ratio
        if answer != fits and after < now - CONSISTENT:
            odd.append(OddAnswer(i, j, answer, fits, after))
    return min(odd, key=lambda o: (round(o.after, 9), o.first, o.second), default=None)


def _principal(matrix: np.ndarray) -> tuple[float, np.ndarray]:
    values, vectors = np.linalg.eig(matrix)
    largest = int(np.argmax(values.real))
    vector = np.abs(vectors[:, largest].real)
    return float(values[largest].real), vector / vector.sum()


def _implied(matrix: np.ndarray, i: int, j: int) -> float:
    """Return the ratio of the weights of i and j that the other comparisons give."""
    without = matrix.copy()
    without[i, j] = without[j, i] = 0
    without[i, i] = without[j, j] = 2
    _, weights = _principal(without)
    return weights[i] / weights[j] if min(weights[i], weights[j]) > 0 else matrix[i, j]


def _with(matrix: np.ndarray, i: int, j: int, entry: float) -> np.ndarray:
    changed = matrix.copy()
    changed[i, j], changed[j, i] = entry, 1 / entry
    return changed
