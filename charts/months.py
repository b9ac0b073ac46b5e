"""Ticks of a time axis: years, written once."""

from datetime import date


def ticks(start: date, end: date) -> dict:
    """Tick values on 1 January of each year and their texts."""
    years = [y for y in range(start.year, end.year + 1) if start <= date(y, 1, 1) <= end]
    return {"tickvals": [f"{y}-01-01" for y in years], "ticktext": [str(y) for y in years]}
