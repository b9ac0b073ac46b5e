"""The chain of records on SQLite and PostgreSQL: one after the other whoever writes, whole whatever is killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ranking.decisions.record import canonical, intact, verify_chain
from ranking.json_objects import NotOfType
from store import records
from store.engine import StoreError, connected, reading, upgrade, writing
from store.refused import Refused
from tests.databases import database, postgresql  # noqa: F401
from tests.examples_records import HOSTILE, NOON, held
from tests.places import ROOT

CONTENT = held(question=HOSTILE[0], agreed=HOSTILE)
WRITER = """
import sys, time
from datetime import UTC, datetime, timedelta
from ranking.decisions.record import content_of
from store import records
from store.engine import connected, writing

engine, content = connected(sys.argv[1]), content_of(sys.stdin.read())
if sys.argv[2] == "inside":
    with writing(engine) as connection:
        records.add(connection, content, datetime.now(UTC))
        print("inside", flush=True)
        time.sleep(600)
for n in range(100_000):
    at = datetime(2026, 11, 26, tzinfo=UTC) + timedelta(minutes=n)
    print(records.append(engine, content, at).record.digest, flush=True)
"""


@pytest.fixture
def engine(database):  # noqa: F811
    found = connected(database)
    upgrade(found)
    yield found
    found.dispose()


def chain(engine) -> list:
    return list(records.chain(engine))


def test_a_record_is_found_again_by_its_id_exactly_as_it_was_locked(engine):
    first = records.append(engine, CONTENT, NOON)
    second = records.append(engine, CONTENT, NOON + timedelta(minutes=1), "7")
    assert records.get(engine, first.id) == first and records.get(engine, second.id) == second
    assert (first.number, second.number) == (1, 2)
    assert (first.record.previous, second.record.previous) == ("", first.record.digest)
    assert first.record.content == CONTENT and intact(second.record)
    assert records.several(engine, (first.id, second.id, "nothing")) == (second, first)
    assert records.of_meeting(engine, "7") == (second,)
    assert records.get(engine, "1") is None
    assert verify_chain(chain(engine)) == ()


def test_one_form_sent_twice_is_one_record(engine):
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: records.append(engine, CONTENT, NOON, once=True), range(4)))
    assert {k.id for k in kept} == {kept[0].id} and len(chain(engine)) == 1
    other = records.append(engine, held(question="Another?"), NOON, once=True)
    assert records.append(engine, CONTENT, NOON, once=True) == kept[0]
    records.erase(engine, kept[0].id)
    assert records.append(engine, CONTENT, NOON, once=True).record.previous == other.record.digest


def test_ids_cannot_be_guessed(engine):
    ids = {records.append(engine, CONTENT, NOON).id for _ in range(20)}
    assert len(ids) == 20 and all(len(i) >= 22 for i in ids)


def test_many_writers_at_once_make_one_chain(database, engine):  # noqa: F811
    engines = [engine, *(connected(database) for _ in range(3))]
    with ThreadPoolExecutor(12) as pool:
        kept = list(pool.map(lambda n: records.append(engines[n % 4], CONTENT, NOON + timedelta(minutes=n)), range(48)))
    assert sorted(k.number for k in kept) == list(range(1, 49))
    found = chain(engine)
    assert verify_chain(found) == ()
    assert {r.digest for r in found} == {k.record.digest for k in kept}
    for other in engines[1:]:
        other.dispose()


def test_the_database_itself_refuses_a_second_record_after_the_same_one(engine):
    kept = records.append(engine, CONTENT, NOON)
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO records (number, id, at, previous, content_digest, digest) "
                "VALUES (2, 'x', 'now', :previous, 'c', 'd')"
            ),
            {"previous": kept.record.previous},
        )
    assert len(chain(engine)) == 1


def started(url: str, how: str) -> subprocess.Popen:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, how], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    writer.stdin.write(canonical(CONTENT).decode())
    writer.stdin.close()
    return writer


def killed(writer: subprocess.Popen) -> list[str]:
    """Everything the program had acknowledged when it was killed."""
    os.kill(writer.pid, signal.SIGKILL)
    lines = writer.stdout.read().splitlines(keepends=True)
    writer.wait(60)
    return [line.strip() for line in lines if line.endswith("\n")]


def test_a_program_killed_in_mid_write_loses_nothing_it_acknowledged_and_leaves_a_chain(database, engine):  # noqa: F811
    writer = started(database, "append")
    said = [line.strip() for line in islice(writer.stdout, 8)]
    said += killed(writer)
    found = [r.digest for r in chain(engine)]
    assert len(said) >= 8 and found[: len(said)] == said and len(found) - len(said) <= 1
    assert verify_chain(chain(engine)) == ()
    inside = started(database, "inside")
    assert inside.stdout.readline() == "inside\n"
    killed(inside)
    kept = records.append(engine, CONTENT, NOON + timedelta(days=900))
    assert kept.number == len(found) + 1 and kept.record.previous == found[-1]
    assert verify_chain(chain(engine)) == ()


def test_what_the_meeting_could_not_keep_is_no_record(engine):
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        records.add(connection, CONTENT, NOON, "7")
        raise ZeroDivisionError
    assert chain(engine) == []


def test_what_is_deleted_is_gone_and_the_chain_holds_without_it(engine):
    kept = [
        records.append(engine, CONTENT, NOON + timedelta(minutes=n), "7" if n in (1, 2) else None) for n in range(5)
    ]
    with writing(engine) as connection:
        assert records.erase_meeting(connection, "7") == 2
    assert records.erase(engine, kept[4].id)
    assert not records.erase(engine, kept[4].id)
    found = chain(engine)
    assert [r.content is None for r in found] == [False, True, True, False, True]
    assert verify_chain(found) == ()
    assert [records.get(engine, k.id) is None for k in kept] == [False, True, True, False, True]
    assert records.of_meeting(engine, "7") == ()
    with reading(engine) as connection:
        rows = [str(row) for row in connection.execute(text("SELECT * FROM records WHERE content IS NULL"))]
    assert len(rows) == 3 and not any("alert" in row or kept[1].id in row for row in rows)
    assert not any(records.get(engine, f"gone-{n}") for n in range(1, 6))
    assert records.append(engine, CONTENT, NOON + timedelta(hours=1)).record.previous == kept[4].record.digest


@pytest.mark.parametrize(
    "forgery, what",
    [
        ("UPDATE records SET content = replace(content, 'Ada', 'Eve') WHERE number = 2", "content"),
        ("UPDATE records SET content = 'x' WHERE number = 2", "envelope"),
        ("UPDATE records SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2", "envelope"),
        ("DELETE FROM records WHERE number = 2", "link"),
    ],
)
def test_whoever_writes_past_the_program_breaks_the_chain(engine, forgery, what):
    for n in range(3):
        records.append(engine, held(), NOON + timedelta(minutes=n))
    with writing(engine) as connection:
        connection.execute(text(forgery))
    assert [(f.position, f.what) for f in verify_chain(chain(engine))] == [(2, what)]


def test_a_content_altered_beyond_reading_is_refused_not_shown(engine):
    kept = records.append(engine, CONTENT, NOON)
    with writing(engine) as connection:
        connection.execute(text("UPDATE records SET content = '{}'"))
    with pytest.raises(NotOfType):
        records.get(engine, kept.id)


def test_records_are_listed_only_where_the_server_says_so(engine, monkeypatch):
    kept = records.append(engine, CONTENT, NOON)
    monkeypatch.delenv("BOARD_RECORDS", raising=False)
    with pytest.raises(StoreError):
        records.newest(engine)
    monkeypatch.setenv("BOARD_RECORDS", "public")
    assert records.newest(engine) == (kept,)


def test_a_flood_of_records_is_held_back_for_a_minute(engine):
    for n in range(records.A_MINUTE):
        records.append(engine, CONTENT, NOON + timedelta(seconds=n / 10))
    with pytest.raises(Refused, check=lambda e: e.reason == "too_often"):
        records.append(engine, CONTENT, NOON + timedelta(seconds=30))
    assert records.append(engine, CONTENT, NOON + timedelta(seconds=75)).number == records.A_MINUTE + 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_takes_the_rows_of_an_erased_record_back_at_once(engine):
    kept = records.append(engine, held(), NOON)
    # How many pages there are is written down by VACUUM.
    pages = text("SELECT relpages FROM pg_class WHERE relname = 'records'")
    found = []
    for act in (lambda: None, lambda: records.erase(engine, kept.id)):
        act()
        with reading(engine) as connection:
            found.append(connection.execute(pages).scalar())
    assert found[0] == 0 < found[1]


def test_nothing_of_an_erased_record_stays_in_the_files_of_sqlite(tmp_path):
    found = connected(f"sqlite:///{tmp_path / 'board.sqlite'}")
    upgrade(found)
    kept = records.append(found, held(question="Quelle aiguille ?"), NOON)
    needle = b"Quelle aiguille"
    assert any(needle in path.read_bytes() for path in tmp_path.iterdir())
    records.erase(found, kept.id)
    assert not any(needle in path.read_bytes() for path in tmp_path.iterdir())
    found.dispose()
