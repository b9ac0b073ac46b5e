"""Participants and their weights: every confirmed entry is kept, the latest counts, nobody sees another's too early.

A seat is a token that the participant's browser holds. The store answers with entries only after the reveal, or to the
seat they belong to: not even the facilitator's key opens them earlier.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select

from ranking.people.meeting import Entry, Seat
from store.engine import reading, scrub, writing
from store.keys import digest
from store.meeting_tables import (
    MOST_ENTRIES,
    MOST_SEATS,
    NAME,
    RECEIPT,
    entries,
    meetings,
    plain,
    seats,
    sound,
    stamp,
)
from store.meetings import alive, changed
from store.refused import Refused


def join(engine: Engine, code: str, seat: str, name: str, now: datetime) -> Seat:
    """Take a seat under a token drawn beforehand, with a name or "". The same form sent twice takes one seat.

    Raises Refused: no_meeting, too_long, closed, full.
    """
    with writing(engine) as connection:
        row, wanted = changed(connection, code, now), plain(name, NAME)
        if kept := _seat(connection, row.id, seat):
            return Seat(kept.number, kept.name, _answers(connection, kept.id))
        if row.closed:
            raise Refused("closed")
        number = 1 + (connection.scalar(select(func.max(seats.c.number)).where(seats.c.meeting == row.id)) or 0)
        if number > MOST_SEATS:
            raise Refused("full", most=MOST_SEATS)
        connection.execute(
            insert(seats).values(
                meeting=row.id, number=number, name=wanted, token=digest("seat", seat), joined=stamp(now)
            )
        )
        return Seat(number, wanted, 0)


def confirm(engine: Engine, code: str, seat: str, scenario: Mapping[str, Any], receipt: str, now: datetime) -> Entry:
    """Keep these weights as the participant's latest. Once it returns they are on the disk.

    receipt  names this confirmation: sent twice, it is one entry
    Raises Refused: no_meeting, no_seat, closed, not_weights, full (no more entries for this seat).
    """
    with writing(engine) as connection:
        row = changed(connection, code, now)
        own, weights = _own(connection, row.id, seat), sound(scenario)
        again = select(entries).where(entries.c.seat == own.id, entries.c.receipt == receipt[:RECEIPT])
        if kept := connection.execute(again).first():
            return _entry(own, kept)
        if row.closed:
            raise Refused("closed")
        if _answers(connection, own.id) >= MOST_ENTRIES:
            raise Refused("full", most=MOST_ENTRIES)
        made = insert(entries).values(seat=own.id, receipt=receipt[:RECEIPT], scenario=weights, made=stamp(now))
        return _entry(own, connection.execute(made.returning(*entries.c)).one())


def seated(engine: Engine, code: str, now: datetime) -> tuple[Seat, ...]:
    """Who takes part and who has answered, in order of arrival; no weights. Raises Refused("no_meeting")."""
    with reading(engine) as connection:
        row = alive(connection, code, now)
        found = (
            select(seats.c.number, seats.c.name, func.count(entries.c.id).label("answers"))
            .outerjoin(entries, entries.c.seat == seats.c.id)
            .where(seats.c.meeting == row.id)
            .group_by(seats.c.id, seats.c.number, seats.c.name)
            .order_by(seats.c.number)
        )
        return tuple(Seat(r.number, r.name, r.answers) for r in connection.execute(found))


def own(engine: Engine, code: str, seat: str, now: datetime) -> tuple[Seat, tuple[Entry, ...]]:
    """A participant's own seat and all his entries, oldest first. Raises Refused: no_meeting, no_seat."""
    with reading(engine) as connection:
        kept = _own(connection, alive(connection, code, now).id, seat)
        made = connection.execute(select(entries).where(entries.c.seat == kept.id).order_by(entries.c.id)).all()
        return Seat(kept.number, kept.name, len(made)), tuple(_entry(kept, r) for r in made)


def voices(engine: Engine, code: str, now: datetime) -> tuple[Entry, ...]:
    """Everybody's latest entry, in order of arrival. Raises Refused: no_meeting, and hidden before the reveal."""
    with reading(engine) as connection:
        row = alive(connection, code, now)
        if not row.revealed:
            raise Refused("hidden")
        latest = select(func.max(entries.c.id)).join(seats).where(seats.c.meeting == row.id).group_by(entries.c.seat)
        found = (
            select(seats.c.number, seats.c.name, entries.c.scenario, entries.c.made)
            .join(entries)
            .where(entries.c.id.in_(latest))
            .order_by(seats.c.number)
        )
        return tuple(_entry(r, r) for r in connection.execute(found))


def leave(engine: Engine, code: str, seat: str, now: datetime) -> None:
    """Delete a participant and all his entries for good, at his own wish. Raises Refused: no_meeting, no_seat."""
    with writing(engine) as connection:
        row = changed(connection, code, now)
        connection.execute(delete(seats).where(seats.c.id == _own(connection, row.id, seat).id))
    scrub(engine, *map(str, meetings.metadata.tables))


def _seat(connection: Connection, meeting: int, seat: str) -> Row | None:
    return connection.execute(
        select(seats).where(seats.c.meeting == meeting, seats.c.token == digest("seat", seat))
    ).first()


def _own(connection: Connection, meeting: int, seat: str) -> Row:
    found = _seat(connection, meeting, seat)
    if found is None:
        raise Refused("no_seat")
    return found


def _answers(connection: Connection, seat: int) -> int:
    return connection.scalar(select(func.count()).select_from(entries).where(entries.c.seat == seat))


def _entry(seat: Row, made: Row) -> Entry:
    return Entry(seat.number, seat.name, made.scenario, datetime.fromisoformat(made.made))
