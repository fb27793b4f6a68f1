"""What SQLite says went wrong, as the sentence a person can act on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from casefile.errors import BugError, CaseDamagedError, CaseFileError, CaseUnreadableError, PlaceError
from casefile.store.cipher import is_encrypted, wrong_passphrase
from casefile.store.driver import Error, code_of


def fault(error: Exception, path: Path) -> CaseFileError:
    """The error of ours for an error of SQLite's, told by its result code."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = code_of(origin) if origin is not None else 0
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseUnreadableError(f"“{path.name}” is open in another window that is writing. Close it there, or try again.")
    if code == sqlite3.SQLITE_FULL:
        return PlaceError(f"There is no space left for “{path.name}”. Nothing was changed; free some space and try again.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return PlaceError(f"“{path.name}” cannot be written to. Copy it to a folder of your own.")
    if code == sqlite3.SQLITE_IOERR:
        return PlaceError(f"The disk failed while reading or writing “{path.name}”. Check the disk and try again.")
    if str(origin).startswith("Could not decode to UTF-8"):
        code = sqlite3.SQLITE_CORRUPT
    if code == sqlite3.SQLITE_NOTADB:
        if is_encrypted(path):
            return wrong_passphrase(path)
        return CaseUnreadableError(f"“{path.name}” is not a case file.")
    if code == sqlite3.SQLITE_CORRUPT:
        return _damaged(path)
    if code == sqlite3.SQLITE_INTERRUPT:
        return CaseUnreadableError(
            f"“{path.name}” asks for more work than any sound case; it was stopped. Check where it is from."
        )
    if code == sqlite3.SQLITE_AUTH:
        return CaseUnreadableError(f"“{path.name}” tried to run something of its own, which was refused. Do not use it.")
    if code == sqlite3.SQLITE_CANTOPEN:
        return CaseUnreadableError(f"“{path.name}” cannot be opened. Check that it is there and that you may read it.")
    return BugError(f"the database refused: {origin}")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Within it, errors of the database are raised as errors of ours."""
    try:
        yield
    except (DBAPIError, Error) as error:
        raise fault(error, path) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        # Rows keep lists as JSON and texts as UTF-8, and nobody but SQLite stands between them and us.
        raise _damaged(path) from error


def _damaged(path: Path) -> CaseDamagedError:
    return CaseDamagedError(
        f"“{path.name}” is damaged. Keep the file; restore a backup, or save what is left with: "
        f"casefile repair {path.name} --to NEW"
    )
