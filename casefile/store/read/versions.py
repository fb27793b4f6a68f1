"""The versions of an article's text: as first read, as imported again, decoded anew or corrected."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from casefile.domain.rows import VersionRow
from casefile.store import tables as t
from casefile.store.engine import Transaction


@dataclass(frozen=True, slots=True)
class VersionText:
    """A version with its text and the paragraphs that citations of it count."""

    row: VersionRow
    text: str
    paragraphs: tuple[tuple[int, int], ...]


def versions(tx: Transaction, article: int) -> tuple[VersionRow, ...]:
    """The versions of an article, oldest first, counted from 1; empty where there is no such article."""
    v, a, s = t.article_version.c, t.article.c, t.version_source.c
    query = (
        select(
            v.id,
            v.read_at,
            v.encoding,
            v.text_sha256,
            v.title,
            func.coalesce(s.kind, "imported").label("kind"),
            func.coalesce(s.original, a.original).label("original"),
            func.coalesce(s.path, a.path).label("path"),
            (v.id == a.version).label("current"),
        )
        .join(t.article, a.number == v.article)
        .outerjoin(t.version_source, s.version == v.id)
        .where(v.article == article, ~a.withdrawn)
        .order_by(v.id)
    )
    return tuple(
        VersionRow(
            number,
            article,
            bool(row.current),
            row.kind,
            row.read_at,
            row.path,
            row.encoding,
            row.text_sha256,
            row.original,
            row.title,
        )
        for number, row in enumerate(tx.execute(query), start=1)
    )


def version_text(tx: Transaction, article: int, number: int) -> VersionText | None:
    """One version with its text; None where there is none of this number."""
    every = versions(tx, article)
    if not 1 <= number <= len(every):
        return None
    v, run, p = t.article_version.c, t.run.c, t.paragraph.c
    ids = tx.execute(select(v.id).where(v.article == article).order_by(v.id)).scalars().all()
    version = ids[number - 1]
    cut = select(run.cut).where(run.version == version).order_by(run.id.desc()).limit(1).scalar_subquery()
    spans = tx.execute(select(p.start, p.end).where(p.cut == cut).order_by(p.number))
    text = tx.execute(select(v.text).where(v.id == version)).scalar_one()
    return VersionText(every[number - 1], text, tuple((row.start, row.end) for row in spans))


def original_of(tx: Transaction, version: int) -> tuple[str, bytes, str, str] | None:
    """What the text of a version was read from: SHA-256, bytes, media type and name."""
    v, a, s, o = t.article_version.c, t.article.c, t.version_source.c, t.original.c
    row = tx.execute(
        select(o.sha256, o.content, o.media_type, func.coalesce(s.path, a.path).label("path"))
        .select_from(t.article_version)
        .join(t.article, a.number == v.article)
        .outerjoin(t.version_source, s.version == v.id)
        .join(t.original, o.sha256 == func.coalesce(s.original, a.original))
        .where(v.id == version)
    ).first()
    return (row.sha256, row.content, row.media_type, row.path) if row else None


def pages(tx: Transaction, article: int) -> tuple[tuple[int, int], ...]:
    """(page number, where it begins in the current text) of an article that was read from a document with pages."""
    p = t.version_page.c
    query = select(p.number, p.start).join(t.article, t.article.c.version == p.version)
    return tuple((row.number, row.start) for row in tx.execute(query.where(t.article.c.number == article).order_by(p.start)))
