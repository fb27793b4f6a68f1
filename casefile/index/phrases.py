"""Phrases and words near each other, by the positions in the postings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casefile.index.pack import Array
from casefile.index.postings import Postings, stretches
from casefile.index.snapshot import Snapshot

_DOCUMENT = 21
"""Bits below the document's: positions have 20, so that no distance reaches from one document into the next."""
_MARGIN = 1 << 10
"""Positions before the first, for words that are counted back from their place in the phrase."""
_SELECTIVE = 4


def phrase_documents(snapshot: Snapshot, field: str, words: Sequence[bytes], slop: int) -> Array:
    """Documents in which the words stand in this order, each at most `slop` positions after the one before."""
    found: list[Array] = []
    for leaf in snapshot.leaves:
        terms = [leaf.file.postings.find(field, word) for word in words]
        if min(terms, default=-1) >= 0:
            local = _in_segment(leaf.file.postings, terms, slop)
            found.append(local + leaf.base if leaf.base else local)
    return np.concatenate([np.zeros(0, np.int32), *found])


def _in_segment(postings: Postings, terms: Sequence[int], slop: int) -> Array:
    lists = {term: postings.docs(term) for term in terms}
    rarest_first = sorted(lists.values(), key=len)
    common = rarest_first[0]
    for own in rarest_first[1:]:
        at = np.searchsorted(own, common)
        at[at == len(own)] = 0
        common = common[own[at] == common]
    if not len(common):
        return common
    if slop > 1:
        return _near(postings, lists, terms, common, slop)
    # Each word's positions, counted back to where the phrase would begin, must meet: rarest first, and the next words
    # are looked for only in the documents that are left.
    begins: Array | None = None
    for place, term in sorted(enumerate(terms), key=lambda entry: len(lists[entry[1]])):
        keys = _keys(postings, lists[term], term, common) - place
        if begins is None:
            begins = keys
        else:
            at = np.searchsorted(keys, begins)
            at[at == len(keys)] = 0
            begins = begins[keys[at] == begins]
        if not len(begins):
            return common[:0]
        kept = begins >> _DOCUMENT
        heads = np.flatnonzero(np.concatenate((np.ones(1, bool), kept[1:] != kept[:-1])))
        left = kept[heads]
        begins = (np.repeat(np.arange(len(heads)), np.diff(heads, append=len(kept))) << _DOCUMENT) | (
            begins & ((1 << _DOCUMENT) - 1)
        )
        common = common[left]
    return common


def _near(postings: Postings, lists: dict[int, Array], terms: Sequence[int], common: Array, slop: int) -> Array:
    ends = _keys(postings, lists[terms[0]], terms[0], common)
    for term in terms[1:]:
        keys = _keys(postings, lists[term], term, common)
        first = np.searchsorted(ends, keys - min(slop, _MARGIN))
        last = np.searchsorted(ends, keys)
        ends = keys[last > first]
    return common[np.unique(ends >> _DOCUMENT)]


def _keys(postings: Postings, documents: Array, term: int, common: Array) -> Array:
    """Positions of a term in the documents `common`, as index of the document and position in one number, ascending."""
    frequencies = postings.frequencies(term)
    at = np.arange(len(documents)) if len(documents) == len(common) else np.searchsorted(documents, common)
    if frequencies is None:
        counts, starts = np.ones(len(at), np.int64), at
    else:
        ends = np.cumsum(frequencies, dtype=np.int64)
        counts = frequencies[at].astype(np.int64)
        starts = ends[at] - counts
    wanted = stretches(starts, counts)
    every = len(documents) if frequencies is None else int(ends[-1])
    if len(wanted) == every:
        positions = postings.positions(term)
    elif len(wanted) * _SELECTIVE < every:
        positions = postings.positions(term, wanted)
    else:
        positions = postings.positions(term)[wanted]
    return (np.repeat(np.arange(len(common), dtype=np.int64), counts) << _DOCUMENT) + positions + _MARGIN
