"""What the investigator said: small rows that name a finding by its anchor."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Text
from sqlalchemy.schema import CheckConstraint

from casefile.store.columns import Line, Record, Words
from casefile.store.tables.base import table, text, whole

anchor = table(
    "anchor",
    Column("target", Text, primary_key=True),
    Column("article", ForeignKey("article.number"), index=True),
    text("kind"),
    Column("start", Integer),
    Column("end", Integer),
    Column("text_sha256", Text),
    Column("words", Words),
)

decision = table(
    "decision",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    Column("aspect", Text, primary_key=True),
    text("value"),
)

tag = table(
    "tag",
    Column("target", ForeignKey("anchor.target"), primary_key=True),
    Column("tag", Line, primary_key=True),
    Index("ix_tag_tag", "tag"),
)

tie = table(
    "tie",
    Column("one", ForeignKey("anchor.target"), primary_key=True),
    Column("other", ForeignKey("anchor.target"), primary_key=True),
    Column("kind", Text, CheckConstraint("kind IN ('together', 'apart')"), nullable=False),
)

note = table(
    "note",
    Column("id", Text, primary_key=True),
    Column("target", ForeignKey("anchor.target"), index=True),
    Column("text", Words, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    text("created"),
)

hand = table(
    "hand",
    Column("id", Text, primary_key=True),
    Column("article", ForeignKey("article.number"), nullable=False, index=True),
    text("text_sha256"),
    text("kind"),
    whole("start"),
    whole("end"),
    Column("fields", Record, nullable=False),
)

lens = table("lens", Column("name", Line, primary_key=True), text("scope"))

# What the investigator concludes, with the anchors of what it rests on.
judgement = table(
    "judgement",
    Column("id", Text, primary_key=True),
    whole("position"),
    Column("text", Words, nullable=False),
    text("likelihood"),
    text("confidence"),
    Column("basis", Words, nullable=False),
    Column("evidence", Record, nullable=False),
)

# Named ways to make the brief of this case, as TOML.
brief_profile = table("brief_profile", Column("name", Line, primary_key=True), Column("text", Words, nullable=False))
