"""The catch-up map beside a grid of 200 dates x 101 balances re-ranked in the same run (CPU seconds).

The map has every change day and exact switch points: at least the resolution of any grid. Two grids beside it:
  rank        `rank` at each point, on a sample of the points and multiplied up; decision matrices are
              reused from one balance to the next
  vectorised  one decision matrix a date, then all balances of that date in one product, leaders only
and, as `same days`, the vectorised grid multiplied up to the map's own days. `agree`: grid points where both name the
same leader. MB: peak memory of the map (tracemalloc), the evidence apart.
"""

import sys
import time
import tracemalloc
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.ratios import note
from ranking.balance.balance import along, at_balance, field, poles
from ranking.errors import NothingToWeigh
from ranking.facts.decision_matrix import decision_matrix, never_rankable
from ranking.facts.load import data_folder, load
from ranking.model import Bilingual, Evidence, Fact, Offer, Source
from ranking.through_time.catchup import catch_up
from ranking.weighing.rank import rank
from ranking.weighing.scenario import EARLIEST, Scenario
from ranking.weighing.weighting import weighting
from tests.drawn import change_days

DATES, BALANCES, SAMPLED, RUNS = 200, 101, 8, 5


def synthetic(real: Evidence, offers: int = 200, facts: int = 40) -> Evidence:
    """The real criteria, and `offers` random offers of `facts` dated facts each."""
    chance, source, words = Random(20200706), Source("made up", None, "2018-01-01"), Bilingual("fictif", "made up")
    made = {}
    for n in range(offers):
        name = f"offer_{n:03}"
        rows = sorted((_indicator(real, chance), EARLIEST + timedelta(chance.randrange(2880))) for _ in range(facts))
        made[name] = Offer(
            name,
            name,
            words,
            "european",
            "FR",
            real.checked,
            (),
            tuple(Fact(name, i, day, _value(real, i, chance), "A", source) for i, day in dict.fromkeys(rows)),
        )
    return replace(real, offers=made, decisions=(), version="synthetic")


def _indicator(real: Evidence, chance: Random) -> str:
    return chance.choice(chance.choice(list(real.criteria.values())).indicators)


def _value(real: Evidence, indicator: str, chance: Random):
    scale = real.indicators[indicator]
    if scale.kind == "set":
        return tuple(chance.sample(list(scale.codes), chance.randint(0, len(scale.codes))))
    if scale.codes:
        return chance.choice(list(scale.codes))
    if scale.scale == "flag" or scale.levels:
        return chance.choice(sorted(scale.levels) or [0, 1])
    return chance.uniform(*sorted((scale.worst, scale.best)))


def days_between(start: date, end: date) -> list[date]:
    return [start + (end - start) * k / (DATES - 1) for k in range(DATES)]


def vectorised(evidence: Evidence, scenario: Scenario, days: list[date]) -> np.ndarray:
    """Index of the first offer at each date and balance; -1 where there is none."""
    t, found = np.linspace(0, 1, BALANCES), np.full((len(days), BALANCES), -1)
    never = never_rankable(evidence)
    for k, day in enumerate(days):
        matrix = decision_matrix(evidence, day, scenario.unknowns, scenario.known)
        weights = weighting(evidence, scenario, matrix.thin)
        if not any(weights.overall.values()):
            continue
        way = along(evidence, scenario, weights, matrix.thin, poles(evidence))
        here = field(matrix.value.to_numpy(), way, weights, scenario)
        out = np.array([matrix.status[o] != "ranked" or o in never for o in matrix.value.index])
        if not out.all():
            found[k] = np.where(out[:, None], -np.inf, here.a[:, None] + here.b[:, None] * t).argmax(axis=0)
    return found


def ranked(evidence: Evidence, scenario: Scenario, days: list[date]) -> float:
    """Seconds that `rank` takes on the grid, from a sample of it."""
    chosen, start, points = days[:: max(1, len(days) // SAMPLED)], time.process_time(), 0
    for day in chosen:
        matrix = decision_matrix(evidence, day, scenario.unknowns, scenario.known)
        for t in np.linspace(0, 1, SAMPLED):
            points += 1
            try:
                rank(evidence, replace(at_balance(evidence, scenario, float(t), thin=matrix.thin), as_of=day), matrix)
            except NothingToWeigh:
                pass
    return (time.process_time() - start) / points * DATES * BALANCES


def timed(job, runs: int = RUNS) -> tuple[float, object]:
    """Best seconds of `runs`, nothing remembered between them, and the answer."""
    best = float("inf")
    for _ in range(runs):
        never_rankable.cache_clear()
        start = time.process_time()
        answer = job()
        best = min(best, time.process_time() - start)
    return best, answer


def agreement(found, grid: np.ndarray, days: list[date], evidence: Evidence) -> float:
    """Share of grid points between the ends whose leader is one of the map's there (at an end two may just touch)."""
    names, hits = list(evidence.offers), 0
    for k, day in enumerate(days):
        cells = found.column(day).cells
        for t, first in list(zip(np.linspace(0, 1, BALANCES), grid[k], strict=True))[1:-1]:
            led = {o for c in cells if c.balance_from <= t <= c.balance_to for o in c.leaders}
            hits += names[first] in led if first >= 0 else not led
    return hits / grid[:, 1:-1].size


def measure(name: str, evidence: Evidence) -> None:
    scenario, end = Scenario(evidence.checked), evidence.checked
    days = days_between(EARLIEST, end)
    seconds, found = timed(lambda: catch_up(evidence, scenario, end))
    dense, grid = timed(lambda: vectorised(evidence, scenario, days), 2)
    plain = ranked(evidence, scenario, days)
    tracemalloc.start()
    catch_up(evidence, scenario, end)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    moved = sum(EARLIEST < d <= end for d in change_days(evidence)) + 1
    ratios = [f"{x / seconds:>11.0f}x" for x in (plain, dense, dense * moved / DATES)]
    note(f"catch-up map, {name}: re-ranked grid / map", plain / seconds, asked=20)
    note(f"catch-up map, {name}: grid in one product / map", dense / seconds)
    print(
        f"{name:<20}{len(evidence.offers):>7}{len(evidence.facts):>7}{moved:>6}{len(found.cells):>7}{seconds:>8.3f}"
        f"{plain:>10.1f}{dense:>12.2f}{''.join(ratios)}"
        f"{agreement(found, grid, days, evidence):>9.2%}{peak / 1e6:>6.1f}"
    )


def main() -> None:
    real = load(data_folder())
    print(
        f"{'data':<20}{'offers':>7}{'facts':>7}{'days':>6}{'cells':>7}{'map s':>8}{'rank s':>10}{'vector. s':>12}"
        f"{'rank':>12}{'vectorised':>12}{'same days':>12}{'agree':>9}{'MB':>6}"
    )
    measure("real", real)
    measure("synthetic 200 x 40", synthetic(real))


if __name__ == "__main__":
    main()
