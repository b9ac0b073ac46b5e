"""The tables of meetings (as migrations 0001, 0004 and 0005 make them), and what may stand in them.

seats.number counts arrivals and is shown to nobody; seats.drawn is the number that the reveal gives. late: after it.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

from ranking.typed.text import one_line
from store.refused import Refused

TITLE, QUESTION, NAME, RECEIPT = 120, 400, 60, 64
MOST_SEATS, MOST_ENTRIES, MOST_BYTES = 1000, 200, 16_000

metadata = MetaData()
meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), unique=True),
    Column("key", String(64)),
    Column("title", Text),
    Column("question", Text),
    Column("frame", JSON),
    Column("in_play", JSON),
    Column("language", String(2)),
    Column("data", String(8)),
    Column("version", Integer),
    Column("opened", String(32)),
    Column("expires", String(32), index=True),
    Column("revealed", String(32)),
    Column("closed", String(32)),
    Column("common", Integer),
    Column("ranking_shown", Boolean, default=False),
    Column("way", String(8), default=""),
)
seats = Table(
    "seats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting", ForeignKey("meetings.id", ondelete="CASCADE")),
    Column("number", Integer),
    Column("name", Text),
    Column("token", String(64)),
    Column("joined", String(32)),
    Column("drawn", Integer),
    Column("late", Boolean, default=False),
    UniqueConstraint("meeting", "number"),
    UniqueConstraint("meeting", "token"),
)
entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seat", ForeignKey("seats.id", ondelete="CASCADE")),
    Column("receipt", String(RECEIPT)),
    Column("scenario", JSON),
    Column("made", String(32)),
    Column("late", Boolean, default=False),
    UniqueConstraint("seat", "receipt"),
)
commons = Table(
    "commons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting", ForeignKey("meetings.id", ondelete="CASCADE")),
    Column("number", Integer),
    Column("base", Integer),
    Column("in_force", Boolean),
    Column("receipt", String(RECEIPT)),
    Column("scenario", JSON),
    Column("made", String(32)),
    UniqueConstraint("meeting", "number"),
    UniqueConstraint("meeting", "receipt"),
)


def stamp(now: datetime) -> str:
    """Return a moment as the tables hold it: UTC, always the same length, so that texts sort as moments do."""
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def plain(text: str, most: int) -> str:
    """Return a text as typed, on one line, without control and direction marks. Raises Refused("too_long")."""
    line = one_line(text)
    if len(line) > most:
        raise Refused("too_long", most=most, length=len(line))
    return line


def sound(scenario: Mapping[str, Any]) -> dict[str, Any]:
    """Return a scenario's JSON that can be kept.

    Raises Refused("not_weights") for anything that is too large or no number.
    """
    try:
        numbers = [float(v) for part in ("pillars", "weights") for v in dict(scenario[part]).values()]
        size = len(json.dumps(scenario, allow_nan=False))
    except (KeyError, TypeError, ValueError):
        raise Refused("not_weights") from None
    if size > MOST_BYTES or not all(math.isfinite(v) and v >= 0 for v in numbers):
        raise Refused("not_weights")
    return dict(scenario)
