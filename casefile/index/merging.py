"""Makes one segment of several, without the documents that are gone. Works through the terms in stretches, so that its
memory does not grow with the index."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from casefile.index.pack import Array, PackWriter
from casefile.index.postings import PostingsWriter, stretches
from casefile.index.schema import KEY_FIELDS, STORED_FIELDS, WORD_FIELDS
from casefile.index.segment import LENGTHS, PackSegment, SegmentFile

MOST_MERGED = 8 << 20
"""Bytes of the segments that are merged at most: about half a second. Larger ones cost a query little each."""
_TIER = 8
_MANY = 10
_SMALLEST = 1 << 15
_STRETCH = 3_000_000
"""Postings that are handled at once."""


def to_merge(segments: Sequence[PackSegment]) -> list[PackSegment]:
    """Segments that should become one: ten of about the same size, or one of which more than half is gone. Empty where
    all is well."""
    for segment in segments:
        if len(segment.gone) * 2 > segment.count and segment.size <= MOST_MERGED:
            return [segment]
    tiers: dict[int, list[PackSegment]] = {}
    for segment in segments:
        tier = 0
        while _SMALLEST * _TIER**tier <= segment.size:
            tier += 1
        tiers.setdefault(tier, []).append(segment)
    for _, alike in sorted(tiers.items()):
        if len(alike) >= _MANY and sum(segment.size for segment in alike) <= MOST_MERGED:
            return alike
    return []


class _Source(NamedTuple):
    file: SegmentFile
    live: Array
    number: Array
    """New number of each document, -1 for one that is gone."""


def merge(sources: Sequence[tuple[SegmentFile, frozenset[int]]], path: Path) -> int:
    """Writes the merged segment, synced, and says how many documents it has; writes nothing where none is left."""
    prepared: list[_Source] = []
    count = 0
    for file, gone in sources:
        live = np.ones(file.count, bool)
        live[list(gone)] = False
        number = np.where(live, np.cumsum(live) - 1 + count, -1)
        prepared.append(_Source(file, live, number))
        count += int(live.sum())
    if not count:
        return 0
    pack = PackWriter()
    postings = PostingsWriter(pack)
    totals: dict[str, int] = {}
    for field in sorted((*WORD_FIELDS, *KEY_FIELDS)):
        for stretch in _stretches_of(prepared, field):
            _write(postings, field, prepared, stretch)
        if field in WORD_FIELDS:
            lengths = np.concatenate([source.file.lengths(field)[source.live] for source in prepared])
            if lengths.any():
                pack.add(f"length.{field}", lengths)
                totals[field] = _total(prepared, field, lengths)
    postings.finish()
    kinds, languages = _columns(pack, prepared)
    pack.meta |= {"documents": count, "lengths": totals, "kinds": kinds, "languages": languages}
    pack.write(path)
    return count


def _total(prepared: Sequence[_Source], field: str, lengths: Array) -> int:
    """Words of a field: exact where nothing is gone, otherwise as exact as one byte a document tells."""
    if all(source.live.all() for source in prepared):
        return sum(source.file.totals.get(field, 0) for source in prepared)
    return int(LENGTHS[lengths].sum())


def _stretches_of(prepared: Sequence[_Source], field: str) -> Iterator[list[tuple[int, int]]]:
    """The terms of a field in stretches: for each source the numbers of its first term and of the one after its last.
    Stretches end at the same term everywhere and hold few enough postings."""
    at = [source.file.postings.fields.get(field, (0, 0))[0] for source in prepared]
    ends = [source.file.postings.fields.get(field, (0, 0))[1] for source in prepared]
    weight = sum(
        int(source.file.postings.df[first:last].sum()) for source, first, last in zip(prepared, at, ends, strict=True)
    )
    pieces = weight // _STRETCH + 1
    largest = max(range(len(prepared)), key=lambda index: ends[index] - at[index])
    source = prepared[largest].file.postings
    running = np.cumsum(source.df[at[largest] : ends[largest]].astype(np.int64))
    begin = at[largest]
    for piece in range(1, pieces):
        bound = source.text(begin + int(np.searchsorted(running, running[-1] * piece // pieces)))
        stops = [other.file.postings.bisect(field, bound) for other in prepared]
        if any(stop > start for stop, start in zip(stops, at, strict=True)):
            yield list(zip(at, stops, strict=True))
        at = stops
    if any(end > start for end, start in zip(ends, at, strict=True)):
        yield list(zip(at, ends, strict=True))


def _write(postings: PostingsWriter, field: str, prepared: Sequence[_Source], stretch: list[tuple[int, int]]) -> None:
    names = [source.file.postings.texts(first, last) for source, (first, last) in zip(prepared, stretch, strict=True)]
    union = list(dict.fromkeys(heapq.merge(*names)))
    place = {name: rank for rank, name in enumerate(union)}
    words = field in WORD_FIELDS
    ranks, documents, frequencies, positions = [], [], [], []
    for source, (first, last), own in zip(prepared, stretch, names, strict=True):
        if first == last:
            continue
        found, df = source.file.postings.docs_of(np.arange(first, last))
        rank = np.repeat(np.fromiter(map(place.__getitem__, own), np.int64, len(own)), df)
        number = source.number[found]
        live = number >= 0
        ranks.append(rank[live])
        documents.append(number[live])
        if words:
            tf = source.file.postings.frequencies_of(first, last)
            frequencies.append(tf[live])
            positions.append(source.file.postings.positions_of(first, last)[np.repeat(live, tf)])
    rank, number = np.concatenate(ranks), np.concatenate(documents)
    if not len(rank):
        return
    # Sources come in the order of their documents: a stable sort by term leaves documents ascending.
    order = np.argsort(rank, kind="stable")
    rank, number = rank[order], number[order]
    heads = np.flatnonzero(np.concatenate((np.ones(1, bool), rank[1:] != rank[:-1])))
    df = np.diff(heads, append=len(rank))
    kept = [union[term].decode() for term in rank[heads].tolist()]
    if not words:
        postings.add(field, kept, df, number)
        return
    tf, flat = np.concatenate(frequencies), np.concatenate(positions)
    begins = np.cumsum(tf) - tf
    postings.add(field, kept, df, number, tf[order], flat[stretches(begins[order], tf[order])])


def _columns(pack: PackWriter, prepared: Sequence[_Source]) -> tuple[list[str], list[str]]:
    """The columns and stored fields; returns the kinds and the languages."""
    named: dict[str, dict[str, int]] = {"kind": {}, "language": {}}
    for source in prepared:
        for name, values in (("kind", source.file.kinds), ("language", source.file.languages)):
            numbers = np.array([named[name].setdefault(value, len(named[name])) for value in values] or [0], np.uint8)
            pack.add(f"doc.{name}", numbers[source.file.column(name)[source.live]])
        for name in ("article", "first", "last"):
            pack.add(f"doc.{name}", source.file.column(name)[source.live])
    for name in STORED_FIELDS:
        end = 0
        for source in prepared:
            ends = source.file.pack.part(f"doc.{name}.end").astype(np.int64)
            lengths = np.diff(ends, prepend=0)
            text = source.file.pack.part(f"doc.{name}.text") if len(ends) and ends[-1] else np.zeros(0, np.uint8)
            kept = lengths[source.live]
            pack.add(f"doc.{name}.end", (np.cumsum(kept) + end).astype(np.uint32))
            pack.add(f"doc.{name}.text", text[stretches((ends - lengths)[source.live], kept)])
            end += int(kept.sum())
    return list(named["kind"]), list(named["language"])
