"""Nothing acknowledged is lost: a process killed in mid-write, many participants at once, two servers on one store."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select, text

from store import meetings, seats
from store.engine import connected, reading
from store.keys import new_seat
from store.meeting_tables import MOST_ENTRIES, entries
from tests.databases import database, postgresql  # noqa: F401
from tests.meetings import NOW, opened, room, weighed
from tests.places import ROOT

KILLS, PARTICIPANTS = 2, 200


def killed_writer(url: str, code: str, seat: str, stem: str, after: int) -> list[str]:
    """Lines that a writing process acknowledged before kill -9 hit it."""
    command = [sys.executable, "-m", "tests.store.meeting_writer", url, code, seat, stem]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = [writer.stdout.readline() for _ in range(after)]
    writer.kill()
    said += writer.stdout.readlines()
    writer.stdout.close()
    assert writer.wait() == -9
    return [line.strip() for line in said if line.endswith("\n")]


def test_a_writer_killed_in_mid_write_loses_no_entry_it_acknowledged(database):  # noqa: F811
    engine = room(database)
    code, _ = opened(engine)
    seat = new_seat()
    seats.join(engine, code, seat, "Ada", NOW)
    acknowledged = []
    for n in range(KILLS):
        acknowledged += killed_writer(database, code, seat, f"run{n}", 3 + 10 * n)
        with reading(engine) as connection:
            kept = {f"{r.receipt} {r.scenario['pillars']['readiness']}" for r in connection.execute(select(entries))}
        assert set(acknowledged) <= kept
        assert len(kept) <= len(acknowledged) + n + 1 <= MOST_ENTRIES
    assert len(acknowledged) >= 3 + 13
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    seats.confirm(engine, code, seat, weighed(50), "after", NOW)
    assert seats.own(engine, code, seat, NOW)[1][-1].scenario == weighed(50)


def test_two_hundred_participants_at_once_are_all_stored_while_the_common_screen_asks(database, record_property):  # noqa: F811
    engine, other = room(database), connected(database)
    code, key = opened(engine)
    tokens = [new_seat() for _ in range(PARTICIPANTS)]
    waits, done = [], []

    def answer(n: int) -> None:
        server = (engine, other)[n % 2]
        seats.join(server, code, tokens[n], f"P{n}", NOW)
        seats.confirm(server, code, tokens[n], weighed(n % 101), "first", NOW)
        done.append(n)

    def common_screen() -> None:
        while len(done) < PARTICIPANTS:
            began = time.perf_counter()
            meetings.version(engine, code, NOW)
            seats.seated(engine, code, NOW)
            waits.append(time.perf_counter() - began)
            time.sleep(0.02)

    began = time.perf_counter()
    with ThreadPoolExecutor(21) as pool:
        screen = pool.submit(common_screen)
        list(pool.map(answer, range(PARTICIPANTS)))
        took = time.perf_counter() - began
        screen.result()
    record_property("seconds for all", took)
    record_property("common screen, slowest query in seconds", max(waits))
    meetings.reveal(engine, code, key, NOW)
    voices = {v.name: v.scenario for v in seats.voices(engine, code, NOW)}
    assert voices == {f"P{n}": weighed(n % 101) for n in range(PARTICIPANTS)}
    assert sorted(s.number for s in seats.seated(engine, code, NOW)) == list(range(1, PARTICIPANTS + 1))
    print(
        f"{database.partition(':')[0]}: {PARTICIPANTS} in {took:.1f} s; common screen median "
        f"{sorted(waits)[len(waits) // 2] * 1000:.0f} ms, slowest {max(waits) * 1000:.0f} ms of {len(waits)}"
    )


def test_a_reader_is_not_kept_waiting_by_a_writer_that_has_not_finished(tmp_path):
    engine = room(f"sqlite:///{tmp_path / 'board.sqlite'}")
    code, _ = opened(engine)
    with engine.execution_options(writes=True).connect() as writer, writer.begin():
        writer.execute(text("UPDATE meetings SET version = 99"))
        assert meetings.version(engine, code, NOW) == 1
    assert meetings.version(engine, code, NOW) == 99
