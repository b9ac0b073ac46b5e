"""A day as links, options and browsers write it."""

from datetime import date


def written_day(text: object) -> date | None:
    """Return the day that a text names, written as 2020-07-06 and in no other way; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return day if text == day.isoformat() else None
