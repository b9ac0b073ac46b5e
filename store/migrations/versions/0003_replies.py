"""Replies to single facts, with the way to reach their authors, and what the editors answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; numbers are never given twice, since rows stay when what they say is erased."""
    op.create_table(
        "replies",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("offer", sa.String(64)),
        sa.Column("indicator", sa.String(64)),
        sa.Column("data", sa.String(8)),
        sa.Column("content", sa.Text),
        sa.Column("contact", sa.Text),
        sa.Column("key", sa.String(64)),
        sa.Column("receipt", sa.String(64), unique=True),
        sa.Column("received", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("answered", sa.String(32)),
        sa.Column("reason_fr", sa.Text),
        sa.Column("reason_en", sa.Text),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("replies")
