"""A closed case written anew and put in the old one's place: encrypted, decrypted, under another passphrase, or compacted.

The new file is made beside the old one, compared with it row by row, and takes its place in one step. Wherever that ends
early, the case is as it was.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path

from casefile.errors import CaseUnreadableError
from casefile.store import migrate
from casefile.store.cipher import Key
from casefile.store.driver import RawConnection, connect
from casefile.store.faults import told
from casefile.store.holding import holder_of
from casefile.store.placing import begin, blank, place_error, put, remove, sync
from casefile.store.placing import part_of as part_of

Make = Callable[[RawConnection, Path], None]


def recipher(path: Path, old: Key | None, new: Key | None) -> None:
    """Encrypt a case with `new`, or with None leave it in the clear. `old` opens it as it is.

    Raises CaseUnreadableError where somebody has the case open, PlaceError where there is no room for a second one.
    """

    def export(source: RawConnection, part: Path) -> None:
        if new is None:
            source.execute("ATTACH ? AS anew KEY ''", (str(part),))
        else:
            new.attach(source, part, "anew")
        # Until it is compared and synced the new file is worth nothing: it needs no journal of its own.
        for pragma in ("synchronous = OFF", "journal_mode = OFF"):
            source.execute(f"PRAGMA anew.{pragma}")
        source.execute("SELECT sqlcipher_export('anew')")
        for number in ("application_id", "user_version"):
            source.execute(f"PRAGMA anew.{number} = {source.execute(f'PRAGMA {number}').fetchone()[0]}")
        source.execute("DETACH anew")

    _rewrite(path, old, new, export, blank_old=old is None)


def compact(path: Path, key: Key | None) -> int:
    """Write a case anew without the room that deleted rows left. Returns the bytes saved. Raises as `recipher` does."""
    before = path.stat().st_size
    _rewrite(path, key, key, lambda source, part: source.execute("VACUUM INTO ?", (str(part),)))
    return before - path.stat().st_size


def _rewrite(path: Path, old: Key | None, new: Key | None, make: Make, *, blank_old: bool = False) -> None:
    refuse_if_open(path)
    migrate.check(path, old)
    path, part = path.resolve(), part_of(path.resolve())
    remove(part)
    try:
        with _alone(path, old) as source:
            _begin(part, path)
            make(source, part)
            sync(part)
            _compare(source, part, new, path)
            if os.name == "posix":
                # The lock is held until the new file is there: whoever waits for it finds that the old one has moved.
                _exchange(part, path, blank_old=blank_old)
        if os.name != "posix":
            _exchange(part, path, blank_old=blank_old)
    finally:
        remove(part)


def _begin(part: Path, path: Path) -> None:
    try:
        begin(part)
    except OSError as error:
        raise place_error(path, error) from error


def refuse_if_open(path: Path) -> None:
    """Raises CaseUnreadableError where somebody works on a case, which may be damaged or encrypted."""
    holder = holder_of(path)
    if holder is not None:
        raise CaseUnreadableError(f"“{path.name}” is open: {holder.in_words}. Close it there and try again.")


def _exchange(part: Path, path: Path, *, blank_old: bool) -> None:
    if not (blank_old and os.name == "posix"):
        put(part, path)
        return
    handle = os.open(path, os.O_RDWR)
    try:
        put(part, path)
        # To close it drops the locks on the old file, which nobody finds any more.
        blank(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[RawConnection]:
    """The case, locked against everybody else, its log folded in."""
    with told(path), closing(connect(path, key, busy=1.0)) as connection:
        for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", "locking_mode = EXCLUSIVE", "journal_mode = DELETE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection


def _compare(source: RawConnection, part: Path, key: Key | None, path: Path) -> None:
    """Raises CaseUnreadableError unless both hold the very same."""
    with closing(connect(part, key)) as made:
        same = migrate.fingerprint(source) == migrate.fingerprint(made)
        for (table,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            same = same and _same_rows(source, made, table)
        whole = made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if not (same and whole):
        raise CaseUnreadableError(
            f"The new “{path.name}” was not like the old one, which was left as it was. Check the disk."
        )


def _same_rows(one: RawConnection, other: RawConnection, table: str) -> bool:
    with contextlib.ExitStack() as stack:
        rows = [each.execute(f'SELECT * FROM "{table}" ORDER BY rowid') for each in (one, other)]
        for cursor in rows:
            stack.callback(cursor.close)
        return all(left == right for left, right in zip_longest(*rows))
