"""One generation of the index, open for reading: its segments side by side, as if they were one."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from casefile.index.pack import Array
from casefile.index.postings import Listed
from casefile.index.segment import LENGTHS, PackSegment, SegmentFile

K1, B = 1.2, 0.75
"""Parameters of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), Whoosh's values."""
_REMEMBERED = 48 << 20
"""Bytes of decoded postings that are kept."""
_NOWHERE = Listed(0, np.zeros(0, np.int32))


class Leaf(NamedTuple):
    """A segment, and the number of its first document in the whole."""

    file: SegmentFile
    base: int


class Snapshot:
    """Documents are numbered through all segments. Numbers include documents that are gone; `alive` tells them apart."""

    def __init__(self, segments: Sequence[tuple[PackSegment, SegmentFile]]) -> None:
        self.leaves: list[Leaf] = []
        self.count = 0
        gone: list[Array] = []
        for segment, file in segments:
            self.leaves.append(Leaf(file, self.count))
            if segment.gone:
                gone.append(np.fromiter(segment.gone, np.int64, len(segment.gone)) + self.count)
            self.count += file.count
        self.alive: Array | None = None
        if gone:
            self.alive = np.ones(self.count, bool)
            self.alive[np.concatenate(gone)] = False
        self._norms: dict[str, Array] = {}
        self._columns: dict[str, Array] = {}
        self._decoded: OrderedDict[tuple[str, bytes], Listed] = OrderedDict()
        self._size = 0

    def languages(self) -> tuple[str, ...]:
        """Languages whose stems are in the index."""
        return tuple(sorted({language for leaf in self.leaves for language in leaf.file.languages}))

    def column(self, name: str) -> Array:
        """A value for each document: article (-1 for none), first and last day of publication."""
        if name not in self._columns:
            self._columns[name] = np.concatenate([leaf.file.column(name) for leaf in self.leaves] or [np.zeros(0, np.int32)])
        return self._columns[name]

    def leaf_of(self, document: int) -> tuple[SegmentFile, int]:
        """The segment of a document, and its number there."""
        for leaf in reversed(self.leaves):
            if document >= leaf.base:
                return leaf.file, document - leaf.base
        raise IndexError(document)

    def norm(self, field: str) -> Array:
        """The length part of BM25 for each document: K1 x (1 - B + B x length / average)."""
        if field not in self._norms:
            total = sum(leaf.file.totals.get(field, 0) for leaf in self.leaves)
            average = total / (self.count or 1) or 1
            lengths = np.concatenate([LENGTHS[leaf.file.lengths(field)] for leaf in self.leaves])
            self._norms[field] = K1 * ((1 - B) + B * lengths / average)
        return self._norms[field]

    def idf(self, df: int) -> float:
        """Whoosh's inverse document frequency."""
        return math.log(self.count / (df + 1)) + 1

    def df(self, field: str, text: bytes) -> int:
        """In how many documents a term stands, those that are gone included."""
        total = 0
        for leaf in self.leaves:
            number = leaf.file.postings.find(field, text)
            if number >= 0:
                total += int(leaf.file.postings.df(number, number + 1)[0])
        return total

    def postings(self, field: str, text: bytes) -> tuple[Array, Array | None]:
        """Documents of a term, ascending, and how often it stands in each; None where always once."""
        return self.listed(field, text).postings()

    def listed(self, field: str, text: bytes) -> Listed:
        """The same, or how often it stands in each of all documents where it stands in most."""
        key = (field, text)
        known = self._decoded.get(key)
        if known is not None:
            self._decoded.move_to_end(key)
            return known
        if len(self.leaves) == 1:
            number = self.leaves[0].file.postings.find(field, text)
            found = _NOWHERE if number < 0 else self.leaves[0].file.postings.listed(number)
        else:
            found = self._joined(field, text)
        self._decoded[key] = found
        self._size += found.bytes()
        while self._size > _REMEMBERED and len(self._decoded) > 1:
            _, dropped = self._decoded.popitem(last=False)
            self._size -= dropped.bytes()
        return found

    def _joined(self, field: str, text: bytes) -> Listed:
        parts = []
        for leaf in self.leaves:
            number = leaf.file.postings.find(field, text)
            if number >= 0:
                parts.append((leaf, leaf.file.postings.listed(number)))
        size = sum(part.size for _, part in parts)
        narrow = all(part.tf is None or part.tf.dtype == np.uint8 for _, part in parts)
        if size * 2 > self.count and narrow and any(part.spread is not None for _, part in parts):
            spread = np.zeros(self.count, np.uint8)
            for leaf, part in parts:
                here = spread[leaf.base : leaf.base + leaf.file.count]
                if part.spread is not None:
                    here[:] = part.spread
                else:
                    here[part.documents] = 1 if part.tf is None else part.tf
            return Listed(size, None, None, spread)
        documents: list[Array] = []
        frequencies: list[Array | None] = []
        for leaf, part in parts:
            own, tf = part.postings()
            documents.append(own + np.int32(leaf.base) if leaf.base else own)
            frequencies.append(tf)
        return Listed(size, *_concatenated(documents, frequencies))


def _concatenated(documents: list[Array], frequencies: list[Array | None]) -> tuple[Array, Array | None]:
    if not documents:
        return np.zeros(0, np.int32), None
    if len(documents) == 1:
        return documents[0], frequencies[0]
    tf = None
    if any(found is not None for found in frequencies):
        pairs = zip(documents, frequencies, strict=True)
        tf = np.concatenate([np.ones(len(own), np.uint8) if found is None else found for own, found in pairs])
    return np.concatenate(documents), tf
