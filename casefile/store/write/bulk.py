"""Many rows into a table at once, past the statement compiler: an article brings hundreds, an import millions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from casefile.store.engine import Transaction

_Bind = Callable[[Any, Any], Any]
_DIALECT = sqlite.dialect()


def insert_rows(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert these rows, which all name the same columns; values are bound as the columns' types say."""
    if not rows:
        return
    names = tuple(rows[0])
    statement, binds = _prepared(table, names)
    tx.exec_driver_sql(
        statement,
        [
            tuple(row[name] if bind is None else bind(row[name], _DIALECT) for name, bind in zip(names, binds, strict=True))
            for row in rows
        ],
    )


def insert_one(tx: Transaction, table: Table, row: Mapping[str, Any]) -> int:
    """Insert one row. Returns its number, where the table counts its rows."""
    names = tuple(row)
    statement, binds = _prepared(table, names)
    values = tuple(row[name] if bind is None else bind(row[name], _DIALECT) for name, bind in zip(names, binds, strict=True))
    return int(tx.exec_driver_sql(statement, values).lastrowid)


@cache
def _prepared(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[_Bind | None, ...]]:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    binds = tuple(_bind(table.c[name].type) for name in names)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', binds


def _bind(kind: Any) -> _Bind | None:
    return kind.process_bind_param if isinstance(kind, TypeDecorator) else None
