"""A store that is frozen, locked, full, read-only, newer or gone: a few seconds, a code in the log, no other harm."""

import logging
import os
import signal
import sqlite3
import stat
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from store import connecting, failures, meetings, timeouts
from store import engine as stores
from store.connecting import connected
from store.engine import StoreError, fault_code, opened, reading, upgrade, writing
from tests.databases import database, postgresql  # noqa: F401
from tests.meetings import NOW, room
from tests.meetings import opened as meeting


@pytest.fixture
def lines(monkeypatch):
    """The codes of lines written to the log; none was written before."""
    monkeypatch.setattr(failures, "_last", {})
    seen, log = [], logging.getLogger("board.store")
    handler = logging.Handler()
    handler.emit = lambda record: seen.append(record)
    log.addHandler(handler)
    yield seen
    log.removeHandler(handler)


def test_a_frozen_postgresql_is_given_up_and_found_again(postgresql, monkeypatch, lines):  # noqa: F811
    monkeypatch.setattr(timeouts, "ANSWER", 0.3)
    monkeypatch.setattr(connecting, "REST", 0.0)
    engine = connected(postgresql)
    process = None
    try:
        with pytest.raises(OperationalError) as found, writing(engine) as line:
            process = line.scalar(text("SELECT pg_backend_pid()"))
            os.kill(process, signal.SIGSTOP)
            line.execute(text("SELECT 1"))
            pytest.fail("a frozen server answered")
        assert failures.code_of(found.value) == "store-slow"
        with reading(engine) as line:  # on another connection, while the first is still frozen
            assert line.scalar(text("SELECT 1")) == 1
    finally:
        os.kill(process, signal.SIGCONT)
    assert [line.code for line in lines][:1] == ["store-slow"]


def test_a_database_that_did_not_answer_is_left_alone_for_a_moment_and_then_asked_again(monkeypatch):
    engine = connected("postgresql://board@127.0.0.1:1/resting")
    with pytest.raises(OperationalError), reading(engine):
        pytest.fail("nobody listens there")
    with pytest.raises(StoreError, match="a moment ago"), reading(engine):
        pytest.fail("nobody listens there")
    monkeypatch.setattr(connecting, "_resting", {})
    with pytest.raises(OperationalError), reading(engine):
        pytest.fail("nobody listens there")


def test_the_server_itself_limits_a_question_and_a_wait_for_a_lock(postgresql):  # noqa: F811
    with reading(connected(postgresql)) as line:
        limits = {n: line.scalar(text(f"SHOW {n}")) for n in ("statement_timeout", "lock_timeout")}
    assert limits == {"statement_timeout": "4s", "lock_timeout": "3s"}
    with reading(connected(postgresql, patient=True)) as line:
        assert line.scalar(text("SHOW statement_timeout")) == "0"


def test_postgresql_gone_and_back_needs_no_new_start(postgresql):  # noqa: F811
    engine = connected(postgresql)
    with reading(engine) as line:
        process = line.scalar(text("SELECT pg_backend_pid()"))
    with reading(connected(postgresql)) as other:
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": process})
    with reading(engine) as line:
        assert line.scalar(text("SELECT 1")) == 1


def test_a_sqlite_file_that_another_process_holds_is_given_up_and_reading_goes_on(tmp_path, monkeypatch, lines):
    monkeypatch.setattr("store.connecting.WAIT_MS", 100)
    path = tmp_path / "board.sqlite"
    monkeypatch.setenv("BOARD_STORE", str(path))
    engine = stores.store()
    code, _ = meeting(engine)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SQLAlchemyError) as found:
        meeting(engine)
    assert failures.code_of(found.value) == "store-locked"
    assert meetings.version(engine, code, NOW) == 1 and fault_code() == "store-locked"
    upgrade(connected(f"sqlite:///{path}"))  # at the newest schema already: nothing is written
    other.execute("ROLLBACK")
    other.close()
    meeting(engine)
    assert fault_code() == ""
    assert [line.code for line in lines] == ["store-locked"]


def test_what_can_wait_is_not_asked_of_a_store_that_takes_no_writes_and_is_done_once_it_does(tmp_path, monkeypatch):
    engine, asked = room(f"sqlite:///{tmp_path / 'board.sqlite'}"), []
    gone, _ = meeting(engine, days=7)
    late = NOW + timedelta(days=8)

    def purge() -> None:
        asked.append(meetings.purge(engine, late))

    event.listen(engine, "begin", full := lambda line: line.exec_driver_sql("PRAGMA query_only = 1"))
    for _ in range(3):
        connecting.if_writable(engine, purge)
    event.remove(engine, "begin", full)
    engine.dispose()
    assert asked == [] and failures.refusing(str(engine.url)) == "store-read-only"
    monkeypatch.setattr(connecting, "_paused", {})
    connecting.if_writable(engine, purge)
    connecting.if_writable(engine, purge)
    assert asked == [1, 0] and failures.refusing(str(engine.url)) == ""


def test_writers_of_one_process_wait_for_their_turn_but_not_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "TURN", 0.1)
    engine = room(f"sqlite:///{tmp_path / 'board.sqlite'}")
    with writing(engine), pytest.raises(StoreError, match="no turn to write"), writing(engine):
        pytest.fail("two at once")
    assert stores.writers() == 0


def test_a_full_disk_and_a_file_that_takes_no_writes_have_their_codes(tmp_path):
    path = tmp_path / "board.sqlite"
    engine = room(f"sqlite:///{path}")
    for pragma, code in (("max_page_count = 1", "store-full"), ("query_only = 1", "store-read-only")):
        with engine.connect() as line:
            line.exec_driver_sql(f"PRAGMA {pragma}")
            with pytest.raises(SQLAlchemyError) as found:
                line.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(9999999)")
            line.invalidate()
        assert failures.code_of(found.value) == code


def test_a_full_postgresql_and_one_that_takes_no_writes_have_the_same_codes(postgresql):  # noqa: F811
    engine = room(postgresql)
    full = "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
    standby = "SET LOCAL transaction_read_only = on; CREATE TABLE more (n int)"
    for question, code in ((full, "store-full"), (standby, "store-read-only")):
        with pytest.raises(SQLAlchemyError) as found, writing(engine) as line:
            line.exec_driver_sql(question)
        assert failures.code_of(found.value) == code
    meeting(engine)  # the same connections write again by themselves


def test_the_same_failure_is_one_line_and_every_one_is_counted(lines):
    before = failures.counted["store-error"]
    for _ in range(5):
        failures.note(ValueError("no\nsecond line"), "store-error")
    assert [line.getMessage() for line in lines] == ["store-error: no"]
    assert failures.counted["store-error"] == before + 5


def test_a_failure_says_nothing_of_what_was_in_the_question(tmp_path, lines):
    engine = connected(f"sqlite:///{tmp_path / 'board.sqlite'}")
    with pytest.raises(SQLAlchemyError), writing(engine) as line:
        line.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "Ada Lovelace"})
    assert "Ada" not in "".join(line.getMessage() for line in lines) and lines


def test_a_store_of_a_newer_version_says_so_and_is_left_alone(database, monkeypatch):  # noqa: F811
    engine = room(database)
    with writing(engine) as line:
        line.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    with pytest.raises(StoreError, match="'0099', which a newer version of the board made") as found:
        opened(database)
    assert "\n" not in str(found.value) and found.value.board_code == "store-newer"
    monkeypatch.setenv("DATABASE_URL", database)
    assert fault_code() == "store-newer"


def test_a_driver_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "store.timeouts", None)
    monkeypatch.delattr("store.timeouts", raising=False)
    with pytest.raises(StoreError, match="driver for DATABASE_URL is not installed"):
        opened("postgresql://board@127.0.0.1:1/none?application_name=driver")
    with pytest.raises(StoreError):
        opened("oracle://board@127.0.0.1/none")


def test_a_store_that_is_still_to_be_made_is_no_fault_and_one_out_of_reach_is(monkeypatch, tmp_path):
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "none.sqlite"))
    assert fault_code() == ""
    monkeypatch.setenv("DATABASE_URL", "postgresql://board@127.0.0.1:1/standing")
    assert fault_code() == "store-unreachable"


def test_the_file_and_its_folder_are_their_owners_alone_and_a_closed_store_is_one_whole_file(monkeypatch, tmp_path):
    path = tmp_path / "kept" / "board.sqlite"
    monkeypatch.setenv("BOARD_STORE", str(path))
    meeting(stores.store())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    stores.close()
    assert [p.name for p in path.parent.iterdir()] == ["board.sqlite"]
    with create_engine(f"sqlite:///{path}").connect() as copy:
        assert copy.scalar(text("SELECT count(*) FROM meetings")) == 1
