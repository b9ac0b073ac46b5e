"""Dossiers kept under their codes: begun, opened, saved again, deleted for good, expired; unreadable without the code.

Every function takes the moment as `now`. A code that is wrong, deleted or expired gives one and the same answer,
Refused("no_dossier"). A save says on which save it builds: where another came in between, nothing is overwritten.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Row

from ranking.tender.dossier_file import MOST_BYTES
from store.dossiers.cipher import Altered, DossierKey, opened_by, sealed, unsealed
from store.engine import reading, scrub, writing
from store.meeting_tables import stamp
from store.refused import Refused

# Days after the last save; bytes of a row; rows: the table takes some 4 GB at most.
DAYS, MOST_SEALED, MOST_KEPT = 90, 4_000_000, 1000
NAME = "dossiers"
TABLE = sa.table(
    NAME,
    sa.column("name", sa.String),
    sa.column("number", sa.Integer),
    sa.column("sealed", sa.LargeBinary),
    sa.column("saved", sa.String),
    sa.column("expires", sa.String),
)
_LOG = logging.getLogger("board.store")
_LOCK = 7_062_023


@dataclass(frozen=True, slots=True)
class Save:
    """One save: its number (from 1), when it was made, when it expires."""

    number: int
    saved: datetime
    expires: datetime


def begin(engine: Engine, code: str, content: bytes, now: datetime) -> Save:
    """Keep a content under a code drawn beforehand; the same form sent again is the next save of one dossier.

    Raises Refused: too_large, full.
    """
    by = opened_by(code)
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if there := _alive(connection, by, now):
            row = _row(by, there.number + 1, content, now)
            return _save(connection.execute(_update(by, there.number, row, now)).one())
        if connection.scalar(sa.select(sa.func.count()).select_from(TABLE)) >= MOST_KEPT:
            raise Refused("full", most=MOST_KEPT)
        row = _row(by, 1, content, now)
        return _save(connection.execute(sa.insert(TABLE).values(**row).returning(*TABLE.c)).one())


def opened(engine: Engine, code: str, now: datetime) -> tuple[bytes, Save]:
    """Return the content of a code's last save, and which it is. Raises Refused: no_dossier, altered."""
    by = opened_by(code)
    with reading(engine) as connection:
        row = _alive(connection, by, now)
    if row is None:
        raise Refused("no_dossier")
    return _content(by, row), _save(row)


def save(engine: Engine, code: str, content: bytes, base: int, now: datetime) -> Save:
    """Keep a content in the place of save `base`, for another DAYS. Once it returns it is on the disk.

    The very content that is there already is not saved again: a form sent twice, cut short the first time.

    Raises Refused: no_dossier, altered, too_large, saved_meanwhile (`number`: the save that is there now).
    """
    by = opened_by(code)
    row = _row(by, base + 1, content, now)
    with writing(engine) as connection:
        if updated := connection.execute(_update(by, base, row, now)).first():
            return _save(updated)
        there = _alive(connection, by, now)
        if there is None:
            raise Refused("no_dossier")
        if _content(by, there) != content:
            raise Refused("saved_meanwhile", number=there.number)
        return _save(there)


def remove(engine: Engine, code: str, now: datetime) -> None:
    """Delete a dossier for good. Raises Refused("no_dossier")."""
    by = opened_by(code)
    with writing(engine) as connection:
        gone = connection.execute(sa.delete(TABLE).where(TABLE.c.name == by.name).returning(TABLE.c.expires)).first()
        if gone is None or gone.expires <= stamp(now):
            raise Refused("no_dossier")
    scrub(engine, NAME)


def purge(engine: Engine, now: datetime) -> int:
    """Delete what has expired, for good: how many dossiers."""
    late = TABLE.c.expires <= stamp(now)
    with reading(engine) as connection:
        if connection.execute(sa.select(TABLE.c.name).where(late).limit(1)).first() is None:
            return 0
    with writing(engine) as connection:
        gone = len(connection.execute(sa.delete(TABLE).where(late).returning(TABLE.c.name)).all())
    scrub(engine, NAME)
    return gone


def _row(by: DossierKey, number: int, content: bytes, now: datetime) -> dict:
    """Return a save as its row. Raises Refused("too_large")."""
    if len(content) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES, length=len(content))
    encrypted = sealed(by, number, content)
    if len(encrypted) > MOST_SEALED:
        raise Refused("too_large", most=MOST_SEALED, length=len(encrypted))
    expires = stamp(now + timedelta(days=DAYS))
    return {"name": by.name, "number": number, "sealed": encrypted, "saved": stamp(now), "expires": expires}


def _own(by: DossierKey, now: datetime) -> sa.ColumnElement[bool]:
    return (TABLE.c.name == by.name) & (TABLE.c.expires > stamp(now))


def _alive(connection: Connection, by: DossierKey, now: datetime) -> Row | None:
    return connection.execute(sa.select(TABLE).where(_own(by, now))).first()


def _update(by: DossierKey, base: int, row: dict, now: datetime) -> sa.Update:
    """Return the statement that puts a row in the place of save `base`, and returns it where that was there."""
    return sa.update(TABLE).where(_own(by, now) & (TABLE.c.number == base)).values(**row).returning(*TABLE.c)


def _content(by: DossierKey, row: Row) -> bytes:
    """Return what a row holds. Raises Refused("altered")."""
    try:
        return unsealed(by, row.number, bytes(row.sealed))
    except Altered:
        _LOG.error("a dossier was altered: row %s…", by.name[:8], extra={"code": "dossier-altered"})
        raise Refused("altered") from None


def _save(row: Row) -> Save:
    return Save(row.number, datetime.fromisoformat(row.saved), datetime.fromisoformat(row.expires))
