"""Other formulas on the same fixed scales: TOPSIS, PROMETHEE II, VIKOR, geometric mean; where they agree.

Written here rather than taken from a library: pymcdm's defaults scale to whoever is in the table, and its PROMETHEE
builds an n x n array for each criterion (17 GB at 10,000 offers); this package needs pandas, numpy and scipy alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import kendalltau, rankdata

from ranking.errors import BoardError
from ranking.robustness.problem import WeightProblem
from ranking.tolerances import DECIMALS
from ranking.weighing.total import power_mean

FUNCTIONS = ("usual", "vshape", "linear")
# Points of difference on a criterion: up to the first no preference, from the second on a full one.
INDIFFERENT, PREFERRED = 5.0, 50.0
MAIN = "board"


@dataclass(frozen=True, slots=True)
class Preference:
    """How a difference d becomes a degree of preference: 0 up to q, 1 from p, linear between.

    function  "usual": 1 for any d > 0; "vshape": linear from 0 to p; "linear": linear from q to p
    """

    function: str = "usual"
    q: float = 0.0
    p: float = 0.0

    def __post_init__(self) -> None:
        if self.function not in FUNCTIONS or (self.function != "usual" and not 0 <= self.q < self.p):
            raise BoardError(
                f"preference {self.function} with q = {self.q:g}, p = {self.p:g}; one of "
                f"{', '.join(FUNCTIONS)}, with 0 <= q < p except for usual"
            )

    @property
    def bounds(self) -> tuple[float, float]:
        """Return (q, p) in force; both 0 for "usual"."""
        return {"usual": (0.0, 0.0), "vshape": (0.0, self.p), "linear": (self.q, self.p)}[self.function]


def topsis(values: np.ndarray, weights: np.ndarray, vector: bool = False) -> np.ndarray:
    """Return (n,) closeness to the best, 0..1.

    values (n, m), larger is better; weights (m,). The ideal and anti-ideal are the ends 100 and 0 of the fixed scales,
    or with `vector` the best and worst of the table after division by each column's length (Hwang & Yoon, 1981), which
    lets an offer's presence change the order of others.
    """
    scaled = values / np.sqrt((values**2).sum(axis=0)) if vector else values / 100
    best, worst = (scaled.max(axis=0), scaled.min(axis=0)) if vector else (1.0, 0.0)
    away, near = (np.sqrt((((scaled - end) * weights) ** 2).sum(axis=1)) for end in (worst, best))
    return away / np.where(away + near > 0, away + near, 1.0)


def vikor(values: np.ndarray, weights: np.ndarray, v: float = 0.5, pool: bool = False) -> dict[str, np.ndarray]:
    """Return S (weighted regret), R (largest weighted regret) and Q (their compromise), each (n,), less is better.

    values (n, m) scores 0..100. Q = v S + (1 - v) R over their possible ends; with `pool`, over the smallest and
    largest of the table, as in Opricovic & Tzeng, EJOR 156(2), 2004, which depends on who is in it.
    """
    regret = weights * (100 - values) / 100
    s, r = regret.sum(axis=1), regret.max(axis=1)
    ends = [(x.min(), x.max()) for x in (s, r)] if pool else [(0.0, weights.sum()), (0.0, weights.max())]
    part = [(x - a) / (b - a) if b > a else 0.0 * x for x, (a, b) in zip((s, r), ends, strict=True)]
    return {"S": s, "R": r, "Q": v * part[0] + (1 - v) * part[1]}


def promethee2(
    values: np.ndarray, weights: np.ndarray, preferences: Preference | tuple[Preference, ...] | list[Preference]
) -> np.ndarray:
    """Return (n,) net flows, -1..1: the mean over rivals of preference for minus preference against.

    values (n, m), larger is better; weights (m,) summing to 1; one preference, or one for each criterion.
    Sorting and running sums replace comparing all pairs: O(m n log n) time, O(n) memory.
    Method: Brans & Vincke, Management Science 31(6), 1985; sorting: Calders & Van Assche, Omega 76, 2018.
    """
    n, m = values.shape
    chosen = [preferences] * m if isinstance(preferences, Preference) else list(preferences)
    if len(chosen) != m:
        raise BoardError(f"{len(chosen)} preference functions for {m} criteria; one, or one for each")
    flows = np.zeros(n)
    for column, weight, preference in zip(np.ascontiguousarray(values.T, float), weights, chosen, strict=True):
        flows += weight * _net(column, *preference.bounds)
    return flows / max(n - 1, 1)


def geometric(problem: WeightProblem) -> np.ndarray:
    """Return (n,) weighted geometric mean across pillars, 0..100; one pillar at 0 gives 0."""
    return power_mean(problem.pillar_scores(), problem.shares, 0.0)


def formulas(v: float = 0.5, preference: Preference | None = None) -> dict[str, Callable[[WeightProblem], np.ndarray]]:
    """Return name -> problem -> (n,) figures, larger is better; the board's own first. All on completed scores.

    preference  of PROMETHEE II, in points of the scales: by default indifferent up to 5, full from 50
    """
    preference = preference or Preference("linear", INDIFFERENT, PREFERRED)
    return {
        MAIN: lambda p: p.total(),
        "geometric": geometric,
        "topsis": lambda p: topsis(p.scores, p.weights),
        "vikor": lambda p: -vikor(p.scores, p.weights, v)["Q"],
        "promethee2": lambda p: promethee2(p.scores, p.weights, preference),
    }


def agreement(problem: WeightProblem, v: float = 0.5, preference: Preference | None = None) -> pd.DataFrame:
    """Return a table, one row a formula: its leader, whether that is the board's, how alike the order is, places.

    columns  leader, same_leader (an offer first on the board is first here too), tau (NaN where everybody ties), then
             one of places for each offer
    """
    figures = _figures(problem, v, preference)
    rows = {
        name: {**_compared(problem, figures[MAIN], scores), **dict(zip(problem.offers, _places(scores), strict=True))}
        for name, scores in figures.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["leader", "same_leader", "tau", *problem.offers])


def without_criterion(problem: WeightProblem) -> pd.DataFrame:
    """Return a table, one row a weighed criterion: the board without it, its weight spread in proportion.

    columns  leader, same_leader, tau, moved (how many offers change place)
    """
    main, weights, rows = np.round(problem.total(), DECIMALS), problem.weights, {}
    for k, name in enumerate(problem.criteria):
        rest = np.where(np.arange(len(weights)) == k, 0.0, weights)
        if weights[k] > 0 and rest.sum() > 0:
            totals = np.round(problem.totals((rest / rest.sum())[:, None])[:, 0], DECIMALS)
            rows[name] = {**_compared(problem, main, totals), "moved": int((_places(main) != _places(totals)).sum())}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["leader", "same_leader", "tau", "moved"])


def without_offer(
    problem: WeightProblem, v: float = 0.5, preference: Preference | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the formula -> the offers whose absence would change the order of the others.

    None for the board, by construction.
    """
    before = _figures(problem, v, preference)
    culprits = {name: [] for name in before}
    for k, offer in enumerate(problem.offers if len(problem.offers) > 1 else ()):
        rest = np.arange(len(problem.offers)) != k
        smaller = replace(problem, offers=tuple(o for o in problem.offers if o != offer), scores=problem.scores[rest])
        for name, scores in _figures(smaller, v, preference).items():
            if (_places(scores) != _places(before[name][rest])).any():
                culprits[name].append(offer)
    return {name: tuple(offers) for name, offers in culprits.items()}


def _figures(problem: WeightProblem, v: float, preference: Preference | None) -> dict[str, np.ndarray]:
    whole = replace(problem, scores=problem.completed())
    return {name: np.round(formula(whole), DECIMALS) for name, formula in formulas(v, preference).items()}


def _places(figures: np.ndarray) -> np.ndarray:
    """Places 1..n, best first, ties sharing the better one."""
    return rankdata(-figures, method="min").astype(int)


def _compared(problem: WeightProblem, main: np.ndarray, scores: np.ndarray) -> dict:
    """Leader of `scores` (the one that stands best on the board, where several tie) and its likeness to `main`."""
    first = _places(scores) == 1
    leader = problem.offers[int(np.where(first, main, -np.inf).argmax())]
    same, varied = bool((_places(main)[first] == 1).any()), np.ptp(main) > 0 and np.ptp(scores) > 0
    tau = float(kendalltau(main, scores).statistic) if varied else np.nan
    return {"leader": leader, "same_leader": same, "tau": tau}


def _net(values: np.ndarray, q: float, p: float) -> np.ndarray:
    """(n,) sum over all rivals of preference for minus preference against, on one criterion."""
    order, n, flow = values.argsort(), len(values), np.empty(len(values))
    x = values[order]
    if p == 0:
        starts = np.flatnonzero(np.r_[True, x[1:] != x[:-1]])
        ends = np.r_[starts[1:], n]
        flow[order] = np.repeat(starts + ends - n, ends - starts)
        return flow
    x -= x[n // 2]
    running = np.zeros(n + 1)
    x.cumsum(out=running[1:])
    # In sorted order an offer beats fully those before `far`, in part those up to `near`; seen from the beaten one, it
    # loses in part from `close` on and fully from `wide` on.
    far, near = x.searchsorted(x - p), x.searchsorted(x - q)
    close, wide = (np.bincount(ends, minlength=n + 1)[:n].cumsum() for ends in (near, far))
    won = (x - q) * (near - far) - running[near] + running[far]
    lost = running[wide] - running[close] - (x + q) * (wide - close)
    flow[order] = far - n + wide + (won - lost) / (p - q)
    return flow
