"""Replies to single facts: received, answered once, erased for good; the contact only for who asks for it by name.

What a reply says is public from the moment it is received, but for its contact. Erased, by its author's key or by an
editor, it loses all it says; its number stays used, so that no later reply is taken for it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Row

from ranking.model import Bilingual
from ranking.replies.reply import REASON, Proposal, Reply, ReplyError, from_json, to_json
from ranking.typed.text import one_line
from store.engine import reading, scrub, writing
from store.keys import digest, same
from store.refused import Refused

# Most open replies in all, most to one fact, most received in a minute, most listed.
MOST_OPEN, MOST_A_CELL, A_MINUTE, LISTED = 500, 10, 30, 500
NAME = "replies"
_COLUMNS = (
    "number",
    "offer",
    "indicator",
    "data",
    "content",
    "contact",
    "key",
    "receipt",
    "received",
    "state",
    "answered",
    "reason_fr",
    "reason_en",
)
TABLE = sa.table(NAME, *(sa.column(name) for name in _COLUMNS))
_LOCK, _ERASED = 7_062_022, "erased"


@dataclass(frozen=True, slots=True)
class Sent:
    """What its author sends besides the proposal: a way to be reached, the key to take it back, the form's receipt."""

    contact: str
    key: str
    receipt: str


def receive(engine: Engine, proposal: Proposal, sent: Sent, data: str, now: datetime) -> Reply:
    """Keep a checked proposal, and return it with its number. The same form sent twice is one reply.

    data  the data version it was made on. Raises Refused: full (too many are open), too_often.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        receipt = digest("receipt", sent.receipt)
        if again := connection.execute(sa.select(TABLE).where(TABLE.c.receipt == receipt)).first():
            return _reply(again)
        _not_too_many(connection, proposal, now)
        number = 1 + (connection.scalar(sa.select(sa.func.max(TABLE.c.number))) or 0)
        row = {
            "number": number,
            "offer": proposal.offer,
            "indicator": proposal.indicator,
            "data": data,
            "content": json.dumps(to_json(proposal), ensure_ascii=False),
            "contact": sent.contact,
            "key": digest("reply", sent.key),
            "receipt": receipt,
            "received": _stamp(now),
            "state": "received",
        }
        connection.execute(sa.insert(TABLE).values(**row))
        return Reply(number, proposal, data, _day(row["received"]))


def opened(engine: Engine) -> tuple[Reply, ...]:
    """Return the replies that wait for an answer, oldest first."""
    return _select(engine, TABLE.c.state == "received", TABLE.c.number)


def listed(engine: Engine) -> tuple[Reply, ...]:
    """Return the newest replies of every state, newest first, without those erased."""
    return _select(engine, TABLE.c.content.is_not(None), TABLE.c.number.desc())


def get(engine: Engine, number: int) -> Reply:
    """Return the reply of a number. Raises Refused("no_reply") where there is none, or it was erased."""
    with reading(engine) as connection:
        return _reply(_row(connection, number))


def contact(engine: Engine, number: int) -> str:
    """Return how the author can be reached: for editors. Raises Refused("no_reply")."""
    with reading(engine) as connection:
        return _row(connection, number).contact


def answer(engine: Engine, number: int, state: str, reason: Bilingual, now: datetime) -> Reply:
    """Accept or refuse a reply, with the reason in both languages; return it.

    state  "accepted" or "refused". Raises Refused: no_reply, answered, no_reason, too_long.
    """
    reasons = Bilingual(*(_told(text) for text in (reason.fr, reason.en)))
    with writing(engine) as connection:
        row = _row(connection, number)
        if row.state != "received":
            raise Refused("answered")
        values = {"state": state, "answered": _stamp(now), "reason_fr": reasons.fr, "reason_en": reasons.en}
        connection.execute(sa.update(TABLE).where(TABLE.c.number == number).values(**values))
        return _reply(_row(connection, number))


def erase(engine: Engine, number: int) -> None:
    """Delete all that a reply says, for good. Raises Refused("no_reply")."""
    with writing(engine) as connection:
        _erase(connection, _row(connection, number))
    scrub(engine, NAME)


def take_back(engine: Engine, number: int, key: str) -> None:
    """Delete all that a reply says, at its author's wish. Raises Refused("no_reply") for a wrong number or key."""
    with writing(engine) as connection:
        row = _row(connection, number)
        if not same(row.key, "reply", key):
            raise Refused("no_reply")
        _erase(connection, row)
    scrub(engine, NAME)


def _erase(connection: Connection, row: Row) -> None:
    gone = dict.fromkeys(set(_COLUMNS) - {"number", "received", "state"}) | {"state": _ERASED}
    connection.execute(sa.update(TABLE).where(TABLE.c.number == row.number).values(**gone))


def _not_too_many(connection: Connection, proposal: Proposal, now: datetime) -> None:
    """Raises Refused where more replies are open than editors can read, or a minute brought more than people write."""
    waiting = TABLE.c.state == "received"
    own = waiting & (TABLE.c.offer == proposal.offer) & (TABLE.c.indicator == proposal.indicator)
    for which, most in ((waiting, MOST_OPEN), (own, MOST_A_CELL)):
        if connection.scalar(sa.select(sa.func.count()).where(which).select_from(TABLE)) >= most:
            raise Refused("full", most=most)
    recent = TABLE.c.received > _stamp(now - timedelta(minutes=1))
    if connection.scalar(sa.select(sa.func.count()).where(recent).select_from(TABLE)) >= A_MINUTE:
        raise Refused("too_often")


def _told(text: str) -> str:
    shown = one_line(text)
    if not shown:
        raise Refused("no_reason")
    if len(shown) > REASON:
        raise Refused("too_long", most=REASON, length=len(shown))
    return shown


def _row(connection: Connection, number: int) -> Row:
    row = connection.execute(sa.select(TABLE).where((TABLE.c.number == number) & TABLE.c.content.is_not(None))).first()
    if row is None:
        raise Refused("no_reply")
    return row


def _select(engine: Engine, which: sa.ColumnElement[bool], order: sa.ColumnElement) -> tuple[Reply, ...]:
    with reading(engine) as connection:
        rows = connection.execute(sa.select(TABLE).where(which).order_by(order).limit(LISTED)).all()
    return tuple(reply for row in rows if (reply := _readable(row)))


def _readable(row: Row) -> Reply | None:
    """Return the reply, or None where what is kept was altered beyond reading."""
    try:
        return _reply(row)
    except (ReplyError, ValueError):
        return None


def _reply(row: Row) -> Reply:
    reason = Bilingual(row.reason_fr, row.reason_en) if row.reason_fr else None
    answered = _day(row.answered) if row.answered else None
    proposal = from_json(json.loads(row.content))
    return Reply(row.number, proposal, row.data, _day(row.received), row.state, answered, reason)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def _day(stamp: str) -> date:
    return datetime.fromisoformat(stamp).date()
