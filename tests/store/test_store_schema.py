"""The schema: migrations up, down and with data; the generated schema at head; what every table keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from casefile import assets
from casefile.case import Case
from casefile.cli.program import program
from casefile.errors import CaseUnreadableError
from casefile.index import open_index
from casefile.store import migrate, tables
from casefile.store.tables import APPLICATION_ID, SCHEMA_VERSION, metadata


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_new_case_is_at_head(path: Path) -> None:
    migrate.create(path)
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert APPLICATION_ID.to_bytes(4, "big") == b"CASF"
    migrate.check(path)


def test_the_generated_schema_is_that_of_the_migrations(path: Path) -> None:
    migrate.create(path)
    with closing(sqlite3.connect(path)) as connection:
        assert migrate.schema_sql(connection) == assets.schema().read_text("utf-8")


def test_the_tables_are_those_of_the_migrations(path: Path) -> None:
    migrate.create(path)
    with closing(sqlite3.connect(path)) as connection:
        migrated = {entry for entry in migrate.fingerprint(connection) if "alembic_version" not in entry[1]}
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        assert {(kind, name, plain(sql)) for kind, name, sql in migrate.fingerprint(raw)} == {
            (kind, name, plain(sql)) for kind, name, sql in migrated
        }
    engine.dispose()


def plain(sql: str) -> str:
    return sql.replace(" ", "")


def test_every_table_is_strict(path: Path) -> None:
    migrate.create(path)
    tables = dict(
        rows(path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'")
    )
    assert {name for name, strict in tables.items() if not strict} == {"alembic_version"}
    assert tables.keys() == {*metadata.tables, "alembic_version"}


def test_migrations_go_down_and_up_again(full: Path) -> None:
    before = rows(full, "SELECT count(*) FROM quote")
    assert before != [(0,)]
    migrate.downgrade(full)
    assert rows(full, "SELECT name FROM sqlite_master WHERE type = 'table'") == [("alembic_version",)]
    assert rows(full, "PRAGMA user_version") == [(0,)]
    migrate.upgrade(full)
    migrate.check(full)
    assert rows(full, "SELECT count(*) FROM quote") == [(0,)]


NEXT = tables.SCHEMA_VERSION + 1


def with_another_migration(folder: Path, body: str) -> Path:
    """A copy of db/ with one migration more, whose upgrade has this body."""
    source = assets.migrations()
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    (folder / "migrations" / "env.py").write_text((source / "env.py").read_text("utf-8"), "utf-8")
    for script in (source / "versions").glob("*.py"):
        (versions / script.name).write_text(script.read_text("utf-8"), "utf-8")
    lines = "".join(f"    {line}\n" for line in (*body.splitlines(), f'op.execute("PRAGMA user_version = {NEXT}")'))
    head = f'from alembic import op\nrevision = "{NEXT:04}"\ndown_revision = "{NEXT - 1:04}"\n'
    (versions / f"{NEXT:04}_next.py").write_text(f"{head}def upgrade():\n{lines}", "utf-8")
    return folder


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this program one whose schema is the next, reached by a migration with the given body."""

    def release(body: str, schema: str = "") -> None:
        db = with_another_migration(tmp_path / "db", body)
        (db / "schema.sql").write_text(assets.schema().read_text("utf-8") + schema, "utf-8")
        monkeypatch.setattr(assets, "migrations", lambda: db / "migrations")
        monkeypatch.setattr(assets, "schema", lambda: db / "schema.sql")
        monkeypatch.setattr(tables, "SCHEMA_VERSION", NEXT)

    return release


COLOUR = "CREATE TABLE colour (name TEXT NOT NULL, PRIMARY KEY (name)) STRICT"


def test_an_older_case_is_brought_up_with_all_it_holds(full: Path, next_release: Callable[..., None]) -> None:
    before = rows(full, "SELECT * FROM quote ORDER BY id")
    next_release(f'op.execute("{COLOUR}")', f"{COLOUR};\n")
    with Case.open(full, index=open_index) as case:
        assert len(case.ask.articles()) == 3
        assert case.verify() == ()
    assert rows(full, "PRAGMA user_version") == [(NEXT,)]
    assert rows(full, "SELECT * FROM quote ORDER BY id") == before
    assert [entry.name for entry in full.parent.glob("made*")] == [full.name]


def test_an_older_case_is_not_brought_up_where_it_is_only_read(full: Path, next_release: Callable[..., None]) -> None:
    next_release(f'op.execute("{COLOUR}")', f"{COLOUR};\n")
    before = full.read_bytes()
    with pytest.raises(CaseUnreadableError, match="older CaseFile"):
        Case.open(full, index=open_index, read_only=True)
    assert full.read_bytes() == before


def test_a_listing_brings_an_older_case_up_and_says_so(full: Path, next_release: Callable[..., None]) -> None:
    next_release(f'op.execute("{COLOUR}")', f"{COLOUR};\n")
    ran = CliRunner().invoke(program, ["articles", str(full)])
    assert (ran.exit_code, len(ran.stdout.splitlines())) == (0, 3)
    assert "brought up to date" in ran.stderr
    assert rows(full, "PRAGMA user_version") == [(NEXT,)]
    assert not CliRunner().invoke(program, ["articles", str(full)]).stderr


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ('op.execute("DROP TABLE lens")\nraise RuntimeError', RuntimeError),
        ('op.execute("DROP TABLE lens")', CaseUnreadableError),
        ('op.execute("PRAGMA foreign_keys = OFF")\nop.execute("DELETE FROM original")', CaseUnreadableError),
    ],
    ids=["raises", "other schema", "broken references"],
)
def test_a_migration_that_goes_wrong_leaves_the_case_as_it_was(
    full: Path, next_release: Callable[..., None], body: str, error: type[Exception]
) -> None:
    before = full.read_bytes()
    next_release(body)
    with pytest.raises(error):
        Case.open(full, index=open_index)
    assert full.read_bytes() == before
    assert [entry.name for entry in full.parent.glob("made*")] == [full.name]


def test_a_case_is_never_overwritten(full: Path) -> None:
    before = full.read_bytes()
    with pytest.raises(Exception, match="is there already") as raised:
        migrate.create(full)
    assert getattr(raised.value, "exit_code", None) == 2
    assert full.read_bytes() == before
