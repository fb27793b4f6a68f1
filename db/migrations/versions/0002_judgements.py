"""Judgements and profiles of the brief are kept in the case."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE brief_profile (
    name TEXT NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT""",
    """CREATE TABLE judgement (
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text BLOB NOT NULL,
    likelihood TEXT NOT NULL,
    confidence TEXT NOT NULL,
    basis BLOB NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    op.execute("PRAGMA user_version = 2")


def downgrade() -> None:
    op.execute("DROP TABLE judgement")
    op.execute("DROP TABLE brief_profile")
    op.execute("PRAGMA user_version = 1")
