"""The replies of this server's store that files and answers mark; a store that fails is said, and stops nothing."""

from sqlalchemy.exc import SQLAlchemyError

from headless.output import warn
from ranking.errors import BoardError
from ranking.model import Evidence
from ranking.replies.reply import Reply, usable
from store import engine, replies


def waiting(evidence: Evidence) -> tuple[Reply, ...]:
    """Return the replies to these facts that wait for an answer; none where there is no store."""
    try:
        return usable(evidence, replies.opened(engine.store())) if engine.begun() else ()
    except (BoardError, SQLAlchemyError) as error:
        warn(f"replies to facts cannot be read ({type(error).__name__}); the answer marks none")
        return ()
