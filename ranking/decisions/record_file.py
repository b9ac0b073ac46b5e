"""A record as a file of JSON, and back: every entry checked, nothing taken on trust."""

import json
from typing import Any

from ranking.decisions.record import FORMAT, Record, RecordError
from ranking.errors import told
from ranking.json_objects import NotOfType, built, plain
from ranking.json_reader import NotJson, json_value

# Far above what a record of this board holds: whatever is larger is another file.
MOST_BYTES, MOST_DRAWS = 1_000_000, 1_000_000_000


def to_json(record: Record) -> dict[str, Any]:
    """Return the record for json.dumps, as `read` takes it."""
    return {"format": FORMAT, **plain(record)}


def json_bytes(record: Record) -> bytes:
    """Return the record as a file."""
    return (json.dumps(to_json(record), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read(file: bytes) -> Record:
    """Return the record of a file of `json_bytes`; `intact` tells whether it was altered since.

    Raises RecordError.
    """
    if len(file) > MOST_BYTES:
        raise RecordError(
            told("the file is longer than {most} bytes; a record exported by this board", most=MOST_BYTES)
        )
    try:
        data = json_value(file)
    except NotJson as error:
        raise RecordError(told("{error}; a record exported by this board", error=error)) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RecordError(told("no record of format {format}; a record exported by this board", format=FORMAT))
    try:
        record = built(Record, {k: v for k, v in data.items() if k != "format"}, "record")
        _expect_sound(record)
    except NotOfType as error:
        raise RecordError(told("{error}; a record exported by this board", error=error)) from None
    except ValueError:
        raise RecordError(told("record.at: not a time; such as 2026-11-26T09:30:00+00:00")) from None
    return record


def _expect_sound(record: Record) -> None:
    """Raises where a record says what none can: no time zone, an offer twice, a share or a count off its range."""
    if record.locked.tzinfo is None:
        raise ValueError("no time zone")
    result = record.content.result if record.content else None
    if result is None:
        return
    offers, shown = [p.offer for p in result.places], record.content.scenario.get("offers")
    shares = [s for p in result.places for s in (p.first, p.first_unsure) if s is not None]
    if len(set(offers)) < len(offers) or not all(0 <= s <= 1 for s in shares) or not 0 <= result.draws <= MOST_DRAWS:
        raise NotOfType(told("record.content.result: an offer twice, or a share or count that cannot be"))
    if shown is not None and not (isinstance(shown, list) and all(isinstance(x, str) for x in shown)):
        raise NotOfType(told("record.content.scenario.offers: not a list of names"))
