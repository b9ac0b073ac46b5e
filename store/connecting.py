"""Engines for either kind of database: how they wait, who may read their file, how their transactions begin."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ranking.errors import BoardError
from store import failures

# How long SQLite waits for another process's writer, in milliseconds.
WAIT_MS = 5_000
OWN_FILE, OWN_FOLDER = 0o600, 0o700
# Seconds for which a database that did not answer is not asked again.
REST = 3.0
# Seconds for which one that takes no writes is not asked for those that can wait.
PAUSE = 60.0
_turning = Lock()
_resting: dict[str, float] = {}
_paused: dict[str, float] = {}


def connected(url: str, patient: bool = False) -> Engine:
    """Return an engine whose transactions begin as `reading` and `writing` say; the schema is not looked at.

    patient  waits as long as it takes: for a keeper's commands, not for screens. Raises ArgumentError.
    """
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed.set(drivername="postgresql+psycopg"), patient)
    if parsed.get_backend_name() != "sqlite":
        raise ArgumentError(f"neither sqlite nor postgresql: {parsed.get_backend_name()}")
    if parsed.database and parsed.database != ":memory:":
        _own(Path(parsed.database))
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _sqlite_connection)
    event.listen(engine, "begin", _sqlite_begin)
    event.listen(engine, "handle_error", _noted)
    return engine


def _postgresql(url: URL, patient: bool) -> Engine:
    from store import timeouts  # needs psycopg, without which SQLite still serves

    limits = {} if patient else timeouts.postgresql()
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, hide_parameters=True, **limits)
    if not patient:
        event.listen(engine, "do_connect", lambda _d, _r, plain, named: timeouts.Impatient.connect(*plain, **named))
    event.listen(engine, "handle_error", _noted)
    return engine


def _own(path: Path) -> None:
    """Make the file of a store its owner's alone, and the folder where there is none: names are in it."""
    path.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
    with suppress(OSError):  # said when the database is opened
        os.close(os.open(path, os.O_CREAT, OWN_FILE))
        os.chmod(path, OWN_FILE)


def resting(engine: Engine) -> bool:
    """Return whether a database that did not answer is left alone: each who asks would wait as long as the last."""
    return time.monotonic() < _resting.get(str(engine.url), 0.0)


def if_writable(engine: Engine, do: Callable[..., object], *arguments: object) -> None:
    """Do `do(*arguments)`, a write that can wait: a store that takes none is read all the same, and tried after PAUSE.

    It is locked, full or read-only then. One at a time: others would wait behind the same lock.
    """
    url = str(engine.url)
    if time.monotonic() < _paused.get(url, 0.0):
        return
    _paused[url] = time.monotonic() + PAUSE
    with suppress(BoardError, SQLAlchemyError):  # noted where it failed
        do(*arguments)
        del _paused[url]


def _noted(context: ExceptionContext) -> None:
    """Note a failure; a connection of the pool that has died meanwhile is none, unless no other can be had."""
    error = context.sqlalchemy_exception or context.original_exception
    if context.is_pre_ping or not isinstance(error, SQLAlchemyError | OSError):
        return
    code = failures.note(error)
    url = context.engine.url if context.engine else None
    if code in ("store-slow", "store-unreachable") and url is not None and url.get_backend_name() == "postgresql":
        _resting[str(url)] = time.monotonic() + REST


def _sqlite_connection(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _sqlite_begin, not by the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    _write_ahead(cursor)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: DBAPICursor) -> None:
    """Turn the file to write-ahead logging, once in its life.

    SQLite refuses at once those that try at the same moment, whatever they would wait. So one thread tries at a time;
    where another process is at it, it turns the file, or the next connection does.
    """
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    try:
        with _turning:
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
