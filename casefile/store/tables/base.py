"""What all tables are made with."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.schema import SchemaItem

from casefile.store.columns import Line

metadata = MetaData()


def table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Line, nullable=False, server_default=default)


def maybe(name: str) -> Column[str]:
    return Column(name, Line)


def whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)
