"""Version 1 as a web application: every row of `endpoints` a route, read strictly, kept, answered with its ETag."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from time import monotonic

import anyio
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from exports.export_queue import export_queue
from ranking.model import Evidence
from ranking.replies.reply import Reply
from web.api import answer_cache, question
from web.api.answer_cache import AnswerCache
from web.api.description import described, responses
from web.api.docs import page
from web.api.endpoint import Endpoint
from web.api.endpoints import ENDPOINTS
from web.api.question import Question

HERE = "/api/v1"
# Seconds for which the replies read from the store stand: a request a second would ask it, not two hundred.
REPLIES_STAND = 2.0
SHORT = 500


@dataclass
class AnswerSources:
    """Where the answers come from: today's evidence, the replies that wait, the day; and what was answered before."""

    evidence: Callable[[], Evidence]
    replies: Callable[[Evidence], tuple[Reply, ...]]
    today: Callable[[], date]
    kept: AnswerCache = field(default_factory=AnswerCache)
    _replies: tuple[float, str, tuple[Reply, ...]] = (-REPLIES_STAND, "", ())

    async def waiting(self, evidence: Evidence) -> tuple[Reply, ...]:
        """Return the replies to these facts, read again after REPLIES_STAND."""
        read, version, replies = self._replies
        if version != evidence.version or monotonic() - read >= REPLIES_STAND:
            replies = await anyio.to_thread.run_sync(self.replies, evidence)
            self._replies = (monotonic(), evidence.version, replies)
        return replies


def install(app: FastAPI, board: AnswerSources) -> None:
    """Add every endpoint, the description and the documentation to an app."""
    for endpoint in ENDPOINTS:
        app.add_api_route(
            f"{HERE}{endpoint.path}",
            _answering(endpoint, board),
            methods=["GET"],
            operation_id=endpoint.name,
            summary=endpoint.summary,
            description=_told(endpoint),
            response_model=endpoint.shape,
            response_class=_class_of(endpoint),
            responses=responses(endpoint),
        )

    @app.get(HERE, include_in_schema=False)
    async def without_slash(request: Request) -> Response:
        return RedirectResponse(f"{HERE.rpartition('/')[2]}/")

    @app.get(f"{HERE}/openapi.json", include_in_schema=False)
    async def description(request: Request) -> Response:
        evidence = board.evidence()
        key = ("openapi.json", evidence.version)
        content = await board.kept.get(key, "", False, lambda: answer_cache.json_bytes(described(app, evidence)))
        return answer_cache.leaving(request, content, "application/json", True)

    @app.get(f"{HERE}/", include_in_schema=False)
    async def documentation(request: Request) -> Response:
        evidence = board.evidence()
        key = ("documentation", evidence.version)
        content = await board.kept.get(key, "", False, lambda: page(described(app, evidence)).encode())
        return answer_cache.leaving(request, content, "text/html", True)


def _told(endpoint: Endpoint) -> str:
    """Return what is said of an endpoint beside its summary."""
    turn = "It takes its turn in the queue of the files. " if endpoint.heavy else ""
    return f"{turn}Entries of a link that are not named here are checked, and change nothing."


def _class_of(endpoint: Endpoint) -> type[Response]:
    """Return the class by which FastAPI describes an answer: its media type, and a schema where it is JSON."""
    return type("Answer", (JSONResponse if endpoint.shape else Response,), {"media_type": endpoint.media})


def _answering(endpoint: Endpoint, board: AnswerSources) -> Callable[[Request], Awaitable[Response]]:
    """Return the route of an endpoint."""
    own = {o.name: o for o in endpoint.own}

    @lru_cache(maxsize=200)
    def read(query: str, path: tuple, now: Evidence, today: date, replies: tuple[Reply, ...], base: str) -> Question:
        return question.read(query, dict(path), own, now, today, replies, base)

    async def answer(request: Request) -> Response:
        now = board.evidence()
        replies = await board.waiting(now)
        query = request.scope.get("query_string", b"").decode("latin-1")
        base = str(request.base_url).rstrip("/")
        # Short queries are asked again and again; long ones would only fill the memory.
        how = read if len(query) < SHORT else read.__wrapped__
        question = how(query, tuple(request.path_params.items()), now, board.today(), replies, base)
        key = (endpoint.path, question.key)
        content = await board.kept.get(key, endpoint.media, endpoint.heavy, lambda: made(endpoint, question))
        # A page of HTML is a file to keep: shown in a window of ours, our own policy would stop its script.
        keep = {"content-disposition": f'attachment; filename="{endpoint.path.strip("/")}"'}
        return answer_cache.leaving(
            request, content, endpoint.media, question.living, keep if endpoint.media == "text/html" else None
        )

    return answer


def made(endpoint: Endpoint, question: Question) -> bytes:
    """Return the content of an answer. Raises BoardError, Busy where the queue of the files is full."""
    # Pictures take their turn themselves.
    if endpoint.heavy and endpoint.shape:
        with export_queue.turn("answer"):
            return answer_cache.json_bytes(endpoint.build(question))
    content = endpoint.build(question)
    return content if isinstance(content, bytes) else answer_cache.json_bytes(content)
