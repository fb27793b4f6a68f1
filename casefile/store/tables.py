"""The tables of a case file. Three truths and what follows from them.

Text: `original`, `article`, `article_version`. Findings, per run: `run` to `local_entity`. Decisions: `anchor` to `lens`.
What follows (`article_shown`, `binding`, `decided`, `entity*`, `event*`) is recomputed from these and never edited by hand.
`journal` and `audit` are history. A finding's `context` is the sentence or sentences it stands in: its start in code
points, and where its bytes begin in the text and how many they are, so that a listing reads those bytes alone.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import CheckConstraint, SchemaItem, UniqueConstraint

from casefile.store.columns import Flag, Line, Record, Words

APPLICATION_ID = int.from_bytes(b"CASF", "big")
SCHEMA_VERSION = 1

metadata = MetaData()


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Line, nullable=False, server_default=default)


def _maybe(name: str) -> Column[str]:
    return Column(name, Line)


def _int(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


# --- the case -----------------------------------------------------------------------------------------------------

case_record = _table(
    "case_record",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    _text("case_id"),
    _text("created"),
    _text("title", ""),
    _text("summary", ""),
    _text("classification", ""),
    _int("revision"),
    Column("unresolved", Flag, nullable=False, server_default="0"),
)

# --- text ---------------------------------------------------------------------------------------------------------

original = _table(
    "original",
    Column("sha256", Text, primary_key=True),
    _int("size"),
    _text("media_type"),
    Column("content", LargeBinary, nullable=False),
)

article = _table(
    "article",
    Column("number", Integer, primary_key=True),
    Column("original", ForeignKey("original.sha256"), nullable=False, index=True),
    _text("path"),
    _maybe("member"),
    _text("added"),
    Column("withdrawn", Flag, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False),
    Column("run", Integer, nullable=False, index=True),
)

article_version = _table(
    "article_version",
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.number", deferrable=True, initially="DEFERRED"), nullable=False, index=True),
    Column("text_sha256", Text, nullable=False, index=True),
    _int("twin"),
    _text("encoding"),
    _text("title"),
    _text("outlet"),
    Column("authors", Record, nullable=False),
    _maybe("edtf"),
    _text("basis"),
    Column("confidence", REAL, nullable=False),
    _text("language"),
    _text("url"),
    _text("grade"),
    Column("extra", Record, nullable=False),
    Column("warnings", Record, nullable=False),
    _text("media_type"),
    _text("read_at"),
    _int("size"),
    # Last, so that what stands before it is read without its pages.
    Column("text", Words, nullable=False),
)

sketch = _table(
    "sketch",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
)

sketch_key = _table(
    "sketch_key",
    Column("key", Integer, primary_key=True),
    Column("version", ForeignKey("article_version.id"), primary_key=True),
)

# Versions of different articles of which one repeats the other's words. Texts never change, so this is written once.
likeness = _table(
    "likeness",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("earlier", ForeignKey("article_version.id"), primary_key=True),
    Column("share", REAL, nullable=False),
)

metadata_decision = _table(
    "metadata_decision",
    Column("article", ForeignKey("article.number"), primary_key=True),
    Column("field", Text, primary_key=True),
    _text("value"),
)

article_shown = _table(
    "article_shown",
    Column("article", ForeignKey("article.number"), primary_key=True),
    _text("title"),
    Column("outlet", Line, nullable=False, index=True),
    Column("authors", Record, nullable=False),
    _maybe("edtf"),
    _text("basis"),
    Column("confidence", REAL, nullable=False),
    Column("earliest", Text, index=True),
    Column("latest", Text),
    _text("language"),
    _text("url"),
    _text("grade"),
)

# --- findings -----------------------------------------------------------------------------------------------------

cut = _table(
    "cut",
    Column("id", Integer, primary_key=True),
    Column("version", ForeignKey("article_version.id"), nullable=False),
    Column("digest", Text, nullable=False),
    UniqueConstraint("version", "digest"),
)

paragraph = _table(
    "paragraph",
    Column("cut", ForeignKey("cut.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _int("start"),
    _int("end"),
)

sentence = _table(
    "sentence",
    Column("cut", ForeignKey("cut.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _int("start"),
    _int("end"),
)

run = _table(
    "run",
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.number"), nullable=False, index=True),
    Column("version", ForeignKey("article_version.id"), nullable=False, index=True),
    Column("cut", ForeignKey("cut.id"), nullable=False, index=True),
    _text("extractor"),
    _maybe("edtf"),
    _text("basis"),
    Column("confidence", REAL, nullable=False),
    _text("language"),
    _text("at"),
)


def _finding(name: str, *items: SchemaItem) -> Table:
    return _table(
        name,
        Column("run", ForeignKey("run.id"), primary_key=True),
        Column("id", Text, primary_key=True),
        _int("article"),
        _int("start"),
        _int("end"),
        _int("paragraph"),
        _int("sentence"),
        _int("context"),
        _int("context_at"),
        _int("context_size"),
        Column("confidence", REAL, nullable=False),
        _text("rule"),
        *items,
        Index(f"ix_{name}_id", "id"),
    )


date_finding = _finding(
    "date_finding",
    _text("kind"),
    _maybe("edtf"),
    _maybe("earliest"),
    _maybe("latest"),
    _maybe("duration"),
    _maybe("reference"),
    _text("anchor"),
)

mention = _finding(
    "mention",
    _text("type"),
    _text("name"),
    Column("entity", Text, nullable=False),
    _maybe("role"),
    Column("frame", Flag, nullable=False),
    _text("surface"),
    Index("ix_mention_entity", "entity", "run"),
)

quote = _finding(
    "quote",
    _text("kind"),
    Column("spans", Record, nullable=False),
    Column("quoted", Record, nullable=False),
    _maybe("cue"),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    _maybe("speaker"),
    _text("speaker_type"),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("speaker_entity", Text),
    _maybe("edtf"),
    _maybe("earliest"),
    _maybe("latest"),
    _maybe("speaker_key"),
    Index("ix_quote_speaker_entity", "speaker_entity"),
    Index("ix_quote_speaker_key", "speaker_key"),
)

figure = _finding(
    "figure",
    _text("kind"),
    Column("value", REAL, nullable=False),
    Column("value_max", REAL),
    _maybe("unit"),
    _text("qualifier"),
)

report = _finding(
    "report",
    _text("summary"),
    _int("trigger_start"),
    _int("trigger_end"),
    _text("trigger"),
    _maybe("edtf"),
    _maybe("earliest"),
    _maybe("latest"),
    _text("basis"),
    Column("date_start", Integer),
    Column("date_end", Integer),
    _text("status"),
)

report_entity = _table(
    "report_entity",
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("report", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("entity", Text, nullable=False),
    Index("ix_report_entity_entity", "entity", "run"),
)

local_entity = _table(
    "local_entity",
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    _int("article"),
    _text("type"),
    _text("name"),
    Column("aliases", Record, nullable=False),
    Column("roles", Record, nullable=False),
    _int("mentions"),
    Column("frame", Flag, nullable=False),
    Column("acronym", Flag, nullable=False),
    Column("confidence", REAL, nullable=False),
    _text("rule"),
    Index("ix_local_entity_id", "id"),
)

# --- decisions ----------------------------------------------------------------------------------------------------

anchor = _table(
    "anchor",
    Column("target", Text, primary_key=True),
    Column("article", ForeignKey("article.number"), index=True),
    _text("kind"),
    Column("start", Integer),
    Column("end", Integer),
    Column("text_sha256", Text),
    Column("words", Words),
)

decision = _table(
    "decision",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    Column("aspect", Text, primary_key=True),
    _text("value"),
)

tag = _table(
    "tag",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    Column("tag", Line, primary_key=True),
    Index("ix_tag_tag", "tag"),
)

tie = _table(
    "tie",
    Column("one", ForeignKey("anchor.target"), primary_key=True),
    Column("other", ForeignKey("anchor.target"), primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('together', 'apart')"), nullable=False),
)

note = _table(
    "note",
    Column("id", Text, primary_key=True),
    Column("target", ForeignKey("anchor.target"), index=True),
    Column("text", Words, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    _text("created"),
)

hand = _table(
    "hand",
    Column("id", Text, primary_key=True),
    Column("article", ForeignKey("article.number"), nullable=False, index=True),
    _text("text_sha256"),
    _text("kind"),
    _int("start"),
    _int("end"),
    Column("fields", Record, nullable=False),
)

lens = _table("lens", Column("name", Line, primary_key=True), _text("scope"))

# --- what follows -------------------------------------------------------------------------------------------------

binding = _table(
    "binding",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    # Null: orphaned, shown in the review.
    Column("bound", Text, unique=True),
)

decided = _table(
    "decided",
    Column("id", Text, primary_key=True),
    _text("target"),
    _text("decision"),
    Column("starred", Flag, nullable=False),
    _maybe("grade"),
    _maybe("type"),
    _maybe("name"),
    Column("frame", Flag),
    Column("dated", Flag, nullable=False),
    _maybe("edtf"),
    _maybe("earliest"),
    _maybe("latest"),
    Column("spoken", Flag, nullable=False),
    _maybe("speaker"),
    _maybe("speaker_type"),
    _maybe("speaker_entity"),
    _maybe("speaker_key"),
    Column("fields", Record, nullable=False),
)

entity = _table(
    "entity",
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("key"),
    _text("type"),
    Column("aliases", Record, nullable=False),
    Column("roles", Record, nullable=False),
    Column("frame", Flag, nullable=False),
    Index("ix_entity_key", "key"),
)

entity_member = _table(
    "entity_member",
    Column("local", Text, primary_key=True),
    Column("entity", ForeignKey("entity.id"), nullable=False, index=True),
    _int("position"),
)

event = _table(
    "event",
    Column("id", Text, primary_key=True),
    _text("lead"),
    _text("summary"),
    _maybe("edtf"),
    Column("earliest", Text, index=True),
    _maybe("latest"),
    _text("basis"),
    _text("status"),
    _text("decision"),
    Column("differing", Flag, nullable=False),
)

event_member = _table(
    "event_member",
    Column("report", Text, primary_key=True),
    Column("event", ForeignKey("event.id"), nullable=False, index=True),
    _int("position"),
)

# --- history ------------------------------------------------------------------------------------------------------

journal = _table(
    "journal",
    Column("sequence", Integer, primary_key=True),
    _text("at"),
    _text("who"),
    _text("label"),
    Column("command", Record, nullable=False),
    Column("inverse", Record, nullable=False),
    _text("batch", ""),
    Column("state", Text, CheckConstraint("state IN ('done', 'undone', 'dropped')"), nullable=False, index=True),
)

audit = _table(
    "audit",
    Column("sequence", Integer, primary_key=True),
    _text("at"),
    _text("payload"),
    _text("previous"),
    _text("hash"),
)
