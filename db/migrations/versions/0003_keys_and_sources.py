"""What entities answer to, so that a change is resolved among neighbours; where later texts are from; pages."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """CREATE TABLE entity_key (
    "key" TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY ("key", entity),
    FOREIGN KEY(entity) REFERENCES entity (id)
) STRICT""",
    "CREATE INDEX ix_entity_key_entity ON entity_key (entity)",
    """CREATE TABLE version_page (
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (version, number),
    FOREIGN KEY(version) REFERENCES article_version (id)
) STRICT""",
    """CREATE TABLE version_source (
    version INTEGER NOT NULL,
    original TEXT NOT NULL,
    path TEXT NOT NULL,
    member TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('imported', 'decoded', 'corrected')),
    PRIMARY KEY (version),
    FOREIGN KEY(version) REFERENCES article_version (id),
    FOREIGN KEY(original) REFERENCES original (sha256)
) STRICT""",
    "CREATE INDEX ix_version_source_original ON version_source (original)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    # Keys are filled when the case is resolved, at its next opening.
    op.execute("UPDATE case_record SET unresolved = 1 WHERE EXISTS (SELECT 1 FROM entity)")
    op.execute("PRAGMA user_version = 3")


def downgrade() -> None:
    op.execute("DROP TABLE version_source")
    op.execute("DROP TABLE version_page")
    op.execute("DROP TABLE entity_key")
    op.execute("PRAGMA user_version = 2")
