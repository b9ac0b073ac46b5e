"""The chain of decision records: only ever added to, one after the other, found again by an id nobody can guess.

There is no update. What must go (a meeting deleted with all it holds, a record the board's keeper erases) loses its
content and its id for good; its digests, its time and its place in the chain stay, so that the chain still verifies.
Nobody owns a record: whoever has its id can read it, and no function here lists ids but for the institution that says
so (BOARD_RECORDS=public, for a server of its own).
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ranking.decisions.record import FIRST, Record, canonical, content_of, seal
from ranking.decisions.record_content import RecordContent
from ranking.json_objects import NotOfType
from store.engine import StoreError, reading, scrub, writing
from store.refused import Refused

A_MINUTE, LISTED, NAME = 120, 500, "records"
TABLE = sa.table(
    NAME,
    *(sa.column(name) for name in ("number", "id", "at", "previous", "content_digest", "digest", "content", "meeting")),
)
_LOCK = 7_062_021


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record where it is kept: its place in the chain (from 1), its id, the meeting it was locked in, if any."""

    number: int
    id: str
    record: Record
    meeting: str | None


def public() -> bool:
    """Return whether this server shows all its records to everybody who opens it."""
    return os.environ.get("BOARD_RECORDS", "").strip().lower() == "public"


def append(
    engine: Engine, content: RecordContent, now: datetime, meeting: str | None = None, once: bool = False
) -> StoredRecord:
    """Return the record of a content, added after the last one and safe on disk.

    Raises StoreError, Refused("too_often").
    once  the very same content (its salt tells: one form, sent twice) is the record that was just made of it
    """
    try:
        with writing(engine) as connection:
            return add(connection, content, now, meeting, once)
    except SQLAlchemyError as error:
        raise StoreError(f"the record was not kept: {_reason(error)}; try again") from None


def add(
    connection: Connection, content: RecordContent, now: datetime, meeting: str | None = None, once: bool = False
) -> StoredRecord:
    """Return `append` within a transaction of the caller's; nothing is kept until that one is committed."""
    _alone(connection)
    last = connection.execute(
        sa.select(TABLE.c.number, TABLE.c.digest).order_by(TABLE.c.number.desc()).limit(1)
    ).first()
    number, previous = (last.number, last.digest) if last else (0, FIRST)
    _not_too_many(connection, number, now)
    record = seal(content, now, previous)
    same = (
        (TABLE.c.number > number - A_MINUTE)
        & (TABLE.c.content_digest == record.content_digest)
        & (TABLE.c.meeting == meeting)
        & TABLE.c.content.is_not(None)
    )
    if once and (again := connection.execute(sa.select(TABLE).where(same)).first()):
        return _kept(again)
    stored = StoredRecord(number + 1, secrets.token_urlsafe(18), record, meeting)
    connection.execute(
        sa.insert(TABLE).values(
            number=stored.number,
            id=stored.id,
            at=record.at,
            previous=previous,
            content_digest=record.content_digest,
            digest=record.digest,
            content=canonical(content).decode(),
            meeting=meeting,
        )
    )
    return stored


def get(engine: Engine, name: str) -> StoredRecord | None:
    """Return the record of an id, or None where none is kept under it.

    Raises NotOfType where it was altered beyond reading.
    """
    with reading(engine) as connection:
        row = connection.execute(sa.select(TABLE).where(TABLE.c.id == name)).first()
    return _kept(row) if row else None


def several(engine: Engine, ids: tuple[str, ...]) -> tuple[StoredRecord, ...]:
    """Return the records of these ids that are kept, newest first."""
    return _select(engine, TABLE.c.id.in_(ids[-LISTED:])) if ids else ()


def of_meeting(engine: Engine, meeting: str) -> tuple[StoredRecord, ...]:
    """Return the records locked in a meeting, newest first."""
    return _select(engine, TABLE.c.meeting == meeting)


def newest(engine: Engine) -> tuple[StoredRecord, ...]:
    """Return the newest records that still have their content, newest first.

    Raises StoreError unless they are public here.
    """
    if not public():
        raise StoreError("records are listed only where the server says BOARD_RECORDS=public")
    return _select(engine, TABLE.c.content.is_not(None))


def chain(engine: Engine) -> Iterator[Record]:
    """Yield every record from the first on, those without content too: for ranking.decisions.record.verify_chain.

    One whose content can no longer be read comes with a digest that cannot hold.
    """
    with reading(engine) as connection:
        yield from chained(connection)


def chained(connection: Connection) -> Iterator[Record]:
    """Yield what `chain` yields, within a transaction of the caller's."""
    for row in connection.execute(sa.select(TABLE).order_by(TABLE.c.number).execution_options(yield_per=200)):
        try:
            yield _kept(row).record
        except NotOfType:
            yield Record(row.at, row.previous, "", row.digest, None)


def erase(engine: Engine, name: str) -> bool:
    """Delete what the record of an id says, for good. Return whether there was one."""
    with writing(engine) as connection:
        erased = _erase(connection, TABLE.c.id == name)
    scrub(engine, NAME)
    return erased == 1


def erase_meeting(connection: Connection, meeting: str) -> int:
    """Delete what the records of a meeting say, within the transaction that deletes it. Return how many there were."""
    return _erase(connection, TABLE.c.meeting == meeting)


def _erase(connection: Connection, which: sa.ColumnElement[bool]) -> int:
    numbers = connection.execute(sa.select(TABLE.c.number).where(which)).scalars().all()
    for number in numbers:
        # The id goes too, for one that nobody is told: what stays can be found by nobody's link.
        gone = {"content": None, "meeting": None, "id": secrets.token_urlsafe(18)}
        connection.execute(sa.update(TABLE).where(TABLE.c.number == number).values(**gone))
    return len(numbers)


def _alone(connection: Connection) -> None:
    """One writer of the chain at a time, to the end of its transaction. SQLite has only one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _not_too_many(connection: Connection, number: int, now: datetime) -> None:
    """Raises Refused("too_often") where a minute brought more records than people lock: all visitors may add one."""
    if number < A_MINUTE:
        return
    early = connection.execute(sa.select(TABLE.c.at).where(TABLE.c.number == number - A_MINUTE + 1)).scalar()
    if datetime.fromisoformat(early) > now.astimezone(UTC) - timedelta(minutes=1):
        raise Refused("too_often")


def _select(engine: Engine, which: sa.ColumnElement[bool]) -> tuple[StoredRecord, ...]:
    with reading(engine) as connection:
        rows = connection.execute(sa.select(TABLE).where(which).order_by(TABLE.c.number.desc()).limit(LISTED)).all()
    return tuple(map(_kept, rows))


def _kept(row: sa.Row) -> StoredRecord:
    content = None if row.content is None else content_of(row.content)
    return StoredRecord(
        row.number, row.id, Record(row.at, row.previous, row.content_digest, row.digest, content), row.meeting
    )


def _reason(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
