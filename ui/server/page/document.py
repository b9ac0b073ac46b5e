"""Streamlit's empty page, made ours before anything is drawn: language, name, papers, style, what is needed first."""

import re
from functools import cache
from html import escape
from pathlib import Path

from streamlit.file_util import get_static_dir

from ui.frame.frame import STYLE
from web.first_paint.paint import Paint
from words.language import language

SCRIPTS = Path(get_static_dir()) / "static" / "js"
# Parts of Streamlit that every page draws first; it would ask for them only once the first run has reached it.
FIRST_DRAWN = ("Html", "PageLink", "Button", "ButtonGroup", "BidiComponent", "DateInput", "Selectbox")
IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
# Must watch before Streamlit draws: what a browser translates earlier would keep its old words.
FIRST_SCRIPT = '<script src="./app/static/follow_translation.js"></script>'
LETTERS = ("UrgenceSans-Regular", "UrgenceSerif-Bold")
# As .streamlit/config.toml names them, for what is read before Streamlit declares them.
FACES = (
    ("UrgenceSans-Regular", "Urgence Sans", 400),
    ("UrgenceSans-Bold", "Urgence Sans", 700),
    ("UrgenceSerif-Bold", "Urgence Serif", 700),
)
THEIR_LETTERS = re.compile(rb'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^>]*>')
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
# Nothing is shown in the place it will not keep: the masthead first, whole; after eight seconds whatever is there.
PAPER = """<meta name="color-scheme" content="light dark"><style>html { background: light-dark(#FFFFFF, #14161A); }
@keyframes shown { to { visibility: visible; } }
:has(> .stMain):is(:not(:has(.brand, .st-key-brand)), :has(.st-key-masthead [data-testid="stSkeleton"])) {
  visibility: hidden; animation: shown 0s 8s forwards; }
</style>"""


# Streamlit's style sheet and script come behind the first paint (first.js): they do not hold that back.
THEIR_SCRIPT = re.compile(rb'<script type="module" crossorigin src="([^"]+)"></script>')
THEIR_STYLE = re.compile(rb'<link rel="stylesheet"[^>]*>')
# Behind the first paint their scripts only travel: a module that is preloaded is also compiled, which holds that back.
SOON = '<link rel="modulepreload" crossorigin'
LATER = '<link rel="preload" as="script" fetchpriority="low" crossorigin'
SWAP = f"<script>{(Path(__file__).parent / 'first.js').read_text('utf-8')}</script>"


def ours(page: bytes, code: str, paint: Paint | None = None) -> bytes:
    """Return the page in the visitor's language `code`, with what it needs to be drawn once and in place.

    paint  what the page says before Streamlit; None where only Streamlit says it
    """
    say = language(code)
    page = page.replace(b'<html lang="en"', f'<html lang="{code}"'.encode(), 1)
    title = f"<title>{say('Urgency or sovereignty')}</title>"
    page = page.replace(b"<title>Streamlit</title>", (paint.head if paint else title).encode(), 1)
    without = "" if paint else f"<noscript><p>{say('This board needs JavaScript to draw its pages.')}</p></noscript>"
    page = THEIR_LETTERS.sub(b"", NOSCRIPT.sub(lambda _: without.encode(), page, count=1), count=1)
    if paint:
        styles = b"".join(THEIR_STYLE.findall(page))
        page = THEIR_STYLE.sub(b"", page).replace(b"</body>", styles + b"</body>", 1)
        then = THEIR_SCRIPT.search(page)
        page = THEIR_SCRIPT.sub(LATER.encode() + rb' href="\1">', page).replace(SOON.encode(), LATER.encode())
        body = paint.body.replace('id="first"', f'id="first" data-then="{then[1].decode()}"', 1)
        page = page.replace(b"<body>", f"<body>{SWAP}{body}".encode(), 1)
    missing = say(
        "This page has no live connection: nothing on it can be changed. Reload it; if that does not help, the "
        "server's keeper has to let websockets through to /_stcore/stream, with the Host that the browser asked for."
    )
    watch = f'<script defer src="./app/static/say_unconnected.js" data-said="{escape(missing)}"></script>'.encode()
    # Behind the first paint Streamlit starts late enough for ours to come without being waited for.
    return page.replace(b"</head>", watch + _head(bool(paint)) + b"</head>", 1)


@cache
def _head(behind: bool) -> bytes:
    """What stands in the head of a page; behind: whether Streamlit comes behind a first paint."""
    letters = "".join(
        f'<link rel="preload" href="./app/static/{name}.woff2" as="font" type="font/woff2" crossorigin>'
        for name in LETTERS
    )
    scripts = "".join(f'{LATER if behind else SOON} href="./static/js/{name}">' for name in needed())
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: swap; '
        f'src: url("./app/static/{name}.woff2") format("woff2"); }}'
        for name, family, weight in FACES
    )
    first = FIRST_SCRIPT.replace("<script", "<script defer", 1) if behind else FIRST_SCRIPT
    return (first + PAPER + letters + STYLE.replace("<style>", f"<style>{faces} ", 1) + scripts).encode()


def needed() -> list[str]:
    """Return the names of the scripts behind FIRST_DRAWN and all they import, but those the page asks for itself."""
    page = (SCRIPTS.parents[1] / "index.html").read_text("utf-8")
    names: list[str] = []
    waiting = [path.name for part in FIRST_DRAWN for path in sorted(SCRIPTS.glob(f"{part}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name in names or name in page:
            continue
        names.append(name)
        waiting += IMPORTED.findall((SCRIPTS / name).read_text("utf-8"))
    return names
