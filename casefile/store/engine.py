"""The open case file: one connection that writes, a pool that reads.

A read sees one state of the case from its first to its last row (a snapshot of the write-ahead log). A write takes the
lock at its beginning, so that it never fails half way because somebody else came first.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Insert, Row, create_engine, event
from sqlalchemy.pool import QueuePool

from casefile.errors import BugError, CaseUnreadableError, PlaceError
from casefile.store.disks import is_local
from casefile.store.faults import fault, told

Transaction = Connection
"""A running transaction. Opaque outside this package: handed to `write` and `read`, nothing else."""

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

BUSY_SECONDS = 5.0
_READERS = 4


class Store:
    """A case file that is open. Closing it twice is harmless."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        uri = _uri(path, read_only)
        self._reader = _engine(uri, "BEGIN", readers=True)
        self._writer = None if read_only else _engine(uri, "BEGIN IMMEDIATE", readers=False)
        self._lock = threading.RLock()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A short read of one state. From any thread."""
        with told(self.path), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """The transaction that changes the case; committed at the end of the block, rolled back where it raises.

        Raises PlaceError where the case is open for reading only, or has no room; CaseUnreadableError where another
        process keeps writing for longer than five seconds.
        """
        if self._writer is None:
            raise PlaceError(f"“{self.path.name}” is open for reading only. Save a copy of it where you can write.")
        with self._lock, told(self.path), self._writer.connect() as connection, connection.begin():
            yield connection

    def use_log(self) -> None:
        """Use the write-ahead log on a local disk, the rollback journal elsewhere. A case in use stays as it is."""
        if self._writer is None:
            return
        mode = "WAL" if is_local(self.path.parent) else "DELETE"
        with told(self.path), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return
            try:
                raw.execute(f"PRAGMA journal_mode = {mode}")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise

    def close(self) -> None:
        """Close all connections. The writer goes last: it folds the log back into the file."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _uri(path: Path, read_only: bool) -> str:
    uri = path.absolute().as_uri()
    # A connection that may not write leaves the log's files beside the case for good. Where it could write, readers are kept
    # from it by query_only instead, and the last one tidies up.
    if not read_only or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return f"{uri}?mode=rw"
    try:
        _try_reading(f"{uri}?mode=ro")
    except sqlite3.OperationalError as error:
        # On a medium that cannot be written the log's shared memory cannot be made. Without a log the file is complete.
        log = path.with_name(path.name + "-wal")
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise fault(error, path) from error
        if log.exists() and log.stat().st_size:
            raise CaseUnreadableError(
                f"“{path.name}” was not closed properly and cannot be completed here. Copy it, with the files beside it, "
                "to a folder you can write to, and open it there."
            ) from error
        return f"{uri}?immutable=1"
    except sqlite3.Error as error:
        raise fault(error, path) from error
    return f"{uri}?mode=ro"


def _try_reading(uri: str) -> None:
    connection = sqlite3.connect(uri, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def _engine(uri: str, begin: str, *, readers: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=_READERS if readers else 1,
        max_overflow=4 * _READERS if readers else 0,
        query_cache_size=1000,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "temp_store = MEMORY",
            f"query_only = {'ON' if readers else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    # sqlite3 opens transactions late and on some statements only; a snapshot needs its BEGIN.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def inserted(tx: Transaction, statement: Insert) -> int:
    """Insert one row. Returns its number."""
    key = tx.execute(statement).inserted_primary_key
    if key is None:
        raise BugError("the database gave no key for a new row")
    return int(key[0])
