"""What follows from findings and decisions: recomputed, never edited by hand."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Text

from casefile.store.columns import Flag, Line, Record
from casefile.store.tables.base import maybe, table, text, whole

binding = table(
    "binding",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    # Null: orphaned, shown in the review.
    Column("bound", Text, unique=True),
)

decided = table(
    "decided",
    Column("id", Text, primary_key=True),
    text("target"),
    text("decision"),
    Column("starred", Flag, nullable=False),
    maybe("grade"),
    maybe("type"),
    maybe("name"),
    Column("frame", Flag),
    Column("dated", Flag, nullable=False),
    maybe("edtf"),
    maybe("earliest"),
    maybe("latest"),
    Column("spoken", Flag, nullable=False),
    maybe("speaker"),
    maybe("speaker_type"),
    maybe("speaker_entity"),
    maybe("speaker_key"),
    Column("fields", Record, nullable=False),
)

entity = table(
    "entity",
    Column("id", Text, primary_key=True),
    text("name"),
    text("key"),
    text("type"),
    Column("aliases", Record, nullable=False),
    Column("roles", Record, nullable=False),
    Column("frame", Flag, nullable=False),
    Index("ix_entity_key", "key"),
)

# What an entity answers to: its names and what they are shortened to. By this the neighbours of a new name are found.
entity_key = table(
    "entity_key",
    Column("key", Line, primary_key=True),
    Column("entity", ForeignKey("entity.id"), primary_key=True, index=True),
)

entity_member = table(
    "entity_member",
    Column("local", Text, primary_key=True),
    Column("entity", ForeignKey("entity.id"), nullable=False, index=True),
    whole("position"),
)

# Local entities of an entity that are alike in all that resolution looks at, counted; those that wait for it are not.
entity_form = table(
    "entity_form",
    Column("entity", ForeignKey("entity.id"), nullable=False, index=True),
    text("type"),
    text("name"),
    Column("aliases", Record, nullable=False),
    Column("acronym", Flag, nullable=False),
    text("decided"),
    whole("count"),
    whole("mentions"),
    Column("frame", Flag, nullable=False),
    whole("article"),
    text("least"),
)

event = table(
    "event",
    Column("id", Text, primary_key=True),
    text("lead"),
    text("summary"),
    maybe("edtf"),
    Column("earliest", Text, index=True),
    maybe("latest"),
    text("basis"),
    text("status"),
    text("decision"),
    Column("differing", Flag, nullable=False),
)

event_member = table(
    "event_member",
    Column("report", Text, primary_key=True),
    Column("event", ForeignKey("event.id"), nullable=False, index=True),
    whole("position"),
)
