"""The case itself, and its texts: originals, articles and their versions, and what is shown of them."""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.schema import CheckConstraint

from casefile.store.columns import Flag, Line, Record, Words
from casefile.store.tables.base import maybe, table, text, whole

case_record = table(
    "case_record",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    text("case_id"),
    text("created"),
    text("title", ""),
    text("summary", ""),
    text("classification", ""),
    whole("revision"),
    # The first of the articles that came since the case was resolved; 0: none did.
    Column("unresolved", Integer, nullable=False, server_default="0"),
)

original = table(
    "original",
    Column("sha256", Text, primary_key=True),
    whole("size"),
    text("media_type"),
    Column("content", LargeBinary, nullable=False),
)

article = table(
    "article",
    Column("number", Integer, primary_key=True),
    Column("original", ForeignKey("original.sha256"), nullable=False, index=True),
    text("path"),
    maybe("member"),
    text("added"),
    Column("withdrawn", Flag, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False),
    Column("run", Integer, nullable=False, index=True),
    Index("ix_article_path", "path"),
)

article_version = table(
    "article_version",
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.number", deferrable=True, initially="DEFERRED"), nullable=False, index=True),
    Column("text_sha256", Text, nullable=False, index=True),
    whole("twin"),
    text("encoding"),
    text("title"),
    text("outlet"),
    Column("authors", Record, nullable=False),
    maybe("edtf"),
    text("basis"),
    Column("confidence", REAL, nullable=False),
    text("language"),
    text("url"),
    text("grade"),
    Column("extra", Record, nullable=False),
    Column("warnings", Record, nullable=False),
    text("media_type"),
    text("read_at"),
    whole("size"),
    # Last, so that what stands before it is read without its pages.
    Column("text", Words, nullable=False),
)

# Where the text of a later version is from: the first one's is what the article was imported from.
version_source = table(
    "version_source",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("original", ForeignKey("original.sha256"), nullable=False, index=True),
    text("path"),
    maybe("member"),
    Column("kind", Text, CheckConstraint("kind IN ('imported', 'decoded', 'corrected')"), nullable=False),
)

# Where the pages of a document begin in its text, in code points.
version_page = table(
    "version_page",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    whole("start"),
)

sketch = table(
    "sketch",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
)

sketch_key = table(
    "sketch_key",
    Column("key", Integer, primary_key=True),
    Column("version", ForeignKey("article_version.id"), primary_key=True),
)

# Versions of different articles of which one repeats the other's words. Texts never change, so this is written once.
likeness = table(
    "likeness",
    Column("version", ForeignKey("article_version.id"), primary_key=True),
    Column("earlier", ForeignKey("article_version.id"), primary_key=True, index=True),
    Column("share", REAL, nullable=False),
)

metadata_decision = table(
    "metadata_decision",
    Column("article", ForeignKey("article.number"), primary_key=True),
    Column("field", Text, primary_key=True),
    text("value"),
)

article_shown = table(
    "article_shown",
    Column("article", ForeignKey("article.number"), primary_key=True),
    text("title"),
    Column("outlet", Line, nullable=False, index=True),
    Column("authors", Record, nullable=False),
    maybe("edtf"),
    text("basis"),
    Column("confidence", REAL, nullable=False),
    Column("earliest", Text, index=True),
    Column("latest", Text),
    text("language"),
    text("url"),
    text("grade"),
    # Articles from one address, or one file, are versions of one.
    Index("ix_article_shown_url", "url"),
)
