"""Ticks of an axis, written as the language writes them."""

from datetime import date

from words.language import Language


def years(start: date, end: date) -> dict:
    """Return tick values on 1 January of each year and their texts."""
    found = [y for y in range(start.year, end.year + 1) if start <= date(y, 1, 1) <= end]
    return {"tickvals": [f"{y}-01-01" for y in found], "ticktext": [str(y) for y in found]}


def percents(say: Language, step: int) -> dict:
    """Return tick values 0 to 100 in steps, and their texts as percentages."""
    found = list(range(0, 101, step))
    return {"tickvals": found, "ticktext": [say.percent(n / 100) for n in found]}
