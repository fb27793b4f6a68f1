"""Articles are found by the address and the file they are from: what is imported again is a version of its article."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE INDEX ix_article_path ON article (path)")
    op.execute("CREATE INDEX ix_article_shown_url ON article_shown (url)")
    op.execute("PRAGMA user_version = 6")


def downgrade() -> None:
    op.execute("DROP INDEX ix_article_shown_url")
    op.execute("DROP INDEX ix_article_path")
    op.execute("PRAGMA user_version = 5")
