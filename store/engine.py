"""The database: a SQLite file by default, PostgreSQL by DATABASE_URL; brought to the newest schema before first use.

Nothing acknowledged is lost: SQLite writes ahead (WAL) and waits for the disk at every commit, as PostgreSQL does.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from ranking.errors import BoardError
from store import connecting, failures
from store.connecting import connected

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
FILE = Path(__file__).resolve().parent.parent / "var" / "board.sqlite"
# Seconds that a writer waits for its turn among this process's.
TURN = 5
_LOCK = 7_062_020
_writing: set[object] = set()


class StoreError(BoardError):
    """The store cannot be used, or refuses what it is asked. board_code: one of failures.CODES, for its keeper."""

    board_code = "store-error"


def address() -> str:
    """Return where the store is: DATABASE_URL, else the SQLite file BOARD_STORE, else var/board.sqlite."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    return f"sqlite:///{Path(os.environ.get('BOARD_STORE') or FILE).absolute()}"


def begun(url: str = "") -> bool:
    """Return whether there is a store to read, this process's or another's: all but a SQLite file still to be made."""
    url = url or address()
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()


def store() -> Engine:
    """Return the engine of this process's store, its schema up to date. Raises StoreError in one sentence."""
    return opened(address())


@lru_cache(maxsize=4)
def opened(url: str) -> Engine:
    """Return the engine of a database address, migrated; made once. Raises StoreError."""
    try:
        engine = connected(url)
        upgrade(engine)
    except StoreError:
        raise
    except ArgumentError as error:
        raise _unusable(
            error, "DATABASE_URL: not a database address; sqlite:///path or postgresql://user@host/name"
        ) from None
    except ImportError as error:
        raise _unusable(error, f"the driver for DATABASE_URL is not installed ({failures.reason(error)})") from None
    except (SQLAlchemyError, OSError) as error:
        raise _unusable(error, f"the store does not open: {failures.reason(error)}") from None
    return engine


def _unusable(error: Exception, sentence: str) -> StoreError:
    """Return the sentence for a store that does not open; what the database said is in the log by then."""
    if not isinstance(error, SQLAlchemyError) or isinstance(error, ArgumentError):
        failures.note(error, "store-address" if isinstance(error, ArgumentError) else "")
    failure = StoreError(sentence)
    failure.board_code = failures.code_of(error)
    return failure


def scripts() -> Config:
    """Return Alembic's settings: where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def newest() -> str:
    """Return the schema that this version of the board works on."""
    return ScriptDirectory.from_config(scripts()).get_current_head()


def schema(connection: Connection) -> str:
    """Return the schema a store is at, "" for an empty one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a migration, the newest unless named; several processes may try at once, one does it.

    Raises StoreError where a newer version of the board has been here.
    """
    if to == "head" and _at_newest(engine):
        return
    with writing(engine) as connection:
        upgraded(connection, to)


def _at_newest(engine: Engine) -> bool:
    """Return whether there is nothing to do: a store that takes no writes just now can still be read."""
    with reading(engine) as connection:
        return schema(connection) == newest()


def upgraded(connection: Connection, to: str = "head") -> None:
    """Do what `upgrade` does within a transaction of the caller's."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    config = scripts()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        sentence = f"the store is at schema {schema(connection)!r}, which a newer version of the board made; "
        sentence += f"this one knows schemas up to {newest()}: start the newer version, or restore a backup"
        failures.note(error, "store-newer")
        newer = StoreError(sentence)
        newer.board_code = "store-newer"
        raise newer from None


def fault_code() -> str:
    """Return "" where the store answers, or is still to be made, and took what was last written; else the code of what
    is wrong (failures.CODES).
    """
    try:
        if not begun():
            return ""
        with reading(engine := store()) as connection:
            connection.exec_driver_sql("SELECT 1")
    except (StoreError, SQLAlchemyError) as error:
        return failures.code_of(error)
    return failures.refusing(str(engine.url))


def close() -> None:
    """Close this process's store: SQLite's write-ahead log is taken into the file, so that a copy is whole."""
    if not begun():
        return
    with suppress(StoreError, SQLAlchemyError):
        engine = store()
        if engine.dialect.name == "sqlite":
            scrub(engine)
        engine.dispose()
    opened.cache_clear()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a transaction that sees one state, from its first question on, and blocks no writer."""
    # PostgreSQL's own default would show each question what others have committed since the one before.
    whole = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _line(engine).execution_options(**whole) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a transaction that writes: committed whole, or rolled back on any error. SQLite: one at a time.

    Raises StoreError where others take too long.
    """
    url = str(engine.url)
    turn = _turn(url) if engine.dialect.name == "sqlite" else nullcontext()
    try:
        with turn, _line(engine.execution_options(writes=True)) as connection, connection.begin():
            _writing.add(own := object())
            try:
                yield connection
            finally:
                _writing.discard(own)
    except (StoreError, SQLAlchemyError) as error:
        failures.wrote(url, error)
        raise
    failures.wrote(url)


def writers() -> int:
    """Return how many of this process's writers are at work just now."""
    return len(_writing)


def _line(engine: Engine) -> Connection:
    """Return a connection; where all are busy for too long, that is noted too.

    Raises StoreError at once where the database did not answer a moment ago: others wait for it already.
    """
    if connecting.resting(engine):
        refusal = StoreError("the store did not answer a moment ago")
        refusal.board_code = "store-unreachable"
        raise refusal
    try:
        return engine.connect()
    except NoConnection as error:
        failures.note(error)
        raise


def scrub(engine: Engine, *tables: str) -> None:
    """Leave nothing of a deletion in SQLite's write-ahead log, or in PostgreSQL's dead rows.

    tables  names that are ours, not a visitor's
    """
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True
            connection.cursor().execute("VACUUM " + ", ".join(tables))
            connection.driver_connection.autocommit = False
        else:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except engine.dialect.loaded_dbapi.Error:
        connection.invalidate()  # the rows are gone; their pages are handed back at the next turn
    finally:
        connection.close()


@contextmanager
def _turn(url: str) -> Iterator[None]:
    """Hold the turn to write among this process's writers: SQLite itself only lets them sleep and try again."""
    lock = _lock(url)
    if not lock.acquire(timeout=TURN):
        late = TimeoutError(f"no turn to write within {TURN} seconds")
        failures.note(late, "store-locked")
        raise StoreError(str(late))
    try:
        yield
    finally:
        lock.release()


@lru_cache(maxsize=16)
def _lock(_url: str) -> Lock:
    return Lock()
