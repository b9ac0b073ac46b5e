"""Many visitors on one process: each changes a weight every 5 s. `bench_load.py [--sessions 100] [--seconds 20] …`

Latency: message sent to script finished, as a browser would wait; generator and server share the machine. The peer is
the plain page (benchmarks/plain) with Streamlit's defaults, with --peer-sessions of its own, because 100 drown it:
the ratio compares the processor time of one change. --live takes the page as it is (the live board once it is there),
otherwise the ordinary table with its sliders.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ratios import note
from benchmarks.servers import PLAIN, Served, server
from benchmarks.visitor import Light, SimulatedVisitor

PAUSE = 5.0


async def moving(visitor: SimulatedVisitor | Light, start: float, end: float, number: int, spent: list[float]) -> None:
    """A weight changed from `start` to `end` (loop time) once a PAUSE, at a phase of its own; seconds go to `spent`."""
    clock = asyncio.get_running_loop().time
    due, step = start + PAUSE * (number * 0.618 % 1), number
    while due < end:
        await asyncio.sleep(max(0.0, due - clock()))
        spent.append(await visitor.move(step))
        step += 1
        due += PAUSE * max(1, -(-(clock() - due) // PAUSE))


async def visit(
    address: str, query: str, start: float, end: float, number: int, spent: list[float]
) -> tuple[bool, int]:
    """One session: opened in turn, then as `moving`. Whether it had a live board; bytes of its changes."""
    async with SimulatedVisitor(address, query) as visitor:
        before = visitor.received
        await moving(visitor, start, end, number, spent)
        return visitor.live is not None, visitor.received - before


async def crowd(served: Served, sessions: int, seconds: float, query: str) -> dict[str, float]:
    """p50 and p95 in ms, processor ms and bytes a change, megabytes a session."""
    clock, spent = asyncio.get_running_loop().time, []
    async with SimulatedVisitor(served.address, query):
        pass
    base = served.memory()
    opening = 0.06 * sessions + 2
    start = clock() + opening
    tasks = []
    for number in range(sessions):
        tasks.append(asyncio.create_task(visit(served.address, query, start, start + seconds, number, spent)))
        await asyncio.sleep(0.05)
    await asyncio.sleep(max(0.0, start - clock()))
    before, held = served.cpu(), served.memory()
    live, received = zip(*await asyncio.gather(*tasks), strict=True)
    cpu, spent = served.cpu() - before, sorted(1000 * s for s in spent)
    return {
        "p50": median(spent),
        "p95": spent[int(0.95 * (len(spent) - 1))],
        "changes": len(spent),
        "cpu": 1000 * cpu / len(spent),
        "kB": sum(received) / len(spent) / 1000,
        "live": float(all(live)),
        "MB": (held - base) / sessions,
        "process MB": held,
    }


def measure(name: str, script: str, sessions: int, seconds: float, query: str, plain: bool = False) -> dict:
    with server(script, plain=plain) as served:
        found = asyncio.run(crowd(served, sessions, seconds, query))
    print(
        f"{name:<26}{sessions:>9}{found['changes']:>9.0f}{found['p50']:>9.0f}{found['p95']:>9.0f}"
        f"{found['cpu']:>9.1f}{found['kB']:>8.1f}{found['MB']:>12.2f}{found['process MB']:>12.0f}",
        flush=True,
    )
    return found


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sessions", type=int, default=100)
    given.add_argument("--live-sessions", type=int, default=300, help="0: without the live board")
    given.add_argument("--peer-sessions", type=int, default=15)
    given.add_argument("--seconds", type=float, default=20)
    asked = given.parse_args()
    print(
        f"{'page':<26}{'sessions':>9}{'changes':>9}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'kB':>8}"
        f"{'MB/session':>12}{'process MB':>12}"
    )
    peer = measure("plain page, defaults", PLAIN, asked.peer_sessions, asked.seconds, "", plain=True)
    table = measure(
        "board, table and sliders", "asgi.py", asked.sessions, asked.seconds, "date=2020-07-06&lang=en&board=table"
    )
    note("load: processor time of a change, plain page / board", peer["cpu"] / table["cpu"], asked=3)
    if asked.live_sessions:
        live = measure("board, live", "asgi.py", asked.live_sessions, asked.seconds, "date=2020-07-06&lang=en")
        if live["live"]:
            note("load: processor time of a change, plain page / live board", peer["cpu"] / live["cpu"], asked=3)
        else:
            print("this page has no live board: the last line is the table again")
    print(f"asked for: {asked.sessions} sessions p95 at most 300 ms; live p95 at most 150 ms")


if __name__ == "__main__":
    main()
