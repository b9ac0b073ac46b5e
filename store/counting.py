"""Where tries are counted: in this process, or for all servers together in a Redis or Valkey that BOARD_LIMITS names.

One that does not answer is left alone for a while and each process counts for itself meanwhile: nobody is refused, and
nobody waits, because the place where tries are counted is gone.
"""

import logging
import os
import time
from collections.abc import Callable
from typing import Any

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import RateLimiter

SETTING = "BOARD_LIMITS"
# Seconds: for an answer, and for which one that gave none is left alone.
ANSWER, ALONE = 0.5, 15.0
# What the names of all counters begin with there.
PREFIX = "board"
_LOG = logging.getLogger("board.limits")


class Counting:
    """A strategy of the library `limits`, shared where it can be."""

    def __init__(self, strategy: Callable[..., RateLimiter]) -> None:
        self._here, self._there, self._after = strategy(MemoryStorage()), None, 0.0
        if address := os.environ.get(SETTING):
            patience = {"socket_timeout": ANSWER, "socket_connect_timeout": ANSWER}
            self._there = strategy(storage_from_string(address, key_prefix=PREFIX, wrap_exceptions=True, **patience))

    def hit(self, rule: RateLimitItem, *names: str) -> bool:
        """Count one; return whether it was allowed."""
        return self._asked("hit", rule, *names)

    def test(self, rule: RateLimitItem, *names: str) -> bool:
        """Return whether one more would be allowed; count nothing."""
        return self._asked("test", rule, *names)

    def get_window_stats(self, rule: RateLimitItem, *names: str) -> Any:
        """Return how many are left, and until when."""
        return self._asked("get_window_stats", rule, *names)

    def _asked(self, what: str, rule: RateLimitItem, *names: str) -> Any:
        if self._there is not None and time.monotonic() >= self._after:
            try:
                return getattr(self._there, what)(rule, *names)
            except StorageError as error:
                self._after = time.monotonic() + ALONE
                cause = type(error.storage_error).__name__
                _LOG.error("limits-unshared: %s; counted in this process for now", cause, extra={"code": "limits"})
        return getattr(self._here, what)(rule, *names)
