"""A server that is told to stop: it says so first, so that a balancer sends nobody new, and ends what it has begun.

On SIGTERM the answer of /readyz turns to "draining" at once. After BOARD_DRAIN seconds (0 unless set), and no sooner
than the files being made are done, their browsers have had HAND_OVER seconds to come for them, and the confirmations
being written are done, or ENOUGH seconds, the server goes on as it would have: the pages' connections end, and each
finds another server with its address, its seat and its draft.
"""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import wraps
from types import FrameType

from streamlit.runtime.media_file_manager import MediaFileManager

from exports.export_queue import export_queue
from store import engine

SETTING, ENOUGH, LOOK = "BOARD_DRAIN", 60.0, 0.1
# Seconds for a browser to fetch the file it was told of, and for a hand to press the button that a set's ZIP has.
HAND_OVER = 5.0
_LOG = logging.getLogger("board")
_begun = threading.Event()
# When the last file of a page was seen unfinished, or made.
_handed = -HAND_OVER


def draining() -> bool:
    """Return whether this server has been told to stop."""
    return _begun.is_set()


def seconds() -> float:
    """Return how long the server stays after it was told to stop."""
    return float(os.environ.get(SETTING) or 0)


def count_files() -> None:
    """Count each file that a page makes when it is pressed for as begun, whatever it is; call it once."""
    MediaFileManager.execute_deferred = _begun_while(MediaFileManager.execute_deferred)


def _begun_while(make: Callable[[MediaFileManager, str], str]) -> Callable[[MediaFileManager, str], str]:
    @wraps(make)
    def counted(manager: MediaFileManager, file_id: str) -> str:
        try:
            with export_queue.begun():
                return make(manager, file_id)
        finally:
            _note_file()

    return counted


def _note_file() -> None:
    global _handed
    _handed = time.monotonic()


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
    busy = export_queue.unfinished() + engine.writers()
    if export_queue.begun_now():
        _note_file()
    fetched = time.monotonic() - _handed >= HAND_OVER
    if gone < seconds() or ((busy or not fetched) and gone < ENOUGH):
        loop.call_later(LOOK, _wait, loop, since, then)
        return
    _LOG.info("stopping after %.1f s; %d still unfinished", gone, busy, extra={"code": "stopping"})
    then()
