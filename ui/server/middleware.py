"""What is done to every answer of the server: security headers, the page's language, texts compressed once.

Three ASGI layers, outermost first: Headers, Compressed, PageDocument.
"""

import gzip
import posixpath
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl

import anyio
from starlette.datastructures import Headers as Names
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from address import links
from ui.server import paths
from ui.server.other_apps import Unless
from ui.server.page.document import SWAP, ours
from ui.server.page.first import First, base_of
from ui.session.connection import SERVER
from words.language import LANGUAGES, preferred

INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
LEVEL = 9
# What these ask for cannot be translated: half a file, "not modified", compressed bytes.
UNTRANSLATABLE = (b"range", b"if-none-match", b"if-modified-since", b"accept-encoding")


def policy(page: bytes) -> str:
    """Return the content security policy of `page`, Streamlit's own HTML: nothing from elsewhere, no eval.

    Its inline scripts are named by their digest; components of our own come from files (js_components.py), so that
    no script needs a blob: address. wasm is how Streamlit's messages are read (long numbers), without eval of scripts.
    Streamlit and Plotly write styles into the page.
    """
    digests = " ".join(f"'sha256-{b64encode(sha256(code).digest()).decode()}'" for code in INLINE.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {digests}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


HEADERS = {
    "content-security-policy": policy((Path(get_static_dir()) / "index.html").read_bytes() + SWAP.encode()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


# What an answer for other sites may say of itself: pictures and JSON that they show, feeds.
OWN = "cross-origin-resource-policy"
# A frame for articles has a policy of its own, which says who may frame it; everything else may be framed by nobody.
# Where a page asks which of several servers answers it (senses/connection.js).
HEALTH, WHO = "/_stcore/health", "x-board-server"
FRAMES, POLICY = "/embed/", ("content-security-policy", "x-frame-options")


class Headers:
    """Adds HEADERS to every answer; OWN, and below FRAMES the policy, stand where the answer has them.

    Cookies of an answer that leaves by https come back by https only: Streamlit knows nothing of a proxy's.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = (paths.inside(scope) or "") if scope["type"] == "http" else ""
        framed = path.startswith(FRAMES)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                left = POLICY if framed and POLICY[0] in headers else ()
                headers.update({k: v for k, v in HEADERS.items() if k not in left and (k != OWN or k not in headers)})
                if path == HEALTH:
                    headers[WHO] = SERVER
                if scope.get("scheme") == "https":
                    message["headers"] = [(k, _by_https(v) if k == b"set-cookie" else v) for k, v in headers.raw]
            await send(message)

        await self.app(scope, receive, marked if scope["type"] == "http" else send)


def _by_https(cookie: bytes) -> bytes:
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"


class Held:
    """A layer that reads some answers whole before they leave."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def whole(self, scope: Scope, receive: Receive) -> Response:
        """Return the answer of the layers below, read to its end; 503 where they end without one.

        They do when a browser has gone: nobody then reads what is sent, and half a file must not be kept.
        """
        start, body, ended = {}, bytearray(), False

        async def collect(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                ended = not message.get("more_body", False)

        # The file server may hand the file to uvicorn by its path alone: not where the text is needed.
        lower = {
            **scope,
            "extensions": {k: v for k, v in scope.get("extensions", {}).items() if k != "http.response.pathsend"},
        }
        await self.app(lower, receive, collect)
        if not ended:
            return Response(status_code=503)
        answer = Response(bytes(body), start["status"])
        answer.raw_headers = list(start["headers"])
        return answer


class Compressed(Held):
    """Streamlit's own files, compressed at their first request and kept: they are named by their content.

    Streamlit leaves them as they are, expecting a proxy; all other answers it compresses itself.
    """

    def __init__(self, app: ASGIApp):
        super().__init__(app)
        self.kept: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._concerned(scope):
            await self.app(scope, receive, send)
            return
        # One file has many spellings (/./, //): kept under each, they would fill the memory.
        path = posixpath.normpath(scope["path"])
        answer = self.kept.get(path) or await self.whole(scope, receive)
        if path not in self.kept and answer.status_code == 200 and _is_text(answer):
            body = await anyio.to_thread.run_sync(gzip.compress, answer.body, LEVEL)
            answer = _with_body(answer, body)
            answer.headers["content-encoding"] = "gzip"
            answer.headers.add_vary_header("accept-encoding")
            if "immutable" in answer.headers.get("cache-control", ""):
                self.kept[path] = answer
        await answer(scope, receive, send)

    def _concerned(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        headers, inside = Names(scope=scope), scope["path"].removeprefix(scope.get("root_path", ""))
        own = inside.startswith("/static/") or "text/html" in headers.get("accept", "")
        return own and "gzip" in headers.get("accept-encoding", "") and "range" not in headers


class PageDocument(Held):
    """The page itself, in the visitor's language: the address first, then the browser's preference, then French.

    Streamlit answers with it to any path; here only the pages do. Other spellings lead to them (`paths.leads_to`), what
    is neither a page nor a file is said not to exist.

    first  the first paint of pages; None: Streamlit's page goes out empty
    """

    def __init__(self, app: ASGIApp, first: First | None = None):
        super().__init__(app)
        self.first = first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = paths.inside(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if path is None:
            await self.app(scope, receive, send)
            return
        query = scope.get("query_string", b"").decode("latin-1")
        if paths.is_page(path):
            answer = await self._page(scope, receive, path, query)
        elif (there := paths.leads_to(path, query)) is not None:
            answer = RedirectResponse(there)
        elif path == "/robots.txt":
            answer = PlainTextResponse(paths.robots(base_of(scope, path)))
        else:
            gone = HTMLResponse(paths.not_found(asked_language(scope), path, query), 404)
            answer = Unless(self.app, gone)
        await answer(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, path: str, query: str) -> Response:
        plain = [(k, v) for k, v in scope["headers"] if k not in UNTRANSLATABLE]
        answer, code = await self.whole({**scope, "method": "GET", "headers": plain}, receive), asked_language(scope)
        if answer.status_code == 200 and answer.headers.get("content-type", "").startswith("text/html"):
            ready = await self.first.page(scope, path, query, code, answer.body) if self.first else None
            packed = ready and ready.packed and "gzip" in Names(scope=scope).get("accept-encoding", "")
            body = ready.packed if packed else ready.plain if ready else ours(answer.body, code)
            answer = _with_body(answer, body)
            answer.headers.add_vary_header("accept-language")
            if packed:
                answer.headers["content-encoding"] = "gzip"
            answer.headers.add_vary_header("accept-encoding")
            for name in ("etag", "last-modified", "accept-ranges"):
                del answer.headers[name]
        return answer


def asked_language(scope: Scope) -> str:
    """Return fr or en, as ui.session.address.language_code will find it."""
    query = scope.get("query_string", b"").decode("latin-1")
    named = links.language_of(links.entries_of(parse_qsl(query, keep_blank_values=True)))
    wished = Names(scope=scope).get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return named or (preferred(wished) if wished else LANGUAGES[0])


def _is_text(answer: Response) -> bool:
    kind = answer.headers.get("content-type", "")
    return kind.startswith(TEXTS) and "content-encoding" not in answer.headers


def _with_body(answer: Response, body: bytes) -> Response:
    """Return the same answer with another body."""
    changed = Response(body, answer.status_code)
    changed.raw_headers = [(k, v) for k, v in answer.raw_headers if k != b"content-length"]
    changed.headers["content-length"] = str(len(body))
    return changed
