"""One request a second to a host, and none where its robots.txt says so (RFC 9309)."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.robotparser import RobotFileParser

AGENT = "urgence-ou-souverainete-sources/1 (checks cited pages; one request a second)"
MOST_ROBOTS = 500_000
LONGEST_DELAY = 10.0


class Turns:
    """Hands out turns to a host, at least `pause` seconds apart. One a check."""

    def __init__(self, pause: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep):
        self._pause, self._sleep = pause, sleep
        self._next: dict[str, float] = {}

    async def wait(self, host: str, delay: float = 0.0) -> None:
        """Return when it is this caller's turn. delay: what the host asks for, if more than the pause."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next.get(host, now))
        self._next[host] = at + max(self._pause, min(delay, LONGEST_DELAY))
        if at > now:
            await self._sleep(at - now)


class Rules:
    """What a host's robots.txt allows this check."""

    def __init__(self, text: str | None, unreadable: bool = False):
        self._unreadable, self._parser = unreadable, RobotFileParser()
        self._parser.parse((text or "").splitlines())

    def allows(self, url: str) -> bool:
        """Return whether the page may be asked for; not where the rules exist and could not be read."""
        return not self._unreadable and self._parser.can_fetch(AGENT, url)

    @property
    def delay(self) -> float:
        """Return seconds that the host wants between two requests, 0 where it does not say."""
        return float(self._parser.crawl_delay(AGENT) or 0)
