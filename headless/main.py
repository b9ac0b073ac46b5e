"""The commands, and the one place where an error becomes one line and exit code 2."""

import os
import sys

import click

from headless import board, data, export, record, robustness, tradeoff
from ranking.errors import BoardError, DataError


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def app() -> None:
    """Rank cloud offers on dated, sourced facts. Bad input: one line, exit code 2."""


for command in (board.rank, board.explain, data.facts, data.validate,
                tradeoff.tradeoff, tradeoff.history, tradeoff.ready, robustness.robustness, robustness.solve,
                export.export, export.snapshot, record.record):
    app.add_command(command)


def main() -> None:
    """Run the command line; exit 0, or 2 after one line (several for a list of data problems)."""
    try:
        sys.exit(app(prog_name="python -m ranking", standalone_mode=False) or 0)
    except (click.ClickException, BoardError) as error:
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
        sys.exit(_refuse(text if isinstance(error, DataError) else " ".join(text.split())))
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _refuse(text: str) -> int:
    print(f"error: {text}", file=sys.stderr)
    return 2
