"""Signing in by OpenID Connect: what Streamlit is told of the provider, and the page one comes back to.

Streamlit leads everybody to the first page afterwards, and says nothing where it failed.
"""

import logging
import os
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.datastructures import Headers as Names
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui.server import paths
from ui.server.middleware import Held, asked_language
from words.language import language

LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
PROVIDER = "BOARD_OIDC_METADATA"
# The page to come back to, for as long as somebody looks for a password; a longer address is cut to its page.
BACK, WHILE, LONGEST = "board_back", 600, 3000
UNANSWERED = 502
_LOG = logging.getLogger("board")


def wanted() -> bool:
    """Return whether the settings name a provider."""
    return bool(os.environ.get(PROVIDER))


def secrets() -> dict[str, Any]:
    """Return what Streamlit's App takes as its secrets."""
    auth = {
        "redirect_uri": os.environ["BOARD_OIDC_ADDRESS"].rstrip("/") + CALLBACK,
        "cookie_secret": os.environ["STREAMLIT_SERVER_COOKIE_SECRET"],
        "client_id": os.environ["BOARD_OIDC_CLIENT"],
        "client_secret": os.environ["BOARD_OIDC_SECRET"],
        "server_metadata_url": os.environ[PROVIDER],
    }
    return {"auth": auth}


class SignIn(Held):
    """Around Streamlit's own places of signing in: back to the page that was left; a failure is said there and then."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = paths.inside(scope) if scope["type"] == "http" else None
        if path not in (LOGIN, LOGOUT, CALLBACK):
            await self.app(scope, receive, send)
            return
        back = _remembered(scope) if path == CALLBACK else _left(scope)
        answer = await self.whole(scope, receive)
        if _failed(path, scope, answer):
            _LOG.warning("signing in failed at %s", path, extra={"code": "sign-in"})
            answer = _said(scope, back)
        elif answer.headers.get("location") == f"{_base()}/":
            answer.headers["location"] = quote(_base() + back, safe=":/%#?=@[]!$&'()*+,;")
            answer.delete_cookie(BACK, path=_base() or "/")
        else:
            place = back if len(back) <= LONGEST else urlsplit(back).path
            answer.set_cookie(BACK, quote(place, safe=""), WHILE, path=_base() or "/", httponly=True, samesite="lax")
        await answer(scope, receive, send)


def _base() -> str:
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _failed(path: str, scope: Scope, answer: Response) -> bool:
    """Tell whether somebody who wanted in is not in. The provider leads here from signing out, too: without a state."""
    entries = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if path == CALLBACK and entries.keys() & {"state", "error"}:
        cookies = [
            v for k, v in answer.raw_headers if k == b"set-cookie" and v.startswith(f"{USER_COOKIE_NAME}=".encode())
        ]
        return not any(v.partition(b"=")[2][:2] not in (b'""', b"; ") for v in cookies)
    return answer.status_code >= 400


def _left(scope: Scope) -> str:
    """Return the page of the board that a browser comes from, from its slash on; the first where it does not say."""
    sent = Names(scope=scope)
    came = urlsplit(sent.get("referer", ""))
    inside = came.path.removeprefix(_base()) if came.netloc == sent.get("host") else "/"
    return _page(f"{inside}?{came.query}" if came.query else inside)


def _remembered(scope: Scope) -> str:
    return _page(unquote(cookie_parser(Names(scope=scope).get("cookie", "")).get(BACK, "")))


def _page(there: str) -> str:
    """Return a page with its query where it is one of the board's, else the first page."""
    return there if there.startswith("/") and paths.is_page(urlsplit(there).path) and "//" not in there[:2] else "/"


def _said(scope: Scope, back: str) -> Response:
    code = asked_language({**scope, "query_string": urlsplit(back).query.encode("latin-1", "ignore")})
    say = language(code)
    title = say("Signing in did not succeed.")
    lead = say("The institution's sign-in did not answer, or did not let you in. Nothing was changed on the board.")
    link = f'<li><a href="{escape(_base() + back)}">{escape(say("Back to the page you were on"))}</a></li>'
    return HTMLResponse(paths.paper(code, title, lead, link), UNANSWERED)
