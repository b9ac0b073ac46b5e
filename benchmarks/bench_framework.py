"""Cost of the official framework through time: `python benchmarks/bench_framework.py`.

Every offer's 48 questions at every day on which a fact that rules read changed, beside the peer: the same days read
anew, one by one. Asked for: at most 0.5 s for all offers.
"""

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ratios import note  # noqa: E402
from ranking.facts.load import data_folder, load  # noqa: E402
from ranking.yardsticks.load import framework  # noqa: E402
from ranking.yardsticks.reading import history, read  # noqa: E402

RUNS, LIMIT = 5, 0.5


def main() -> None:
    evidence, used = load(data_folder()), framework()
    weights = used.weights_named()

    def every() -> dict:
        return {o: history(used, weights, evidence, o) for o in evidence.offers}

    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        found = every()
        spent.append(time.process_time() - start)
    took, days = median(spent), sum(map(len, found.values()))
    start = time.process_time()
    for offer, steps in found.items():
        for day, _ in steps:
            read(used, weights, evidence, day, offers=[offer])
    anew = time.process_time() - start
    print(
        f"{len(found)} offers x {len(used.questions)} questions x {days} days of change: {1000 * took:.0f} ms, "
        f"limit {1000 * LIMIT:.0f} ms: {'ok' if took <= LIMIT else 'too slow'}; read anew day by day {anew:.1f} s"
    )
    note("framework through time: read anew / history", anew / took)


if __name__ == "__main__":
    main()
