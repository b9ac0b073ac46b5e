"""What a running server does by itself: makes its store at its start, deletes what has expired then and every hour.

A store that is there from the first start on is one that the nightly backup finds.
"""

import logging
from datetime import UTC, datetime

import anyio
from sqlalchemy.exc import SQLAlchemyError

from store import engine, meetings
from store.dossiers import dossiers
from store.engine import StoreError

HOUR = 3600.0
_LOG = logging.getLogger("board.upkeep")


def purge() -> None:
    """Make the store where there is none, and delete what has expired.

    A store that does not answer is asked again at the next turn, and is in the log.
    """
    try:
        store, now = engine.store(), datetime.now(UTC)
        gone = meetings.purge(store, now), dossiers.purge(store, now)
    except (StoreError, SQLAlchemyError):
        return
    if any(gone):
        _LOG.info("expired meetings deleted: %d; dossiers: %d", *gone, extra={"code": "purged"})


async def by_the_hour(every: float = HOUR) -> None:
    """Purge now and again and again, until cancelled; nothing that fails here ends the server."""
    while True:
        try:
            await anyio.to_thread.run_sync(purge)
        except Exception:
            _LOG.exception("what has expired could not be deleted", extra={"code": "unpurged"})
        await anyio.sleep(every)
