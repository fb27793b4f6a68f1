"""Phrases and words near each other: pairs of frequent words are looked up, the rest is told by positions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from casefile.index.layout import stretches
from casefile.index.pack import Array
from casefile.index.postings import Listed, Postings
from casefile.index.schema import PAIR_FIELD, PAIRED_FIELD
from casefile.index.segment import SegmentFile
from casefile.index.snapshot import Snapshot

_WINDOW = 1 << 20
_FEW = 4_000
_BESIDE = 2
"""Up to so many beginnings for each document of the next word, its positions are looked at one beginning after the other."""
_SELECTIVE = 4
"""A list this many times longer than another is looked into, not gone through."""


def phrase_documents(snapshot: Snapshot, field: str, words: Sequence[bytes], slop: int) -> Array:
    """Documents in which the words stand in this order, each at most `slop` positions after the one before."""
    found: list[Array] = []
    for leaf in snapshot.leaves:
        terms = [leaf.file.postings.find(field, word) for word in words]
        if min(terms, default=-1) < 0:
            continue
        local, sure = _paired(leaf.file, words) if slop == 1 and field == PAIRED_FIELD else (None, False)
        if not sure and (local is None or len(local)):
            alone = len(snapshot.leaves) == 1
            lists = {
                term: snapshot.listed(field, word) if alone else leaf.file.postings.listed(term)
                for term, word in zip(terms, words, strict=True)
            }
            local = _Phrase(leaf.file, terms, lists).documents(slop, local)
        if local is not None:
            found.append(local + leaf.base if leaf.base else local)
    return np.concatenate([np.zeros(0, np.int32), *found]).astype(np.int32)


def _paired(file: SegmentFile, words: Sequence[bytes]) -> tuple[Array | None, bool]:
    """Documents that have all pairs of neighbours of which the segment knows, None where it knows of none; and whether
    that is the whole phrase."""
    known = [pair for pair in pairwise(words) if file.frequent.issuperset(pair)]
    documents: Array | None = None
    for pair in known:
        number = file.postings.find(PAIR_FIELD, b" ".join(pair))
        if number < 0:
            return np.zeros(0, np.int32), True
        own = file.postings.docs(number)
        documents = own if documents is None else _meeting(documents, own)
    return documents, len(words) == 2 and bool(known)


class _Phrase:
    """One phrase in one segment. A place in a text is one number: document x stride + position, in the narrowest type."""

    def __init__(self, file: SegmentFile, terms: Sequence[int], lists: dict[int, Listed]) -> None:
        self._postings: Postings = file.postings
        self._terms = terms
        self._lists = lists
        # Room before the first position, for words that are counted back to where their phrase begins.
        self._stride = max(self._postings.position_bound(term) for term in terms) + len(terms)
        self._type: Any = np.int32 if (file.count + 1) * self._stride < (1 << 31) - 2 * _WINDOW else np.int64

    def documents(self, slop: int, among: Array | None) -> Array:
        """Its documents, ascending; only of these, where they are given."""
        rarest_first = sorted(self._lists.values(), key=lambda listed: listed.size)
        common = rarest_first[0].postings()[0] if among is None else among
        for listed in rarest_first[1 if among is None else 0 :]:
            if listed.spread is not None:
                common = common[listed.spread.take(common) != 0]
            else:
                common = _meeting(common, listed.postings()[0])
        if not len(common):
            return common
        places = self._adjacent(common) if slop == 1 else self._near(common, slop)
        documents = places // self._stride
        return _distinct(documents)

    def _adjacent(self, common: Array) -> Array:
        """Where each word's positions, counted back to the beginning of the phrase, meet: rarest word first."""
        begins: Array | None = None
        for place, term in sorted(enumerate(self._terms), key=lambda entry: self._postings.total(entry[1])):
            if begins is None:
                begins = self._keys(term, common, place)
            elif len(begins) < self._lists[term].size * _BESIDE:
                begins = self._beside(begins, term, place)
            else:
                common = _meeting(common, _distinct(begins // self._stride).astype(np.int32))
                begins = _meeting(begins, self._keys(term, common, place))
            if not len(begins):
                break
        assert begins is not None
        return begins

    def _beside(self, begins: Array, term: int, place: int) -> Array:
        """Those beginnings at whose `place` a word stands that is much more frequent than they are."""
        documents = begins // self._stride
        wanted = begins - documents * self._type(self._stride) - self._type(len(self._terms) - place)
        listed = self._lists[term]
        if listed.spread is not None:
            counts = listed.spread.take(documents).astype(np.int64)
            starts = np.cumsum(listed.spread, dtype=np.int64).take(documents) - counts
        else:
            own, tf = listed.postings()
            at = np.searchsorted(own, documents)
            at[at == len(own)] = 0
            there = own[at] == documents
            begins, wanted, at = begins[there], wanted[there], at[there]
            counts = np.ones(len(at), np.int64) if tf is None else tf[at].astype(np.int64)
            starts = at if tf is None else np.cumsum(tf, dtype=np.int64)[at] - counts
        # Places before the first word of a text have no counterpart, whatever their lowest byte.
        return begins[self._postings.standing(term, starts, counts, wanted)]

    def _near(self, common: Array, slop: int) -> Array:
        # A distance that reaches over the end of a document would meet the next one: the stride keeps them apart.
        self._stride += slop
        if (int(common[-1]) + 2) * self._stride >= (1 << 31) - 2 * _WINDOW:
            self._type = np.int64
        ends = self._keys(self._terms[0], common)
        for term in self._terms[1:]:
            keys = self._keys(term, common)
            ends = keys[np.searchsorted(ends, keys) > np.searchsorted(ends, keys - self._type(slop))]
        return ends

    def _keys(self, term: int, common: Array, back: int = 0) -> Array:
        """Places of a term in the documents `common`, and perhaps in others, ascending; counted back by so many words."""
        documents, frequencies = self._lists[term].postings()
        if len(common) * _SELECTIVE < len(documents):
            at = np.searchsorted(documents, common)
            if frequencies is None:
                counts, starts = np.ones(len(at), np.int64), at
            else:
                counts = frequencies[at].astype(np.int64)
                starts = np.cumsum(frequencies, dtype=np.int64)[at] - counts
            documents, frequencies = common, counts
            positions = self._postings.positions(term, stretches(starts, counts))
        else:
            positions = self._postings.positions(term)
        keys: Array = documents.astype(self._type) * self._type(self._stride) + self._type(len(self._terms) - back)
        if frequencies is not None:
            keys = np.repeat(keys, frequencies)
        keys += positions
        return keys


def _distinct(ascending: Array) -> Array:
    found: Array = ascending[np.flatnonzero(np.diff(ascending, prepend=-1))]
    return found


def _meeting(first: Array, second: Array) -> Array:
    """What is in both of two ascending lists without doublets."""
    if len(first) > len(second):
        first, second = second, first
    if not len(first):
        return first
    if len(first) * _SELECTIVE < len(second) or len(second) < _FEW:
        at = np.searchsorted(second, first)
        at[at == len(second)] = 0
        meeting: Array = first[second[at] == first]
        return meeting
    # Long lists of places are dense enough to be ticked off in a window that moves along.
    bounds = np.arange(
        max(int(first[0]), int(second[0])), min(int(first[-1]), int(second[-1])) + 1 + _WINDOW, _WINDOW, dtype=first.dtype
    )
    # Bounds of the lists' own type: for any other, the lists would be copied.
    own, others = np.searchsorted(first, bounds).tolist(), np.searchsorted(second, bounds).tolist()
    found = [first[:0]]
    ticked = np.zeros(_WINDOW, bool)
    for step, begin in enumerate(bounds[:-1]):
        some = first[own[step] : own[step + 1]]
        rest = second[others[step] : others[step + 1]]
        if len(some) and len(rest):
            some = some - begin
            ticked[some] = True
            found.append(rest[ticked[rest - begin]])
            ticked[some] = False
    return np.concatenate(found)
