"""The commands, and the one place where an error becomes one line and exit code 2."""

import logging
import sys
from importlib import import_module

import click

from headless.output import OutputError, collected, deliver, warn
from ranking.errors import BoardError, DataError
from settings.settings import SettingsError

REFUSED, STOPPED = 2, 130
LONGEST = 800


# Where each command is, and what it is called there: only the one that is asked for is read, statistics take a second.
PLACES = {
    "rank": "board",
    "explain": "board",
    "facts": "data",
    "validate": "data",
    "csf": "csf",
    "cost": "workload.cost",
    "leave": "workload.leave",
    "tradeoff": "tradeoff",
    "history": "tradeoff",
    "ready": "tradeoff",
    "robustness": "robustness",
    "solve": "solve",
    "export": "export",
    "diff": "upkeep.versions",
    "snapshot": "upkeep.versions",
    "agree": "agree",
    "record": "record",
    "replies": "upkeep.replies",
    "tender": "tender.commands",
    "sources": "upkeep.sources",
    "prices": "upkeep.prices",
    "admin": "upkeep.admin",
}


class Lazily(click.Group):
    """A group that reads a command's file when the command is asked for, or its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the alphabet."""
        return sorted(PLACES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of a name, None where there is none."""
        return getattr(import_module(f"headless.{PLACES[name]}"), name) if name in PLACES else None


@click.group(
    cls=Lazily,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
def app() -> None:
    """Rank cloud offers on dated, sourced facts. Bad input: one line, exit code 2."""


def main() -> None:
    """Run the command line; exit 0, or 2 after one line (several for a list of data problems)."""
    # What a server logs, a command says itself.
    logging.getLogger("board").addHandler(logging.NullHandler())
    with collected() as answer:
        code = _answer()
        output = answer.getvalue()
    try:
        # A refusal writes nothing on standard output, however far the command had come.
        deliver(b"" if code in (REFUSED, STOPPED) else output)
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
