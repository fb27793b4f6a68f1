"""A quote keeps whom its unnamed speaker belongs to."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE quote ADD COLUMN affiliation TEXT")
    op.execute("ALTER TABLE quote ADD COLUMN affiliation_entity TEXT")
    op.execute("PRAGMA user_version = 5")


def downgrade() -> None:
    op.execute("ALTER TABLE quote DROP COLUMN affiliation_entity")
    op.execute("ALTER TABLE quote DROP COLUMN affiliation")
    op.execute("PRAGMA user_version = 4")
