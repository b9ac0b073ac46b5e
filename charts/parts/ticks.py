"""Ticks of an axis, written as the language writes them."""

from datetime import date
from math import ceil, floor, log10

from words.language import Language


def years(start: date, end: date) -> dict:
    """Return tick values on 1 January of each year and their texts."""
    ticks = [y for y in range(start.year, end.year + 1) if start <= date(y, 1, 1) <= end]
    return {"tickvals": [f"{y}-01-01" for y in ticks], "ticktext": [str(y) for y in ticks]}


def percents(say: Language, step: int) -> dict:
    """Return tick values 0 to 100 in steps, and their texts as percentages."""
    ticks = list(range(0, 101, step))
    return {"tickvals": ticks, "ticktext": [say.percent(n / 100) for n in ticks]}


def rounds(say: Language, low: float, high: float, most: int) -> dict:
    """Return at most `most` round values from low to high, low below high, and their texts."""
    wanted = (high - low) / max(1, most - 1)
    unit = 10.0 ** floor(log10(wanted))
    step = next(m * unit for m in (1, 2, 5, 10, 20) if (floor(high / (m * unit)) - ceil(low / (m * unit))) < most)
    ticks = [n * step for n in range(ceil(low / step), floor(high / step) + 1)]
    digits = max(0, -floor(log10(step)))
    return {"tickvals": ticks, "ticktext": [say.number(x, digits) for x in ticks]}
