"""Compares a new text with those that share its least shingles: wire copies and near duplicates are found as they come."""

from __future__ import annotations

from casefile.resolve.copies import COPIED, SHARED_KEYS, overlaps, sketch
from casefile.store.engine import Transaction
from casefile.store.write.likeness import candidates, has_sketch, same_text, write_likeness, write_sketch

_MOST = 16
"""Candidates a text is compared with. A group of copies hangs together by far fewer."""


def liken(tx: Transaction, article: int, version: int, text: str) -> None:
    """Keep a version's sketch, and which versions of other articles are its like."""
    if has_sketch(tx, version):
        return
    own = sketch(text)
    found = candidates(tx, own.keys, SHARED_KEYS, _MOST) if own.size else []
    write_sketch(tx, version, own.packed(), own.keys)
    others = [(other, hashes) for other, of, hashes in found if of != article]
    shares = dict(zip((other for other, _ in others), overlaps(own, [hashes for _, hashes in others]), strict=True))
    if not own.size:
        # What is too short to have a sketch can still be the very same.
        shares.update((other, 1.0) for other in same_text(tx, version, _MOST))
    write_likeness(tx, version, [(other, share) for other, share in sorted(shares.items()) if share >= COPIED])
