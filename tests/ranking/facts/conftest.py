"""A board written for one test, in a folder of its own."""

from pathlib import Path

import pytest

from tests.ranking.facts.board_files import write_board


@pytest.fixture
def board(tmp_path: Path) -> Path:
    return write_board(tmp_path)
