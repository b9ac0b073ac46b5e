"""The server's log: lines as they always were, or one JSON object a line (BOARD_LOG=json); never a query string.

Every line of the board's own has a code where it tells of a refusal or a failure (docs/operate.md lists them). What a
visitor typed, weighs, or joins with stands in addresses only after the "?", which no line keeps.
"""

import logging
import os
import re
import sys

from pythonjsonlogger.json import JsonFormatter
from streamlit import logger as theirs

SETTING, FORMS = "BOARD_LOG", ("text", "json")
TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
ASKED = re.compile(r"\?[^\s\"']*")


class Unasked(logging.Filter):
    """Takes the query string off whatever an access line says: seats are never in it, weights and codes are."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: every line is kept, without what was asked."""
        if isinstance(record.args, tuple):
            record.args = tuple(ASKED.sub("", a) if isinstance(a, str) else a for a in record.args)
        return True


def formatter() -> logging.Formatter:
    """Return the form of a line, as BOARD_LOG says."""
    if os.environ.get(SETTING, "") != "json":
        return logging.Formatter(TEXT)
    return JsonFormatter(
        "{asctime}{levelname}{name}{message}",
        style="{",
        rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        json_ensure_ascii=False,
    )


def install() -> None:
    """Set the form asked for on every logger of this process, those that Streamlit makes later included."""
    own = logging.getLogger("board")
    if not own.handlers:
        own.addHandler(logging.StreamHandler(sys.stderr))
        own.setLevel(logging.INFO)
        own.propagate = False
    logging.getLogger("uvicorn.access").addFilter(Unasked())
    if os.environ.get(SETTING, "") == "json":
        _theirs()
    for handler in own.handlers:
        handler.setFormatter(formatter())


def _theirs() -> None:
    """Have the loggers of Streamlit and uvicorn write JSON too."""
    set_up = theirs.setup_formatter

    def formed(logger: logging.Logger) -> None:
        set_up(logger)
        for handler in logger.handlers:
            handler.setFormatter(formatter())

    theirs.setup_formatter = formed
    names = ("", "uvicorn", "uvicorn.access", "uvicorn.error", *theirs._loggers)
    if not logging.root.handlers:
        logging.root.addHandler(logging.StreamHandler(sys.stderr))
    for name in names:
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(formatter())
