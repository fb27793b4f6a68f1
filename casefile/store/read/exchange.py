"""What was decided in a case about its articles, in a form that another case with the same texts can read.

Findings have the same ids in every case that holds the same text (domain.ids), so a decision is known by its target.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from casefile.domain.exchange import Given
from casefile.domain.ids import Kind
from casefile.store import tables as t
from casefile.store.engine import Transaction


def texts(tx: Transaction) -> dict[int, str]:
    """Article number -> SHA-256 of its present text; withdrawn ones are left out."""
    query = (
        select(t.article.c.number, t.article_version.c.text_sha256)
        .join(t.article_version, t.article_version.c.id == t.article.c.version)
        .where(~t.article.c.withdrawn)
    )
    return {row.number: row.text_sha256 for row in tx.execute(query)}


def given(tx: Transaction) -> Iterator[Given]:
    """Every decision, tag, note, tie and corrected date, title and the like, that hangs on one article."""
    known = texts(tx)
    a = t.anchor.c
    for row in tx.execute(
        select(t.decision, a.article, a.kind, a.words).join(t.anchor).order_by(a.article, a.start, a.target)
    ):
        if row.article in known and row.kind not in _NOT_OF_ONE_ARTICLE:
            yield Given("decision", row.target, row.aspect, row.value, known[row.article], row.article, row.words or "")
    for row in tx.execute(select(t.tag, a.article, a.kind, a.words).join(t.anchor).order_by(a.article, a.start, a.target)):
        if row.article in known:
            yield Given("tag", row.target, row.tag, "1", known[row.article], row.article, row.words or "")
    for row in tx.execute(select(t.note, a.article, a.words).join(t.anchor).order_by(t.note.c.created, t.note.c.id)):
        if row.article in known:
            place = "" if row.start is None else f"{row.start}:{row.end}"
            yield Given("note", row.target, row.id, row.text, known[row.article], row.article, row.words or "", place)
    one, other = t.anchor.alias(), t.anchor.alias()
    ties = select(t.tie, one.c.article, one.c.words, other.c.article.label("far"), other.c.words.label("far_words")).join(
        one, one.c.target == t.tie.c.one
    )
    for row in tx.execute(ties.join(other, other.c.target == t.tie.c.other).order_by(t.tie.c.one, t.tie.c.other)):
        if row.article in known and row.far in known:
            words = f"{row.words or ''} / {row.far_words or ''}"
            yield Given("tie", row.one, row.other, row.kind, known[row.article], row.article, words, known[row.far])
    for row in tx.execute(select(t.metadata_decision).order_by(t.metadata_decision.c.article, t.metadata_decision.c.field)):
        if row.article in known:
            yield Given("metadata", f"{Kind.ARTICLE}{row.article}", row.field, row.value, known[row.article], row.article)


_NOT_OF_ONE_ARTICLE = frozenset({str(Kind.CLAIM), str(Kind.HYPOTHESIS), str(Kind.GAP), str(Kind.OUTLET), str(Kind.TAG)})
