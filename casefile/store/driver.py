"""The one SQLite of this program: SQLCipher's, for plain cases and encrypted ones alike.

Two SQLite libraries in one process would drop each other's POSIX locks on the same file; so nothing else opens a case.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as dbapi2

if TYPE_CHECKING:
    from casefile.store.cipher import Key

RawConnection = Any
"""A connection of the driver, which ships no types."""
Error: type[Exception] = dbapi2.Error
OperationalError: type[Exception] = dbapi2.OperationalError

BUSY_SECONDS = 5.0
_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries, where another program (a scanner of viruses, a search service) keeps a file from being opened."""
_PRIMARY = 0xFF
_CANTOPEN = 14
_AUTH = 23
_SAID = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": _CANTOPEN,
    "file is not a database": 26,
}


def connect(
    where: Path | str, key: Key | None = None, *, busy: float = BUSY_SECONDS, statements: int = 128
) -> RawConnection:
    """A connection in autocommit mode, usable from any thread, with its key set before anything is read.

    `where` is a path, a file: URI or ":memory:". `busy` is how long to wait, in seconds, for another writer.
    """
    database = str(where)
    for pause in (*_PAUSES, None):
        try:
            connection = _connect(database, busy, statements)
        except OperationalError as error:
            if pause is None or code_of(error) != _CANTOPEN or not _is_held(where):
                raise
            time.sleep(pause)
        else:
            break
    # The library would write of wrong keys to standard error.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        key.unlock(connection)
    return connection


def code_of(error: BaseException) -> int:
    """SQLite's primary result code of an error, 0 where it has none."""
    # The driver leaves the code out of what its backup raises, SQLCipher out of what its export does; the words are SQLite's
    # own for each code.
    code = int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY
    if code > 1:
        return code
    return _AUTH if str(error).startswith("not authorized") else _SAID.get(str(error), code)


def _connect(database: str, busy: float, statements: int) -> RawConnection:
    # Said as the standard library's driver says it, for whoever listens: tests of who touches the disk do.
    sys.audit("sqlite3.connect", database)
    return dbapi2.connect(
        database,
        timeout=busy,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=statements,
        uri=database.startswith("file:"),
    )


def _is_held(where: Path | str) -> bool:
    """Whether a file is there all the same: then somebody holds it for a moment."""
    return isinstance(where, Path) and where.is_file()
