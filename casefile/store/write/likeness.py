"""Writers of what texts share with one another. Versions never change, so this is written once, with the version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.bulk import carry_out, insert_one, insert_tuples

_COMMON = 64
"""Versions of one key that are looked at."""
_HAVING = "SELECT version FROM sketch_key WHERE key = ? ORDER BY version LIMIT ?"
_SKETCH = """SELECT s.version, v.article, s.hashes FROM sketch s JOIN article_version v ON v.id = s.version
WHERE s.version = ?"""
_SAME_TEXT = """SELECT v.id FROM article_version own JOIN article_version v ON v.text_sha256 = own.text_sha256
WHERE own.id = ? AND v.article <> own.article ORDER BY v.id LIMIT ?"""


def has_sketch(tx: Transaction, version: int) -> bool:
    """Whether this version was compared already."""
    return carry_out(tx, "SELECT 1 FROM sketch WHERE version = ?", (version,)).fetchone() is not None


def write_sketch(tx: Transaction, version: int, hashes: bytes, keys: Iterable[int]) -> None:
    """Keep what a version is known by."""
    insert_one(tx, t.sketch, {"version": version, "hashes": hashes})
    insert_tuples(tx, t.sketch_key, ("key", "version"), [(key, version) for key in keys])


def candidates(tx: Transaction, keys: Sequence[int], fewest: int, most: int) -> list[tuple[int, int, bytes]]:
    """Versions that share at least `fewest` of the keys, most shared first, at most `most` of them: version, article and
    sketch of each. Of the versions that have a key, the first ones are looked at: what hundreds have is said everywhere, and
    tells copies from others no more."""
    shared: Counter[int] = Counter()
    for key in keys:
        shared.update(row[0] for row in carry_out(tx, _HAVING, (key, _COMMON)))
    near = sorted((version for version, count in shared.items() if count >= fewest), key=lambda one: (-shared[one], one))
    return [carry_out(tx, _SKETCH, (version,)).fetchone() for version in near[:most]]


def same_text(tx: Transaction, version: int, most: int) -> list[int]:
    """Versions of other articles with the very same text, earliest first, at most `most` of them."""
    return [row[0] for row in carry_out(tx, _SAME_TEXT, (version, most))]


def write_likeness(tx: Transaction, version: int, earlier: Iterable[tuple[int, float]]) -> None:
    """This version repeats, or is repeated by, these earlier ones, each with the share of the shorter text."""
    insert_tuples(tx, t.likeness, ("version", "earlier", "share"), [(version, other, share) for other, share in earlier])
