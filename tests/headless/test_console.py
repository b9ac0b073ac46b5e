"""The command line on any console: machine formats in UTF-8, tables as it can show them, whole or not at all."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from headless import main
from headless.main import app
from headless.output import write_answer
from tests.places import ROOT
from tests.ranking.facts.board_files import write_board

NAME = "Bêta — № 1 ✓"
MATRIX = {
    "alternatives": ["Alpha", NAME],
    "criteria": ["coût", "délai"],
    "worst": [100, 30],
    "best": [0, 0],
    "matrix": [[40, 10], [55, 5]],
    "weights": [60, 40],
}


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return write_board(tmp_path_factory.mktemp("board"))


@pytest.fixture
def console(board, monkeypatch, tmp_path):
    """The program on a console of an encoding that takes nothing else: (exit code, bytes written)."""
    file = tmp_path / "matrix.json"
    file.write_text(json.dumps(MATRIX, ensure_ascii=False), "utf-8")

    def run(encoding: str, *words: str) -> tuple[int, bytes]:
        written = io.BytesIO()
        monkeypatch.setenv("BOARD_DATA", str(board))
        monkeypatch.setattr(sys, "argv", ["ranking", *(str(file) if w == "FILE" else w for w in words)])
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, errors="strict"))
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, written.getvalue()

    return run


@pytest.fixture
def shell(board):
    """The program in a process of its own, its output going where `stdout` says."""

    def run(*words: str, **streams) -> subprocess.CompletedProcess:
        env = {**os.environ, "BOARD_DATA": str(board), "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        call = [sys.executable, "-m", "ranking", *words]
        return subprocess.run(call, cwd=ROOT, env=env, stderr=subprocess.PIPE, **streams)

    return run


@pytest.mark.parametrize("encoding", ["ascii", "cp850", "utf-16"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_machine_formats_are_utf_8_whatever_the_console(console, encoding, form):
    code, written = console(encoding, "solve", "FILE", "--samples", "200", "--format", form)
    assert code == 0 and NAME in written.decode("utf-8")
    assert form != "json" or json.loads(written)["weights"] == pytest.approx({"coût": 0.6, "délai": 0.4})


@pytest.mark.parametrize("encoding, shown", [("ascii", "B?ta ? ? 1 ?"), ("cp1252", "Bêta — ? 1 ?"), ("utf-8", NAME)])
def test_a_table_replaces_what_the_console_cannot_show(console, encoding, shown):
    code, written = console(encoding, "solve", "FILE", "--samples", "200")
    assert code == 0 and shown in written.decode(encoding)


def helps(command: click.Command, name: str) -> Iterator[tuple[str, str]]:
    """Every command's name and help, those inside it too."""
    context = click.Context(command, info_name=name)
    yield name, command.get_help(context)
    for inside in command.list_commands(context) if isinstance(command, click.Group) else ():
        yield from helps(command.get_command(context, inside), f"{name} {inside}")


def test_every_help_is_in_letters_that_every_console_shows():
    found = dict(helps(app, "ranking"))
    assert len(found) > 40 and "ranking tender seal" in found
    assert not [name for name, text in found.items() if not text.isascii()]


@pytest.mark.parametrize("words", [("--help",), ("rank", "--help"), ("facts", "local"), ("validate",), ("history",)])
def test_every_command_runs_on_a_console_that_knows_ascii_only(console, words):
    code, written = console("ascii", *words)
    assert code == 0 and written


def test_an_answer_that_fails_on_its_way_has_written_nothing(console, monkeypatch):
    monkeypatch.setattr("exports.answers.robustness.FEW", "not a number")
    with pytest.raises(TypeError):
        console("utf-8", "solve", "FILE")
    assert console("utf-8", "solve", "nowhere.json") == (2, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_said_in_one_line(shell):
    with open("/dev/full", "wb") as full:
        done = shell("rank", "--as-of", "2026-06-01", stdout=full)
    assert done.returncode == 2 and done.stderr.startswith(b"error: standard output cannot be written")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_has_gone_away_is_no_fault(shell):
    reader, writer = os.pipe()
    os.close(reader)
    done = shell("rank", "--as-of", "2026-06-01", "--format", "json", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_message_cannot_command_the_terminal(shell):
    done = shell("rank", "--profile", "\x1b[2J\x07", stdout=subprocess.PIPE)
    assert done.returncode == 2 and b"\x1b" not in done.stderr and b"\x07" not in done.stderr


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_no_number_has_a_sign_before_nothing(capsys, form):
    write_answer([{"x": -0.0, "y": -1.5}], form, {"deep": [{"x": -0.0}], "y": -1.5})
    out = capsys.readouterr().out
    assert "-0.0" not in out and "0.0" in out and "-1.5" in out
