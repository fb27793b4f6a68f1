"""Writers of the first truth: originals, articles, versions. Content is written once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication, Reading
from casefile.domain.ids import text_digest
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import insert_one, insert_rows


@dataclass(frozen=True, slots=True)
class Known:
    """An article that holds an original already."""

    number: int
    withdrawn: bool


def holder(tx: Transaction, sha256: str) -> Known | None:
    """The article that was read from these bytes, if there is one; also an earlier or later version of it."""
    a = t.article.c
    row = tx.execute(select(a.number, a.withdrawn).where(a.original == sha256).order_by(a.number)).first()
    if row is None:
        row = tx.execute(
            select(a.number, a.withdrawn)
            .join(t.article_version, t.article_version.c.article == a.number)
            .join(t.version_source, t.version_source.c.version == t.article_version.c.id)
            .where(t.version_source.c.original == sha256)
        ).first()
    return Known(row.number, row.withdrawn) if row else None


def from_there(tx: Transaction, addresses: Sequence[str], path: str, member: str | None) -> list[int]:
    """Articles that were read from one of these addresses, else from this file, earliest first."""
    a, s = t.article.c, t.article_shown.c
    query = select(a.number).where(~a.withdrawn).order_by(a.number)
    if addresses:
        found = query.join(t.article_shown, s.article == a.number).where(s.url.in_(addresses))
        if numbers := list(tx.execute(found).scalars()):
            return numbers
    same = a.member.is_(None) if member is None else a.member == member
    return list(tx.execute(query.where(a.path == path, same)).scalars())


def write_source(tx: Transaction, version: int, original: str, path: str, member: str | None, kind: str) -> None:
    """Where the text of a later version is from; written once."""
    known = tx.execute(select(t.version_source.c.version).where(t.version_source.c.version == version)).first()
    if known is None:
        values = {"version": version, "original": original, "path": path, "member": member, "kind": kind}
        tx.execute(insert(t.version_source).values(**values))


def write_pages(tx: Transaction, version: int, pages: Sequence[tuple[int, int]]) -> None:
    """Where the pages of a document begin in the text of this version: (page number, code point); written once."""
    known = tx.execute(select(t.version_page.c.version).where(t.version_page.c.version == version).limit(1)).first()
    if known is None:
        insert_rows(tx, t.version_page, [{"version": version, "number": n, "start": start} for n, start in pages])


def write_original(tx: Transaction, reading: Reading) -> str:
    """Keep the bytes. Returns their SHA-256."""
    sha256 = hashlib.sha256(reading.content).hexdigest()
    if tx.execute(select(t.original.c.size).where(t.original.c.sha256 == sha256)).first() is None:
        content, kind = reading.content, reading.media_type
        insert_one(tx, t.original, {"sha256": sha256, "size": len(content), "media_type": kind, "content": content})
    return sha256


def next_number(tx: Transaction) -> int:
    """The number of the next article. Numbers of withdrawn articles are never given again."""
    return (tx.execute(select(func.max(t.article.c.number))).scalar() or 0) + 1


def write_article(tx: Transaction, number: int, sha256: str, reading: Reading, at: str) -> None:
    """The article itself, without text as yet, withdrawn as yet."""
    row = {"number": number, "original": sha256, "path": reading.path, "member": reading.member, "added": at}
    insert_one(tx, t.article, {**row, "withdrawn": True, "version": 0, "run": 0})


def point(tx: Transaction, number: int, version: int, run: int) -> None:
    """The article's first version and run."""
    tx.execute(update(t.article).where(t.article.c.number == number).values(version=version, run=run))


def write_version(tx: Transaction, number: int, reading: Reading, at: str) -> int:
    """The text and what was found beside it. Returns the id of the version; the same one where nothing differs.

    Two articles with the same text would share the ids of their findings: `twin` tells them apart, 0 for the first.
    """
    digest, found = text_digest(reading.text), reading.metadata
    values = {
        "article": number,
        "text_sha256": digest,
        "encoding": reading.encoding,
        "title": found.title,
        "outlet": found.outlet,
        "authors": found.authors,
        "edtf": found.published.edtf,
        "basis": str(found.published.basis),
        "confidence": found.published.confidence,
        "language": found.language,
        "url": found.url,
        "grade": found.grade,
        "extra": found.extra,
        "warnings": reading.warnings,
        "media_type": reading.media_type,
    }
    v = t.article_version
    columns = [column for column in v.c if column.name != "text"]
    same = tx.execute(select(*columns).where(v.c.article == number, v.c.text_sha256 == digest)).mappings().all()
    for row in same:
        if all(row[column] == value for column, value in values.items()):
            return int(row["id"])
    twin = same[0]["twin"] if same else _twin(tx, number, digest)
    size = len(reading.text.encode("utf-8", "surrogatepass"))
    return insert_one(tx, v, {**values, "twin": twin, "read_at": at, "size": size, "text": reading.text})


def _twin(tx: Transaction, number: int, digest: str) -> int:
    v = t.article_version
    others = select(func.count(v.c.article.distinct())).where(v.c.text_sha256 == digest, v.c.article != number)
    return tx.execute(others).scalar() or 0


def found_metadata(tx: Transaction, version: int) -> Metadata:
    """What was found beside the text of this version."""
    v = t.article_version.c
    columns = (v.title, v.outlet, v.authors, v.edtf, v.basis, v.confidence, v.language, v.url, v.grade, v.extra)
    row = tx.execute(select(*columns).where(v.id == version)).one()
    return Metadata(
        row.title,
        row.outlet,
        row.authors,
        Publication(row.edtf, Basis(row.basis), row.confidence),
        row.language,
        row.url,
        row.grade,
        row.extra,
    )


def show(tx: Transaction, number: int, shown: Metadata) -> None:
    """The article's metadata with decisions applied."""
    earliest, latest = edtf.bounds(shown.published.edtf)
    tx.execute(delete(t.article_shown).where(t.article_shown.c.article == number))
    row = {
        "article": number,
        "title": shown.title,
        "outlet": shown.outlet,
        "authors": shown.authors,
        "edtf": shown.published.edtf,
        "basis": str(shown.published.basis),
        "confidence": shown.published.confidence,
        "earliest": earliest,
        "latest": latest,
        "language": shown.language,
        "url": shown.url,
        "grade": shown.grade,
    }
    insert_one(tx, t.article_shown, row)


def twin_of(tx: Transaction, version: int) -> int:
    """How many articles had the text of this version before its own did."""
    return int(tx.execute(select(t.article_version.c.twin).where(t.article_version.c.id == version)).scalar_one())


def encoding_of(tx: Transaction, version: int) -> str:
    """The encoding in which the text of this version was read."""
    return str(tx.execute(select(t.article_version.c.encoding).where(t.article_version.c.id == version)).scalar_one())
