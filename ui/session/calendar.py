"""Days and hours where the visitor is: his browser names its time zone, the server's own clock does not matter."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from address.opening import DECISION_DAY as DECISION_DAY


def zone() -> ZoneInfo | None:
    """Return the time zone that the browser names, or None where it names none that is known here."""
    try:
        return ZoneInfo(st.context.timezone)
    except (TypeError, ValueError, KeyError, OSError):
        return None


def day_in(moment: datetime, where: ZoneInfo | None) -> date:
    """Return the calendar day of a moment in a time zone; in UTC where none is known."""
    return moment.astimezone(where or UTC).date()


def today() -> date:
    """Return the visitor's own day."""
    return day_in(datetime.now(UTC), zone())


def hour(moment: datetime) -> str:
    """Return hour and minute of a moment where the visitor is; in UTC, and named so, where his zone is not known."""
    where = zone()
    return f"{moment.astimezone(where):%H:%M}" if where else f"{moment.astimezone(UTC):%H:%M} UTC"
