"""The replies that the store holds, for the screens and files that mark contested facts."""

from sqlalchemy.exc import SQLAlchemyError

from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.replies.reply import Reply, usable
from store import engine, replies


def open_replies(evidence: Evidence) -> tuple[Reply, ...]:
    """Return the replies to these facts that wait for an answer; none where there is no store, or it fails."""
    try:
        return usable(evidence, replies.opened(engine.store())) if engine.begun() else ()
    except (BoardError, SQLAlchemyError):
        return ()
