"""Meetings: their participants, every entry confirmed, every common set saved."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = "0000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add four tables; what belongs to a meeting goes with it."""
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(64), nullable=False, unique=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("frame", sa.JSON, nullable=False),
        sa.Column("in_play", sa.JSON, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("data", sa.String(8), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opened", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False, index=True),
        sa.Column("revealed", sa.String(32)),
        sa.Column("closed", sa.String(32)),
        sa.Column("common", sa.Integer, nullable=False),
    )
    op.create_table(
        "seats",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("meeting", "meetings.id"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("joined", sa.String(32), nullable=False),
        sa.UniqueConstraint("meeting", "number"),
        sa.UniqueConstraint("meeting", "token"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("seat", "seats.id"),
        sa.Column("receipt", sa.String(64), nullable=False),
        sa.Column("scenario", sa.JSON, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.UniqueConstraint("seat", "receipt"),
    )
    op.create_table(
        "commons",
        sa.Column("id", sa.Integer, primary_key=True),
        _part_of("meeting", "meetings.id"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("in_force", sa.Boolean, nullable=False),
        sa.Column("receipt", sa.String(64), nullable=False),
        sa.Column("scenario", sa.JSON, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.UniqueConstraint("meeting", "number"),
        sa.UniqueConstraint("meeting", "receipt"),
    )


def downgrade() -> None:
    """Drop the tables of meetings."""
    for name in ("commons", "entries", "seats", "meetings"):
        op.drop_table(name)


def _part_of(name: str, of: str) -> sa.Column:
    return sa.Column(name, sa.Integer, sa.ForeignKey(of, ondelete="CASCADE"), nullable=False, index=True)
