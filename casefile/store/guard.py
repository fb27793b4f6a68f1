"""What a stranger's case file may not do, even if it got past the look at its schema: write through a trigger, make tables
or views, reach other files, or keep the program busy for ever.

SQLite asks the authorizer when a statement is prepared and calls the progress handler while it runs
(https://sqlite.org/security.html). This driver has no setlimit; what a schema may be is limited by `migrate.check`.
"""

from __future__ import annotations

from casefile.store.driver import RawConnection, dbapi2

STEPS = 1_000_000
"""Steps of SQLite's machine between two looks at what is left."""
_LEAST = 5_000
_PER_MEGABYTE = 50
"""Looks a transaction may take: a check of a whole case takes some thousand steps a kilobyte."""

_OK, _DENY = int(dbapi2.SQLITE_OK), int(dbapi2.SQLITE_DENY)
_NEVER = frozenset(
    getattr(dbapi2, f"SQLITE_{what}")
    for what in "ATTACH DETACH CREATE_TRIGGER CREATE_VIEW CREATE_TEMP_TRIGGER CREATE_TEMP_VIEW CREATE_VTABLE".split()
)
_WRITES = frozenset(getattr(dbapi2, f"SQLITE_{what}") for what in "INSERT UPDATE DELETE".split())
_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "sqlcipher_export"})
_PRAGMAS = frozenset({"writable_schema", "temp_store_directory", "data_store_directory", "key", "rekey"})


def forbid(connection: RawConnection) -> None:
    """From here on this connection reads and writes rows of the case's own tables and does nothing else."""
    connection.set_authorizer(_allowed)


def _allowed(action: int, first: str | None, second: str | None, _base: str | None, inside: str | None) -> int:
    if action in _NEVER or (inside is not None and action in _WRITES):
        return _DENY
    if action == dbapi2.SQLITE_FUNCTION and (second or "").casefold() in _FUNCTIONS:
        return _DENY
    if action == dbapi2.SQLITE_PRAGMA and (first or "").casefold() in _PRAGMAS:
        return _DENY
    return _OK


class Guard:
    """Bounds the work of one transaction by the size of the case."""

    def __init__(self, size: int) -> None:
        """`size` in bytes."""
        self.looks = _LEAST + _PER_MEGABYTE * (size >> 20)

    def watch(self, connection: RawConnection) -> Budget:
        """Count the steps of this connection from here on."""
        budget = Budget(self.looks)
        connection.set_progress_handler(budget.spend, STEPS)
        return budget


class Budget:
    """What is left of one transaction's work; when nothing is, SQLite stops with an interrupt."""

    def __init__(self, looks: int) -> None:
        self._looks = self._left = looks

    def renew(self) -> None:
        """A new transaction."""
        self._left = self._looks

    def spend(self) -> int:
        """One look. Not zero: stop."""
        self._left -= 1
        return int(self._left < 0)
