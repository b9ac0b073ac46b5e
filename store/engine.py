"""The database: a SQLite file by default, PostgreSQL by DATABASE_URL; brought to the newest schema before first use.

Nothing acknowledged is lost: SQLite writes ahead (WAL) and waits for the disk at every commit, as PostgreSQL does.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ranking.errors import BoardError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
FILE = Path(__file__).resolve().parent.parent / "var" / "board.sqlite"
WAIT_MS = 15_000
_LOCK = 7_062_020


class StoreError(BoardError):
    """The store cannot be used, or refuses what it is asked."""


def address() -> str:
    """Return where the store is: DATABASE_URL, else the SQLite file BOARD_STORE, else var/board.sqlite."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    return f"sqlite:///{Path(os.environ.get('BOARD_STORE') or FILE).absolute()}"


def begun() -> bool:
    """Return whether there is a store to read: anything but a SQLite file that is still to be made."""
    url = address()
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
    except ArgumentError:
        raise StoreError(
            "DATABASE_URL: not a database address; sqlite:///path or postgresql://user@host/name"
        ) from None
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(f"the store does not open: {reason}") from None
    return engine


def connected(url: str) -> Engine:
    """Return an engine whose transactions begin as `reading` and `writing` say; the schema is not looked at."""
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, hide_parameters=True
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _sqlite_connection)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema to a migration, the newest unless named; several processes may try at once, one does it."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a transaction that sees one state, from its first question on, and blocks no writer."""
    # PostgreSQL's own default would show each question what others have committed since the one before.
    whole = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**whole) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a transaction that writes: committed whole, or rolled back on any error. SQLite: one at a time."""
    turn = _turn(str(engine.url)) if engine.dialect.name == "sqlite" else nullcontext()
    with turn, engine.execution_options(writes=True).connect() as connection, connection.begin():
        yield connection


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


@lru_cache(maxsize=16)
def _turn(_url: str) -> Lock:
    """Return the lock on which one process's writers queue: SQLite itself only lets them sleep and try again."""
    return Lock()


def _sqlite_connection(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _sqlite_begin, not by the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"busy_timeout = {WAIT_MS}",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
