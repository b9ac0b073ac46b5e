"""Limit concurrent exports: a few at once, a bounded queue, a bounded wait."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from exports.refusal import Refusal

AT_ONCE, WAITING, SECONDS = 2, 24, 60


class Busy(Refusal):
    """Too many files are being made."""


class ExportQueue:
    """Limit of concurrent exports: `at_once` run, `waiting` more queue, each for at most `seconds`."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS):
        self._inside, self._crowd = BoundedSemaphore(at_once), BoundedSemaphore(at_once + waiting)
        self._seconds, self._now, self._lock = seconds, Counter(), Lock()
        self.ended: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Hold a file that a visitor waits for as unfinished: of many turns or of none, its turns are not all of it."""
        self._count("begun", 1)
        try:
            yield
        finally:
            self._count("begun", -1)

    @contextmanager
    def turn(self, kind: str = "file") -> Iterator[None]:
        """Hold one export slot, after waiting for it. Raises Busy where the queue is full or the wait too long.

        kind  what is made: `ended` counts each kind with how it ended, "made", "busy", "refused" or "failed"
        """
        outcome = "failed"
        try:
            with self._place():
                yield
            outcome = "made"
        except Busy:
            outcome = "busy"
            raise
        except Refusal:
            outcome = "refused"
            raise
        finally:
            with self._lock:
                self.ended[kind, outcome] += 1

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._crowd.acquire(blocking=False):
            raise Busy("crowd", "too many files are being made; try again in a minute")
        try:
            self._count("waiting", 1)
            try:
                came = self._inside.acquire(timeout=self._seconds)
            finally:
                self._count("waiting", -1)
            if not came:
                raise Busy("late", f"no turn within {self._seconds:g} seconds; try again in a minute")
            self._count("running", 1)
            try:
                yield
            finally:
                self._count("running", -1)
                self._inside.release()
        finally:
            self._crowd.release()

    def _count(self, what: str, more: int) -> None:
        with self._lock:
            self._now[what] += more

    def running(self) -> int:
        """Return how many files are being made just now."""
        return self._now["running"]

    def waiting(self) -> int:
        """Return how many wait for their turn."""
        return self._now["waiting"]

    def unfinished(self) -> int:
        """Return how many files somebody waits for: begun, being made, waiting for their turn."""
        return self.begun_now() + self.running() + self.waiting()

    def begun_now(self) -> int:
        """Return how many pages wait for a file."""
        return self._now["begun"]


export_queue = ExportQueue()
