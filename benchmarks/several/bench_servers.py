"""Several servers: how many live sessions one and two carry, and how soon the visitors of a killed one are drawn again.

    bench_servers.py [--runs 5] [--step 25] [--most 300] [--seconds 20] [--visitors 100]

Each server is pinned to a core of its own, behind HAProxy with the configuration that is shipped, on one SQLite store;
the generator shares the cores, as every other number here. Each session changes a weight every 5 s; a number of
sessions is carried where p95 of a change is at most 150 ms. After a kill -9 every visitor tries again as the browser
does, half a second apart, until the page is drawn.
"""

import argparse
import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.bench_load import crowd
from benchmarks.servers import Served, server
from benchmarks.visitor import Visitor
from tests.house.balanced import Balanced, balanced

QUERY, BOUND, AGAIN = "date=2020-07-06&lang=en", 150, 0.5
# Seconds after a kill in which every connection of that server is cut.
CUT = 5.0


@dataclass(frozen=True)
class Several:
    """Boards behind their balancer, asked as one (benchmarks.servers.Served)."""

    balancer: Balanced

    @property
    def address(self) -> str:
        return self.balancer.address

    def _each(self) -> list[Served]:
        return [Served(board.port, board.process) for board in self.balancer.boards.values()]

    def cpu(self) -> float:
        return sum(one.cpu() for one in self._each())

    def memory(self) -> float:
        return sum(one.memory() for one in self._each())


def pinned(process: int, core: int) -> None:
    """Keep a process, and what it starts, on one core."""
    cores = sorted(os.sched_getaffinity(0))
    for task in Path(f"/proc/{process}/task").iterdir():
        os.sched_setaffinity(int(task.name), {cores[core % len(cores)]})


def carried(served: Served | Several, step: int, most: int, seconds: float) -> tuple[int, float]:
    """The most sessions with a p95 within BOUND, and that p95."""
    last = (0, 0.0)
    for sessions in range(step, most + 1, step):
        found = asyncio.run(crowd(served, sessions, seconds, QUERY))
        print(f"  {sessions:>4} sessions: p50 {found['p50']:.0f} ms, p95 {found['p95']:.0f} ms", flush=True)
        if found["p95"] > BOUND:
            break
        last = (sessions, found["p95"])
    return last


async def _again(address: str, gone: float) -> float:
    """Seconds from the kill until a page is drawn again."""
    while True:
        try:
            async with Visitor(address, QUERY):
                return time.perf_counter() - gone
        except (OSError, websockets.WebSocketException):
            await asyncio.sleep(AGAIN)


async def _moves(visitor: Visitor, kill: dict[str, float], hit: set[int]) -> float:
    """Wait until the visitor's connection is cut, and return as `_again`."""
    try:
        while True:
            await visitor.line.recv()
    except websockets.ConnectionClosed:
        hit.add(id(visitor))
        return await _again(visitor.address, kill["at"])


async def killed(balancer: Balanced, visitors: int) -> tuple[list[float], int]:
    """Seconds until each visitor of a killed server was drawn again; how many were not touched."""
    there = [await Visitor(balancer.address, QUERY).__aenter__() for _ in range(visitors)]
    kill, hit = {}, set()
    moving = {id(visitor): asyncio.create_task(_moves(visitor, kill, hit)) for visitor in there}
    await asyncio.sleep(1)
    kill["at"] = time.perf_counter()
    balancer.boards["two"].process.kill()
    await asyncio.sleep(CUT)
    took = await asyncio.gather(*(moving[one] for one in hit))
    for visitor in there:
        if id(visitor) not in hit:
            moving[id(visitor)].cancel()
            await visitor.line.close()
    return sorted(took), len(there) - len(hit)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("runs", 5), ("step", 25), ("most", 300), ("seconds", 20), ("visitors", 100)):
        given.add_argument(f"--{name}", type=int, default=usual)
    asked = given.parse_args()
    print(f"load of this machine before: {os.getloadavg()[0]:.1f}")
    one, two = [], []
    for run in range(asked.runs):
        with server("asgi.py") as served:
            pinned(served.process.pid, 0)
            print(f"run {run + 1}, one server:")
            one.append(carried(served, asked.step, asked.most, asked.seconds)[0])
        with TemporaryDirectory() as folder, balanced(Path(folder), BOARD_STORE=f"{folder}/s", DATABASE_URL="") as both:
            for core, board in enumerate(both.boards.values()):
                pinned(board.process.pid, core)
            print(f"run {run + 1}, two servers:")
            two.append(carried(Several(both), asked.step, asked.most, asked.seconds)[0])
            took, untouched = asyncio.run(killed(both, asked.visitors))
            late = took[int(0.95 * (len(took) - 1))] if took else 0
            print(
                f"  kill -9 under {asked.visitors} sessions: {len(took)} drawn again, p50 {median(took):.1f} s, "
                f"p95 {late:.1f} s, longest {took[-1]:.1f} s; {untouched} untouched"
            )
    print(f"one server carries {sorted(one)}, two {sorted(two)}; median ratio {median(two) / max(1, median(one)):.2f}")


if __name__ == "__main__":
    main()
