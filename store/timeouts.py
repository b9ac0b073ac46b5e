"""How long the board waits for its store: a few seconds, then a sentence instead of a page that hangs.

PostgreSQL's own limits hold only while it lives: one that is frozen, or cut off by a firewall, says nothing at all. So
the connection itself gives up as well.
"""

from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout

# Seconds: to open a connection, for a lock, for an answer as the server counts it and as the board does; for a
# connection of the pool, or for the turn to write.
CONNECT, LOCK, STATEMENT, ANSWER, TURN = 3, 3, 4, 5, 5


class Impatient(psycopg.Connection):
    """A connection that is closed, with an error, when the server does not answer within ANSWER seconds."""

    def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
        """Return what `gen` gives. Raises OperationalError after ANSWER seconds."""
        try:
            return super().wait(gen, *more, **{"timeout": ANSWER, **named})
        except _WaitTimeout:
            self.close()
            late = psycopg.OperationalError(f"no answer within {ANSWER} seconds")
            late.board_code = "store-slow"
            raise late from None


def postgresql() -> dict[str, Any]:
    """Return what SQLAlchemy's create_engine takes so that nobody waits longer."""
    limits = f"-c statement_timeout={STATEMENT * 1000} -c lock_timeout={LOCK * 1000}"
    return {
        "pool_timeout": TURN,
        "connect_args": {"connect_timeout": CONNECT, "options": limits, "keepalives_idle": 30},
    }
