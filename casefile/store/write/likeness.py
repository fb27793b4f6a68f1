"""Writers of what texts share with one another. Versions never change, so this is written once, with the version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import insert_one, insert_rows


def has_sketch(tx: Transaction, version: int) -> bool:
    """Whether this version was compared already."""
    return tx.execute(select(t.sketch.c.version).where(t.sketch.c.version == version)).first() is not None


def write_sketch(tx: Transaction, version: int, hashes: bytes, keys: Iterable[int]) -> None:
    """Keep what a version is known by."""
    insert_one(tx, t.sketch, {"version": version, "hashes": hashes})
    insert_rows(tx, t.sketch_key, [{"key": key, "version": version} for key in keys])


def candidates(tx: Transaction, keys: Sequence[int], fewest: int, most: int) -> list[tuple[int, int, bytes]]:
    """Versions that share at least `fewest` of the keys, most shared first, at most `most` of them: version, article and
    sketch of each."""
    k, v = t.sketch_key.c, t.article_version.c
    shared = func.count()
    query = (
        select(k.version, v.article, t.sketch.c.hashes)
        .join(t.sketch, t.sketch.c.version == k.version)
        .join(t.article_version, v.id == k.version)
        .where(k.key.in_(keys))
        .group_by(k.version)
        .having(shared >= fewest)
        .order_by(shared.desc(), k.version)
        .limit(most)
    )
    return [(row.version, row.article, row.hashes) for row in tx.execute(query)]


def same_text(tx: Transaction, version: int, most: int) -> list[int]:
    """Versions of other articles with the very same text, earliest first, at most `most` of them."""
    own, v = t.article_version.alias("own"), t.article_version.c
    query = (
        select(v.id)
        .join(own, own.c.text_sha256 == v.text_sha256)
        .where(own.c.id == version, v.article != own.c.article)
        .order_by(v.id)
        .limit(most)
    )
    return list(tx.execute(query).scalars())


def write_likeness(tx: Transaction, version: int, earlier: Iterable[tuple[int, float]]) -> None:
    """This version repeats, or is repeated by, these earlier ones, each with the share of the shorter text."""
    insert_rows(tx, t.likeness, [{"version": version, "earlier": other, "share": share} for other, share in earlier])
