"""A new case at the newest schema; an existing one recognised, and brought up to it.

The schema is what the migrations in db/ make of an empty file. A case whose schema is not exactly that (a trigger, a view,
a table more or less) is refused: nothing in a stranger's file ever runs.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine

from casefile import assets
from casefile.errors import CaseUnreadableError, UserError
from casefile.store import tables
from casefile.store.cipher import Key
from casefile.store.driver import OperationalError, RawConnection, code_of, connect, dbapi2
from casefile.store.faults import told
from casefile.store.placing import begin, part_of, place_error, put_new, remove
from casefile.store.tables import APPLICATION_ID


def create(path: Path, key: Key | None = None, fill: Callable[[Path], None] | None = None) -> None:
    """Make a case file, encrypted where there is a key, empty but for what `fill` puts into it. It is there whole or not at
    all. Raises UserError where something is there already, PlaceError where it cannot be made."""
    if path.exists():
        raise UserError(f"“{path.name}” is there already. Choose another name.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder “{path.parent}”. Make it first, or choose another.")
    part = part_of(path)
    try:
        remove(part)
        begin(part)
        upgrade(part, key=key)
        if fill is not None:
            fill(part)
        put_new(part, path)
    except OSError as error:
        raise place_error(path, error) from None
    finally:
        remove(part)


def upgrade(path: Path, revision: str = "head", *, key: Key | None = None) -> None:
    """Run the migrations up to `revision`, in one transaction."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connect(path, key))
    try:
        with told(path), engine.connect() as connection:
            _migrate(connection, revision, up=True)
    finally:
        engine.dispose()


def downgrade(path: Path, revision: str = "base") -> None:
    """Take the migrations back to `revision`, in one transaction. For tests and for care by hand."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connect(path))
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


_TOO_LARGE = (
    "SELECT 1 FROM article_shown WHERE length(title) + length(outlet) + length(authors) + length(url) + length(grade)"
    " + length(language) + coalesce(length(edtf), 0) > 10000000 LIMIT 1"
)
"""Lists show these whole; no value can be longer than its file. This driver has no setlimit."""


def check(path: Path, key: Key | None = None) -> int:
    """Look at a file before it is opened. Returns the number of its schema, which may be older than this program's.

    Raises UserError where nothing is there, CaseUnreadableError where it is no case, newer than this program, damaged, or
    holds what no case holds.
    """
    if not path.exists():
        raise UserError(f"There is no case “{path}”. Check the path, or make one with casefile new.")
    if path.is_dir():
        raise CaseUnreadableError(f"“{path.name}” is a folder, not a case file.")
    # Looking leaves no trace: SQLite would put a log beside a case that it reads, and could not take it away again. Where
    # there is one already, somebody else has the case open, or had.
    in_use = any(path.with_name(path.name + ending).exists() for ending in ("-wal", "-journal"))
    with told(path):
        try:
            return _looked_at(path, key, "mode=ro" if in_use else "immutable=1")
        except OperationalError as error:
            # On a medium that cannot be written the log's shared memory cannot be made.
            if code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise
            return _looked_at(path, key, "immutable=1")


def is_older(version: int) -> bool:
    """Whether a schema is from before this program's."""
    return version < tables.SCHEMA_VERSION


def bring_up(path: Path, key: Key | None = None) -> None:
    """Bring an older case to this program's schema: first a copy beside it, which is checked, then the case itself, in one
    transaction. Raises PlaceError where there is no room for the copy; the case is as it was wherever this raises."""
    copy = path.with_name(path.name + ".upgrading")
    try:
        with told(path):
            _copied(path, copy, key)
        upgrade(copy, key=key)
        with told(path), closing(connect(copy, key)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            whole = not connection.execute("PRAGMA foreign_key_check").fetchall()
            if not (sound and whole and fingerprint(connection) == _expected()):
                raise CaseUnreadableError(
                    f"“{path.name}” is damaged: it could not be brought up to date and was left as it was."
                )
    finally:
        for name in (copy.name, copy.name + "-journal"):
            copy.with_name(name).unlink(missing_ok=True)
    upgrade(path, key=key)


def _copied(path: Path, copy: Path, key: Key | None) -> None:
    try:
        begin(copy)
    except OSError as error:
        raise place_error(copy, error) from error
    with closing(connect(path, key)) as source, closing(connect(copy, key)) as target:
        source.backup(target)


def _looked_at(path: Path, key: Key | None, how: str) -> int:
    with closing(connect(f"{path.absolute().as_uri()}?{how}", key)) as connection:
        return _check(connection, path)


def _check(connection: RawConnection, path: Path) -> int:
    connection.execute("PRAGMA trusted_schema = OFF")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID or version < 1:
        raise CaseUnreadableError(f"“{path.name}” is not a case file.")
    if version > tables.SCHEMA_VERSION:
        raise CaseUnreadableError(
            f"“{path.name}” was written by a newer CaseFile (schema {version}, this program knows {tables.SCHEMA_VERSION}). "
            "Update this program to open it."
        )
    if fingerprint(connection) != (_expected() if version == tables.SCHEMA_VERSION else _former(version)):
        raise CaseUnreadableError(
            f"“{path.name}” holds tables or triggers that no case file has, and is not opened. Get it again from its source."
        )
    if version == tables.SCHEMA_VERSION and connection.execute(_TOO_LARGE).fetchone():
        raise CaseUnreadableError(
            f"“{path.name}” holds names longer than any case has, and is not opened. Get it again from its source."
        )
    return version


def fingerprint(connection: RawConnection) -> frozenset[tuple[str, str, str]]:
    """Everything the schema says: (type, name, SQL)."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)


def _expected() -> frozenset[tuple[str, str, str]]:
    with closing(connect(":memory:")) as connection:
        connection.executescript(assets.schema().read_text("utf-8"))
        return fingerprint(connection)


def _former(version: int) -> frozenset[tuple[str, str, str]]:
    """The same of a former schema, as its migrations make it: they are numbered as schemas are."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connect(":memory:"))
    try:
        with engine.connect() as connection:
            _migrate(connection, f"{version:04}", up=True)
            return fingerprint(connection.connection.driver_connection)
    finally:
        engine.dispose()


def schema_sql(connection: RawConnection) -> str:
    """The schema as db/schema.sql has it."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name").fetchall()
    head = "-- Generated from db/migrations; a test compares. Do not edit: python -m casefile.store.migrate writes it.\n"
    return head + "".join("\n".join(line.rstrip() for line in sql.splitlines()) + ";\n" for (sql,) in rows)


def write_schema() -> None:
    """Write db/schema.sql anew from the migrations."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.casefile"
        create(path)
        with closing(connect(path)) as connection:
            assets.schema().write_text(schema_sql(connection), "utf-8")


if __name__ == "__main__":
    write_schema()
