"""The command line asked in this process, on the small board."""

import sys

import pytest

from headless import main
from tests.ranking.facts.board_files import write_board


@pytest.fixture(scope="module")
def small_board(tmp_path_factory):
    """Return the folder of the small board's files."""
    return write_board(tmp_path_factory.mktemp("board"))


@pytest.fixture
def ask(small_board, monkeypatch, capfd):
    """Return the program as a function of its words: (exit code, standard output, standard error)."""

    def run(*words) -> tuple[int, str, str]:
        monkeypatch.setenv("BOARD_DATA", str(small_board))
        monkeypatch.setattr(sys, "argv", ["ranking", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, *capfd.readouterr()

    return run
