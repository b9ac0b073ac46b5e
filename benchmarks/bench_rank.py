"""Cost of one full ranking beside pymcdm's weighted sum, in the same run: `python benchmarks/bench_rank.py`.

Jobs of ours, each as a ratio to pymcdm's WSM as it is called (check, normalise, weigh, add) and, in the second number,
to its bare arithmetic (validation=False), on the same numbers; 1.00 is as fast:
totals   weighted sums (ranking.weighing.total.totals on arrays): the same job
scores   totals, low and high ends, contributions of every criterion (ranking.weighing.rank.scores)
rank     all of it: must-haves, places, gaps, rows (ranking.weighing.rank.rank), with the day's decision matrix at hand
Needs pymcdm (benchmarks/requirements.txt). The runs of the jobs alternate, so that a busy machine slows all alike.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pymcdm.methods import WSM  # noqa: E402

from benchmarks.ratios import note  # noqa: E402
from ranking.facts.decision_matrix import DecisionMatrix, decision_matrix  # noqa: E402
from ranking.facts.load import data_folder, load  # noqa: E402
from ranking.weighing.rank import rank, scores  # noqa: E402
from ranking.weighing.scenario import Scenario  # noqa: E402
from ranking.weighing.total import totals  # noqa: E402
from ranking.weighing.weighting import Weighting  # noqa: E402

CRITERIA, PILLARS = 20, 4
SIZES = {1_000: 60, 10_000: 20}
REAL_RUNS = 200


def timed(jobs: dict[str, Callable], runs: int) -> dict[str, float]:
    """Median seconds of each job over alternating runs, after one run to warm up."""
    spent = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(runs):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            spent[name].append(time.perf_counter() - start)
    return {name: median(times) for name, times in spent.items()}


def jobs(matrix: DecisionMatrix, weights: Weighting) -> dict[str, Callable]:
    """pymcdm's weighted sum and our totals and scores on one matrix without gaps."""
    columns = list(matrix.value.columns)
    values, overall = matrix.value.to_numpy(), weights.overall
    flat, groups, wsm = np.array([overall[c] for c in columns]), weights.groups, WSM()
    # WSM divides by column sums, which must not be 0, and warns of weights that are.
    raised, weighed = values[:, flat > 0] + 1.0, flat[flat > 0]
    up = np.ones(len(weighed))
    return {
        "WSM": lambda: wsm(raised, weighed, up),
        "bare WSM": lambda: wsm(raised, weighed, up, validation=False),
        "totals": lambda: totals(values, flat[:, None], groups),
        "scores": lambda: scores(matrix, weights, "cautious", 1.0),
    }


def synthetic(n: int) -> tuple[DecisionMatrix, Weighting]:
    """n offers on CRITERIA criteria in PILLARS pillars, uniform scores."""
    names = [f"c{k}" for k in range(CRITERIA)]
    values = pd.DataFrame(np.random.default_rng(0).uniform(0, 100, (n, CRITERIA)), columns=names)
    known = pd.DataFrame(np.ones((n, CRITERIA)), columns=names)
    pillar_of = {c: f"p{k % PILLARS}" for k, c in enumerate(names)}
    shares = {f"p{k}": 1 / PILLARS for k in range(PILLARS)}
    within, whole = dict.fromkeys(names, PILLARS / CRITERIA), dict.fromkeys(shares, 1.0)
    weights = Weighting(shares, within, pillar_of, shares, whole, frozenset(), within, frozenset())
    matrix = DecisionMatrix(None, values, values * 0.9, values, known, known.mean(axis=1), None, frozenset(), {})
    return matrix, weights


def show(title: str, spent: dict[str, float]) -> None:
    print(title)
    for name, s in spent.items():
        print(f"  {name:>12} {1e3 * s:9.3f} ms   x {s / spent['WSM']:6.2f}   x {s / spent['bare WSM']:6.2f}")
    if "rank" in spent:
        note(f"full ranking, {title} / pymcdm's weighted sum", spent["rank"] / spent["WSM"], higher=False, asked=1)
    else:
        note(f"totals, {title} / pymcdm's bare weighted sum", spent["totals"] / spent["bare WSM"], higher=False)


def main() -> None:
    evidence = load(data_folder())
    scenario = Scenario(evidence.checked)
    matrix = decision_matrix(evidence, scenario.as_of)
    answer = rank(evidence, scenario, matrix)
    filled = replace(matrix, value=matrix.value.fillna(0.0))
    real = jobs(filled, answer.weighting) | {
        "rank": lambda: rank(evidence, scenario, matrix),
        "day and rank": lambda: rank(evidence, scenario),
    }
    print("median time, its ratio to pymcdm's WSM, its ratio to pymcdm's WSM without validation")
    show(f"{len(evidence.offers)} real offers", timed(real, REAL_RUNS))
    for n, runs in SIZES.items():
        show(f"{n:,} x {CRITERIA}", timed(jobs(*synthetic(n)), runs))


if __name__ == "__main__":
    main()
