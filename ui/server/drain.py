"""A server that is told to stop: it says so first, so that a balancer sends nobody new, and ends what it has begun.

On SIGTERM the answer of /readyz turns to "draining" at once. After BOARD_DRAIN seconds (0 unless set), and no sooner
than the files being made and the confirmations being written are done, or ENOUGH seconds, the server goes on as it
would have: the pages' connections end, and each finds another server with its address, its seat and its draft.
"""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from exports.export_queue import export_queue
from store import engine

SETTING, ENOUGH, LOOK = "BOARD_DRAIN", 60.0, 0.1
_LOG = logging.getLogger("board")
_begun = threading.Event()


def draining() -> bool:
    """Return whether this server has been told to stop."""
    return _begun.is_set()


def seconds() -> float:
    """Return how long the server stays after it was told to stop."""
    return float(os.environ.get(SETTING) or 0)


def install() -> None:
    """Put the wait between SIGTERM and what the server has set for it. Call it in the server's event loop."""
    if threading.current_thread() is not threading.main_thread():
        return
    then, loop = signal.getsignal(signal.SIGTERM), asyncio.get_running_loop()
    if not callable(then):
        return

    def told(number: int, frame: FrameType | None) -> None:
        if _begun.is_set():
            then(number, frame)
            return
        _begun.set()
        loop.call_soon_threadsafe(_wait, loop, time.monotonic(), lambda: then(number, frame))

    signal.signal(signal.SIGTERM, told)


def _wait(loop: asyncio.AbstractEventLoop, since: float, then: Callable[[], None]) -> None:
    """Look again and again whether what was begun is done, then let the server stop."""
    gone = time.monotonic() - since
    busy = export_queue.running() + engine.writers()
    if gone < seconds() or (busy and gone < ENOUGH):
        loop.call_later(LOOK, _wait, loop, since, then)
        return
    _LOG.info("stopping after %.1f s; %d still unfinished", gone, busy, extra={"code": "stopping"})
    then()
