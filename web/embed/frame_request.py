"""What a frame is asked for: a link of the board, read as leniently as the page reads it, and how the frame looks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qsl

from address import links, notices
from address.entries import PAGES
from address.page_entries import PageEntries, page_entries_of
from charts.parts.templates import render
from exports.embed import board, page, pictures
from exports.embed.text import Follow
from exports.pictures.catalogue import CATALOGUE
from ranking.model import Evidence
from ranking.replies.reply import Reply
from ranking.weighing.scenario import TODAY, Scenario
from web.api.problems import Problem
from web.api.question import of_version
from words.language import LANGUAGES, Language, language, preferred
from words.ranking.embedded import refused_words

# Entries of a frame beside those of a link: its theme; of the picture in it, its paper and how wide it is drawn.
OWN = ("theme", "paper", "width")
SVG, HTML = "image/svg+xml", "text/html"


class FrameState(NamedTuple):
    """What every answer hangs on beside the request: today's evidence, the replies that wait, the day."""

    evidence: Evidence
    replies: tuple[Reply, ...]
    day: date


class FrameLook(NamedTuple):
    """How a frame is drawn: its theme; of a picture, on which paper and how wide."""

    theme: str = "auto"
    dark: bool = False
    wide: bool = True


@dataclass(frozen=True)
class FrameRequest:
    """A link as a frame needs it. notices: what of it cannot be used, in sentences; follow: what of it moves on."""

    evidence: Evidence
    scenario: Scenario
    view: PageEntries
    shown: dict[str, str]
    say: Language
    follow: Follow
    notices: tuple[str, ...]


@dataclass(frozen=True)
class FrameAnswer:
    """An answer to be made: what tells it from others, its media type, and how."""

    key: tuple
    media: str
    heavy: bool
    living: bool
    make: Callable[[], bytes]


def read(name: str, query: str, code: str, base: str, state: FrameState) -> FrameAnswer:
    """Return the frame, or the picture in it, that an address asks for. Raises Problem for an unknown name or version.

    query  entries of a link and OWN; code: the reader's language, where the link fixes none; base: of the board
    """
    what, svg = name.removesuffix(".svg"), name.endswith(".svg")
    if what != page.BOARD and what not in CATALOGUE:
        names = ", ".join((page.BOARD, *CATALOGUE))
        raise Problem("not-found", f"{name[:40]}: no such frame; one of {names}", "frame", name, names)
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    look = _look([(k, v) for k, v in pairs if k in OWN])
    request = opened([(k, v) for k, v in pairs if k not in OWN], state, code)
    address = page.FrameAddress(base, f"{base}/embed/{name}?{query}")
    key = ("embed", name, request.scenario, request.view, tuple(sorted(request.shown.items())), request.say.code, look)
    key += (request.follow, request.evidence.version, request.notices, address)

    def html() -> bytes:
        content = board.frame if what == page.BOARD else pictures.frame(what)
        shown = content(request.say, request.evidence, request.scenario, request.view, request.shown, request.follow)
        return page.served(request.say, shown, what, look.theme, address, request.notices).encode()

    def drawn() -> bytes:
        return pictures.svg(
            request.say, request.evidence, request.scenario, what, request.view, look.dark, look.wide
        ).encode()

    living = request.follow.day or request.follow.data
    return FrameAnswer(key, SVG if svg else HTML, svg, living, drawn if svg else html)


def opened(pairs: list[tuple[str, str]], state: FrameState, code: str) -> FrameRequest:
    """Return a link's entries, opened on the evidence that it names. code: the reader's language."""
    entries = links.entries_of(pairs)
    link = links.opened(entries, state.evidence, state.day)
    evidence = state.evidence
    if link.version and link.version != evidence.version:
        evidence = of_version(link.version, evidence, "data")
        link = links.opened(entries, evidence, state.day)
    say = language(link.language or code)
    shown = {k: v for k, v in link.shown.items() if k in PAGES}
    follow = Follow(entries.entries.get("date", TODAY) == TODAY, not link.version)
    evidence = link.evidence
    view = replace(page_entries_of(shown, evidence), replies=state.replies)
    return FrameRequest(
        evidence, link.scenario, view, shown, say, follow, tuple(notices.sentences(say, evidence, link))
    )


def _look(pairs: list[tuple[str, str]]) -> FrameLook:
    wished = dict(pairs)
    theme = wished.get("theme", "")
    return FrameLook(
        theme if theme in page.THEMES else page.THEMES[0],
        wished.get("paper") == "dark",
        wished.get("width") != "narrow",
    )


def wished(accepted: str) -> str:
    """Return the reader's language from the browser's header: its first preference, then French."""
    first = accepted.partition(",")[0].partition(";")[0].strip()
    return preferred(first) if first else LANGUAGES[0]


def refusal(query: str, code: str, problem: Problem) -> str:
    """Return the page of a frame that cannot be shown: one sentence, and the way to the board."""
    say = language(links.language_of(links.entries_of(parse_qsl(query, errors="replace"))) or code)
    words = refused_words(say, problem.kind, problem.value)
    return render("embed/refused.html.j2", lang=say.code, w=words, style=page.style_link(), base="..")
