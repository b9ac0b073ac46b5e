"""A narrow door: few files are made at once, few callers wait, none waits for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from exports.refusal import Refusal

AT_ONCE, WAITING, SECONDS = 2, 24, 60


class Busy(Refusal):
    """Too many files are being made."""


class Gate:
    """At most `at_once` inside, at most `waiting` more before the door, each for at most `seconds`."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS):
        self._inside, self._crowd = BoundedSemaphore(at_once), BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, hold it. Raises Busy where too many wait already, or the wait was too long."""
        if not self._crowd.acquire(blocking=False):
            raise Busy("crowd", "too many files are being made; try again in a minute")
        try:
            if not self._inside.acquire(timeout=self._seconds):
                raise Busy("late", f"no turn within {self._seconds:g} seconds; try again in a minute")
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._crowd.release()


gate = Gate()
