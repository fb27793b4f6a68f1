"""The small rows that decisions are made of: put, and put back exactly as they were.

Whatever the investigator does ends as such puts. Each returns the row as it stood before, which is its inverse, so that
undo restores the same rows with the same ids and nothing has to be computed backwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from casefile.store import tables
from casefile.store.engine import Transaction
from casefile.store.write.bulk import bound, carry_out, insert_one, loaded

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
    columns = [column.name for column in table.c if column.name not in key] if values is None else list(values)
    same_key = " AND ".join(f'"{column}" = ?' for column in key)
    named = [bound(table, column, value) for column, value in key.items()]
    asked = ", ".join(f'"{column}"' for column in columns) or "1"
    row = carry_out(tx, f'SELECT {asked} FROM "{name}" WHERE {same_key}', named).fetchone()
    keys = tuple(sorted(key.items()))
    if row is None:
        if values is not None:
            insert_one(tx, table, {**key, **values})
        return None if values is None else Former(name, keys, None)
    before = {column: loaded(table, column, value) for column, value in zip(columns, row, strict=False)}
    if values is None:
        carry_out(tx, f'DELETE FROM "{name}" WHERE {same_key}', named)
    elif before == dict(values):
        return None
    else:
        made = ", ".join(f'"{column}" = ?' for column in columns)
        kept = [bound(table, column, value) for column, value in values.items()]
        carry_out(tx, f'UPDATE "{name}" SET {made} WHERE {same_key}', [*kept, *named])
    return Former(name, keys, tuple(before.items()))
