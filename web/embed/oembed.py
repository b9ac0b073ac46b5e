"""oEmbed 1.0 (https://oembed.com): the code of a frame for a link of the board, for programs that place links."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urlsplit

from exports.embed import code, page
from exports.pictures.catalogue import CATALOGUE, SCREENS
from web.api.answer_cache import AnswerCache, Body, body, json_bytes
from web.api.problems import Problem, bad_entry
from web.embed import frame_request
from web.embed.frame_request import FrameState

WIDTH, HIGHEST = 760, 10_000
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)


async def answer(
    entries: Mapping[str, str], language: str, base: str, answer_cache: AnswerCache, state: FrameState
) -> Body:
    """Return the answer for the entry `url`. Raises Problem: 404 where it is no link of this board."""
    if entries.get("format", "json") != "json":
        raise bad_entry("format", entries["format"], "json")
    what, query = _link(entries.get("url", ""), base)
    made = frame_request.read(what, query, language, base, state)
    html = (await answer_cache.get(made.key, made.media, made.heavy, made.make)).plain.decode()
    title = unescape(_TITLE.search(html)[1])
    width = min(WIDTH, _number(entries.get("maxwidth"), WIDTH))
    height = min(code.height(what), _number(entries.get("maxheight"), HIGHEST))
    card = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": title.rpartition(" · ")[2],
        "provider_url": f"{base}/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": code.frame(f"{base}/embed/{what}?{query}", title, height, width),
    }
    return body(json_bytes(card), "application/json")


def _link(url: str, base: str) -> tuple[str, str]:
    """Return the frame and the query that a link of a page, or of a frame, means."""
    try:
        parts, home = urlsplit(url), urlsplit(base)
    except ValueError:
        parts = home = urlsplit("")
    inside = parts.path.removeprefix(home.path).strip("/")
    if not parts.netloc or parts.netloc != home.netloc or not parts.path.startswith(home.path):
        raise Problem("not-found", f"url: not a link of {base}", "url", url, f"a link of {base}")
    name = inside.removeprefix("embed/")
    if inside.startswith("embed/") and (name == page.BOARD or name in CATALOGUE):
        return name, parts.query
    if inside in ("", "ranking"):
        return page.BOARD, parts.query
    if inside in SCREENS:
        return SCREENS[inside][0], parts.query
    raise Problem("not-found", f"url: no page that can be framed; one of {', '.join(SCREENS)}", "url", url)


def _number(text: str | None, usual: int) -> int:
    return max(100, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 6 else usual
