"""The commands, and the one place where an error becomes one line and exit code 2."""

import logging
import sys

import click

from headless import agree, board, csf, data, export, record, robustness, solve, tradeoff
from headless.output import OutputError, collected, deliver, warn
from headless.tender import commands as tender
from headless.upkeep import admin, prices, replies, sources, versions
from headless.workload import cost, leave
from ranking.errors import BoardError, DataError
from settings.settings import SettingsError

REFUSED, STOPPED = 2, 130
LONGEST = 800


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def app() -> None:
    """Rank cloud offers on dated, sourced facts. Bad input: one line, exit code 2."""


for command in (
    board.rank,
    board.explain,
    data.facts,
    data.validate,
    csf.csf,
    cost.cost,
    leave.leave,
    tradeoff.tradeoff,
    tradeoff.history,
    tradeoff.ready,
    robustness.robustness,
    solve.solve,
    export.export,
    versions.diff,
    versions.snapshot,
    agree.agree,
    record.record,
    replies.replies,
    tender.tender,
    sources.sources,
    prices.prices,
    admin.admin,
):
    app.add_command(command)


def main() -> None:
    """Run the command line; exit 0, or 2 after one line (several for a list of data problems)."""
    # What a server logs, a command says itself.
    logging.getLogger("board").addHandler(logging.NullHandler())
    with collected() as answer:
        code = _answer()
        said = answer.getvalue()
    try:
        # A refusal writes nothing on standard output, however far the command had come.
        deliver(b"" if code in (REFUSED, STOPPED) else said)
    except OutputError as error:
        code = _refuse(str(error))
    sys.exit(code)


def _answer() -> int:
    """Return the exit code of the command that was asked for."""
    try:
        return app(prog_name="python -m ranking", standalone_mode=False) or 0
    except (click.ClickException, BoardError) as error:
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
        return _refuse(text if isinstance(error, DataError | SettingsError) else _one_line(text))
    except MemoryError:
        return _refuse("this needs more memory than there is; fewer samples, workers or alternatives")
    except click.Abort:
        return STOPPED


def _one_line(text: str) -> str:
    """Return the text on one line; where somebody's input makes it very long, without its middle."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 200]} … {line[-200:]}"


def _refuse(text: str) -> int:
    warn(f"error: {text}")
    return REFUSED
