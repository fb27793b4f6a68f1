"""The small rows that decisions are made of: put, and put back exactly as they were.

Whatever the investigator does ends as such puts. Each returns the row as it stood before, which is its inverse, so that
undo restores the same rows with the same ids and nothing has to be computed backwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, and_, delete, insert, select, update

from casefile.store import tables
from casefile.store.engine import Transaction

JOURNALED: Mapping[str, Table] = {
    table.name: table
    for table in (
        tables.case_record,
        tables.article,
        tables.metadata_decision,
        tables.decision,
        tables.tag,
        tables.tie,
        tables.note,
        tables.hand,
        tables.lens,
        tables.judgement,
        tables.brief_profile,
    )
}


@dataclass(frozen=True, slots=True)
class Former:
    """A row as it stood: its key, and the values to put back; None where there was no row."""

    table: str
    key: tuple[tuple[str, str | int], ...]
    values: tuple[tuple[str, Any], ...] | None


def put(tx: Transaction, name: str, key: Mapping[str, str | int], values: Mapping[str, Any] | None) -> Former | None:
    """Make the row of this key have these values; None removes it. Returns what was there, or None if nothing changed.

    Columns that are not named keep what they hold.
    """
    table = JOURNALED[name]
    same_key = and_(*(table.c[column] == value for column, value in key.items()))
    row = tx.execute(select(table).where(same_key)).mappings().one_or_none()
    keys = tuple(sorted(key.items()))
    if values is None:
        if row is None:
            return None
        tx.execute(delete(table).where(same_key))
        return Former(name, keys, tuple((column, row[column]) for column in row if column not in key))
    if row is None:
        tx.execute(insert(table).values(**key, **values))
        return Former(name, keys, None)
    before = {column: row[column] for column in values}
    if before == dict(values):
        return None
    tx.execute(update(table).where(same_key).values(**values))
    return Former(name, keys, tuple(before.items()))
