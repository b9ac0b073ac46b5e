"""The addresses beside the pages that their heads name: the picture of a shared link, and the sitemap."""

from functools import lru_cache
from html import escape

from fastapi import FastAPI, Request
from starlette.responses import Response

from charts.parts.look import Look
from exports.export_queue import export_queue
from exports.pictures.catalogue import SCREENS
from exports.pictures.picture_file import drawing
from exports.svg import typesetting
from ranking.errors import BoardError
from web.api import answer_cache
from web.api.problems import Problem
from web.api.service import AnswerSources
from web.first_paint import paint
from web.first_paint.findings import FINDINGS
from web.first_paint.head import CARDS, HIGH, WIDE, sitemap
from web.public.pages import PAGES as OWED
from words.language import LANGUAGES, language

SITEMAP, PNG, XML = "/sitemap.xml", "image/png", "application/xml"
SIZE = "card"
# The picture whose finding is the page's own, where it is not the page's first.
DRAWN = {"timeline": "ready", "weights": "ranking"}


def install(app: FastAPI, board: AnswerSources) -> None:
    """Add the cards and the sitemap to an app."""

    @app.get(f"{CARDS}/{{page}}.png", include_in_schema=False)
    async def card(request: Request, page: str) -> Response:
        if page not in FINDINGS:
            raise Problem("not-found", f"page {page[:40]}: no card; one of {', '.join(FINDINGS)}")
        query = request.scope.get("query_string", b"").decode("latin-1")
        named = request.query_params.get("lang", "")
        code, now = named if named in LANGUAGES else LANGUAGES[0], board.evidence()
        link = paint.read(page, query, code, now, (), board.today())
        base = str(request.base_url).rstrip("/")
        key = ("card", base, page, link.request.scenario, link.request.view, code, now.version)
        try:
            content = await board.kept.get(key, PNG, True, lambda: _drawn(page, link, base))
        except (BoardError, Problem):
            content = await board.kept.get(("card", code), PNG, False, lambda: plain(code))
        return answer_cache.leaving(request, content, PNG, True)

    @app.get(SITEMAP, include_in_schema=False)
    async def places(request: Request) -> Response:
        now, base = board.evidence(), str(request.base_url).rstrip("/")
        pages = {name: "" if name == paint.FIRST else name for name in FINDINGS}
        content = await board.kept.get(
            ("sitemap", base, now.checked), XML, False, lambda: sitemap(base, pages, tuple(OWED), now.checked)
        )
        return answer_cache.leaving(request, content, XML, True)


def _drawn(page: str, link: paint.Link, base: str) -> bytes:
    """Return the picture of a page, the ranking's where it has none. Raises BoardError, Busy for a full queue."""
    request = link.request
    what = DRAWN.get(page) or SCREENS.get(page, ("ranking",))[0]
    with export_queue.turn("card"):
        svg, title = drawing(
            request.evidence, request.scenario, what, SIZE, request.say.code, False, False, base, request.view, True
        )
        return typesetting.from_svg(svg, "png", WIDE, HIGH, title, 1, request.say.code)


@lru_cache(maxsize=len(LANGUAGES))
def plain(code: str) -> bytes:
    """Return the preview picture of pages that have none of their own: the board's name and its question."""
    say, look = language(code), Look(WIDE, HIGH)
    name = say("Urgency or sovereignty")
    question = say("Which cloud for a country's health data, on which facts, with which priorities?")
    rows = (
        f'<rect width="{WIDE}" height="{HIGH}" fill="{look.paper}"/>'
        f'<rect x="80" y="330" width="{WIDE - 160}" height="3" fill="{look.ink}"/>'
        f'<text x="80" y="290" font-family="Urgence Serif" font-weight="700" font-size="76" fill="{look.ink}">'
        f"{escape(name)}</text>"
        f'<text x="80" y="400" font-family="Urgence Sans" font-size="29" fill="{look.ink}">{escape(question)}</text>'
    )
    box = f'width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{rows}</svg>'
    return typesetting.from_svg(svg, "png", WIDE, HIGH, name, 1, code)
