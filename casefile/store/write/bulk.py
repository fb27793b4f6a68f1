"""Statements past the compiler: an article brings hundreds of rows, an import millions, and building a statement's tree
costs more than what SQLite does with it. Each is written out once and prepared once a connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from casefile.store.columns import Line
from casefile.store.engine import Transaction

_Bind = Callable[[Any, Any], Any]
_DIALECT = sqlite.dialect()
_LINE = Line().process_bind_param


def carry_out(tx: Transaction, statement: str, values: Sequence[Any] = ()) -> Any:
    """Carry out one statement within the transaction. Returns the driver's cursor, whose rows are tuples of what SQLite
    holds."""
    return _raw(tx).execute(statement, values)


def carry_out_many(tx: Transaction, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Carry out one statement for each of these rows of values."""
    _raw(tx).executemany(statement, rows)


@contextmanager
def whole_or_not(tx: Transaction) -> Iterator[None]:
    """Within it all is carried out, or where it raises nothing; the transaction goes on."""
    carry_out(tx, "SAVEPOINT whole")
    try:
        yield
    except BaseException:
        # Where the disk failed, SQLite has ended the whole transaction already.
        if _raw(tx).in_transaction:
            carry_out(tx, "ROLLBACK TO whole")
            carry_out(tx, "RELEASE whole")
        raise
    carry_out(tx, "RELEASE whole")


def as_list(values: Iterable[Any]) -> str:
    """Any number of values as one, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values))


def insert_rows(tx: Transaction, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert these rows, which all name the same columns; values are bound as the columns' types say."""
    if rows:
        names = tuple(rows[0])
        insert_tuples(tx, table, names, [[row[name] for name in names] for row in rows])


def insert_tuples(tx: Transaction, table: Table, names: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values in the order of these columns; values are bound as the columns' types say."""
    statement, lines, others = _prepared(table, names)
    carry_out_many(tx, statement, [_bound(list(row), lines, others) for row in rows])


def insert_one(tx: Transaction, table: Table, row: Mapping[str, Any]) -> int:
    """Insert one row. Returns its number, where the table counts its rows."""
    statement, lines, others = _prepared(table, tuple(row))
    return int(carry_out(tx, statement, _bound(list(row.values()), lines, others)).lastrowid)


def bound(table: Table, name: str, value: Any) -> Any:
    """A value as the column of this name keeps it."""
    bind = _bind(table.c[name].type)
    return value if bind is None else bind(value, _DIALECT)


def loaded(table: Table, name: str, value: Any) -> Any:
    """What the column of this name says by a value it keeps."""
    kind = table.c[name].type
    if isinstance(kind, Line) or not isinstance(kind, TypeDecorator):
        return value
    return kind.process_result_value(value, _DIALECT)


def _raw(tx: Transaction) -> Any:
    connection = tx.connection.driver_connection
    assert connection is not None, "a transaction has a connection"
    return connection


def _bound(values: list[Any], lines: tuple[int, ...], others: tuple[tuple[int, _Bind], ...]) -> list[Any]:
    for at in lines:
        value = values[at]
        if value is not None and not value.isascii():
            values[at] = _LINE(value, _DIALECT)
    for at, bind in others:
        values[at] = bind(values[at], _DIALECT)
    return values


@cache
def _prepared(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[int, ...], tuple[tuple[int, _Bind], ...]]:
    """The statement; where its short texts stand, most of which are bound as they are; where other types stand."""
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    binds = [(at, _bind(table.c[name].type)) for at, name in enumerate(names)]
    lines = tuple(at for at, name in enumerate(names) if isinstance(table.c[name].type, Line))
    others = tuple((at, bind) for at, bind in binds if bind is not None and at not in lines)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', lines, others


def _bind(kind: Any) -> _Bind | None:
    return kind.process_bind_param if isinstance(kind, TypeDecorator) else None
