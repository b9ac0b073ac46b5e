"""What a server holds after many visits, and after a day of meetings.

    bench_memory.py [--visits 2000] [--hours 24] [--people 12]

visits    visitors who open the ranking, move a weight and leave; resident megabytes after each tenth of them
meetings  an hour is one meeting: opened, its page open at every participant's and on the common screen, answers given,
          revealed, read again, closed; written to the server's own store with the day and hour they would have, so that
          what has expired by then is purged as it would be
Streamlit keeps a session whose visitor left for some minutes: the growth is told over the later half, where what comes
and what is let go are level.
"""

import argparse
import asyncio
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.servers import Served, server
from benchmarks.visitor import SimulatedVisitor
from ranking.facts.load import load
from store import meetings, seats
from store.engine import connected, upgrade
from store.keys import new_code, new_key, new_seat
from tests.meetings import opening, weighed

QUERY, AT_ONCE = "date=2020-07-06&lang=en", 8


@dataclass
class Guest(SimulatedVisitor):
    """A visitor of one page."""

    name: str = "meeting"

    def _asking(self) -> BackMsg:
        message = super()._asking()
        message.rerun_script.page_name, message.rerun_script.page_script_hash = self.name, ""
        return message


async def _visit(address: str, step: int) -> None:
    async with SimulatedVisitor(address, QUERY) as visitor:
        await visitor.move(step)


async def visits(served: Served, number: int) -> list[float]:
    """Return resident megabytes after each tenth of the visits."""
    found = []
    for tenth in range(10):
        for first in range(0, number // 10, AT_ONCE):
            many = min(AT_ONCE, number // 10 - first)
            await asyncio.gather(*(_visit(served.address, tenth * number + first + k) for k in range(many)))
        found.append(served.memory())
    return found


async def meeting(served: Served, engine, play: tuple[str, ...], data: str, people: int, now: datetime) -> None:
    """One meeting from its opening to its close, its pages drawn by the server at every step."""
    code, key = new_code(), new_key()
    meetings.start(engine, code, key, opening(in_play=play, data=data), now)
    async with Guest(served.address, f"meeting={code}&screen=common&lang=fr") as common:
        guests = [await Guest(served.address, f"meeting={code}&lang=fr").__aenter__() for _ in range(people)]
        for n in range(people):
            seat = new_seat()
            seats.join(engine, code, seat, f"Personne {n}", now)
            seats.confirm(engine, code, seat, weighed(20 + 5 * n), "once", now)
            await common.run()
        meetings.reveal(engine, code, key, now)
        for one in (common, *guests):
            await one.run()
        meetings.close(engine, code, key, now)
        for one in guests:
            await one.run()
            await one.line.close()
    meetings.purge(engine, now)


async def day(served: Served, database: str, hours: int, people: int) -> list[float]:
    """Return resident megabytes after each hour."""
    evidence, engine, found = load(), connected(database), []
    upgrade(engine)
    begun = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for hour in range(hours):
        now = begun + timedelta(hours=hour - hours)
        await meeting(served, engine, tuple(evidence.criteria), evidence.version, people, now)
        found.append(served.memory())
    engine.dispose()
    return found


def told(what: str, found: list[float]) -> None:
    """Print what was held on the way, and how much it grew over the later half."""
    half = found[len(found) // 2 :]
    print(
        f"{what}: MB {' '.join(f'{x:.0f}' for x in found)}; over the later half {half[-1] - half[0]:+.0f} MB",
        flush=True,
    )


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("visits", 2000), ("hours", 24), ("people", 12)):
        given.add_argument(f"--{name}", type=int, default=usual)
    asked = given.parse_args()
    with TemporaryDirectory() as folder:
        store = f"{folder}/board.sqlite"
        with server("asgi.py", BOARD_STORE=store, DATABASE_URL="") as served:
            asyncio.run(_visit(served.address, 0))
            print(f"after one visit: {served.memory():.0f} MB")
            told(f"{asked.visits} visits", asyncio.run(visits(served, asked.visits)))
            database = f"sqlite:///{store}"
            told(
                f"{asked.hours} meetings of {asked.people}",
                asyncio.run(day(served, database, asked.hours, asked.people)),
            )


if __name__ == "__main__":
    main()
