"""A whole store copied into another: backups, their return, the move to another database, and migrations tried out.

A copy is one transaction on either side: what it holds is what one moment held, however much is written meanwhile, and
it is there whole or not at all. It is made at the schema of what is copied, then brought to the newest, and the chain
of records is verified where it arrived.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, func, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from ranking.decisions.record import verify_chain
from store import records
from store.connecting import OWN_FILE, connected
from store.engine import StoreError, begun, newest, reading, schema, scripts, upgraded, writing

MARK, BATCH, PART = "alembic_version", 500, ".part"
MOVED = "this store was moved; DATABASE_URL names the new one"


@dataclass(frozen=True, slots=True)
class Copied:
    """What arrived: its schema, rows by table, how many records, the last digest, places where the chain breaks."""

    schema: str
    rows: dict[str, int]
    records: int
    last: str | None
    faults: tuple[str, ...]


class _Undone(Exception):
    """Ends a transaction that was only tried."""


def backup(url: str, path: Path) -> Copied:
    """Write the store of an address, in use or not, as a SQLite file that its owner alone reads. Raises StoreError."""
    if path.exists():
        raise StoreError(f"{path}: there is such a file already; another name")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: no such folder")
    part = path.with_name(path.name + PART)
    part.unlink(missing_ok=True)
    try:
        with _there(url) as source, _engine(f"sqlite:///{part}") as target:
            with reading(source) as there, writing(target) as here:
                copied = _copied(there, here, newest_after=False)
        # One file, without a log beside it, that can be carried away.
        with _engine(f"sqlite:///{part}") as target:
            line = target.raw_connection()
            line.cursor().execute("PRAGMA journal_mode = DELETE")
            line.close()
        os.chmod(part, OWN_FILE)
        os.replace(part, path)
    finally:
        for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            left.unlink(missing_ok=True)
    return copied


def restore(path: Path, url: str, replace: bool = False) -> Copied:
    """Bring a backup into the store of an address, and to the newest schema. Raises StoreError.

    replace  whether what is kept there goes; else the store must be empty
    """
    if not path.is_file():
        raise StoreError(f"{path}: no such file; one that `admin backup` wrote")
    with _file(path) as source, _engine(url) as target:
        with source.connect() as there, writing(target) as here:
            return _copied(there, here, replace)


def move(source_url: str, target_url: str) -> Copied:
    """Carry a SQLite store into an empty store of another address; from then on the old one takes no more entries.

    Raises StoreError.
    """
    if not source_url.startswith("sqlite"):
        raise StoreError("only a SQLite store is moved; between databases, backup and restore")
    with _there(source_url) as source, _engine(target_url) as target:
        # Whoever wants to write to the old store waits, and then is told that it was moved.
        with writing(source) as there:
            with writing(target) as here:
                copied = _copied(there, here)
            for name in copied.rows:
                for doing in ("INSERT", "UPDATE", "DELETE"):
                    there.exec_driver_sql(
                        f"CREATE TRIGGER moved_{name}_{doing.lower()} BEFORE {doing} ON {name} "
                        f"BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"
                    )
    return copied


def steps(url: str) -> tuple[str, list[str]]:
    """Return the schema of a store ("" where there is none yet) and the migrations that are still to come."""
    now = ""
    if begun(url):
        with _engine(url) as engine, reading(engine) as connection:
            now = schema(connection)
    every = list(ScriptDirectory.from_config(scripts()).iterate_revisions("head", "base"))[::-1]
    known = [one.revision for one in every]
    if now and now not in known:
        raise StoreError(f"the store is at schema {now!r}, which a newer version of the board made")
    coming = every[known.index(now) + 1 :] if now else every
    return now, [f"{one.revision}: {one.doc}" for one in coming]


def migrate(url: str, dry: bool) -> dict[str, int]:
    """Bring a store to the newest schema and return its rows by table. dry: carried out, then taken back."""
    # What is not there yet is not made by trying.
    with _engine("sqlite://" if dry and not begun(url) else url) as engine:
        rows: dict[str, int] = {}
        try:
            with writing(engine) as connection:
                upgraded(connection)
                rows |= _rows(connection)
                if dry:
                    raise _Undone
        except _Undone:
            pass
        return rows


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    """Yield an engine of this command's own, that waits as long as it takes."""
    engine = connected(url, patient=True)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _there(url: str) -> Iterator[Engine]:
    """Yield as `_engine`; raises StoreError where there is no store, and makes none."""
    if not begun(url):
        raise StoreError(f"{url.removeprefix('sqlite:///')}: no such store; a server makes it at its start")
    with _engine(url) as engine:
        yield engine


@contextmanager
def _file(path: Path) -> Iterator[Engine]:
    """Yield an engine on a file that is only read. Raises StoreError where it is no store."""
    engine = create_engine(f"sqlite:///file:{path.absolute()}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            if not schema(connection):
                raise StoreError(f"{path}: no store of this board; a file that `admin backup` wrote")
        yield engine
    except DatabaseError as error:
        if "not a database" not in str(error.orig):
            raise
        raise StoreError(f"{path}: not a SQLite file; one that `admin backup` wrote") from None
    finally:
        engine.dispose()


def _copied(there: Connection, here: Connection, replace: bool = False, newest_after: bool = True) -> Copied:
    """Copy every row into a store that is empty, or emptied, within the transactions of the caller's."""
    at = schema(there)
    if not at:
        raise StoreError("the store has no tables yet; a server makes them at its start")
    _emptied(here, replace)
    upgraded(here, at)
    sources, targets = _tables(there), _tables(here)
    for table in sources.sorted_tables:
        if table.name != MARK:
            _rows_copied(there, here, table, targets.tables[table.name])
    _numbered(here, targets)
    rows = _rows(here)
    if rows != _rows(there):
        raise StoreError(f"not every row arrived: {_rows(there)} there, {rows} here; nothing was kept")
    if newest_after and at != newest():
        upgraded(here)
    return _verified(here, at, rows)


def _rows_copied(there: Connection, here: Connection, source: Table, target: Table) -> None:
    rows = there.execution_options(yield_per=BATCH).execute(select(source)).mappings()
    for batch in rows.partitions(BATCH):
        here.execute(insert(target), [dict(row) for row in batch])


def _emptied(here: Connection, replace: bool) -> None:
    """Take away the tables of a store that holds nothing, or of one that is to be replaced. Raises StoreError."""
    rows = sum(_rows(here).values())
    if rows and not replace:
        raise StoreError(f"the store to write to holds {rows} rows already; an empty one, or --replace")
    _tables(here).drop_all(here)


def _tables(connection: Connection) -> MetaData:
    tables = MetaData()
    tables.reflect(connection)
    return tables


def _rows(connection: Connection) -> dict[str, int]:
    names = sorted(set(inspect(connection).get_table_names()) - {MARK})
    return {name: connection.scalar(select(func.count()).select_from(text(f'"{name}"'))) for name in names}


def _numbered(here: Connection, tables: MetaData) -> None:
    """Let PostgreSQL count on from the highest number that was copied."""
    if here.dialect.name != "postgresql":
        return
    for table in tables.sorted_tables:
        for column in table.primary_key:
            place = here.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            if place and (most := here.scalar(select(func.max(column)))):
                here.execute(select(func.setval(place, most)))


def _verified(here: Connection, at: str, rows: dict[str, int]) -> Copied:
    every = list(records.chained(here)) if "records" in rows else []
    faults = tuple(f"record {f.position}: {f.what}" for f in verify_chain(every))
    return Copied(at, rows, len(every), every[-1].digest if every else None, faults)
