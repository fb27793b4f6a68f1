"""How postings lie in a pack: what `PostingsWriter` writes and `Postings` reads."""

from __future__ import annotations

import numpy as np

from casefile.index.pack import Array

MOST_POSITIONS = 1 << 20
"""Positions at or after this one are held to be this one, less one."""
NO_POSITIONS = 15
GROUP = 128
"""Terms of which only the first is marked: its text, and where their postings begin in each array."""
KEY_ROW = np.dtype([("df", "<u4"), ("first", "<u4"), ("flags", "u1")])
WORD_ROW = np.dtype([("df", "<u4"), ("first", "<u4"), ("occurrences", "<u4"), ("flags", "u1")])
"""What stands of a term in the table. Flags: two bits for the width of document numbers, two for that of frequencies, four
for the bit planes of positions."""
DENSE = 3
"""The code of document numbers that are not written: the word stands in most documents, and the array “dense” says of each
of all documents how often it does there."""
ID_TYPES = (np.uint8, np.uint16, np.uint32)
TF_TYPES = (None, np.uint8, np.uint16, np.uint32)


def stretches(starts: Array, counts: Array) -> Array:
    """Indices of many stretches, one after the other: starts[0], starts[0] + 1, ... counts[0] of them, starts[1], ..."""
    total = int(counts.sum())
    return np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(total, dtype=np.int64)


def share_of(share: str, df: Array, occurrences: Array, flags: Array) -> tuple[Array, Array]:
    """Of document numbers ("id"), frequencies ("tf") or positions ("pos"): the code of each term's array, and how many it
    has there, but for dense ones. The first document number stands in the term's row."""
    if share == "id":
        return flags & 3, df.astype(np.int64) - 1
    if share == "tf":
        return flags >> 2 & 3, df.astype(np.int64)
    return flags >> 4, occurrences.astype(np.int64)
