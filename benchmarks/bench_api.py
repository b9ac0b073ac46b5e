"""The interface for programs: requests a second and p95, kept and not kept; what 200 a second cost the boards beside.

Generator and server share the machine. The peer of the rates is the server's own plain file (static/), of the boards
their p95 without any program.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx

from benchmarks.bench_load import crowd
from benchmarks.ratios import note
from benchmarks.servers import ROOT, Served, server

KEPT = "/api/v1/ranking?date=2020-07-06&data={version}"
FRESH = "/api/v1/ranking?date=2020-07-06&weights=hds:{n}"
BOARD, BESIDE, MOST_MORE = "date=2020-07-06&lang=en", 200, 100


async def rate(served: Served, path: str, requests: int, at_once: int = 8) -> tuple[float, float]:
    """Return requests a second and their p95 in ms; {n} in the path is another number each time."""
    spent, clock = [], asyncio.get_running_loop().time
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as line:
        left = iter(range(1, requests + 1))

        async def ask() -> None:
            for n in left:
                start = clock()
                (await line.get(path.replace("{n}", str(n)))).raise_for_status()
                spent.append(clock() - start)

        start = clock()
        await asyncio.gather(*(ask() for _ in range(at_once)))
        return requests / (clock() - start), 1000 * sorted(spent)[int(0.95 * (len(spent) - 1))]


async def steady(served: Served, path: str, seconds: float, a_second: int, late: list[float]) -> None:
    """Ask so often a second, evenly, for so long."""
    clock = asyncio.get_running_loop().time
    async with httpx.AsyncClient(base_url=served.address, timeout=60) as line:

        async def ask(due: float) -> None:
            (await line.get(path)).raise_for_status()
            late.append(clock() - due)

        start, tasks = clock(), []
        for n in range(int(seconds * a_second)):
            await asyncio.sleep(max(0.0, start + n / a_second - clock()))
            tasks.append(asyncio.create_task(ask(clock())))
        await asyncio.gather(*tasks)


async def beside(served: Served, path: str, sessions: int, seconds: float) -> tuple[float, float]:
    """Return the boards' p95 in ms alone, and with BESIDE requests a second."""
    quiet = (await crowd(served, sessions, seconds, BOARD))["p95"]
    late: list[float] = []
    asking = asyncio.create_task(steady(served, path, seconds + 0.06 * sessions + 2, BESIDE, late))
    busy = (await crowd(served, sessions, seconds, BOARD))["p95"]
    await asking
    print(f"{len(late)} requests beside, p95 {1000 * sorted(late)[int(0.95 * (len(late) - 1))]:.0f} ms")
    return quiet, busy


async def measure(served: Served, requests: int, sessions: int, seconds: float) -> None:
    """Measure and print everything."""
    version = httpx.get(f"{served.address}/api/v1/verdict").json()["data_version"]
    kept = KEPT.replace("{version}", version)
    file = next(p.name for p in (ROOT / "static").glob("*.woff2"))
    found = {
        "plain file": await rate(served, f"/app/static/{file}", requests),
        "kept": await rate(served, kept, requests),
        "not kept": await rate(served, FRESH, max(20, requests // 10)),
    }
    for name, (a_second, p95) in found.items():
        print(f"{name:<12}{a_second:>8.0f} a second, p95 {p95:.0f} ms")
    note("api: requests a second, kept ranking / plain file", found["kept"][0] / found["plain file"][0])
    quiet, busy = await beside(served, kept, sessions, seconds)
    print(
        f"boards' p95 alone {quiet:.0f} ms, beside {BESIDE} requests a second {busy:.0f} ms (at most {MOST_MORE} more)"
    )
    note("api: boards' p95 beside 200 requests a second / alone", busy / quiet, higher=False)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--requests", type=int, default=1000)
    given.add_argument("--sessions", type=int, default=20)
    given.add_argument("--seconds", type=float, default=15)
    asked = given.parse_args()
    os.environ["BOARD_API_RATE"] = "1000000 per minute"
    with server("asgi.py") as served:
        asyncio.run(measure(served, asked.requests, asked.sessions, asked.seconds))


if __name__ == "__main__":
    main()
