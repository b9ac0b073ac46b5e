"""Failures of the store, told apart for its keeper: a code for each kind, one line in the log, a number to watch.

Visitors read one sentence; what failed, without names, weights or keys, stands in the log under one of CODES.
"""

import logging
import sqlite3
import time
from collections import Counter
from threading import Lock

from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoConnection

_LOG = logging.getLogger("board.store")
CODES = {
    "store-unreachable": "it does not answer, or its file cannot be opened",
    "store-slow": "it did not answer in time",
    "store-locked": "another process holds it",
    "store-full": "its disk is full",
    "store-read-only": "it takes no writes",
    "store-newer": "a newer version of the board has brought it to a schema that this one does not know",
    "store-driver": "the driver for its kind of database is not installed",
    "store-address": "DATABASE_URL is no address of a database",
    "store-error": "anything else",
}
# Signs in SQLite's messages; PostgreSQL's states (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_SQLITE = {
    "locked": "store-locked",
    "disk is full": "store-full",
    "readonly": "store-read-only",
    "unable to open": "store-unreachable",
    "disk i/o": "store-unreachable",
}
_STATES = {"53100": "store-full", "25006": "store-read-only", "57014": "store-slow", "55P03": "store-locked"}
# Seconds in which the same failure is not written again: three hundred screens may ask once a second.
QUIET = 10.0
# Seconds for which a write that the store refused is told of, unless it has taken one since.
TOLD = 60.0
counted: Counter[str] = Counter()
_last: dict[str, tuple[float, int]] = {}
_refused: dict[str, tuple[float, str]] = {}
_lock = Lock()


def code_of(error: BaseException) -> str:
    """Return the code of what a database, its driver or the way to it raised."""
    cause = getattr(error, "orig", None) or error
    if own := getattr(cause, "board_code", ""):
        return own
    if isinstance(cause, NoSuchModuleError | ImportError):
        return "store-driver"
    if isinstance(cause, ArgumentError):
        return "store-address"
    if state := getattr(cause, "sqlstate", None):
        return _STATES.get(state, "store-unreachable" if state[:2] in ("08", "57") else "store-error")
    if isinstance(cause, sqlite3.Error):
        message = str(cause).lower()
        return next((code for sign, code in _SQLITE.items() if sign in message), "store-error")
    if isinstance(cause, NoConnection):
        return "store-slow"
    return "store-unreachable" if isinstance(cause, OSError) or _of_connection(cause) else "store-error"


def _of_connection(cause: BaseException) -> bool:
    """Return whether a driver without a state speaks of its connection, as psycopg does before there is one."""
    return type(cause).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError")


def reason(error: BaseException) -> str:
    """Return the first line of what was said, without the statement and what was in it."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def wrote(store: str, error: BaseException | None = None) -> None:
    """Remember what became of a write to a store: it was taken, or failed for a reason of the store's own."""
    code = code_of(error) if error else ""
    if not code:
        _refused.pop(store, None)
    elif code != "store-error":  # two who write the same at once are no fault of the disk
        _refused[store] = time.monotonic(), code


def refusing(store: str) -> str:
    """Return why a store refuses writes, "" where its last was taken or is long ago: who only reads sees nothing."""
    then, code = _refused.get(store, (-TOLD, ""))
    return code if time.monotonic() - then < TOLD else ""


def note(error: BaseException, code: str = "") -> str:
    """Count a failure and write it into the log, at most once in QUIET seconds for each kind; return its code."""
    code = code or code_of(error)
    with _lock:
        counted[code] += 1
        then, more = _last.get(code, (-QUIET, 0))
        quiet = time.monotonic() - then < QUIET
        _last[code] = (then, more + 1) if quiet else (time.monotonic(), 0)
    if not quiet:
        since = f"; {more} more like it since the last line" if more else ""
        _LOG.error("%s: %s%s", code, reason(error), since, extra={"code": code})
    return code
