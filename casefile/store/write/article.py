"""Writers of the first truth: originals, articles, versions. Content is written once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, insert, select

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication, Reading
from casefile.domain.ids import text_digest
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import as_list, bound, carry_out, insert_one, insert_rows

_HOLDING = "SELECT number, withdrawn FROM article WHERE original = ? ORDER BY number LIMIT 1"
_HOLDING_LATER = """SELECT a.number, a.withdrawn FROM version_source s JOIN article_version v ON v.id = s.version
JOIN article a ON a.number = v.article WHERE s.original = ? LIMIT 1"""
_FROM_ADDRESSES = """SELECT a.number FROM article_shown s JOIN article a ON a.number = s.article
WHERE s.url IN (SELECT value FROM json_each(?)) AND NOT a.withdrawn ORDER BY a.number"""
_FROM_FILE = "SELECT number FROM article WHERE path = ? AND member IS ? AND NOT withdrawn ORDER BY number"
_OTHERS_WITH_TEXT = "SELECT count(DISTINCT article) FROM article_version WHERE text_sha256 = ? AND article <> ?"


@dataclass(frozen=True, slots=True)
class Known:
    """An article that holds an original already."""

    number: int
    withdrawn: bool


def holder(tx: Transaction, sha256: str) -> Known | None:
    """The article that was read from these bytes, if there is one; also an earlier or later version of it."""
    for statement in (_HOLDING, _HOLDING_LATER):
        row = carry_out(tx, statement, (sha256,)).fetchone()
        if row is not None:
            return Known(row[0], bool(row[1]))
    return None


def from_there(tx: Transaction, addresses: Sequence[str], path: str, member: str | None) -> list[int]:
    """Articles that were read from one of these addresses, else from this file, earliest first."""
    numbers: list[int] = []
    if addresses:
        numbers = [row[0] for row in carry_out(tx, _FROM_ADDRESSES, (as_list(addresses),))]
    at = [bound(t.article, name, value) for name, value in (("path", path), ("member", member))]
    return numbers or [row[0] for row in carry_out(tx, _FROM_FILE, at)]


def write_source(tx: Transaction, version: int, original: str, path: str, member: str | None, kind: str) -> None:
    """Where the text of a later version is from; written once."""
    known = tx.execute(select(t.version_source.c.version).where(t.version_source.c.version == version)).first()
    if known is None:
        values = {"version": version, "original": original, "path": path, "member": member, "kind": kind}
        tx.execute(insert(t.version_source).values(**values))


def write_pages(tx: Transaction, version: int, pages: Sequence[tuple[int, int]]) -> None:
    """Where the pages of a document begin in the text of this version: (page number, code point); written once."""
    if pages and carry_out(tx, "SELECT 1 FROM version_page WHERE version = ?", (version,)).fetchone() is None:
        insert_rows(tx, t.version_page, [{"version": version, "number": n, "start": start} for n, start in pages])


def write_original(tx: Transaction, reading: Reading) -> str:
    """Keep the bytes. Returns their SHA-256."""
    sha256 = hashlib.sha256(reading.content).hexdigest()
    if carry_out(tx, "SELECT 1 FROM original WHERE sha256 = ?", (sha256,)).fetchone() is None:
        content, kind = reading.content, reading.media_type
        insert_one(tx, t.original, {"sha256": sha256, "size": len(content), "media_type": kind, "content": content})
    return sha256


def next_number(tx: Transaction) -> int:
    """The number of the next article. Numbers of withdrawn articles are never given again."""
    return (carry_out(tx, "SELECT max(number) FROM article").fetchone()[0] or 0) + 1


def write_article(tx: Transaction, number: int, sha256: str, reading: Reading, at: str) -> None:
    """The article itself, without text as yet, withdrawn as yet."""
    row = {"number": number, "original": sha256, "path": reading.path, "member": reading.member, "added": at}
    insert_one(tx, t.article, {**row, "withdrawn": True, "version": 0, "run": 0})


def point(tx: Transaction, number: int, version: int, run: int) -> None:
    """The article's first version and run."""
    carry_out(tx, "UPDATE article SET version = ?, run = ? WHERE number = ?", (version, run, number))


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
    # A new article has none yet, which is told without a statement's tree.
    same: Sequence[RowMapping] = ()
    if carry_out(tx, "SELECT 1 FROM article_version WHERE article = ? AND text_sha256 = ?", (number, digest)).fetchone():
        same = tx.execute(select(*columns).where(v.c.article == number, v.c.text_sha256 == digest)).mappings().all()
    for row in same:
        if all(row[column] == value for column, value in values.items()):
            return int(row["id"])
    twin = same[0]["twin"] if same else _twin(tx, number, digest)
    size = len(reading.text.encode("utf-8", "surrogatepass"))
    return insert_one(tx, v, {**values, "twin": twin, "read_at": at, "size": size, "text": reading.text})


def _twin(tx: Transaction, number: int, digest: str) -> int:
    return int(carry_out(tx, _OTHERS_WITH_TEXT, (digest, number)).fetchone()[0])


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
    carry_out(tx, "DELETE FROM article_shown WHERE article = ?", (number,))
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
    return int(carry_out(tx, "SELECT twin FROM article_version WHERE id = ?", (version,)).fetchone()[0])


def encoding_of(tx: Transaction, version: int) -> str:
    """The encoding in which the text of this version was read."""
    return str(tx.execute(select(t.article_version.c.encoding).where(t.article_version.c.id == version)).scalar_one())
