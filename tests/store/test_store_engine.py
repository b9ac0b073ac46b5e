"""The store opens on SQLite and PostgreSQL, comes to the newest schema once, and says in a sentence why it cannot."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import inspect, text

from store import meetings, seats
from store.engine import StoreError, address, connected, opened, reading, upgrade, writing
from store.keys import digest
from tests.databases import database, postgresql  # noqa: F401
from tests.meetings import FRAME, LATER, NOW, weighed


def test_a_new_database_comes_to_the_newest_schema_and_a_second_time_changes_nothing(database):  # noqa: F811
    engine = connected(database)
    upgrade(engine)
    tables = inspect(engine).get_table_names()
    assert "alembic_version" in tables
    upgrade(engine)
    assert inspect(engine).get_table_names() == tables


def test_several_processes_that_start_at_once_migrate_once(database):  # noqa: F811
    engines = [connected(database) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(upgrade, engines))
    with reading(engines[0]) as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_a_new_file_that_many_open_at_once_is_refused_to_none(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        for n in range(40):
            engines = [connected(f"sqlite:///{tmp_path}/{n}.sqlite") for _ in range(8)]
            list(pool.map(_journal, engines))
            assert _journal(engines[0]) == "wal"


def _journal(engine) -> str:
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA journal_mode").scalar()


def test_what_fails_halfway_leaves_nothing(database):  # noqa: F811
    engine = connected(database)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER)"))
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.execute(text("INSERT INTO kept VALUES (1)"))
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM kept")).scalar() == 0


def test_a_reader_sees_one_state_whatever_others_commit_meanwhile(database):  # noqa: F811
    engine = connected(database)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER)"))
    with reading(engine) as reader:
        assert reader.execute(text("SELECT count(*) FROM kept")).scalar() == 0
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO kept VALUES (1)"))
        assert reader.execute(text("SELECT count(*) FROM kept")).scalar() == 0
    with reading(engine) as reader:
        assert reader.execute(text("SELECT count(*) FROM kept")).scalar() == 1


def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path):
    with reading(connected(f"sqlite:///{tmp_path / 'board.sqlite'}")) as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_meetings_of_an_older_schema_come_along_with_their_votes_divided_by_the_reveal(database):  # noqa: F811
    engine = connected(database)
    upgrade(engine, "0002")
    row = {
        "id": 1,
        "code": digest("code", "K7QXM2PD"),
        "key": "k",
        "title": "Old",
        "question": "",
        "frame": json.dumps(FRAME),
        "in_play": '["hds"]',
        "language": "fr",
        "data": "00000000",
        "version": 9,
        "opened": meetings.stamp(NOW),
        "expires": meetings.stamp(LATER + timedelta(days=9)),
        "revealed": meetings.stamp(LATER),
        "common": 0,
    }
    after = meetings.stamp(LATER + (LATER - NOW))
    voters = {"A" * 16: (1, "", NOW), "B" * 16: (2, "Bob", NOW), "C" * 16: (3, "", LATER + (LATER - NOW))}
    with writing(engine) as connection:
        _add(connection, "meetings", row)
        for token, (number, name, joined) in voters.items():
            seat = {"id": number, "meeting": 1, "number": number, "name": name, "token": digest("seat", token)}
            _add(connection, "seats", seat | {"joined": meetings.stamp(joined)})
            vote = {"seat": number, "scenario": json.dumps(weighed(10 * number)), "receipt": "a"}
            _add(connection, "entries", vote | {"id": number, "made": meetings.stamp(joined)})
        _add(connection, "entries", vote | {"id": 9, "seat": 2, "receipt": "b", "made": after})
    upgrade(engine)
    found = seats.voices(engine, "K7QXM2PD", LATER)
    assert [b.number for b in found] == [1, 2, 3] and found[2].cast == "joined"
    assert {b.name: b.cast for b in found[:2]} == {"": "before", "Bob": "changed"}
    assert not meetings.find(engine, "K7QXM2PD", LATER).ranking_shown


def _add(connection, table: str, row: dict) -> None:
    names = ", ".join(f'"{n}"' for n in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in row)})"), row)


@pytest.mark.parametrize("url", ["nonsense", "postgresql://board@127.0.0.1:1/none", "sqlite:////proc/none/x.sqlite"])
def test_a_store_that_does_not_open_says_so_in_one_line(url):
    with pytest.raises(StoreError) as found:
        opened(url)
    assert "\n" not in str(found.value) and "store" in str(found.value) or "DATABASE_URL" in str(found.value)


def test_the_address_is_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "a.sqlite"))
    assert address() == f"sqlite:///{tmp_path / 'a.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", "postgresql://x/y")
    assert address() == "postgresql://x/y"
