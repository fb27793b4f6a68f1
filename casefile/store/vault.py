"""Files that follow from an encrypted case, kept outside it in a database that is encrypted too.

The search index of an encrypted case lies here, in the user's cache: made anew by every command it would cost as much as an
import. The key is made of the case's own, so a vault opens with the case's passphrase only and costs no second stretching.
A vault is disposable: what is damaged, or was made with another key, is begun afresh.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Iterator
from pathlib import Path

from casefile.store.cipher import Key
from casefile.store.disks import takes_log
from casefile.store.driver import Error, RawConnection, code_of, connect
from casefile.store.placing import remove

_CHUNK = 1 << 16
"""Bytes of a file in one row: what is read of a file is read by whole rows."""
_PAGES = -8192
"""KiB of decrypted pages that are kept."""
_DAMAGED = frozenset({11, 26})
"""SQLite's codes of a damaged file, and of one that this key does not open."""
_FULL = 13
_TABLES = """
CREATE TABLE IF NOT EXISTS file (id INTEGER PRIMARY KEY, folder TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
    UNIQUE (folder, name)) STRICT;
CREATE TABLE IF NOT EXISTS chunk (file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    content BLOB NOT NULL, PRIMARY KEY (file, number)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stamp (id INTEGER PRIMARY KEY CHECK (id = 1), text TEXT NOT NULL) STRICT;
"""


class Vault:
    """Written-once files in folders, and a stamp that says which count. Safe from several threads and beside other
    processes; each method raises OSError where the disk will not, or what is there is damaged."""

    def __init__(self, path: Path, key: Key) -> None:
        self._path = path
        self._key = key
        self._turn = threading.Lock()
        self._connection: RawConnection | None = None

    def __reduce__(self) -> tuple[type[Vault], tuple[Path, Key]]:
        return Vault, (self._path, self._key)

    def put(self, folder: str, name: str, content: bytes) -> None:
        """A new file; on disk when this returns. Raises FileExistsError."""
        with self._changing() as connection:
            if connection.execute("SELECT 1 FROM file WHERE folder = ? AND name = ?", (folder, name)).fetchone():
                raise FileExistsError(name)
            made = connection.execute(
                "INSERT INTO file (folder, name, size) VALUES (?, ?, ?) RETURNING id", (folder, name, len(content))
            )
            number = made.fetchone()[0]
            view = memoryview(content)
            connection.executemany(
                "INSERT INTO chunk (file, number, content) VALUES (?, ?, ?)",
                ((number, at // _CHUNK, bytes(view[at : at + _CHUNK])) for at in range(0, len(content), _CHUNK)),
            )

    def find(self, folder: str, name: str) -> tuple[int, int]:
        """What `read` knows a file by, and its size in bytes. Raises FileNotFoundError."""
        with self._asking() as connection:
            row = connection.execute("SELECT id, size FROM file WHERE folder = ? AND name = ?", (folder, name)).fetchone()
        if row is None:
            raise FileNotFoundError(name)
        return row[0], row[1]

    def read(self, file: int, at: int, length: int) -> bytes:
        """Bytes of a file from `at`, fewer where it ends before. Raises FileNotFoundError where it was removed."""
        if length <= 0:
            return b""
        first, last = at // _CHUNK, (at + length - 1) // _CHUNK
        with self._asking() as connection:
            rows = connection.execute(
                "SELECT content FROM chunk WHERE file = ? AND number BETWEEN ? AND ? ORDER BY number", (file, first, last)
            ).fetchall()
        if not rows:
            raise FileNotFoundError(str(file))
        begin = at - first * _CHUNK
        return b"".join(row[0] for row in rows)[begin : begin + length]

    def names(self, folder: str) -> list[str]:
        """Of the files in a folder."""
        with self._asking() as connection:
            return [row[0] for row in connection.execute("SELECT name FROM file WHERE folder = ?", (folder,))]

    def remove(self, folder: str, name: str) -> None:
        """One file, if it is there."""
        with self._changing() as connection:
            connection.execute("DELETE FROM file WHERE folder = ? AND name = ?", (folder, name))

    def keep_only(self, folder: str) -> None:
        """Removes all other folders."""
        with self._changing() as connection:
            connection.execute("DELETE FROM file WHERE folder <> ?", (folder,))

    def stamp(self) -> str | None:
        """What counts, in the words of whoever declared it."""
        with self._asking() as connection:
            row = connection.execute("SELECT text FROM stamp").fetchone()
        return row[0] if row else None

    def declare(self, text: str | None) -> None:
        """From here on this counts; after a crash either this or what was declared before."""
        with self._changing() as connection:
            if text is None:
                connection.execute("DELETE FROM stamp")
            else:
                connection.execute("INSERT OR REPLACE INTO stamp (id, text) VALUES (1, ?)", (text,))

    def close(self) -> None:
        """Lets go of the file; the next call opens it again."""
        with self._turn:
            self._let_go()

    def _let_go(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(Error):
                self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _asking(self) -> Iterator[RawConnection]:
        with self._turn:
            try:
                yield self._opened()
            except Error as error:
                raise self._said(error) from error

    @contextlib.contextmanager
    def _changing(self) -> Iterator[RawConnection]:
        with self._asking() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Error):
                    connection.execute("ROLLBACK")
                raise

    def _opened(self) -> RawConnection:
        if self._connection is None:
            try:
                self._connection = self._open()
            except Error as error:
                if code_of(error) not in _DAMAGED:
                    raise
                remove(self._path)
                self._connection = self._open()
        return self._connection

    def _open(self) -> RawConnection:
        connection = connect(self._path, self._key)
        try:
            mode = "WAL" if takes_log(self._path.parent) else "DELETE"
            for pragma in (
                f"cache_size = {_PAGES}",
                "foreign_keys = ON",
                "trusted_schema = OFF",
                "temp_store = MEMORY",
                f"journal_mode = {mode}",
                "synchronous = NORMAL",
            ):
                connection.execute(f"PRAGMA {pragma}")
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stamp'").fetchone():
                connection.executescript(_TABLES)
        except BaseException:
            connection.close()
            raise
        return connection

    def _said(self, error: Exception) -> OSError:
        """The same for whoever knows nothing of databases. What is damaged is begun afresh by the next call."""
        code = code_of(error)
        if code in _DAMAGED:
            self._let_go()
            remove(self._path)
        return OSError(errno.ENOSPC if code == _FULL else errno.EIO, str(error))
