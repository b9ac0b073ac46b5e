"""A running board and a real browser for tests/browser: fixtures, and what a visitor does."""

import atexit
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests import chromium
from tests.servers import BOOT, EDITOR_KEY, served
from ui.session.routes import ENTRIES, PAGES
from words.language import language

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Letters are then as wide without windows as with them.
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLED = ".colophon"
NARROW = 950  # pixels below which a page is drawn otherwise (TIGHT in ui/session/senses/visitor.js)
PATIENCE = 30  # seconds that a loaded machine has for what must come
expect.set_options(timeout=1000 * PATIENCE)
# When the page last spoke to the server and last heard from it.
TALK = """(() => {
  const talk = window.talk = { asked: 0, heard: 0 }, send = WebSocket.prototype.send, known = new WeakSet();
  WebSocket.prototype.send = function (data) {
    if (!known.has(this)) this.addEventListener("message", () => { talk.heard = performance.now(); });
    known.add(this);
    talk.asked = performance.now();
    return send.call(this, data);
  };
})()"""
# The script ran to its end and its page has taken the first paint's place, whatever was asked has been answered, and
# nobody has spoken since for a moment.
IDLE = """() => document.documentElement.dataset.first === undefined
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-stale="true"]')
  && (!window.talk || (talk.heard > talk.asked && performance.now() - talk.heard > 150))"""
FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
SHOWS = """() => {
  const main = document.querySelector('[data-testid="stMain"]') ?? document.body;
  const state = [document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState, window.talk];
  return JSON.stringify(state) + "\\n" + main.innerText.replace(/\\s*\\n\\s*/g, " · ").slice(0, 2500);
}"""
FAILED = pytest.StashKey[bool]()
# Sliders speak to the server only when no key has come for up to 300 ms; the page's own clock keeps that order.
REST = "() => new Promise(done => setTimeout(done, 350))"


@pytest.fixture(scope="session")
def board_store(tmp_path_factory) -> Path:
    """The file in which the running board keeps meetings, records and replies."""
    return tmp_path_factory.mktemp("board") / "board.sqlite"


@pytest.fixture(scope="session")
def board(board_store):
    """Address of a running board, with a store and an editors' key."""
    with served(board_store.parent, BOARD_EDITOR_KEY=EDITOR_KEY) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; the test is skipped, with the reason, where there is none."""
    path = chromium.shell() or chromium.find()
    if path is None:
        pytest.skip(chromium.MISSING)
    return _running(path)


@cache
def _running(path: str):
    """One Chromium for the whole run: each module that imports the fixture has its own, Playwright starts only once."""
    from playwright.sync_api import sync_playwright

    driver = sync_playwright().start()
    atexit.register(driver.stop)
    return driver.chromium.launch(executable_path=path, args=FLAGS)


def visitor(browser, **more):
    """A context for one visitor, whose pages note when they speak to the server; `more` as Playwright has it."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"} | more)
    context.set_default_timeout(1000 * BOOT)
    context.add_init_script(TALK)
    return context


def arrive(page, address: str):
    """The page at this address, drawn to its end."""
    page.goto(address)
    page.wait_for_selector(SETTLED, state="attached")
    settle(page)
    return page


def measured(page) -> None:
    """Wait until a page that was drawn for a desk has told how wide its window is, and is drawn for that."""
    page.wait_for_function("() => document.documentElement.dataset.senses")
    page.evaluate(FRAME)
    settle(page)


def again(page) -> None:
    """Load the page anew, and wait until it is drawn to its end: until then the first paint stands in its place."""
    page.reload()
    page.wait_for_selector(SETTLED, state="attached")
    settle(page)


@pytest.fixture
def visit(request, browser, board):
    """visit("/evidence?lang=fr", width=390) -> a page of a fresh visitor, drawn to its end."""
    contexts = []

    def go(
        path: str = "/",
        width: int = 1440,
        height: int = 900,
        locale: str = "en-GB",
        scheme: str = "light",
        host: str = "",
        **more,
    ):
        size = {"width": width, "height": height}
        contexts.append(visitor(browser, viewport=size, locale=locale, color_scheme=scheme, **more))
        page = arrive(contexts[-1].new_page(), (host or board) + path)
        if width < NARROW and more.get("java_script_enabled", True):
            measured(page)
        return page

    yield go
    if request.node.stash.get(FAILED, False):
        for context in contexts:
            for page in context.pages:
                print(_seen(page))
    for context in contexts:
        context.close()


def _seen(page) -> str:
    """Return what a page shows: beside a failure it says more than the line that waited in vain."""
    try:
        return f"{page.url}\n  " + page.evaluate(SHOWS).replace("\n", "\n  ")
    except PlaywrightError as error:
        return f"{page.url}: {error}"


def turn_to(page, name: str) -> None:
    """Go to the page of this title by the navigation: its entry first, where its own link is not there yet."""
    say = language("en")
    entry, titles = next(
        (entry(say), found) for entry, pages in ENTRIES if name in (found := [PAGES[p](say) for p in pages])
    )
    strip = page.locator(".st-key-pages").get_by_role("link", name=name, exact=True)
    if not strip.count():
        page.locator(".st-key-sections").get_by_role("link", name=entry, exact=True).click(delay=80)
    if name != titles[0] or strip.count():
        strip.click(delay=80)
    page.wait_for_function("name => document.title.startsWith(name)", arg=name)
    settle(page)


def settle(page) -> None:
    """Wait until the script has run to its end and nothing more arrives. What a test claims is still waited for."""
    page.wait_for_function(IDLE)


def typed(page, label: str, text: str) -> None:
    """Type into a field and leave it, as one does before looking for the button; the page then knows the text."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Tab")
    settle(page)


def becomes(read: Callable, wanted: object) -> None:
    """Assert that what is read becomes `wanted`: a value, or a function that says whether it is that."""
    fits = wanted if callable(wanted) else lambda found: found == wanted
    end = time.monotonic() + PATIENCE
    while not fits(found := _read(read)) and time.monotonic() < end:
        time.sleep(0.05)
    assert fits(found), f"{found!r} is not {'what was waited for' if callable(wanted) else repr(wanted)}"


def _read(read: Callable) -> object:
    """Return what is read, again where the page was just leading elsewhere."""
    for _ in range(5):
        try:
            return read()
        except PlaywrightError as error:
            if "Execution context was destroyed" not in str(error):
                raise
    return read()


def query(page) -> dict[str, str]:
    """Entries of the page's address, asked of the page itself."""
    return {k: v[0] for k, v in parse_qs(urlsplit(page.evaluate("() => location.href")).query).items()}


# While a hand holds a weight, rows stand where their transforms say and keep their places in the document.
SEEN = """() => [...document.querySelectorAll('table.board tbody.ranked tr')].filter((row) => row.checkVisibility())
  .map((row) => [row.offsetTop + new DOMMatrix(row.style.transform).m42, row.querySelector('th[scope=row]')?.innerText])
  .filter((row) => row[1]).sort((a, b) => a[0] - b[0]).map((row) => row[1])"""


def names(page) -> list[str]:
    """Ranked offers from the top, as they are seen on the board; waits for a first one."""
    page.locator("table.board:visible tbody.ranked th[scope=row]").first.wait_for()
    return [re.split(r"[\n]", text.lstrip("●◆▲ \n"))[0].strip() for text in page.evaluate(SEEN)]


def scroll_width(page) -> int:
    """How wide the page is, with what would have to be scrolled to."""
    return max(page.evaluate("[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth)"))


def faults(page):
    """What Streamlit says where a script failed."""
    return page.locator('[data-testid="stException"]')


def onto_a_phone(page) -> None:
    """Make the window a telephone's; the page tells the server, which answers."""
    asked = page.evaluate("() => talk.asked")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("asked => talk.asked > asked", arg=asked)
    settle(page)


def slider(page, label: str):
    """The native range input with this label."""
    return page.locator(f'input[type=range][aria-label="{label}"]')


def press(page, label: str, key: str, times: int = 1) -> None:
    """Press a key on the slider with this label, one press at a time; wait for the answer."""
    slider(page, label).focus()
    for _ in range(times):
        page.keyboard.press(key)
    page.evaluate(REST)
    settle(page)
