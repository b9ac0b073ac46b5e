"""Robustness beside plain numpy and pymcdm: ratios of the same run on the same machine, with what bounds them.

Weightings, 20 offers x 20 criteria, flat, two threads, OpenBLAS held to one:
  plain      the best of four plain chunked numpy kernels (float32, each pair compared once; row by row or in blocks;
             chunks of 8,192 or 32,768): places and pairwise wins only. The board's also gives central weights.
  bounds     drawing the exponentials, the matrix product, and reading the totals once for each pair, alone
  pymcdm     a loop over its weighted sum and ranks, on 1,000 weightings, multiplied up
  R's smaa   not run here: the issue puts it at about 12 times the plain kernel
Memory: growth of the peak resident size over the first 100,000 weightings, each number of samples in its own process.
PROMETHEE II: 1,000 x 20 beside pymcdm, and 10,000 x 20 alone.
Times are the least of `RUNS`, wall and CPU (all threads), interleaved, so that a busy machine hits all alike.
With an argument, only PROMETHEE II.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.ratios import note
from ranking.robustness.formulas import Preference, promethee2
from ranking.robustness.problem import plain
from ranking.robustness.smaa import acceptability
from ranking.robustness.weight_spaces import Uniform, stream

N = M = 20
THREADS, RUNS = 2, 15
SCORES = 100 * stream(0, 0).random((N, M))
BASE = plain([f"o{i}" for i in range(N)], [f"c{j}" for j in range(M)], SCORES)


def row_by_row(rank: np.ndarray, wins: np.ndarray, totals: np.ndarray) -> None:
    for i in range(N):
        for j in range(i + 1, N):
            above = totals[i] > totals[j]
            wins[i, j] += np.count_nonzero(above)
            rank[j] += above
            rank[i] += ~above


def in_blocks(rank: np.ndarray, wins: np.ndarray, totals: np.ndarray) -> None:
    for i in range(N - 1):
        above = totals[i] > totals[i + 1 :]
        wins[i, i + 1 :] += [np.count_nonzero(row) for row in above]
        rank[i + 1 :] += above
        rank[i] += np.uint8(N - 1 - i) - np.add.reduce(above.view(np.uint8), axis=0, dtype=np.uint8)


def kernel(job: tuple) -> tuple[np.ndarray, np.ndarray]:
    """Counts of one chunk, as plain numpy does it."""
    compare, count, seed = job
    rng = np.random.Generator(np.random.SFC64(seed))
    totals = SCORES.astype(np.float32) @ rng.standard_exponential((M, count), dtype=np.float32)
    rank, wins = np.zeros((N, count), np.uint8), np.zeros((N, N), np.int64)
    compare(rank, wins, totals)
    return np.stack([np.bincount(row, minlength=N) for row in rank]), wins


def plain_kernel(pool: ThreadPoolExecutor, samples: int, compare, chunk: int) -> None:
    jobs = [(compare, min(chunk, samples - start), start) for start in range(0, samples, chunk)]
    sum(places for places, _ in pool.map(kernel, jobs))


def pymcdm_loop(samples: int) -> None:
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM

    method, types, places = WSM(), np.ones(M), np.zeros((N, N))
    for weights in Uniform(M).draw(stream(0, 1), samples).T.astype(float):
        ranks = rrankdata(method(SCORES, weights / weights.sum(), types)).astype(int) - 1
        places[np.arange(N), ranks] += 1


def least(jobs: dict, runs: int) -> dict[str, np.ndarray]:
    """Least (wall, CPU) seconds of each job, taken in turn."""
    found = {name: np.full(2, np.inf) for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            start = np.array([time.perf_counter(), time.process_time()])
            job()
            found[name] = np.minimum(found[name], [time.perf_counter(), time.process_time()] - start)
    return found


def said(seconds: np.ndarray) -> str:
    return f"{1000 * seconds[0]:8.1f} ms, CPU {1000 * seconds[1]:8.1f} ms"


def bounds(samples: int, chunk: int = 25_000) -> dict[str, float]:
    """CPU seconds of the parts that no numpy kernel can leave out."""
    rng, scores = stream(0, 2), SCORES.astype(np.float32)
    weights = rng.standard_exponential((M, chunk), dtype=np.float32)
    totals, out = scores @ weights, np.empty((N, chunk), bool)

    def compare() -> None:
        for i in range(N - 1):
            np.greater(totals[i], totals[i + 1 :], out=out[i + 1 :])

    found = least(
        {
            "draw": lambda: rng.standard_exponential(out=weights, dtype=np.float32),
            "product": lambda: np.matmul(scores, weights, out=totals),
            "compare": compare,
        },
        40,
    )
    return {k: v[1] * samples / chunk for k, v in found.items()}


def weightings() -> None:
    for samples, runs in ((100_000, RUNS), (1_000_000, 4)):
        with ThreadPoolExecutor(THREADS) as pool:
            jobs = {"board": lambda n=samples, p=pool: acceptability(BASE, Uniform(M), n, 0, p)}
            for compare in (row_by_row, in_blocks):
                for chunk in (8_192, 32_768):
                    jobs[f"plain {compare.__name__} {chunk}"] = lambda n=samples, p=pool, f=compare, c=chunk: (
                        plain_kernel(p, n, f, c)
                    )
            found = least(jobs, runs)
        ours, best = found["board"], np.min([v for k, v in found.items() if k != "board"], axis=0)
        print(f"\n{samples:,} weightings, {THREADS} threads")
        for name, seconds in found.items():
            print(f"  {name:28} {said(seconds)}")
        wall, cpu = ours / best
        note(f"rank acceptability, {samples:,} / best plain kernel, CPU", cpu, higher=False, asked=1.3)
        print(f"  ratio to the best plain kernel: wall {wall:.2f}, CPU {cpu:.2f} (limit 1.3)")
        parts = bounds(samples)
        whole = sum(parts.values())
        print(
            "  bounds, CPU: "
            + ", ".join(f"{k} {1000 * v:.1f} ms" for k, v in parts.items())
            + f"; together {1000 * whole:.1f} ms, the board {ours[1] / whole:.1f} x that"
        )
        if samples == 100_000:
            loop = least({"pymcdm": lambda: pymcdm_loop(1_000)}, 2)["pymcdm"] * 100
            note("rank acceptability, 100,000: pymcdm loop / board", loop[0] / ours[0], asked=300)
            print(
                f"  pymcdm loop {loop[0]:.1f} s, {loop[0] / ours[0]:,.0f} x (limit 300); "
                f"R's smaa at 12 x plain would be {12 * best[0] / ours[0]:.0f} x"
            )


def most() -> int:
    """Peak resident size of this process in kB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def peak(samples: int) -> int:
    """Growth in MB of the peak resident size, in a fresh process, over a first run of 100,000."""
    code = (
        "import sys; sys.argv=['x']; from benchmarks.bench_robustness import *\n"
        "def run(n):\n"
        "    with ThreadPoolExecutor(THREADS) as pool: acceptability(BASE, Uniform(M), n, 0, pool)\n"
        f"base = most(); run(100_000); warm = most(); run({samples}); print(most() - base, warm - base)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    grown, warm = map(int, done.stdout.split())
    print(
        f"  {samples:>12,} samples: {grown / 1024:6.1f} MB over the base ({warm / 1024:.1f} after 100,000); limit 200"
    )


def promethee() -> None:
    from pymcdm.methods import PROMETHEE_II

    values, weights = 100 * stream(0, 3).random((1_000, M)), np.full(M, 1 / M)
    shape = Preference("linear", 5, 50)

    def other() -> np.ndarray:
        # A new one for each call: it keeps its thresholds in a generator that is empty the second time.
        return PROMETHEE_II("vshape_2", p=np.full(M, 50.0), q=np.full(M, 5.0))(values, weights, np.ones(M))

    gap = np.abs(other() - promethee2(values, weights, shape)).max()
    found = least({"board": lambda: promethee2(values, weights, shape), "pymcdm": other}, 15)
    wall, cpu = found["pymcdm"] / found["board"]
    note("PROMETHEE II, 1,000 x 20: pymcdm / board, CPU", cpu, asked=100)
    print(
        f"\nPROMETHEE II, 1,000 x 20: {said(found['board'])}; pymcdm {said(found['pymcdm'])}; "
        f"wall {wall:.0f} x, CPU {cpu:.0f} x (limit 100); largest difference of flows {gap:.1e}"
    )
    before = most()
    large = 100 * stream(0, 4).random((10_000, M))
    seconds = least({"board": lambda: promethee2(large, weights, shape)}, 3)["board"]
    print(f"  10,000 x 20: {said(seconds)}, {(most() - before) / 1024:.0f} MB more at the peak")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        weightings()
        print("\nmemory")
        for number in (1_000_000, 10_000_000):
            peak(number)
    promethee()
