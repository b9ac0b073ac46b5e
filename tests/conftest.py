"""Hypothesis draws the same examples on every run; the store of the tests is a file of their own.

A failure is a fact about the code, not about the day.
"""

import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# One browser and one board for all modules of a worker.
from tests.browsing import board, browser, visit  # noqa: F401  (fixtures)
from tests.headless.command import ask, small_board  # noqa: F401  (fixtures)

settings.register_profile("board", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("board")

os.environ["BOARD_STORE"] = str(Path(tempfile.mkdtemp(prefix="board-tests-")) / "board.sqlite")
os.environ.pop("DATABASE_URL", None)


def pytest_collection_modifyitems(items: list) -> None:
    """Walk a journey in the browser once more where it failed; the summary counts and names it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


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
