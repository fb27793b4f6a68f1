"""What the program read in an article: rows of one extraction run, never edited.

A finding's `context` is the sentence or sentences it stands in: its start in code points, and where its bytes begin in the
text and how many they are, so that a listing reads those bytes alone.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, Table, Text
from sqlalchemy.schema import SchemaItem, UniqueConstraint

from casefile.store.columns import Flag, Record
from casefile.store.tables.base import maybe, table, text, whole

cut = table(
    "cut",
    Column("id", Integer, primary_key=True),
    Column("version", ForeignKey("article_version.id"), nullable=False),
    Column("digest", Text, nullable=False),
    UniqueConstraint("version", "digest"),
)

paragraph = table(
    "paragraph",
    Column("cut", ForeignKey("cut.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    whole("start"),
    whole("end"),
)

sentence = table(
    "sentence",
    Column("cut", ForeignKey("cut.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    whole("start"),
    whole("end"),
)

run = table(
    "run",
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.number"), nullable=False, index=True),
    Column("version", ForeignKey("article_version.id"), nullable=False, index=True),
    Column("cut", ForeignKey("cut.id"), nullable=False, index=True),
    text("extractor"),
    maybe("edtf"),
    text("basis"),
    Column("confidence", REAL, nullable=False),
    text("language"),
    text("at"),
)


def _finding(name: str, *items: SchemaItem) -> Table:
    return table(
        name,
        Column("run", ForeignKey("run.id"), primary_key=True),
        Column("id", Text, primary_key=True),
        whole("article"),
        whole("start"),
        whole("end"),
        whole("paragraph"),
        whole("sentence"),
        whole("context"),
        whole("context_at"),
        whole("context_size"),
        Column("confidence", REAL, nullable=False),
        text("rule"),
        *items,
        Index(f"ix_{name}_id", "id"),
    )


date_finding = _finding(
    "date_finding",
    text("kind"),
    maybe("edtf"),
    maybe("earliest"),
    maybe("latest"),
    maybe("duration"),
    maybe("reference"),
    text("anchor"),
)

mention = _finding(
    "mention",
    text("type"),
    text("name"),
    Column("entity", Text, nullable=False),
    maybe("role"),
    Column("frame", Flag, nullable=False),
    text("surface"),
    Index("ix_mention_entity", "entity", "run"),
)

quote = _finding(
    "quote",
    text("kind"),
    Column("spans", Record, nullable=False),
    Column("quoted", Record, nullable=False),
    maybe("cue"),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    maybe("speaker"),
    text("speaker_type"),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_entity", Text),
    maybe("edtf"),
    maybe("earliest"),
    maybe("latest"),
    maybe("speaker_key"),
    maybe("affiliation"),
    Column("affiliation_entity", Text),
    Index("ix_quote_speaker_entity", "speaker_entity"),
    Index("ix_quote_speaker_key", "speaker_key"),
)

figure = _finding(
    "figure",
    text("kind"),
    Column("value", REAL, nullable=False),
    Column("value_max", REAL),
    maybe("unit"),
    text("qualifier"),
)

report = _finding(
    "report",
    text("summary"),
    whole("trigger_start"),
    whole("trigger_end"),
    text("trigger"),
    maybe("edtf"),
    maybe("earliest"),
    maybe("latest"),
    text("basis"),
    Column("date_start", Integer),
    Column("date_end", Integer),
    text("status"),
    # By this the sentences are found that a new one may repeat.
    Index("ix_report_trigger", "trigger", "earliest"),
)

report_entity = table(
    "report_entity",
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("report", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("entity", Text, nullable=False),
    Index("ix_report_entity_entity", "entity", "run"),
)

local_entity = table(
    "local_entity",
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    whole("article"),
    text("type"),
    text("name"),
    Column("aliases", Record, nullable=False),
    Column("roles", Record, nullable=False),
    whole("mentions"),
    Column("frame", Flag, nullable=False),
    Column("acronym", Flag, nullable=False),
    Column("confidence", REAL, nullable=False),
    text("rule"),
    Index("ix_local_entity_id", "id"),
)
