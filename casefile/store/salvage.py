"""What can still be read out of a damaged case file, row by row, into a new one. The damaged file is only ever read.

SQLite stops at the first page it cannot read. Here each table is read in the order of its row numbers; where that stops, the
next row that can be read is sought by doubling steps and halving them again, so that a page that is gone costs its own rows
only. (The same idea, with page by page parsing instead, is SQLite's `.recover`: https://sqlite.org/recovery.html.)
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.errors import CaseDamagedError
from casefile.store import migrate
from casefile.store.cipher import Key
from casefile.store.driver import Error, RawConnection, code_of, connect
from casefile.store.faults import told
from casefile.store.placing import begin, place_error, remove
from casefile.store.rewriting import refuse_if_open

_MAGIC = b"SQLite format 3\0"
_LAST = (1 << 63) - 1
_ROWS = 500
"""Rows written at a time."""
_SPOILT = frozenset((sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG))
_GAPS = 10_000
"""Stretches a table may miss before it is given up."""


@dataclass(slots=True)
class Salvage:
    """What was read. `rows` by table; `broken` are tables of which something could not be read, or not in order."""

    rows: dict[str, int] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


def salvage(path: Path, target: Path, key: Key | None) -> Salvage:
    """Fill a new case file at `target` with all rows of `path` that can be read; nothing is judged or completed yet.

    Raises CaseDamagedError where not even the list of tables can be read, CaseUnreadableError where somebody has the case
    open, PlaceError where there is no room.
    """
    refuse_if_open(path)
    scratch = target.with_name(f"{target.name}.damaged")
    try:
        _copy(path, scratch)
        if key is None:
            _mend_beginning(scratch)
        with told(target), closing(_lenient(scratch, key, path)) as source:
            migrate.create(target, key)
            with closing(connect(target, key)) as made:
                return _move(source, made)
    finally:
        remove(scratch)


def _copy(path: Path, scratch: Path) -> None:
    try:
        for ending in ("", "-wal", "-journal"):
            beside = path.with_name(path.name + ending)
            if ending == "" or beside.exists():
                begin(scratch.with_name(scratch.name + ending))
                shutil.copyfile(beside, scratch.with_name(scratch.name + ending))
    except OSError as error:
        raise place_error(scratch, error) from error


def _mend_beginning(scratch: Path) -> None:
    """Give a file whose first bytes were spoilt the ones that every case has, as far as they are known."""
    with scratch.open("r+b") as file:
        head = bytearray(file.read(100))
        if len(head) < 100:
            return
        journal = head[18] if head[18] in (1, 2) else 1
        head[:24] = _MAGIC + bytes((0x10, 0x00, journal, journal, 0, 64, 32, 32))
        head[44:48] = (4).to_bytes(4, "big")
        head[56:60] = (1).to_bytes(4, "big")
        file.seek(0)
        file.write(head)


def _lenient(scratch: Path, key: Key | None, path: Path) -> RawConnection:
    connection = connect(scratch, key)
    try:
        for pragma in ("trusted_schema = OFF", "temp_store = MEMORY", "writable_schema = ON", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.text_factory = _text
    except Error as error:
        connection.close()
        raise CaseDamagedError(
            f"Nothing can be read out of “{path.name}”: its beginning is gone, or the passphrase is wrong. Restore a backup."
        ) from error
    return connection


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _move(source: RawConnection, made: RawConnection) -> Salvage:
    found = Salvage()
    made.execute("PRAGMA foreign_keys = OFF")
    made.execute("BEGIN IMMEDIATE")
    for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        if table == "alembic_version" or table.startswith("sqlite_"):
            continue
        names = [row[1] for row in made.execute(f'PRAGMA table_info("{table}")')]
        there = {row[1] for row in source.execute(f'PRAGMA table_info("{table}")')}
        named = [f'"{name}"' for name in names if name in there]
        if not named:
            continue
        count, whole = 0, True
        columns, marks = ", ".join(named), ", ".join("?" * len(named))
        insert = f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({marks})'
        batch: list[tuple[Any, ...]] = []
        for row in _rows(source, table, columns):
            if row is None:
                whole = False
                continue
            batch.append(row)
            if len(batch) >= _ROWS:
                count += _write(made, insert, batch)
                batch.clear()
        found.rows[table] = count + _write(made, insert, batch)
        if not whole:
            found.broken.add(table)
    made.execute("COMMIT")
    return found


def _write(made: RawConnection, insert: str, batch: list[tuple[Any, ...]]) -> int:
    """Rows that fit the schema; a spoilt one does not, and costs itself."""
    before = made.total_changes
    for row in batch:
        try:
            made.execute(insert, row)
        except Error as error:
            if code_of(error) not in _SPOILT:
                raise
    return int(made.total_changes - before)


def _rows(source: RawConnection, table: str, columns: str) -> Iterator[tuple[Any, ...] | None]:
    """Rows in order; None for each stretch that cannot be read."""
    after, gaps = -(1 << 63), 0
    while gaps < _GAPS:
        try:
            query = f'SELECT rowid, {columns} FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid'
            for row in source.execute(query, (after,)):
                if row[0] <= after:
                    break
                after = row[0]
                yield row[1:]
            else:
                return
        except (Error, UnicodeError):
            pass
        gaps += 1
        yield None
        following = _next(source, table, columns, after)
        if following is None:
            return
        after = following - 1


def _next(source: RawConnection, table: str, columns: str, after: int) -> int | None:
    """The first row after a gap that can be read, as far as seeking finds it."""
    start = max(after, -1)
    high, good = 1, _readable(source, table, columns, start + 1)
    while good is None:
        high *= 2
        if start + high > _LAST:
            return None
        good = _readable(source, table, columns, start + high)
    low = high // 2
    while low + 1 < high:
        middle = (low + high) // 2
        nearer = _readable(source, table, columns, start + middle)
        if nearer is None:
            low = middle
        else:
            high, good = middle, nearer
    return good


def _readable(source: RawConnection, table: str, columns: str, least: int) -> int | None:
    try:
        query = f'SELECT rowid, {columns} FROM "{table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1'
        row = source.execute(query, (least,)).fetchone()
    except (Error, UnicodeError):
        return None
    return int(row[0]) if row is not None and row[0] >= least else None
