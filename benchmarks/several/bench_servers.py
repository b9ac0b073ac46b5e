"""Several servers: how many live sessions one core and two carry, and how soon the visitors of a killed one are back.

    bench_servers.py [--runs 5] [--one 400] [--two 800] [--step 20] [--seconds 15] [--visitors 100]

Like is compared with like, an installation on one core with the same on two: HAProxy with the configuration that is
shipped, PostgreSQL, and on each core one server with, in a process of its own, its share of the visitors (share.py). On
one core all of it shares that core; on two, balancer and PostgreSQL run on whichever is free. So both numbers are lower
than where visitors have computers of their own.

Each session changes a weight every 5 s; a number of sessions is carried where p95 of a change is at most 150 ms. The
number is looked for in strides from where the last run found it (--one, --two the first time), then between what was
carried and what was not, to --step. Sessions once opened stay, whether they move or not.

After a kill -9 every visitor tries again as the browser does, half a second apart, until the page is drawn.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import websockets

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.servers import Served
from benchmarks.visitor import SimulatedVisitor
from tests.databases import running
from tests.house.balanced import Balanced, balanced

QUERY, BOUND, AGAIN = "date=2020-07-06&lang=en", 150, 0.5
SHARE = Path(__file__).with_name("share.py")
# Steps of a stride while the bound is looked for.
STRIDE = 4
# Seconds after a kill in which every connection of that server is cut.
CUT = 5.0


def pinned(process: int, core: int) -> None:
    """Keep a process, and what it starts, on one core."""
    cores = sorted(os.sched_getaffinity(0))
    for task in Path(f"/proc/{process}/task").iterdir():
        os.sched_setaffinity(int(task.name), {cores[core]})


@contextmanager
def shared(address: str, boards: list[subprocess.Popen]) -> Iterator[list[subprocess.Popen]]:
    """Each board on a core of its own, and beside it a process with its share of the visitors of an address."""
    with ExitStack() as ends:
        shares = []
        for core, board in enumerate(boards):
            command = [sys.executable, str(SHARE), address, QUERY]
            shares.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            ends.callback(shares[-1].wait)
            ends.callback(shares[-1].stdin.close)
            pinned(board.pid, core)
            pinned(shares[-1].pid, core)
        yield shares


def told(shares: list[subprocess.Popen], what: str, number: int, **more: float) -> list:
    """Give each share its part of a number to do, and return what they answer. RuntimeError if one has ended."""
    for n, share in enumerate(shares):
        part = number // len(shares) + (n < number % len(shares))
        share.stdin.write(json.dumps({what: part, **more}) + "\n")
        share.stdin.flush()
    answers = [share.stdout.readline() for share in shares]
    if not all(answers):
        raise RuntimeError("a generator ended")
    return [json.loads(answer) for answer in answers]


def p95(shares: list[subprocess.Popen], servers: list[Served], sessions: int, seconds: float) -> float:
    """p95 in ms of the changes of that many sessions."""
    told(shares, "open", sessions)
    before = sum(one.cpu() for one in servers)
    found = told(shares, "move", sessions, at=time.monotonic() + 1, seconds=seconds)
    spent = sorted(ms for one in found for ms in one["changes"])
    server_cpu = 1000 * (sum(one.cpu() for one in servers) - before) / len(spent)
    late = spent[int(0.95 * (len(spent) - 1))]
    own_cpu = sum(one["cpu"] for one in found) / len(spent)
    print(
        f"  {sessions:>4} sessions: p50 {median(spent):.0f} ms, p95 {late:.0f} ms; processor of a change: "
        f"server {server_cpu:.1f} ms, generator {own_cpu:.1f} ms",
        flush=True,
    )
    return late


def most(carries: Callable[[int], bool], guess: int, step: int) -> int:
    """Return the largest number that is carried, to a step; from a guess on in strides, then by halves."""
    carried, refused, asked = 0, None, max(step, guess // step * step)
    while refused is None or refused - carried > step:
        if carries(asked):
            carried = asked
        else:
            refused = asked
        if refused is None:
            asked = carried + STRIDE * step
        elif carried:
            asked = carried + max(1, (refused - carried) // step // 2) * step
        else:
            asked = max(step, refused - STRIDE * step)
    return carried


def carried(address: str, servers: list[Served], guess: int, step: int, seconds: float) -> int:
    """How many live sessions the servers carry, each on a core of its own with its share of the visitors."""
    with shared(address, [one.process for one in servers]) as shares:
        return most(lambda sessions: p95(shares, servers, sessions, seconds) <= BOUND, guess, step)


async def _again(address: str, gone: float) -> float:
    """Seconds from the kill until a page is drawn again."""
    while True:
        try:
            async with SimulatedVisitor(address, QUERY):
                return time.perf_counter() - gone
        except (OSError, websockets.WebSocketException):
            await asyncio.sleep(AGAIN)


async def _moves(visitor: SimulatedVisitor, kill: dict[str, float], hit: set[int]) -> float:
    """Wait until the visitor's connection is cut, and return as `_again`."""
    try:
        while True:
            await visitor.line.recv()
    except websockets.ConnectionClosed:
        hit.add(id(visitor))
        return await _again(visitor.address, kill["at"])


async def killed(balancer: Balanced, visitors: int) -> tuple[list[float], int]:
    """Seconds until each visitor of a killed server was drawn again; how many were not touched."""
    there = [await SimulatedVisitor(balancer.address, QUERY).__aenter__() for _ in range(visitors)]
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


@contextmanager
def installed(boards: int) -> Iterator[tuple[Balanced, list[Served]]]:
    """Boards behind their balancer on one PostgreSQL, all of it on as many cores."""
    every = os.sched_getaffinity(0)
    # Whatever is started from here on stays on these cores.
    os.sched_setaffinity(0, sorted(every)[:boards])
    try:
        with TemporaryDirectory() as folder, running() as store:
            with balanced(Path(folder), boards=boards, DATABASE_URL=store) as there:
                yield there, [Served(board.port, board.process) for board in there.boards.values()]
    finally:
        os.sched_setaffinity(0, every)


def one_core(guess: int, step: int, seconds: float) -> int:
    """Sessions that one server carries."""
    with installed(1) as (alone, servers):
        return carried(alone.address, servers, guess, step, seconds)


def two_cores(guess: int, step: int, seconds: float, visitors: int) -> int:
    """Sessions that two servers carry; then one of them is killed under its visitors."""
    with installed(2) as (both, servers):
        found = carried(both.address, servers, guess, step, seconds)
        took, untouched = asyncio.run(killed(both, visitors))
    late = took[int(0.95 * (len(took) - 1))]
    print(
        f"  kill -9 under {visitors} sessions: {len(took)} drawn again, p50 {median(took):.1f} s, "
        f"p95 {late:.1f} s, longest {took[-1]:.1f} s; {untouched} untouched",
        flush=True,
    )
    return found


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("runs", 5), ("one", 400), ("two", 800), ("step", 20), ("seconds", 15), ("visitors", 100)):
        given.add_argument(f"--{name}", type=int, default=usual)
    asked = given.parse_args()
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("two servers need two cores")
    print(f"load of this machine before: {os.getloadavg()[0]:.1f}")
    one, two = [], []
    for run in range(1, asked.runs + 1):
        print(f"run {run}, one core:", flush=True)
        one.append(one_core(one[-1] if one else asked.one, asked.step, asked.seconds))
        print(f"run {run}, two cores:", flush=True)
        two.append(two_cores(two[-1] if two else asked.two, asked.step, asked.seconds, asked.visitors))
        print(f"run {run}: {one[-1]} and {two[-1]} sessions, {two[-1] / max(1, one[-1]):.2f} x", flush=True)
    print(f"one core carries {sorted(one)}, two {sorted(two)} sessions; medians {median(one):g} and {median(two):g}:")
    print(f"{median(two) / max(1, median(one)):.2f} x (asked: 1.8 x)")


if __name__ == "__main__":
    main()
