"""The common set of a meeting: moderated, kept apart from the individual ones, safe against two hands at once.

Each save says which number it was made from. The second of two saves on the same number is kept too, but not in force:
its author is told, with what the other saved, and decides.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, func, insert, select, update

from ranking.people.meeting import Common
from store.engine import reading, writing
from store.meeting_tables import RECEIPT, commons, meetings, sound, stamp
from store.meetings import alive, facilitated
from store.refused import Refused


def save(
    engine: Engine, code: str, key: str, scenario: Mapping[str, Any], base: int, receipt: str, now: datetime
) -> Common:
    """Keep a common set made from number `base` (0: from none); it is in force unless another came in between.

    receipt  names this save: sent twice, it is one. What is returned says whether it is in force.
    Raises Refused: no_meeting, not_facilitator, hidden (before the reveal), not_weights.
    """
    with writing(engine) as connection:
        row = facilitated(connection, code, key, now)
        if not row.revealed:
            raise Refused("hidden")
        again = select(commons).where(commons.c.meeting == row.id, commons.c.receipt == receipt[:RECEIPT])
        if earlier := connection.execute(again).first():
            return _common(earlier)
        number = 1 + (connection.scalar(select(func.max(commons.c.number)).where(commons.c.meeting == row.id)) or 0)
        made = insert(commons).values(
            meeting=row.id,
            number=number,
            base=base,
            in_force=base == row.common,
            receipt=receipt[:RECEIPT],
            scenario=sound(scenario),
            made=stamp(now),
        )
        saved = _common(connection.execute(made.returning(*commons.c)).one())
        if saved.in_force:
            connection.execute(update(meetings).where(meetings.c.id == row.id).values(common=number))
        return saved


def in_force(engine: Engine, code: str, now: datetime) -> Common | None:
    """Return the common set that counts, or None before the first. Raises Refused("no_meeting")."""
    with reading(engine) as connection:
        row = alive(connection, code, now)
        query = select(commons).where(commons.c.meeting == row.id, commons.c.number == row.common)
        row_in_force = connection.execute(query).first()
        return _common(row_in_force) if row_in_force else None


def _common(row: Row) -> Common:
    return Common(row.number, row.base, row.in_force, row.scenario, datetime.fromisoformat(row.made))
