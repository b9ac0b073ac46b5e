"""Marks that nobody sees over what a picture draws: the pointer reads what each says, a press opens its door."""

from collections.abc import Iterable
from typing import Any


def door_marks(spots: Iterable[tuple[Any, Any, str, str]], size: float = 9) -> dict:
    """Return the trace of (x, y, what the pointer reads, door as ranking.facts.door writes it)."""
    across, down, texts, doors = zip(*spots, strict=True)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(across),
        "y": list(down),
        "text": list(texts),
        "customdata": list(doors),
        "hoverinfo": "text",
        "marker": {"size": size, "opacity": 0},
    }
