"""A real server and a real browser for tests/test_browser_*.py: fixtures, and what a visitor does."""

import atexit
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from functools import cache
from pathlib import Path

import pytest

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLED = ".colophon"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(port: int, log: Path, script: str = "app.py", **environment: str) -> subprocess.Popen:
    """`streamlit run` of a script on a port; returns once it answers. Fails with the log if it never does."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=log.open("w"), stderr=subprocess.STDOUT, env={**os.environ, **environment}
    )
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return server
        except OSError:
            time.sleep(0.25)
        if server.poll() is not None:
            break
    server.kill()
    pytest.fail("the board did not start:\n" + log.read_text())


@pytest.fixture(scope="session")
def board(tmp_path_factory):
    """Address of a running board."""
    port = free_port()
    server = start_server(port, tmp_path_factory.mktemp("board") / "log.txt")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; the test is skipped, with the reason, where there is none."""
    path = chromium.find()
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


@pytest.fixture
def visit(browser, board):
    """visit("/evidence?lang=fr", width=390) -> a page of a fresh visitor, drawn to its end."""
    contexts = []

    def go(
        path: str = "/",
        width: int = 1440,
        height: int = 900,
        locale: str = "en-GB",
        scheme: str = "light",
        host: str = "",
    ):
        contexts.append(
            browser.new_context(viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme)
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.goto((host or board) + path)
        page.wait_for_selector(SETTLED, state="attached")
        settle(page)
        return page

    yield go
    for context in contexts:
        context.close()


def settle(page) -> None:
    """Wait until the script has run to its end and nothing more arrives."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    page.wait_for_function("() => !document.querySelector('[data-stale=\"true\"]')")


def names(page) -> list[str]:
    """Ranked offers from the top, as the board shows them."""
    cells = page.locator("table.board:visible tbody.ranked th[scope=row]").all_inner_texts()
    return [re.split(r"[\n]", text.lstrip("●◆▲ \n"))[0].strip() for text in cells]


def slider(page, label: str):
    """The native range input with this label."""
    return page.locator(f'input[type=range][aria-label="{label}"]')


def press(page, label: str, key: str, times: int = 1) -> None:
    """Press a key on the slider with this label, one press at a time."""
    handle = slider(page, label)
    handle.focus()
    for _ in range(times):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    settle(page)
