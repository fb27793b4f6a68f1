"""What repeats an article is found from either of the two: what a few articles repeat is told without reading all pairs."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX ix_likeness_earlier ON likeness (earlier)")
    op.execute("PRAGMA user_version = 7")


def downgrade() -> None:
    op.execute("DROP INDEX ix_likeness_earlier")
    op.execute("PRAGMA user_version = 6")
