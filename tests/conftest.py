"""Hypothesis draws the same examples on every run; the store of the tests is a file of their own.

A failure is a fact about the code, not about the day.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

settings.register_profile("board", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("board")

os.environ["BOARD_STORE"] = str(Path(tempfile.mkdtemp(prefix="board-tests-")) / "board.sqlite")
os.environ.pop("DATABASE_URL", None)
