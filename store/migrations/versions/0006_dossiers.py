"""Dossiers of tenders, each under a name and a key that only its code gives."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; what it holds is opened by nothing in it."""
    op.create_table(
        "dossiers",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("saved", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False, index=True),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("dossiers")
