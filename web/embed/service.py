"""The addresses of the frames: /embed/board?(any link), /embed/<picture>?(any link), their script, style and pictures.

A plain ASGI application: a frame that was asked for before leaves from memory in a few steps, since an article is read
by many at once. Nothing is stored about readers, no cookie is set. Framing is allowed here and nowhere else.
"""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import NamedTuple
from urllib.parse import parse_qsl

from cachetools import LRUCache
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from exports.embed import page, scripts
from ranking.errors import BoardError
from web.api import answer_cache, problems
from web.api.service import AnswerSources
from web.embed import frame_request, oembed
from web.embed.frame_request import FrameState

HERE = "/embed"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
FRAMED = {
    "content-security-policy": POLICY,
    "cross-origin-resource-policy": "cross-origin",
    "vary": "accept-encoding, accept-language",
}
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
# What a request is told by beside its address; longer ones would only fill the memory.
TOLD_BY = (b"host", b"accept-language", b"accept-encoding", b"if-none-match")
MOST_BYTES, LONGEST = 32_000_000, 4_000
# Seconds for which evidence, replies and day are not looked up again.
STANDS = 1.0


class Ready(NamedTuple):
    """An answer as it leaves."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes = b""


class Frames:
    """Answers everything below HERE."""

    def __init__(self, board: AnswerSources) -> None:
        self.board = board
        self.state, self.looked = None, -STANDS
        self.ready: LRUCache = LRUCache(MOST_BYTES, getsizeof=lambda held: len(held[1].body) + 1000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def _answer(self, scope: Scope) -> Ready:
        if scope["method"] not in ("GET", "HEAD"):
            return Ready(405, _raw({"allow": "GET, HEAD", "content-length": "0"}))
        headers = dict(scope["headers"])
        key = (scope["path"], scope["query_string"], scope["scheme"], *map(headers.get, TOLD_BY))
        request = Request(scope)
        try:
            state, ready = await self._state(), self.ready.get(key)
            if ready and ready[0] is state:
                return ready[1]
            answer = await self._made(request, state)
        except BoardError as error:
            return _refused(request, problems.of_error(error))
        if sum(map(len, filter(None, key[:2] + key[3:]))) < LONGEST:
            self.ready[key] = state, answer
        return answer

    async def _state(self) -> FrameState:
        """Return evidence, replies and day: the same object while none of them changed, by which answers are kept."""
        if self.state is None or monotonic() - self.looked >= STANDS:
            evidence = self.board.evidence()
            state = FrameState(evidence, await self.board.waiting(evidence), self.board.today())
            same = self.state and self.state.evidence is evidence and self.state[1:] == state[1:]
            self.state, self.looked = self.state if same else state, monotonic()
        return self.state

    async def _made(self, request: Request, state: FrameState) -> Ready:
        path = request.scope["path"].removeprefix(request.scope.get("root_path", "")).removeprefix(HERE)
        query = request.scope["query_string"].decode("latin-1")
        base, code = str(request.base_url).rstrip("/"), _wished(request)
        name = path.strip("/")
        if not name:
            return Ready(307, _raw(FRAMED | {"location": f"{base}{HERE}/{page.BOARD}?{query}", "content-length": "0"}))
        if name == "oembed":
            entries = dict(parse_qsl(query, keep_blank_values=True))
            content = await oembed.answer(entries, code, base, self.board.kept, state)
            return _leaving(request, content, "application/json", True)
        if file := FILES.get(name.rpartition("/")[2] if name.startswith("static/") else name):
            text, media = file
            forever = FOREVER if name.startswith("static/") else {}
            return _leaving(request, answer_cache.body(text().encode(), media), media, True, forever)
        made = frame_request.read(name, query, code, base, state)
        content = await self.board.kept.get(made.key, made.media, made.heavy, made.make)
        return _leaving(request, content, made.media, made.living)


FILES: dict[str, tuple[Callable[[], str], str]] = {
    "board.js": (scripts.script, "text/javascript"),
    "board.css": (scripts.served_style, "text/css"),
    "height.js": (scripts.height, "text/javascript"),
}


def _leaving(
    request: Request, content: answer_cache.Body, media: str, living: bool, more: Mapping[str, str] | None = None
) -> Ready:
    answer = answer_cache.leaving(request, content, media, living, FRAMED | dict(more or {}))
    return Ready(answer.status_code, answer.raw_headers, answer.body)


def _refused(request: Request, problem: problems.Problem) -> Ready:
    """Return the one sentence that stands in a frame that cannot be shown, with the way to the board."""
    query = request.scope["query_string"].decode("latin-1")
    body = frame_request.refusal(query, _wished(request), problem).encode()
    fixed = {"content-type": "text/html; charset=utf-8", "content-length": str(len(body)), "cache-control": "no-store"}
    return Ready(problem.status, _raw(FRAMED | fixed), body)


def _wished(request: Request) -> str:
    return frame_request.wished(request.headers.get("accept-language", ""))


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), text.encode("latin-1")) for name, text in headers.items()]
