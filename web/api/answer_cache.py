"""Answers kept as they leave: by question and data version, bounded by their bytes, compressed once."""

import gzip
import json
from asyncio import Lock
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from weakref import WeakValueDictionary

import anyio
from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response

from exports.answers.plain import unsigned
from web.api.problems import Problem

MOST_BYTES = 64_000_000
# Answers made at once, and how many wait: whoever comes after is told to come back.
AT_ONCE, WAITING = 2, 200
# Bodies shorter than that gain nothing.
LEAST, LEVEL = 500, 6
# A pinned answer may still gain entries with a new version of the program.
PINNED, LIVING = "public, max-age=86400, stale-while-revalidate=604800", "public, max-age=60"


@dataclass(frozen=True, slots=True)
class Body:
    """An answer as it leaves: plain and, where it is shorter so, compressed; its digest."""

    plain: bytes
    packed: bytes | None
    tag: str

    def __len__(self) -> int:
        return len(self.plain) + len(self.packed or b"") + 200


def body(content: bytes, media: str) -> Body:
    """Return the body of some content."""
    text = len(content) >= LEAST and media != "image/png"
    packed = gzip.compress(content, LEVEL, mtime=0) if text else None
    return Body(content, packed, sha256(content).hexdigest()[:24])


def json_bytes(document: Any) -> bytes:
    """Return an answer as compact JSON. Raises ValueError for what JSON cannot hold."""
    return json.dumps(unsigned(document), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


class AnswerCache:
    """Bodies by key. One key is made once at a time; whoever asks the same meanwhile waits for it."""

    def __init__(self) -> None:
        self._bodies: LRUCache = LRUCache(MOST_BYTES, getsizeof=len)
        self._turns: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()
        self._light, self._heavy = anyio.CapacityLimiter(AT_ONCE), anyio.CapacityLimiter(2 * AT_ONCE)

    def ready(self, key: Hashable) -> Body | None:
        """Return the body of a key where it is kept."""
        return self._bodies.get(key)

    async def get(self, key: Hashable, media: str, heavy: bool, make: Callable[[], bytes]) -> Body:
        """Return the body of a key, made in a thread where it is not kept. Raises Problem("busy"), and as `make`.

        heavy  whether it waits beside the others, for answers that also wait in the queue of the files
        """
        if (content := self._bodies.get(key)) is not None:
            return content
        turn = self._turns.setdefault(key, Lock())
        async with turn:
            if (content := self._bodies.get(key)) is None:
                limiter = self._heavy if heavy else self._light
                if limiter.statistics().tasks_waiting >= WAITING:
                    raise Problem("busy", "too many answers are being made; try again in a few seconds")
                content = await anyio.to_thread.run_sync(lambda: body(make(), media), limiter=limiter)
                if len(content) < MOST_BYTES // 8:
                    self._bodies[key] = content
        return content


def leaving(request: Request, content: Body, media: str, living: bool, more: dict[str, str] | None = None) -> Response:
    """Return a body as the answer to a request: not modified, compressed, or plain."""
    tag = f'"{content.tag}"'
    headers = {
        "etag": tag,
        "cache-control": LIVING if living else PINNED,
        "vary": "accept-encoding",
        "cross-origin-resource-policy": "cross-origin",
        **(more or {}),
    }
    known_tags = request.headers.get("if-none-match", "")
    if known_tags == "*" or tag in (t.strip().removeprefix("W/") for t in known_tags.split(",")):
        return Response(None, 304, headers)
    if content.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(content.packed, 200, headers | {"content-encoding": "gzip"}, media)
    return Response(content.plain, 200, headers, media)
