"""The store opens on SQLite and PostgreSQL, comes to the newest schema once, and says in a sentence why it cannot."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import inspect, text

from store.engine import StoreError, address, connected, opened, reading, upgrade, writing
from tests.databases import database, postgresql  # noqa: F401


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
