"""One order from many: places summed (Borda), rivals beaten by a majority (Copeland)."""

import numpy as np


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
