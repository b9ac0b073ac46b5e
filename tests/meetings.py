"""Meetings for tests: a store that is up to date, a meeting in it, weights of participants."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Row, select

from store.engine import connected, reading, upgrade
from store.keys import new_code, new_key, new_seat
from store.meeting_tables import commons
from store.meetings import Opening, alive, start
from store.seats import confirm, join

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
FRAME = {
    "as_of": "2020-07-06",
    "profile": "equal",
    "pillars": {},
    "weights": {},
    "require": ["hds"],
    "rule": "strict",
    "unknowns": "cautious",
    "compensation": 1.0,
    "thin": False,
    "known": "true",
    "offers": None,
}


def room(database: str):
    """An engine whose schema is up to date."""
    engine = connected(database)
    upgrade(engine)
    return engine


def opening(**more) -> Opening:
    """What a facilitator asks for, overridden by `more`."""
    asked = {
        "title": "Hébergement",
        "question": "Où ?",
        "frame": FRAME,
        "in_play": ("hds", "gpu"),
        "language": "fr",
        "data": "00000000",
    }
    return Opening(**asked | more)


def opened(engine, now: datetime = NOW, **more) -> tuple[str, str]:
    """Code and facilitator's key of a new meeting."""
    code, key = new_code(), new_key()
    start(engine, code, key, opening(**more), now)
    return code, key


def weighed(readiness: float) -> dict:
    """A scenario's JSON that weighs readiness so much, sovereignty the rest."""
    return FRAME | {
        "pillars": {"readiness": readiness, "sovereignty": 100 - readiness, "certification": 0, "cost_exit": 0}
    }


def answered(engine, code: str, name: str, readiness: float, now: datetime = NOW) -> str:
    """The seat of somebody who joined and confirmed."""
    seat = new_seat()
    join(engine, code, seat, name, now)
    confirm(engine, code, seat, weighed(readiness), "first", now)
    return seat


def saved_sets(engine, code: str, now: datetime) -> list[Row]:
    """Every common set of a meeting that was saved, in force or not, oldest first."""
    with reading(engine) as connection:
        of_it = select(commons).where(commons.c.meeting == alive(connection, code, now).id)
        return list(connection.execute(of_it.order_by(commons.c.number)))
