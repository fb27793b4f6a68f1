"""A new case at the newest schema; an existing one recognised, and brought up to it.

The schema is what the migrations in db/ make of an empty file. A case whose schema is not exactly that (a trigger, a view,
a table more or less) is refused: nothing in a stranger's file ever runs.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Connection, create_engine

from casefile import assets
from casefile.errors import CaseUnreadableError, PlaceError, UserError
from casefile.store.faults import fault
from casefile.store.tables import APPLICATION_ID, SCHEMA_VERSION


def create(path: Path) -> None:
    """Make an empty case file. Raises UserError where something is there already, PlaceError where it cannot be made."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise UserError(f"“{path.name}” is there already. Choose another name.") from None
    except FileNotFoundError:
        raise UserError(f"There is no folder “{path.parent}”. Make it first, or choose another.") from None
    except OSError as error:
        reason = error.strerror or "refused"
        raise PlaceError(f"“{path.name}” cannot be made in “{path.parent}” ({reason}). Choose another folder.") from None
    try:
        upgrade(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def upgrade(path: Path, revision: str = "head") -> None:
    """Run the migrations up to `revision`, in one transaction."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None))
    try:
        with engine.connect() as connection:
            _migrate(connection, revision, up=True)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    finally:
        engine.dispose()


def downgrade(path: Path, revision: str = "base") -> None:
    """Take the migrations back to `revision`, in one transaction. For tests and for care by hand."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path, isolation_level=None))
    try:
        with engine.connect() as connection:
            _migrate(connection, revision, up=False)
    finally:
        engine.dispose()


def _migrate(connection: Connection, revision: str, *, up: bool) -> None:
    # Alembic takes a quarter of a second to import, and an open case at head does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(assets.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
    try:
        (command.upgrade if up else command.downgrade)(config, revision)
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def check(path: Path) -> None:
    """Look at a file before it is opened. Raises UserError where nothing is there, CaseUnreadableError where it is no case,
    newer than this program, damaged, or holds what no case holds."""
    if not path.exists():
        raise UserError(f"There is no case “{path}”. Check the path, or make one with casefile new.")
    if path.is_dir():
        raise CaseUnreadableError(f"“{path.name}” is a folder, not a case file.")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    try:
        _check(connection, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise fault(error, path) from error
        _check_unchanging(path)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    finally:
        connection.close()


def _check_unchanging(path: Path) -> None:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    try:
        _check(connection, path)
    except sqlite3.Error as error:
        raise fault(error, path) from error
    finally:
        connection.close()


def _check(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise CaseUnreadableError(f"“{path.name}” is not a case file.")
    if version > SCHEMA_VERSION:
        raise CaseUnreadableError(
            f"“{path.name}” was written by a newer CaseFile (schema {version}, this program knows {SCHEMA_VERSION}). "
            "Update this program to open it."
        )
    if version < SCHEMA_VERSION:
        raise CaseUnreadableError(f"“{path.name}” has schema {version}, from before the first release: too old to open.")
    if fingerprint(connection) != _expected():
        raise CaseUnreadableError(
            f"“{path.name}” holds tables or triggers that no case file has, and is not opened. Get it again from its source."
        )


def fingerprint(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Everything the schema says: (type, name, SQL)."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def _expected() -> frozenset[tuple[str, str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(assets.schema().read_text("utf-8"))
        return fingerprint(connection)
    finally:
        connection.close()


def schema_sql(connection: sqlite3.Connection) -> str:
    """The schema as db/schema.sql has it."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name").fetchall()
    head = "-- Generated from db/migrations; a test compares. Do not edit: python -m casefile.store.migrate writes it.\n"
    return head + "".join("\n".join(line.rstrip() for line in sql.splitlines()) + ";\n" for (sql,) in rows)


def write_schema() -> None:
    """Write db/schema.sql anew from the migrations."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.casefile"
        create(path)
        connection = sqlite3.connect(path)
        try:
            assets.schema().write_text(schema_sql(connection), "utf-8")
        finally:
            connection.close()


if __name__ == "__main__":
    write_schema()
