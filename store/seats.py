"""Participants and their weights: every confirmed entry is kept, the latest counts, nobody sees another's too early.

A seat is a token that the participant's browser holds. The store answers with entries only after the reveal, or to the
seat they belong to: not even the facilitator's key opens them earlier.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from random import SystemRandom
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, delete, func, insert, select, update

from ranking.people.meeting import Ballot, ConfirmedWeights, Seat
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
        if taken_before := _seat(connection, row.id, seat):
            return Seat(taken_before.drawn or 0, taken_before.name, _answers(connection, taken_before.id))
        if row.closed:
            raise Refused("closed")
        number = 1 + (connection.scalar(select(func.max(seats.c.number)).where(seats.c.meeting == row.id)) or 0)
        if number > MOST_SEATS:
            raise Refused("full", most=MOST_SEATS)
        taken = {"meeting": row.id, "number": number, "name": wanted, "token": digest("seat", seat)}
        late = {"late": True, "drawn": _drawn_late(connection, row.id)} if row.revealed else {}
        connection.execute(insert(seats).values(**taken, **late, joined=stamp(now)))
        return Seat(late.get("drawn", 0), wanted, 0)


def confirm(
    engine: Engine, code: str, seat: str, scenario: Mapping[str, Any], receipt: str, now: datetime
) -> ConfirmedWeights:
    """Keep these weights as the participant's latest. Once it returns they are on the disk.

    receipt  names this confirmation: sent twice, it is one entry
    Raises Refused: no_meeting, no_seat, closed, not_weights, full (no more entries for this seat).
    """
    with writing(engine) as connection:
        row = changed(connection, code, now)
        own, weights = _own(connection, row.id, seat), sound(scenario)
        again = select(entries).where(entries.c.seat == own.id, entries.c.receipt == receipt[:RECEIPT])
        if values := connection.execute(again).first():
            return _entry(own, values)
        if row.closed:
            raise Refused("closed")
        if _answers(connection, own.id) >= MOST_ENTRIES:
            raise Refused("full", most=MOST_ENTRIES)
        values = {"seat": own.id, "receipt": receipt[:RECEIPT], "scenario": weights, "made": stamp(now)}
        made = insert(entries).values(**values, late=bool(row.revealed))
        return _entry(own, connection.execute(made.returning(*entries.c)).one())


def seated(engine: Engine, code: str, now: datetime) -> tuple[Seat, ...]:
    """Return who takes part and who has answered, without weights; those without a name last, in no order of arrival.

    Raises Refused("no_meeting").
    """
    with reading(engine) as connection:
        row = alive(connection, code, now)
        query = (
            select(seats.c.drawn, seats.c.name, func.count(entries.c.id).label("answers"))
            .outerjoin(entries, entries.c.seat == seats.c.id)
            .where(seats.c.meeting == row.id)
            .group_by(seats.c.id, seats.c.number, seats.c.name, seats.c.drawn)
            .order_by(seats.c.number)
        )
        there = [Seat(r.drawn or 0, r.name, r.answers) for r in connection.execute(query)]
    return (*(s for s in there if s.name), *sorted((s for s in there if not s.name), key=_without_arrival))


def own(engine: Engine, code: str, seat: str, now: datetime) -> tuple[Seat, tuple[ConfirmedWeights, ...]]:
    """Return a participant's own seat and all his entries, oldest first. Raises Refused: no_meeting, no_seat."""
    with reading(engine) as connection:
        mine = _own(connection, alive(connection, code, now).id, seat)
        made = connection.execute(select(entries).where(entries.c.seat == mine.id).order_by(entries.c.id)).all()
        return Seat(mine.drawn or 0, mine.name, len(made)), tuple(_entry(mine, r) for r in made)


def voices(engine: Engine, code: str, now: datetime) -> tuple[Ballot, ...]:
    """Return everybody's ballot, in the order drawn at the reveal. Raises Refused: no_meeting, hidden before it."""
    with reading(engine) as connection:
        row = alive(connection, code, now)
        if not row.revealed:
            raise Refused("hidden")
        query = (
            select(seats.c.drawn, seats.c.name, seats.c.late.label("joined_late"), entries.c.scenario, entries.c.late)
            .join(entries)
            .where(entries.c.id.in_(_latest(row.id)) | entries.c.id.in_(_latest(row.id, entries.c.late.is_(False))))
            .order_by(seats.c.drawn, entries.c.id)
        )
        rows = connection.execute(query).all()
    return tuple(_ballot(list(own)) for _, own in groupby(rows, lambda r: r.drawn))


def _latest(meeting: int, *which: ColumnElement[bool]) -> Select:
    """Return ids of each seat's latest entry, or of its latest of a kind."""
    return select(func.max(entries.c.id)).join(seats).where(seats.c.meeting == meeting, *which).group_by(entries.c.seat)


def _ballot(own: Sequence[Row]) -> Ballot:
    """Return one seat's rows, oldest first: the latest entry before the reveal, the latest of all, or both."""
    last = own[-1]
    blind = next((r.scenario for r in own if not r.late), None)
    return Ballot(last.drawn, last.name, last.scenario, blind, last.late, last.joined_late)


def leave(engine: Engine, code: str, seat: str, now: datetime) -> None:
    """Delete a participant and all his entries for good, at his own wish. Raises Refused: no_meeting, no_seat."""
    with writing(engine) as connection:
        row = changed(connection, code, now)
        connection.execute(delete(seats).where(seats.c.id == _own(connection, row.id, seat).id))
    scrub(engine, *map(str, meetings.metadata.tables))


def _without_arrival(seat: Seat) -> tuple[int, int]:
    """Return the sorting key of those without a name: by what their number and their answers show anyway."""
    return seat.number, -seat.answers


def _drawn_late(connection: Connection, meeting: int) -> int:
    """Return a latecomer's number: the next one, or that of an earlier latecomer, who then takes the next.

    Numbers leave no gap, and every order of the latecomers is equally probable: none tells who came first.
    """
    there = select(func.max(seats.c.drawn)).where(seats.c.meeting == meeting)
    following = 1 + (connection.scalar(there) or 0)
    late = select(seats.c.id, seats.c.drawn).where(seats.c.meeting == meeting, seats.c.late).order_by(seats.c.id)
    chosen = SystemRandom().choice([None, *connection.execute(late)])
    if chosen is None:
        return following
    connection.execute(update(seats).where(seats.c.id == chosen.id).values(drawn=following))
    return chosen.drawn


def _seat(connection: Connection, meeting: int, seat: str) -> Row | None:
    return connection.execute(
        select(seats).where(seats.c.meeting == meeting, seats.c.token == digest("seat", seat))
    ).first()


def _own(connection: Connection, meeting: int, seat: str) -> Row:
    row = _seat(connection, meeting, seat)
    if row is None:
        raise Refused("no_seat")
    return row


def _answers(connection: Connection, seat: int) -> int:
    return connection.scalar(select(func.count()).select_from(entries).where(entries.c.seat == seat))


def _entry(seat: Row, made: Row) -> ConfirmedWeights:
    return ConfirmedWeights(seat.drawn or 0, seat.name, made.scenario, datetime.fromisoformat(made.made), made.late)
