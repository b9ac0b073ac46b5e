"""Cost of the verdict and of what it rests on: `python benchmarks/bench_verdict.py`.

verdict    the voice under 4,096 draws of the evidence: a day seen for the first time, then other weights on that day
rests on   every fact and every source of the day left out in turn (ranking.verdict.decisive_facts), beside ranking and
           judging anew from scratch without each of them, in the same run; that it finds the same is for the tests
At most 150 ms for all facts of a day on two cores.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ratios import note  # noqa: E402
from ranking.facts.amend import key_of, without_fact  # noqa: E402
from ranking.facts.load import data_folder, load  # noqa: E402
from ranking.verdict.decisive_facts import _shelf, rests_on  # noqa: E402
from ranking.verdict.draws import day_cells, quantiles  # noqa: E402
from ranking.verdict.verdict import verdict  # noqa: E402
from ranking.weighing.rank import rank  # noqa: E402
from ranking.weighing.scenario import Scenario  # noqa: E402

DAYS = (date(2020, 7, 6), date(2023, 1, 1), date(2026, 11, 29))
RUNS, NAIVE, LIMIT = 9, 12, 0.150


def timed(job: Callable, runs: int = RUNS) -> float:
    """Median processor seconds of a job, which one thread does: what it takes on a machine that does nothing else."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        job()
        spent.append(time.process_time() - start)
    return median(spent)


def fresh() -> None:
    """Forget every draw."""
    for kept in (day_cells, quantiles, _shelf):
        kept.cache_clear()


def main() -> None:
    evidence, slowest, ratios = load(data_folder()), 0.0, []
    for day in DAYS:
        asked, other = Scenario(day), Scenario(day, "cnil")
        ranking, moved = rank(evidence, asked), rank(evidence, other)
        fresh()
        first = timed(lambda r=ranking: verdict(evidence, r), 1)
        later = timed(lambda r=moved: verdict(evidence, r))
        said, other_said = verdict(evidence, ranking), verdict(evidence, moved)
        cold = timed(lambda r=ranking, v=said: rests_on(evidence, r, v), 1)
        warm = timed(lambda r=moved, v=other_said: rests_on(evidence, r, v))
        facts = [key_of(f) for f in ranking.matrix.facts.values()]
        sample = facts[:: max(1, len(facts) // NAIVE)]

        def anew(keys: list = sample, asked: Scenario = asked) -> None:
            for key in keys:
                without = without_fact(evidence, key)
                verdict(without, rank(without, asked))

        naive = timed(anew, 1) / len(sample) * len(facts)
        slowest = max(slowest, cold, warm)
        ratios.append(naive / warm)
        print(
            f"{day}: verdict {1000 * first:.0f} ms on a new day, {1000 * later:.1f} ms with other weights; "
            f"{len(facts)} facts left out in {1000 * cold:.0f} ms, with other weights {1000 * warm:.0f} ms; "
            f"from scratch {naive:.1f} s"
        )
    print(f"slowest {1000 * slowest:.0f} ms, limit {1000 * LIMIT:.0f} ms: {'ok' if slowest <= LIMIT else 'too slow'}")
    note("verdict: ranked and judged from scratch / all facts left out", min(ratios))


if __name__ == "__main__":
    main()
