"""A share of the visitors, in a process of its own that bench_servers.py pins to the core of their board.

    share.py ADDRESS QUERY

Each line of standard input is an order in JSON, answered by one line:
    {"open": 200}                         200 sessions are open; how many there are
    {"move": 150, "at": T, "seconds": 15} 150 of them change a weight every PAUSE from T on (time.monotonic);
                                          milliseconds of each change (Infinity: the connection was cut before its
                                          answer), and of processor that all of it took here
It ends with its standard input.
"""

import asyncio
import gc
import json
import math
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.bench_load import moving
from benchmarks.visitor import Light, SimulatedVisitor


async def opened(there: list[SimulatedVisitor | Light], address: str, query: str, wanted: int) -> int:
    """Open sessions, one after the other, until there are as many as wanted; how many there are."""
    while len(there) < wanted:
        there.append(await SimulatedVisitor(address, query).__aenter__())
        if there[-1].live is None:
            raise RuntimeError("this page has no live board")
    return len(there)


async def measured(there: list[SimulatedVisitor | Light], move: int, at: float, seconds: float) -> dict:
    """Milliseconds of each change of the first sessions, and of processor."""
    there[:] = [one if isinstance(one, Light) else Light(one) for one in there]
    spent: list[float] = []
    before = time.process_time()
    turns = (moving(one, at, at + seconds, n, spent) for n, one in enumerate(there[:move]))
    ends = await asyncio.gather(*turns, return_exceptions=True)
    cut = {n for n, end in enumerate(ends) if isinstance(end, ConnectionError)}
    if other := next((end for n, end in enumerate(ends) if end is not None and n not in cut), None):
        raise other
    there[:] = [one for n, one in enumerate(there) if n not in cut]
    spent += [math.inf] * len(cut)
    return {"changes": [1000 * s for s in spent], "cpu": 1000 * (time.process_time() - before)}


async def obeyed(address: str, query: str) -> None:
    """Do what each line says, until there are no more."""
    there: list[SimulatedVisitor | Light] = []
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        if "open" in order:
            done = await opened(there, address, query, order["open"])
            gc.collect()
            gc.freeze()
        else:
            done = await measured(there, **order)
        print(json.dumps(done), flush=True)


if __name__ == "__main__":
    asyncio.run(obeyed(*sys.argv[1:]))
