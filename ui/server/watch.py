"""What a keeper's programs ask of a server: is it alive, should it get visitors, what does it do. No personal data.

/healthz  the process answers
/readyz   data read, store reachable, warmed up, not draining; JSON that names what is missing. A balancer asks
          /readyz?exclude=store: without its store the board still shows all that can be read; &draining=404 tells
          HAProxy apart a server that ends what it has begun from one that is gone
/metrics  for Prometheus, from this machine (or BOARD_METRICS_FROM) and past no proxy; Streamlit's own likewise
"""

import os
import time
from ipaddress import ip_address, ip_network

import anyio
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ranking.errors import BoardError
from store import engine
from ui.server import drain, measures, paths, warm_up
from ui.session import data

ALIVE, READY, METRICS, THEIRS = "/healthz", "/readyz", "/metrics", "/_stcore/metrics"
FROM, HERE = "BOARD_METRICS_FROM", ("127.0.0.0/8", "::1/128")
# What a proxy adds: whoever comes through one is outside.
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host", "x-forwarded-proto")
STORE_KEPT = 1.0  # seconds for which an answer of the store serves all who ask
UNKEPT = {"cache-control": "no-store"}


class Watch:
    """Answers ALIVE, READY and METRICS before any other layer, below the board's address and at the root."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self._asked, self._store, self._turn = 0.0, "", anyio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = self._place(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if path == ALIVE:
            answer = PlainTextResponse("ok", headers=UNKEPT)
        elif path == READY:
            entries = request.query_params
            answer = await self._ready("store" not in entries.getlist("exclude"), entries.get("draining") == "404")
        elif not inside(request):
            answer = PlainTextResponse("only from this machine, or from BOARD_METRICS_FROM", 403, UNKEPT)
        elif path == THEIRS:
            await self.app(scope, receive, send)
            return
        else:
            text = await anyio.to_thread.run_sync(generate_latest, measures.REGISTRY)
            answer = Response(text, headers=UNKEPT, media_type=CONTENT_TYPE_LATEST)
        await answer(scope, receive, send)

    def _place(self, scope: Scope) -> str | None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        places = (ALIVE, READY, METRICS, THEIRS)
        return next((path for path in (scope["path"], paths.inside(scope)) if path in places), None)

    async def _ready(self, with_store: bool, as_missing: bool) -> Response:
        state = {"draining": drain.draining(), "warm": warm_up.warm(), "data": _data()}
        ready = state["warm"] and state["data"] is not None and not state["draining"]
        if with_store:
            state["store"] = await self._store_code() or "ok"
            ready = ready and state["store"] == "ok"
        missing = as_missing and state["draining"]
        return JSONResponse({"ready": ready, **state}, 200 if ready else 404 if missing else 503, UNKEPT)

    async def _store_code(self) -> str:
        """Return what engine.fault_code says, asked once in STORE_KEPT seconds however many ask."""
        async with self._turn:
            if time.monotonic() - self._asked > STORE_KEPT:
                self._store = await anyio.to_thread.run_sync(engine.fault_code)
                self._asked = time.monotonic()
        return self._store


def _data() -> str | None:
    """Return the version of the data in use, None where they cannot be read."""
    try:
        return data.evidence().version
    except BoardError:
        return None


def inside(request: Request) -> bool:
    """Return whether a request comes from this machine, or a network of BOARD_METRICS_FROM, and past no proxy."""
    if any(name in request.headers for name in FORWARDED):
        return False
    networks = os.environ.get(FROM, "").replace(",", " ").split()
    try:
        client = ip_address(request.client.host if request.client else "")
        return any(client in ip_network(network, strict=False) for network in (*HERE, *networks))
    except ValueError:
        return False
