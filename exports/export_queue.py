"""Limit concurrent exports: a few at once, a bounded queue, a bounded wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from exports.refusal import Refusal

AT_ONCE, WAITING, SECONDS = 2, 24, 60


class Busy(Refusal):
    """Too many files are being made."""


class Gate:
    """Limit of concurrent exports: `at_once` run, `waiting` more queue, each for at most `seconds`."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS):
        self._inside, self._crowd = BoundedSemaphore(at_once), BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold one export slot, after waiting for it. Raises Busy where the queue is full or the wait too long."""
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
