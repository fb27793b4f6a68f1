"""From the chunks of texts to which word stands where, ordered by word: one counting sort for a whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from casefile.index.layout import MOST_POSITIONS, stretches
from casefile.index.pack import Array
from casefile.index.vocabulary import Vocabulary

_DIGIT = 16
"""Bits for which numpy's stable sort counts instead of comparing."""
_POSITION_BITS = MOST_POSITIONS.bit_length() - 1


class Cut(NamedTuple):
    """Texts that were cut together."""

    chunks: Array
    """Their numbers in the vocabulary, flat."""
    counts: Array
    """How many each text has."""
    columns: Array
    """The field of each text."""
    documents: Array


class Words(NamedTuple):
    """Every word of a field, flat, by document and text."""

    documents: Array
    positions: Array
    forms: Array
    """Their numbers among all forms of the vocabulary."""


class Inverted(NamedTuple):
    """Words by rank, document and position, without doublets."""

    ranks: Array
    documents: Array
    positions: Array


class Texts:
    """All texts of a batch."""

    def __init__(self, cut: Sequence[Cut], vocabulary: Vocabulary) -> None:
        self._chunks, counts, self._columns, self._documents = (
            np.concatenate([part[at] for part in cut] or [np.zeros(0, np.int32)]) for at in range(4)
        )
        self._counts = counts.astype(np.int64)
        self._begins = np.cumsum(self._counts) - self._counts
        self.stem, self.exact = np.array(vocabulary.stem), np.array(vocabulary.exact)
        self._offset, self._forms = np.array(vocabulary.offset), np.array(vocabulary.count)
        self._advance = np.array(vocabulary.advance)
        self._first_form = (np.cumsum(self._forms) - self._forms).astype(np.int32)

    def words(self, column: int) -> Words:
        """The words of a field."""
        texts = np.flatnonzero((self._columns == column) & (self._counts > 0))
        texts = texts[np.argsort(self._documents[texts], kind="stable")]
        counts = self._counts[texts]
        chunks = self._chunks[stretches(self._begins[texts], counts)]
        advance = self._advance[chunks]
        positions = np.cumsum(advance, dtype=np.int32) - advance
        positions -= np.repeat(positions[np.cumsum(counts) - counts], counts)
        documents = np.repeat(self._documents[texts], counts)
        forms, several = self._first_form[chunks], self._forms[chunks]
        if len(chunks) and (several.min() != 1 or several.max() != 1):
            forms = stretches(forms, several).astype(np.int32)
            documents, positions = np.repeat(documents, several), np.repeat(positions, several)
        return Words(documents, np.minimum(positions + self._offset[forms], MOST_POSITIONS - 1), forms)


def by_rank(ranks: Array) -> Array:
    """Indices that put the ranks in order, those that are equal as they come: a radix sort by digits of 16 bits."""
    order: Array = np.argsort((ranks & ((1 << _DIGIT) - 1)).astype(np.uint16), kind="stable")
    if len(ranks) and int(ranks.max()) >> _DIGIT:
        order = order[np.argsort((ranks >> _DIGIT).astype(np.uint16)[order], kind="stable")]
    return order


def inverted(ranks: Array, documents: Array, positions: Array) -> Inverted:
    """Words, given by document and text, by rank."""
    order = by_rank(ranks)
    ranks, documents, positions = ranks[order], documents[order], positions[order]
    places = documents.astype(np.int64) << _POSITION_BITS
    places |= positions
    same = ranks[1:] == ranks[:-1]
    if (same & (places[1:] <= places[:-1])).any():
        # The parts of a compound and the whole can be one word, at one place or the wrong way round.
        one = np.lexsort((places, ranks))
        ranks, places = ranks[one], places[one]
        kept = heads(ranks, places)
        ranks, places = ranks[kept], places[kept]
        documents, positions = (places >> _POSITION_BITS).astype(np.int32), (places & (MOST_POSITIONS - 1)).astype(np.int32)
    return Inverted(ranks, documents, positions)


def heads(values: Array, others: Array | None = None) -> Array:
    """Indices at which a new value, or a new pair of values, begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    new = np.empty(len(values), bool)
    new[0] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    if others is not None:
        new[1:] |= others[1:] != others[:-1]
    return np.flatnonzero(new)
