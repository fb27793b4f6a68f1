"""The schema: migrations up, down and with data; the generated schema at head; what every table keeps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from casefile import assets
from casefile.store import migrate
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


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    full: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    source = assets.migrations()
    (folder / "env.py").write_text((source / "env.py").read_text("utf-8"), "utf-8")
    for script in (source / "versions").glob("*.py"):
        (folder / "versions" / script.name).write_text(script.read_text("utf-8"), "utf-8")
    (folder / "versions" / "0002_broken.py").write_text(
        'from alembic import op\nrevision = "0002"\ndown_revision = "0001"\n'
        'def upgrade():\n    op.execute("DROP TABLE quote")\n    op.execute("PRAGMA user_version = 2")\n'
        "    raise RuntimeError\n",
        "utf-8",
    )
    before = rows(full, "SELECT * FROM sqlite_master ORDER BY name"), rows(full, "SELECT * FROM quote ORDER BY id")
    monkeypatch.setattr(assets, "migrations", lambda: folder)
    with pytest.raises(RuntimeError):
        migrate.upgrade(full)
    assert (rows(full, "SELECT * FROM sqlite_master ORDER BY name"), rows(full, "SELECT * FROM quote ORDER BY id")) == before
    assert rows(full, "PRAGMA user_version") == [(1,)]
    migrate.check(full)


def test_a_case_is_never_overwritten(full: Path) -> None:
    before = full.read_bytes()
    with pytest.raises(Exception, match="is there already") as raised:
        migrate.create(full)
    assert getattr(raised.value, "exit_code", None) == 2
    assert full.read_bytes() == before
