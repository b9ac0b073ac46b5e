"""A user's own offers and terms as a link holds them. Names are any text: they are quoted, never trusted."""

import math
from collections.abc import Sequence
from dataclasses import astuple, fields
from urllib.parse import quote, unquote

from ranking.price import LONGEST_NAME, MOST_BIDS, Bid, Terms
from ranking.rounding import number_text
from ranking.typed.number import coded
from ranking.typed.text import one_line

NONE, MOST_KEPT = "none", MOST_BIDS + 8
EXAMPLE = (Bid("A", 100, 0), Bid("B", 110, 100))


def written(bids: Sequence[Bid]) -> str:
    """Return name:price:quality, with commas; NONE where there are none."""
    rows = (":".join((quote(b.name, safe=""), number_text(b.price), number_text(b.quality))) for b in bids)
    return ",".join(rows) or NONE


def parsed(text: str) -> tuple[Bid, ...] | None:
    """Return the bids of `written`, faulty ones included; None where the text is none of ours."""
    bids = []
    if text == NONE:
        return ()
    for part in filter(None, text.split(",")):
        cells = part.split(":")
        if len(cells) != 3 or len(bids) == MOST_KEPT:
            return None
        numbers = [_read(c) for c in cells[1:]]
        if None in numbers:
            return None
        bids.append(Bid(one_line(unquote(cells[0]))[: LONGEST_NAME + 1], *numbers))
    return tuple(bids)


def terms_written(terms: Terms) -> str:
    """Return the terms in their order, with commas."""
    return ",".join(v if isinstance(v, str) else number_text(v) for v in astuple(terms))


def terms_parsed(text: str) -> Terms | None:
    """Return the terms of `terms_written`; None where the text is none of ours."""
    cells, wanted = text.split(","), fields(Terms)
    if len(cells) != len(wanted):
        return None
    values = [c if isinstance(f.default, str) else _read(c) for c, f in zip(cells, wanted, strict=True)]
    return None if None in values else Terms(*values)


def cleaned(rows: Sequence[Sequence]) -> tuple[Bid, ...]:
    """Return bids from rows of name, price, quality as a table gives them.

    An empty cell is no name, or no number (NaN).
    """
    return tuple(
        Bid(_text(name), _cell(price), _cell(quality))
        for name, price, quality in rows
        if not (_text(name) == "" and math.isnan(_cell(price)) and math.isnan(_cell(quality)))
    )


def _text(value: object) -> str:
    return one_line(value)[: LONGEST_NAME + 1] if isinstance(value, str) else ""


def _cell(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _read(text: str) -> float | None:
    """A number; NaN where a cell was blank."""
    try:
        return math.nan if text == "nan" else coded(text)
    except ValueError:
        return None
