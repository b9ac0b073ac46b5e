"""The commands, and the one place where an error becomes one line and exit code 2."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from headless import agree, board, data, export, record, robustness, tradeoff
from ranking.errors import BoardError, DataError


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def app() -> None:
    """Rank cloud offers on dated, sourced facts. Bad input: one line, exit code 2."""


for command in (
    board.rank,
    board.explain,
    data.facts,
    data.validate,
    tradeoff.tradeoff,
    tradeoff.history,
    tradeoff.ready,
    robustness.robustness,
    robustness.solve,
    export.export,
    export.snapshot,
    agree.agree,
    record.record,
):
    app.add_command(command)


def main() -> None:
    """Run the command line; exit 0, or 2 after one line (several for a list of data problems)."""
    with _own_output():
        sys.exit(_answer())


def _answer() -> int:
    try:
        return app(prog_name="python -m ranking", standalone_mode=False) or 0
    except (click.ClickException, BoardError) as error:
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
        return _refuse(text if isinstance(error, DataError) else " ".join(text.split()))
    except click.Abort:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


@contextmanager
def _own_output() -> Iterator[None]:
    """Keep standard output for this program alone: the solver of integer programmes prints stray lines of its own."""
    shared = sys.stdout
    try:
        number = shared.fileno()
    except (OSError, ValueError):
        yield
        return
    shared.flush()
    kept = os.dup(number)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout = os.fdopen(os.dup(number), "w", encoding=shared.encoding, errors=shared.errors)
    os.dup2(nowhere, number)
    os.close(nowhere)
    try:
        yield
    finally:
        with suppress(BrokenPipeError):
            sys.stdout.close()
        sys.stdout = shared
        _flush_of_c()
        os.dup2(kept, number)
        os.close(kept)


def _flush_of_c() -> None:
    """What C has kept back goes where it was meant to go, before standard output is what it was."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).fflush(None)


def _refuse(text: str) -> int:
    print(f"error: {text}", file=sys.stderr)
    return 2
