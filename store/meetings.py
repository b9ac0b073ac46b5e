"""Meetings: opened, found by code, revealed, closed, deleted for good; only the facilitator's key does the last three.

Every function is one transaction and takes the moment as `now`. A code that is wrong, deleted or expired gives one and
the same answer, Refused("no_meeting"). A change takes the meeting's row first, so changes of one meeting queue up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ranking.decisions.record_content import RecordContent
from ranking.people.meeting import Meeting
from store import records
from store.engine import reading, scrub, writing
from store.keys import digest, same
from store.meeting_tables import QUESTION, TITLE, entries, meetings, plain, seats, sound, stamp
from store.refused import Refused

DAYS = 90


@dataclass(frozen=True, slots=True)
class Opening:
    """What a facilitator asks for. frame: a scenario's JSON; in_play: criteria; data: version of the facts.

    ranking_shown  whether participants see their ranking while they weigh
    way            the guided way they are offered (ranking.people.elicitation.WAYS); "" leaves the choice to each
    """

    title: str
    question: str
    frame: Mapping[str, Any]
    in_play: tuple[str, ...]
    language: str
    data: str
    days: int = DAYS
    ranking_shown: bool = False
    way: str = "order"


def start(engine: Engine, code: str, key: str, opening: Opening, now: datetime) -> Meeting:
    """Open a meeting under a code and a key drawn beforehand; the same form sent twice opens one meeting.

    Raises Refused: empty, no_criteria, too_long, not_weights, and not_facilitator where the code is another's.
    """
    title, question = plain(opening.title, TITLE), plain(opening.question, QUESTION)
    if not title or not opening.in_play:
        raise Refused("no_criteria" if title else "empty")
    row = {
        "code": digest("code", code),
        "key": digest("key", key),
        "title": title,
        "question": question,
        "frame": sound(opening.frame),
        "in_play": list(opening.in_play),
        "language": opening.language,
        "data": opening.data,
        "version": 1,
        "opened": stamp(now),
        "expires": stamp(now + timedelta(days=opening.days)),
        "common": 0,
        "ranking_shown": opening.ranking_shown,
        "way": opening.way,
    }
    with writing(engine) as connection:
        connection.execute(_insert(connection)(meetings).values(row).on_conflict_do_nothing())
        opened = alive(connection, code, now)
        if not same(opened.key, "key", key):
            raise Refused("not_facilitator")
        return meeting_of(opened)


def find(engine: Engine, code: str, now: datetime) -> Meeting:
    """Return the meeting of a code. Raises Refused("no_meeting")."""
    with reading(engine) as connection:
        return meeting_of(alive(connection, code, now))


def version(engine: Engine, code: str, now: datetime) -> int:
    """Return how often the meeting has changed: what a screen asks every second. Raises Refused("no_meeting")."""
    with reading(engine) as connection:
        return alive(connection, code, now).version


def facilitates(engine: Engine, code: str, key: str, now: datetime) -> bool:
    """Return whether the key is this meeting's. Raises Refused("no_meeting")."""
    with reading(engine) as connection:
        return same(alive(connection, code, now).key, "key", key)


def reveal(engine: Engine, code: str, key: str, now: datetime) -> Meeting:
    """Show everybody's weights to everybody, for good; each seat gets a number drawn at random.

    Raises Refused: not_facilitator, none_answered.
    """
    with writing(engine) as connection:
        row = facilitated(connection, code, key, now)
        answered = select(entries.c.id).join(seats).where(seats.c.meeting == row.id).limit(1)
        if connection.execute(answered).first() is None:
            raise Refused("none_answered")
        if not row.revealed:
            _draw(connection, row.id)
        return _set(connection, row, revealed=row.revealed or stamp(now))


def close(engine: Engine, code: str, key: str, now: datetime) -> Meeting:
    """Take no more participants and entries. Raises Refused("not_facilitator")."""
    with writing(engine) as connection:
        row = facilitated(connection, code, key, now)
        return _set(connection, row, closed=row.closed or stamp(now))


def lock(engine: Engine, code: str, key: str, content: RecordContent, now: datetime) -> records.StoredRecord:
    """Make a record that belongs to the meeting and goes with it; in one transaction, so that none outlives it.

    Raises Refused: no_meeting, not_facilitator, hidden (before the reveal), too_often.
    """
    with writing(engine) as connection:
        row = facilitated(connection, code, key, now)
        if not row.revealed:
            raise Refused("hidden")
        return records.add(connection, content, now, row.code, once=True)


def remove(engine: Engine, code: str, key: str, now: datetime) -> None:
    """Delete a meeting and all it holds for good, what its records say included. Raises Refused("not_facilitator")."""
    with writing(engine) as connection:
        row = facilitated(connection, code, key, now)
        records.erase_meeting(connection, row.code)
        connection.execute(delete(meetings).where(meetings.c.id == row.id))
    scrub(engine, *map(str, meetings.metadata.tables), records.NAME)


def purge(engine: Engine, now: datetime) -> int:
    """Delete what has expired, for good: how many meetings."""
    late = meetings.c.expires <= stamp(now)
    with reading(engine) as connection:
        if connection.execute(select(meetings.c.id).where(late).limit(1)).first() is None:
            return 0
    with writing(engine) as connection:
        gone = connection.execute(delete(meetings).where(late).returning(meetings.c.code)).scalars().all()
        for code in gone:
            records.erase_meeting(connection, code)
    scrub(engine, *map(str, meetings.metadata.tables), records.NAME)
    return len(gone)


def name(code: str) -> str:
    """Return what records know a meeting by: the digest of its code."""
    return digest("code", code)


def changed(connection: Connection, code: str, now: datetime) -> Row:
    """Return the meeting's row, taken for a change: others wait until it is committed. Raises Refused("no_meeting")."""
    wanted = (meetings.c.code == digest("code", code)) & (meetings.c.expires > stamp(now))
    row = connection.execute(
        update(meetings).where(wanted).values(version=meetings.c.version + 1).returning(*meetings.c)
    ).first()
    if row is None:
        raise Refused("no_meeting")
    return row


def facilitated(connection: Connection, code: str, key: str, now: datetime) -> Row:
    """Return the meeting's row for its facilitator only. Raises Refused("not_facilitator")."""
    row = changed(connection, code, now)
    if not same(row.key, "key", key):
        raise Refused("not_facilitator")
    return row


def meeting_of(row: Row) -> Meeting:
    """Return what everybody may know of a row: neither key nor code."""
    moment = datetime.fromisoformat
    return Meeting(
        row.title,
        row.question,
        row.frame,
        tuple(row.in_play),
        row.language,
        row.data,
        row.version,
        moment(row.opened),
        moment(row.expires),
        bool(row.revealed),
        bool(row.closed),
        row.common,
        row.ranking_shown,
        row.way,
    )


def alive(connection: Connection, code: str, now: datetime) -> Row:
    """Return the row of a code's meeting, to read. Raises Refused("no_meeting")."""
    row = connection.execute(
        select(meetings).where(meetings.c.code == digest("code", code), meetings.c.expires > stamp(now))
    ).first()
    if row is None:
        raise Refused("no_meeting")
    return row


def _draw(connection: Connection, meeting: int) -> None:
    """Number a meeting's seats from 1 in an order drawn at random: the order of arrival tells who is who."""
    taken = list(connection.execute(select(seats.c.id).where(seats.c.meeting == meeting)).scalars())
    SystemRandom().shuffle(taken)
    for drawn, seat in enumerate(taken, 1):
        connection.execute(update(seats).where(seats.c.id == seat).values(drawn=drawn))


def _set(connection: Connection, row: Row, **values: Any) -> Meeting:
    done = update(meetings).where(meetings.c.id == row.id).values(**values).returning(*meetings.c)
    return meeting_of(connection.execute(done).one())


def _insert(connection: Connection) -> Any:
    return {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
