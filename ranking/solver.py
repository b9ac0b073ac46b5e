"""The solvers of linear and integer programmes (HiGHS through scipy), kept from printing.

HiGHS writes stray lines to the process's standard output (HiGHS.jl issue 312), where a command's answer stands and a
server's log: while it runs, file descriptor 1 leads nowhere.
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from threading import Lock
from typing import Any

from scipy import optimize

_lock, _running, _kept = Lock(), 0, -1


@contextmanager
def silenced() -> Iterator[None]:
    """Silence file descriptor 1; of threads that overlap, the first turns it away and the last brings it back."""
    global _running, _kept
    with _lock:
        if not _running:
            _kept = _turned_away()
        _running += 1
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            if not _running and _kept >= 0:
                _flush_of_c()
                os.dup2(_kept, 1)
                os.close(_kept)


def _turned_away() -> int:
    """Return a copy of file descriptor 1, which now leads nowhere; -1 where there is none."""
    try:
        copy = os.dup(1)
    except OSError:
        return -1
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return copy


def _flush_of_c() -> None:
    """Flush C's stdout buffer while standard output still points to where it was redirected."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).fflush(None)


def _quiet(solve: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(solve)
    def quietly(*args: Any, **options: Any) -> Any:
        with silenced():
            return solve(*args, **options)

    return quietly


linprog, milp = _quiet(optimize.linprog), _quiet(optimize.milp)
