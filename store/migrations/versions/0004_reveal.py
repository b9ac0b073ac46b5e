"""The reveal divides a meeting's votes: a number drawn for each seat, what came later, whether rankings were shown."""

from random import SystemRandom

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add four columns; meetings that are revealed already get what the reveal would have written."""
    op.add_column("meetings", sa.Column("ranking_shown", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("seats", sa.Column("drawn", sa.Integer))
    op.add_column("seats", sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("entries", sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    revealed = connection.execute(sa.text("SELECT id, revealed FROM meetings WHERE revealed IS NOT NULL")).all()
    for meeting, moment in revealed:
        _divide(connection, meeting, moment)


def _divide(connection: sa.Connection, meeting: int, moment: str) -> None:
    """Draw the seats taken before the reveal; number and mark those after it, and mark the entries after it."""
    about = {"meeting": meeting, "moment": moment, "yes": True}
    taken = sa.text("SELECT id, joined > :moment FROM seats WHERE meeting = :meeting ORDER BY number")
    rows = connection.execute(taken, about).all()
    before, after = [i for i, late in rows if not late], [i for i, late in rows if late]
    SystemRandom().shuffle(before)
    numbered = sa.text("UPDATE seats SET drawn = :drawn, late = :late WHERE id = :id")
    for drawn, seat in enumerate([*before, *after], 1):
        connection.execute(numbered, {"drawn": drawn, "late": drawn > len(before), "id": seat})
    own = "seat IN (SELECT id FROM seats WHERE meeting = :meeting)"
    connection.execute(sa.text(f"UPDATE entries SET late = :yes WHERE made > :moment AND {own}"), about)


def downgrade() -> None:
    """Drop the columns."""
    for table, column in (("entries", "late"), ("seats", "late"), ("seats", "drawn"), ("meetings", "ranking_shown")):
        op.drop_column(table, column)
