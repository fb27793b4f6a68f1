"""Who did what when: the journal of changes and the chain of their audit."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text
from sqlalchemy.schema import CheckConstraint

from casefile.store.columns import Record
from casefile.store.tables.base import table, text

journal = table(
    "journal",
    Column("sequence", Integer, primary_key=True),
    text("at"),
    text("who"),
    text("label"),
    Column("command", Record, nullable=False),
    Column("inverse", Record, nullable=False),
    text("batch", ""),
    Column("state", Text, CheckConstraint("state IN ('done', 'undone', 'dropped')"), nullable=False, index=True),
)

audit = table(
    "audit",
    Column("sequence", Integer, primary_key=True),
    text("at"),
    text("payload"),
    text("previous"),
    text("hash"),
)
