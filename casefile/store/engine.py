"""The open case file: one connection that writes, a pool that reads.

A read sees one state of the case from its first to its last row (a snapshot of the write-ahead log). A write takes the
lock at its beginning, so that it never fails half way because somebody else came first.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, create_engine, event
from sqlalchemy.pool import QueuePool

from casefile.errors import CaseUnreadableError, PlaceError
from casefile.store.cipher import Key
from casefile.store.disks import takes_log
from casefile.store.driver import BUSY_SECONDS, Error, OperationalError, RawConnection, code_of, connect, dbapi2
from casefile.store.faults import fault, told
from casefile.store.guard import Guard, forbid
from casefile.store.placing import begin, place_error

Transaction = Connection
"""A running transaction. Opaque outside this package: handed to `write` and `read`, nothing else."""

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_READERS = 4
_MANY_PAGES = 64 << 10
"""KiB of pages kept by a writing connection, since an index of a hundred thousand articles' findings is written to all over,
and by those that decrypt."""
_LOG_PAGES = 8_000
"""Pages of the log from which it is folded into the file: what many articles write to is written there once for all."""
_STATEMENTS = 512
"""Prepared statements a connection keeps: preparing one asks the guard, which costs."""


class Store:
    """A case file that is open. Closing it twice is harmless."""

    def __init__(self, path: Path, *, read_only: bool = False, key: Key | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self.key = key
        self._uri = _uri(path, read_only, key)
        guard = Guard(path.stat().st_size)
        self._reader = _engine(self._uri, key, guard, "BEGIN", readers=True)
        self._writer = None if read_only else _engine(self._uri, key, guard, "BEGIN IMMEDIATE", readers=False)
        self._lock = threading.RLock()

    def another(self) -> Callable[[], Store]:
        """How another process opens the same file for reading: can be pickled, and holds all that is needed for it."""
        return partial(Store, self.path, read_only=True, key=self.key)

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
        mode = "WAL" if takes_log(self.path.parent) else "DELETE"
        with told(self.path), self._writer.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is None:
                return
            try:
                raw.execute(f"PRAGMA journal_mode = {mode}")
            except OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY:
                    raise

    def copy_to(self, target: Path) -> None:
        """The case as it is now as a new file, with the same key; others read and write meanwhile.

        The copy stands alone: it needs no file beside it. Raises PlaceError where there is no room for it.
        """
        _begin(target)
        with (
            told(self.path),
            closing(connect(self._uri, self.key)) as source,
            closing(connect(target, self.key)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def compact_to(self, target: Path) -> None:
        """The same, without the room that deleted rows left."""
        _begin(target)
        with told(self.path), closing(connect(self._uri, self.key)) as source:
            source.execute("PRAGMA temp_store = MEMORY")
            source.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """Close all connections. The writer goes last: it folds the log back into the file."""
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


def _begin(target: Path) -> None:
    try:
        begin(target)
    except OSError as error:
        raise place_error(target, error) from error


def _uri(path: Path, read_only: bool, key: Key | None) -> str:
    uri = path.absolute().as_uri()
    # A connection that may not write leaves the log's files beside the case for good. Where it could write, readers are kept
    # from it by query_only instead, and the last one tidies up.
    if not read_only or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return f"{uri}?mode=rw"
    try:
        _try_reading(f"{uri}?mode=ro", key)
    except OperationalError as error:
        # On a medium that cannot be written the log's shared memory cannot be made. Without a log the file is complete.
        log = path.with_name(path.name + "-wal")
        if code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise fault(error, path) from error
        if log.exists() and log.stat().st_size:
            raise CaseUnreadableError(
                f"“{path.name}” was not closed properly and cannot be completed here. Copy it, with the files beside it, "
                "to a folder you can write to, and open it there."
            ) from error
        return f"{uri}?immutable=1"
    except Error as error:
        raise fault(error, path) from error
    return f"{uri}?mode=ro"


def _try_reading(uri: str, key: Key | None) -> None:
    with closing(connect(uri, key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _engine(uri: str, key: Key | None, guard: Guard, begin: str, *, readers: bool) -> Engine:
    def connected() -> RawConnection:
        return connect(uri, key, busy=BUSY_SECONDS, statements=_STATEMENTS)

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connected,
        poolclass=QueuePool,
        pool_size=_READERS if readers else 1,
        max_overflow=4 * _READERS if readers else 0,
        query_cache_size=1000,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: RawConnection, record: Any) -> None:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "temp_store = MEMORY",
            f"query_only = {'ON' if readers else 'OFF'}",
            *(() if readers else (f"wal_autocheckpoint = {_LOG_PAGES}",)),
            # What is decrypted is kept longer than plain pages are: to decrypt costs ten times as much as to read.
            *(() if readers and key is None else (f"cache_size = -{_MANY_PAGES}",)),
        ):
            connection.execute(f"PRAGMA {pragma}")
        forbid(connection)
        record.info[Guard] = guard.watch(connection)

    # sqlite3 opens transactions late and on some statements only; a snapshot needs its BEGIN.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.info[Guard].renew()
        connection.exec_driver_sql(begin)

    return engine
