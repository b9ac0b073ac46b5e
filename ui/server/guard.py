"""Attacks that one visitor could make on all others, refused before Streamlit sees them.

`close_doors` is called once, by served.py; `Origins` and `Uploads` are layers around the app. What is refused here was
measured: a foreign Origin made Streamlit ask an outside address service inside its event loop, and `clear_cache`,
which any browser may send, emptied every cache and every limit on tries.
"""

import os
from asyncio import Protocol
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

import uvicorn.config
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util
from streamlit.runtime.app_session import AppSession
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol

try:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
except ImportError:  # uvicorn then takes the other
    HttpToolsProtocol = H11Protocol

from ui.session import uploads

# Messages of a browser that concern the server or its files, not this visitor's own page.
SERVER_MESSAGES = (
    "_handle_clear_cache_request",
    "_handle_set_run_on_save_request",
    "_handle_git_information_request",
)
PROTOCOLS = (H11Protocol, HttpToolsProtocol)
UPLOAD = "/_stcore/upload_file/"
FULL = "This server holds as many files as it can just now; try again in a minute."
PROXIES, ORIGINS = "FORWARDED_ALLOW_IPS", "BOARD_ORIGINS"
# Seconds that a connection has to send the head of a request: idle ones hold files that visitors need.
UNFINISHED = 15.0
# Bytes of one message of a page, held until its session ends; the longest links and texts take a fiftieth of that.
MESSAGE = 2**20
NO_POLICY = 1008  # the close code of a websocket whose peer broke a rule


class NamedProxies(ProxyHeadersMiddleware):
    """Believes a forwarded address from proxies named in FORWARDED_ALLOW_IPS only; uvicorn trusts localhost too."""

    def __init__(self, app: ASGIApp, **_uvicorn: object):
        super().__init__(app, trusted_hosts=os.environ.get(PROXIES) or [])


def close_doors() -> None:
    """Replace the parts of Streamlit and uvicorn that let one visitor reach outside, or everybody else.

    No address of this machine is asked of an outside service; messages to the server are not acted on; a forwarded
    address is believed from named proxies only; a connection without a request is closed, and so is a page that says
    more at once than a page has to say (Streamlit lets 200 MB through). A test holds that each replaced name exists.
    """
    net_util.get_external_ip = _no_address
    for name in SERVER_MESSAGES:
        setattr(AppSession, name, _nothing)
    uvicorn.config.ProxyHeadersMiddleware = NamedProxies
    for protocol in PROTOCOLS:
        if not hasattr(protocol, "board_watches"):
            protocol.board_watches = True
            protocol.connection_made = _bounded(_then_watched(protocol.connection_made))
            protocol.data_received = _then_watched(protocol.data_received)


def _then_watched(method: Callable[..., None]) -> Callable[..., None]:
    """Return a method of a protocol that afterwards looks, in UNFINISHED seconds, whether a request has come."""

    @wraps(method)
    def watched(protocol: Protocol, argument: object) -> None:
        method(protocol, argument)
        seen = protocol.cycle
        if seen is None or seen.response_complete:
            protocol.loop.call_later(UNFINISHED, _close_idle, protocol, seen)

    return watched


def _bounded(method: Callable[..., None]) -> Callable[..., None]:
    """Return a protocol's connection_made under which a message of a page is at most MESSAGE long (close code 1009)."""

    @wraps(method)
    def bounded(protocol: Protocol, argument: object) -> None:
        protocol.config.ws_max_size = min(protocol.config.ws_max_size, MESSAGE)
        method(protocol, argument)

    return bounded


def _close_idle(protocol: Protocol, seen: object) -> None:
    """Close a connection on which no request has begun since; one that became a websocket is no longer this one's."""
    transport = protocol.transport
    if protocol.cycle is seen and not transport.is_closing() and transport.get_protocol() is protocol:
        transport.close()


def _no_address() -> None:
    return None


def _nothing(_session: AppSession, *_message: object) -> None:
    return None


def allowed_origins() -> frozenset[str]:
    """Return the hosts (name or name:port) that BOARD_ORIGINS lists beside the board's own, as links or bare hosts."""
    listed = os.environ.get(ORIGINS, "").replace(",", " ").split()
    return frozenset(urlsplit(text).netloc or text for text in listed)


class Origins:
    """Refuses a websocket whose Origin is neither the host it asks for nor listed in BOARD_ORIGINS."""

    def __init__(self, app: ASGIApp):
        self.app, self.listed = app, allowed_origins()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            sent = Headers(scope=scope)
            origin, host = sent.get("origin"), sent.get("host", "")
            if origin is not None and not self._welcome(origin, host):
                await receive()
                await send({"type": "websocket.close", "code": NO_POLICY})
                return
            scope = _of_the_same_origin(scope, origin) if origin is not None else scope
        await self.app(scope, receive, send)

    def _welcome(self, origin: str, host: str) -> bool:
        try:
            origin_host = urlsplit(origin).netloc
        except ValueError:
            return False
        return bool(origin_host) and (origin_host == host or origin_host in self.listed)


def _of_the_same_origin(scope: Scope, origin: str) -> Scope:
    """Return the scope as Streamlit accepts it: a listed origin that a proxy brings under another Host is welcome.

    The origin stays as the browser said it: a person who signed in is believed at the board's own address only.
    """
    host = urlsplit(origin).netloc.encode("latin-1")
    return {**scope, "headers": [(k, host if k == b"host" else v) for k, v in scope["headers"]]}


class Uploads:
    """Lets one file a session through, where its page asks for one and as large as that needs: the next replaces it.

    coming  bytes that are on their way: with those held, no more than uploads.MOST_HELD
    """

    def __init__(self, app: ASGIApp):
        self.app, self.coming = app, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("PUT", "POST") and UPLOAD in scope["path"]:
            session = scope["path"].partition(UPLOAD)[2].partition("/")[0]
            most, length = uploads.most(session), Headers(scope=scope).get("content-length", "")
            if not most:
                await PlainTextResponse("No file is asked for on this page.", 403)(scope, receive, send)
                return
            # Browsers say how long a file is; of who does not, nothing is read.
            if not length.isdigit() or int(length) > most:
                await PlainTextResponse("File too large.", 413)(scope, receive, send)
                return
            if uploads.held() + self.coming + int(length) > uploads.MOST_HELD:
                await PlainTextResponse(FULL, 503, {"retry-after": "60"})(scope, receive, send)
                return
            uploads.drop(session)
            self.coming += int(length)
            try:
                await self.app(scope, receive, send)
            finally:
                self.coming -= int(length)
            return
        await self.app(scope, receive, send)
