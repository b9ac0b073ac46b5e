"""The addresses of the pages that a public body owes: /accessibility, /legal, /privacy."""

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, Response

from web.public.pages import PAGES, page
from web.public.settings import institution
from words.language import LANGUAGES, preferred

PLACES = tuple(f"/{name}" for name in PAGES)


def install(app: FastAPI) -> None:
    """Add the pages to an app."""
    for name in PAGES:
        app.add_api_route(f"/{name}", _page(name), include_in_schema=False)


def _page(name: str):  # noqa: ANN202 (a route)
    async def answer(request: Request) -> Response:
        headers = {"vary": "accept-language", "cache-control": "public, max-age=300"}
        base = str(request.base_url).rstrip("/")
        return HTMLResponse(page(name, _code(request), institution(), base), headers=headers)

    return answer


def _code(request: Request) -> str:
    """Return the language: the address first, then the browser's preference, then French."""
    named = request.query_params.get("lang", "")
    wished = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return named if named in LANGUAGES else preferred(wished) if wished else LANGUAGES[0]
