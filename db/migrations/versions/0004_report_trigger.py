"""Reports are found by trigger and day: those that a new one may repeat."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('CREATE INDEX ix_report_trigger ON report ("trigger", earliest)')
    op.execute("PRAGMA user_version = 4")


def downgrade() -> None:
    op.execute("DROP INDEX ix_report_trigger")
    op.execute("PRAGMA user_version = 3")
