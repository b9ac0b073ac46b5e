"""What is served beside Streamlit, as one ASGI application; ui.server.served mounts it on the data in use."""

from collections.abc import Callable
from datetime import date

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ranking.model import Evidence
from ranking.replies.reply import Reply
from web.api import problems, service
from web.embed import service as embed
from web.feeds import service as feeds
from web.first_paint import service as first
from web.public import service as public
from web.rates import Rates

# Counted by network address: what costs work.
COUNTED = (service.HERE, feeds.QUESTION, feeds.DATA, first.CARDS)
PLACES = (*COUNTED, first.SITEMAP, *public.PLACES, embed.HERE)
EXPOSED = ("etag", "ratelimit", "ratelimit-policy", "retry-after")


class Heads:
    """Answers HEAD as GET without its body."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        # A file handed over by its path alone would be sent whole.
        extensions = {k: v for k, v in scope.get("extensions", {}).items() if k != "http.response.pathsend"}
        await self.app({**scope, "method": "GET", "extensions": extensions}, receive, bare)


class Apart:
    """Hands what is asked below one place to an application of its own, past the layers of the other."""

    def __init__(self, app: ASGIApp, other: ASGIApp, place: str) -> None:
        self.app, self.other, self.place = app, other, place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        inside = scope["type"] == "http" and (path == self.place or path.startswith(f"{self.place}/"))
        await (self.other if inside else self.app)(scope, receive, send)


def serves(path: str) -> bool:
    """Tell whether a path below the board's address is answered here."""
    return path in PLACES or path.startswith(tuple(f"{place}/" for place in PLACES))


def site(
    evidence: Callable[[], Evidence],
    replies: Callable[[Evidence], tuple[Reply, ...]] = lambda evidence: (),
    today: Callable[[], date] = date.today,
) -> ASGIApp:
    """Return the application.

    evidence  today's, read again when a file changed; replies: to its facts, not yet answered
    """
    cors = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET"], allow_headers=["*"], expose_headers=EXPOSED
    )
    layers = [cors, Middleware(Heads), Middleware(Rates, places=COUNTED)]
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, middleware=layers, redirect_slashes=False)
    problems.install(app)
    board = service.AnswerSources(evidence, replies, today)
    service.install(app, board)
    feeds.install(app, board)
    first.install(app, board)
    public.install(app)
    return Apart(app, embed.Frames(board), embed.HERE)
