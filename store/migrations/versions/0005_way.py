"""A meeting names the guided way that its participants are offered; those opened before leave the choice to each."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("meetings", sa.Column("way", sa.String(8), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("meetings", "way")
