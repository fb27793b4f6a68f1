"""What entities are called is counted: one more article is resolved without reading all that name the same."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_DECIDED = """SELECT id FROM decided WHERE (name IS NOT NULL OR type IS NOT NULL) AND id LIKE 'e%'
UNION SELECT b.bound FROM tie t JOIN binding b ON b.target IN (t.one, t.other) WHERE b.bound LIKE 'e%'"""


def upgrade() -> None:
    op.execute("""CREATE TABLE entity_form (
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    acronym INTEGER NOT NULL,
    decided TEXT NOT NULL,
    count INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    frame INTEGER NOT NULL,
    article INTEGER NOT NULL,
    least TEXT NOT NULL,
    FOREIGN KEY(entity) REFERENCES entity (id)
) STRICT""")
    op.execute(f"""INSERT INTO entity_form
SELECT m.entity, l.type, l.name, l.aliases, l.acronym, CASE WHEN d.id IS NULL THEN '' ELSE l.id END, count(*),
    sum(l.mentions),
    min(l.frame), min(l.article), substr(min(printf('%09d', l.article) || l.id), 10)
FROM article a JOIN local_entity l ON l.run = a.run AND NOT a.withdrawn
JOIN entity_member m ON m.local = l.id AND m.position < 10000000
LEFT JOIN ({_DECIDED}) d ON d.id = l.id
GROUP BY 1, 2, 3, 4, 5, 6""")
    op.execute("CREATE INDEX ix_entity_form_entity ON entity_form (entity)")
    op.execute("PRAGMA user_version = 8")


def downgrade() -> None:
    op.execute("DROP TABLE entity_form")
    op.execute("PRAGMA user_version = 7")
