"""A frame as a page of HTML: served beside the board, for articles, or one file with everything inside it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from address.page_entries import PageEntries
from charts.parts.templates import render
from exports.embed import board, scripts
from exports.embed.text import Follow
from exports.export_queue import export_queue
from exports.svg.fonts import faces
from ranking.model import Evidence
from ranking.weighing.scenario import Scenario
from words.language import Language, language
from words.ranking.embedded import proof_words, shown_words

THEMES = ("auto", "light", "dark")
BOARD = "board"


@dataclass(frozen=True)
class FrameAddress:
    """Where a frame is served: the absolute address of the board, for what leaves the frame's own server.

    own  the frame's own address
    """

    base: str
    own: str


def served(
    say: Language,
    shown: Mapping[str, object],
    what: str,
    theme: str,
    frame: FrameAddress,
    notices: tuple[str, ...] = (),
) -> str:
    """Return the page of a frame whose script and style are files beside it. shown: of `board.frame` or a picture."""
    query = str(shown["query"])
    return render(
        f"embed/{template(what)}.html.j2",
        f=shown,
        w=shown_words(say),
        lang=say.code,
        theme=theme,
        file=False,
        what=what,
        short=what == BOARD,
        base="..",
        notices=notices,
        canonical=f"{frame.base}/{shown['page']}?{query}",
        oembed=f"{frame.base}/embed/oembed?url={quote(frame.own, safe='')}",
        style=style_link(),
        script=f"static/{scripts.name_of(scripts.script())}/board.js",
        proof=proof_words(say, str(shown.get("digest", ""))),
    )


def file(
    evidence: Evidence,
    scenario: Scenario,
    lang: str = "fr",
    base: str = "",
    view: PageEntries | None = None,
    shown: Mapping[str, str] | None = None,
    theme: str = "auto",
) -> bytes:
    """Return the live board as one page of HTML that works from a disk, and says whether its data are whole.

    The same question gives the same bytes. Raises BoardError as `picture` does.
    """
    say = language(lang)
    with export_queue.turn("frame"):
        shown_board = board.frame(say, evidence, scenario, view or PageEntries(), shown or {}, Follow())
    script = scripts.file_script()
    proof = proof_words(say, str(shown_board["digest"]))
    page = render(
        "embed/board.html.j2",
        f=shown_board,
        w=shown_words(say),
        proof=proof,
        lang=say.code,
        theme=theme,
        file=True,
        what=BOARD,
        short=False,
        base=base.rstrip("/"),
        notices=(),
        letters=faces(scripts.LETTERS),
        style=scripts.style(),
        script=script,
        policy=policy(script),
        stamp=say("File of the data {version}, on {day}.", version=evidence.version, day=say.day(scenario.as_of)),
    )
    return page.encode()


def style_link() -> str:
    """Return the address of the style of a served frame, from the frame."""
    return f"static/{scripts.name_of(scripts.served_style())}/board.css"


def policy(script: str) -> str:
    """Return the content security policy of a file: its own script by its digest, nothing fetched."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def template(what: str) -> str:
    """Return the name of the Jinja template for what a frame shows: the live board, or a picture."""
    return "board" if what == BOARD else "picture"
