"""Hypothesis draws the same examples on every run; the store of the tests is a file of their own.

A failure is a fact about the code, not about the day.
"""

import os
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

# One browser and one board for all modules of a worker.
from tests.browsing import FAILED, board, board_store, browser, visit  # noqa: F401  (fixtures)
from tests.headless.command import ask, small_board  # noqa: F401  (fixtures)
from tests.places import EVIDENCE, ROOT

# Streamlit's tester reads what all installed packages say of themselves at every opening of a page: once is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

settings.register_profile("board", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("board")

os.environ.pop("BOARD_DATA", None)
os.environ["BOARD_STORE"] = str(Path(tempfile.mkdtemp(prefix="board-tests-")) / "board.sqlite")
os.environ.pop("DATABASE_URL", None)


@pytest.fixture(scope="session")
def evidence():
    """The real evidence, the same object for every test."""
    return EVIDENCE


# Two workers take files from a queue: journeys, which need one board and one browser, then what takes long, so that
# both end together. A file is not divided, since its tests share what was computed for the first of them.
LONG = ("browser", "exports", "pages", "web", "headless", "words", "house", "store", "ranking")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list) -> None:
    """Put what shares a server or a file on one worker, the long first.

    A journey in the browser that failed is walked once more; the summary counts and names it.
    """
    for item in items:
        journey = item.get_closest_marker("browser")
        if journey:
            item.add_marker(pytest.mark.flaky(reruns=1))
        item.add_marker(pytest.mark.xdist_group("browser" if journey else item.path.stem))
    items.sort(key=lambda item: _turn(item.path))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Return the parameter's name for whole files and long texts: the bytes of a workbook hold the second it was made.

    Two workers that collected a second apart would otherwise hold different tests, and none would run.
    """
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 80) else None


def _turn(path: Path) -> int:
    """Return the place in the queue of a test file's folder."""
    room = path.relative_to(ROOT / "tests").parts[0]
    return LONG.index(room) if room in LONG else len(LONG)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Note that a test failed, for what its fixtures then say of it."""
    report = (yield).get_result()
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed


def pytest_terminal_summary(terminalreporter) -> None:
    """Say at the end what was tried twice, what did not run, and why: a green line alone hides it."""
    again = sorted({report.nodeid for report in terminalreporter.stats.get("rerun", [])})
    if again:
        terminalreporter.section("what was walked twice")
        for name in again:
            terminalreporter.write_line(name)
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in skipped if isinstance(report.longrepr, tuple)
    )
    if reasons:
        terminalreporter.section("what did not run")
        for reason, n in sorted(reasons.items()):
            terminalreporter.write_line(f"{n} test{'s' if n > 1 else ''}: {reason}")
