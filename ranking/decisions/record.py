"""The decision record: what was asked, weighed, found and said, sealed by a digest that chains it to the one before.

The digest covers an envelope (digest of the content, time, digest of the record before). A content that had to be
deleted therefore leaves a chain that still verifies, and its salt keeps what was deleted from being guessed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from ranking.decisions.record_content import RecordContent
from ranking.errors import BoardError
from ranking.json_objects import NotOfType, built, plain
from ranking.json_reader import NotJson, json_value

FORMAT, FIRST = 1, ""


class RecordError(BoardError):
    """A record that cannot be made or read: what is wrong, what is allowed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A sealed content. `content` is None where it was deleted; the rest then still stands in the chain.

    at        when it was locked: ISO, UTC; previous: digest of the record before, "" for the first of a chain
    """

    at: str
    previous: str
    content_digest: str
    digest: str
    content: RecordContent | None

    @property
    def name(self) -> str:
        """Return the first eight digits of the digest: how people call it."""
        return self.digest[:8]

    @property
    def locked(self) -> datetime:
        """Return when it was locked, with its time zone."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain breaks: position from 1, and "content", "envelope" (altered) or "link" (one is missing before)."""

    position: int
    name: str
    what: str


def seal(content: RecordContent, at: datetime, previous: str = FIRST) -> Record:
    """Return the record of a content at a time, after the record whose digest is `previous`."""
    stamp, inside = at.astimezone(UTC).isoformat(timespec="seconds"), digest_of(content)
    return Record(stamp, previous, inside, _envelope(stamp, previous, inside), content)


def intact(record: Record) -> bool:
    """Return whether nothing in the record was altered since it was sealed."""
    return not _altered(record)


def verify_chain(records: Iterable[Record]) -> tuple[ChainFault, ...]:
    """Return every fault of a chain, given from its first record on; () where it holds.

    That nothing was cut off at its end only a digest written down elsewhere can show.
    """
    faults, previous = [], FIRST
    for n, record in enumerate(records, 1):
        what = _altered(record) or ("link" if record.previous != previous else "")
        faults += [ChainFault(n, record.name, what)] if what else []
        previous = record.digest
    return tuple(faults)


def canonical(value: Any) -> bytes:
    """Return UTF-8 JSON in the one form that is digested: sorted keys, no spaces, shortest exact numbers."""
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest_of(value: Any) -> str:
    """Return SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


@lru_cache(maxsize=64)
def content_of(text: str) -> RecordContent:
    """Return the content of its canonical form, as a store keeps it. Raises NotOfType."""
    try:
        return built(RecordContent, json_value(text.encode()), "content")
    except (NotJson, UnicodeEncodeError):
        raise NotOfType("content: not JSON") from None


def _altered(record: Record) -> str:
    if record.content is not None and digest_of(record.content) != record.content_digest:
        return "content"
    wanted = _envelope(record.at, record.previous, record.content_digest)
    return "envelope" if record.digest != wanted else ""


def _envelope(at: str, previous: str, content: str) -> str:
    return digest_of({"format": FORMAT, "at": at, "previous": previous, "content": content})
