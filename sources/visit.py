"""One page asked: bounded in time, bytes and redirects, each redirect followed by hand and noted."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import httpx

from sources.page_text import digest, kind_of, unpacked
from sources.politeness import AGENT, MOST_ROBOTS, Rules, Turns

MOST_BYTES, MOST_REDIRECTS = 2_000_000, 10
GONE, MOVED, REFUSED = (404, 410), (301, 308), (401, 403, 407, 429, 451)
HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Accept-Language": "fr, en;q=0.8"}


@dataclass(frozen=True, slots=True)
class VisitLimits:
    """Seconds between two requests to a host, without a word, and for one whole answer; pages at a time."""

    pause: float = 1.0
    patience: float = 15.0
    whole: float = 60.0
    at_once: int = 20


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for a page.

    state   "alive", "moved" (for good, and alive there), "gone" (404, 410), "refused" (by status or robots.txt),
            "unreachable" (no answer, an error of the server, a loop)
    final   address of the page that answered; status: its HTTP status, None without an answer
    kind    what the bytes are (page_text.kind_of); told: what the header says; cut: whether more was there than is read
    why     the reason where it is not simply alive, for people
    """

    url: str
    state: str
    status: int | None = None
    final: str = ""
    digest: str = ""
    kind: str = ""
    told: str = ""
    cut: bool = False
    why: str = ""


class Unreachable(Exception):
    """No page can be had under an address; the message says why."""


@dataclass(eq=False)
class PageVisitor:
    """Asks for pages with one client: turns and rules of each host are kept for the whole check."""

    client: httpx.AsyncClient
    limits: VisitLimits = field(default_factory=VisitLimits)
    turns: Turns | None = None
    rules: dict[str, asyncio.Task] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = self.turns or Turns(self.limits.pause)

    async def visit(self, url: str) -> Visit:
        """Return what came of asking for a page; never raises for anything a server does."""
        try:
            return await self._followed(url)
        except TimeoutError:
            return Visit(url, "unreachable", why=f"no whole answer within {self.limits.whole:g} seconds")
        except Unreachable as error:
            return Visit(url, "unreachable", why=str(error))
        except httpx.InvalidURL as error:
            return Visit(url, "unreachable", why=f"is, or redirects to, no web address: {str(error)[:80]}")
        except (httpx.HTTPError, UnicodeError, ValueError) as error:
            return Visit(url, "unreachable", why=f"{type(error).__name__}: {str(error)[:120]}")

    async def _followed(self, url: str) -> Visit:
        at, seen, permanent = url, [url], True
        while True:
            visit, target = await self._asked(at)
            if target is None:
                return _named(visit, url, at, permanent)
            permanent = permanent and visit.status in MOVED
            at = urljoin(at, target)
            if urlsplit(at).scheme not in ("http", "https"):
                raise Unreachable(f"redirects to {at[:120]}")
            if at in seen or len(seen) > MOST_REDIRECTS:
                raise Unreachable(f"redirects in a loop, or more than {MOST_REDIRECTS} times")
            seen.append(at)

    async def _asked(self, url: str) -> tuple[Visit, str | None]:
        """One request: what came, and where a redirect leads, None where it is none."""
        rules = await self._rules(url)
        if not rules.allows(url):
            return Visit(url, "refused", why="robots.txt does not allow it"), None
        await self.turns.wait(_host(url), rules.delay)
        async with asyncio.timeout(self.limits.whole), self.client.stream("GET", url, headers=HEADERS) as answer:
            target = answer.headers.get("location") if answer.is_redirect else None
            if target is not None:
                return Visit(url, "moved", answer.status_code), target
            return await _read(url, answer), None

    async def _rules(self, url: str) -> Rules:
        host = _host(url)
        if host not in self.rules:
            self.rules[host] = asyncio.ensure_future(self._robots(host))
        return await asyncio.shield(self.rules[host])

    async def _robots(self, host: str) -> Rules:
        """The rules of a host: none where it has no robots.txt, all closed where its server fails on it."""
        await self.turns.wait(host)
        try:
            async with asyncio.timeout(self.limits.whole):
                async with self.client.stream("GET", f"{host}/robots.txt", headers=HEADERS, follow_redirects=True) as r:
                    if r.status_code >= 500:
                        return Rules(None, unreadable=True)
                    body, _ = await _body(r, MOST_ROBOTS) if r.status_code == 200 else (b"", False)
        except (httpx.HTTPError, TimeoutError, httpx.InvalidURL, UnicodeError, ValueError):
            return Rules(None)  # the page itself will say what is wrong with its server
        return Rules(body.decode("utf-8", "replace"))


async def visits(urls: Iterable[str], limits: VisitLimits, turns: Turns | None = None) -> AsyncIterator[Visit]:
    """Yield what came of each page as it comes, many hosts at once, each host in turn."""
    timeout = httpx.Timeout(limits.patience)
    async with httpx.AsyncClient(timeout=timeout, follow_redirects=False, max_redirects=5) as client:
        visitor, gate = PageVisitor(client, limits, turns), asyncio.Semaphore(limits.at_once)

        async def one(url: str) -> Visit:
            async with gate:
                return await visitor.visit(url)

        tasks = [asyncio.ensure_future(one(url)) for url in _mixed(urls)]
        try:
            for task in asyncio.as_completed(tasks):
                yield await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _read(url: str, answer: httpx.Response) -> Visit:
    """What a page's own answer says."""
    status, declared = answer.status_code, answer.headers.get("content-type", "")[:80]
    if status >= 400:
        state = "gone" if status in GONE else "refused" if status in REFUSED else "unreachable"
        return Visit(url, state, status, told=declared, why=f"status {status}")
    raw, cut = await _body(answer, MOST_BYTES)
    content = unpacked(raw, answer.headers.get("content-encoding", "").strip().lower(), MOST_BYTES)
    kind = kind_of(content)
    why = "" if _honest(declared, kind) else f"says {declared.partition(';')[0] or 'nothing'}, is {kind}"
    return Visit(url, "alive", status, "", digest(content, answer.charset_encoding), kind, declared, cut, why)


async def _body(answer: httpx.Response, most: int) -> tuple[bytes, bool]:
    """No more than `most` bytes of an answer, as they come, and whether there are more."""
    content = bytearray()
    async for part in answer.aiter_raw(65_536):
        content += part
        if len(content) > most:
            return bytes(content[:most]), True
    return bytes(content), False


def _named(visit: Visit, url: str, at: str, permanent: bool) -> Visit:
    """The visit under the address that was asked for, and where it ended."""
    moved = at != url and visit.state == "alive"
    why = visit.why or (f"redirects {'for good' if permanent else 'for now'}" if moved else "")
    return replace(visit, url=url, final=at, state="moved" if moved and permanent else visit.state, why=why)


def _honest(declared: str, kind: str) -> bool:
    """Whether the header's type and the bytes agree, as far as it matters to a reader."""
    name = declared.partition(";")[0].strip().lower()
    if kind in ("html", "text"):
        return name.startswith("text/") or "html" in name or "xml" in name or "json" in name
    return kind == "empty" or ("pdf" in name if kind == "pdf" else not name.startswith("text/"))


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _mixed(urls: Iterable[str]) -> list[str]:
    """The addresses with hosts in turn, so that a host of many pages does not hold all places."""
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_host.setdefault(_host(url), []).append(url)
    rounds = max(map(len, by_host.values()), default=0)
    return [pages[k] for k in range(rounds) for pages in by_host.values() if k < len(pages)]
