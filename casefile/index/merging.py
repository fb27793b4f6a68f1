"""Makes one segment of several, without the documents that are gone. Works through the terms in stretches, so that its
memory does not grow with the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from casefile.index.folders import Folder
from casefile.index.layout import stretches
from casefile.index.pack import Array, PackWriter
from casefile.index.packing import PostingsWriter
from casefile.index.schema import KEY_FIELDS, STORED_FIELDS, WORD_FIELDS
from casefile.index.segment import LENGTHS, PackSegment, SegmentFile

MOST_MERGED = 8 << 20
"""Bytes of the segments that are merged at most: about half a second. Larger ones cost a query little each."""
_TIER = 8
_MANY = 10
_SMALLEST = 1 << 15
_NONE: Array = np.zeros(0, np.int32)
_STRETCH = 3_000_000
"""Postings that are handled at once."""


MOST_JOINED = 256 << 20
"""Bytes of the segments that a rebuild makes into one at most: about four times as much memory is taken meanwhile."""


def to_join(segments: Sequence[PackSegment]) -> list[PackSegment]:
    """The next segments of a rebuild that should become one: neighbours that together are not too large."""
    for begin in range(len(segments) - 1):
        size, chosen = segments[begin].size, [segments[begin]]
        if size * 2 > MOST_JOINED:
            # Joined before: to write it again for a neighbour or two is not worth while.
            continue
        for segment in segments[begin + 1 :]:
            if size + segment.size > MOST_JOINED or segment.size * 2 > MOST_JOINED:
                break
            size += segment.size
            chosen.append(segment)
        if len(chosen) > 1:
            return chosen
    return []


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


def merge(sources: Sequence[tuple[SegmentFile, frozenset[int]]], folder: Folder, filename: str) -> int:
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
    postings = PostingsWriter(pack, count)
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
    pack.meta |= {"lengths": totals, "kinds": kinds, "languages": languages}
    pack.meta["frequent"] = sorted(
        set.intersection(*({word.decode() for word in source.file.frequent} for source in prepared))
    )
    pack.write(folder, filename)
    return count


def _total(prepared: Sequence[_Source], field: str, lengths: Array) -> int:
    """Words of a field: exact where nothing is gone, otherwise as exact as one byte a document tells."""
    if all(source.live.all() for source in prepared):
        return sum(source.file.totals.get(field, 0) for source in prepared)
    return int(LENGTHS[lengths].sum())


def _stretches_of(prepared: Sequence[_Source], field: str) -> Iterator[list[tuple[int, int]]]:
    """The terms of a field in stretches: for each source the numbers of its first term and of the one after its last.
    Stretches end at the same term everywhere and hold few enough postings."""
    spans = [source.file.postings.fields.get(field, (0, 0)) for source in prepared]
    counts = [source.file.postings.df(*span) for source, span in zip(prepared, spans, strict=True)]
    pieces = sum(int(own.sum()) for own in counts) // _STRETCH + 1
    largest = max(range(len(prepared)), key=lambda index: len(counts[index]))
    running = np.cumsum(counts[largest])
    at = [first for first, _ in spans]
    for piece in range(1, pieces):
        bound = prepared[largest].file.postings.text(
            spans[largest][0] + int(np.searchsorted(running, running[-1] * piece // pieces))
        )
        stops = [source.file.postings.bisect(field, bound) for source in prepared]
        if stops != at:
            yield list(zip(at, stops, strict=True))
        at = stops
    ends = [last for _, last in spans]
    if ends != at:
        yield list(zip(at, ends, strict=True))


def _write(postings: PostingsWriter, field: str, prepared: Sequence[_Source], stretch: list[tuple[int, int]]) -> None:
    """Merges a stretch of terms. Sources come in the order of their documents, so that a term's documents ascend when
    each source's follow those of the one before: their places are counted, nothing is sorted."""
    names = [source.file.postings.texts(first, last) for source, (first, last) in zip(prepared, stretch, strict=True)]
    union = sorted(set().union(*names))
    place = {name: rank for rank, name in enumerate(union)}
    read = [
        _read(source, field, first, last, np.fromiter(map(place.__getitem__, own), np.int64, len(own)))
        for source, (first, last), own in zip(prepared, stretch, names, strict=True)
        if first < last
    ]
    df = sum((part.spread(part.df, len(union)) for part in read), np.zeros(len(union), np.int64))
    occurrences = sum((part.spread(part.occurrences, len(union)) for part in read), np.zeros(len(union), np.int64))
    documents, tf = np.empty(int(df.sum()), np.int64), np.empty(int(df.sum()), np.int32)
    positions = np.empty(int(occurrences.sum()), np.int32)
    next_document, next_position = np.cumsum(df) - df, np.cumsum(occurrences) - occurrences
    for part in read:
        into = stretches(next_document[part.rank], part.df)
        documents[into] = part.documents
        next_document[part.rank] += part.df
        if field in WORD_FIELDS:
            tf[into] = part.tf
            positions[stretches(next_position[part.rank], part.occurrences)] = part.positions
            next_position[part.rank] += part.occurrences
    kept = np.flatnonzero(df)
    if len(kept) < len(union):
        union = [union[term] for term in kept.tolist()]
    left = b"\n".join(union).decode().split("\n") if union else []
    if field in WORD_FIELDS:
        postings.add(field, left, df[kept], documents, tf, positions)
    else:
        postings.add(field, left, df[kept], documents)


class _Read(NamedTuple):
    """What one source has in a stretch, without what is gone."""

    rank: Array
    """Place of each of its terms among those of all sources."""
    df: Array
    documents: Array
    tf: Array
    occurrences: Array
    positions: Array

    def spread(self, values: Array, size: int) -> Array:
        """The values at the places of their terms."""
        found = np.zeros(size, np.int64)
        found[self.rank] = values
        return found


def _read(source: _Source, field: str, first: int, last: int, rank: Array) -> _Read:
    found, df = source.file.postings.docs_of(np.arange(first, last))
    number = source.number[found]
    if field in WORD_FIELDS:
        tf = source.file.postings.frequencies_of(first, last)
        positions, occurrences = source.file.postings.positions_of(first, last)
    else:
        tf, positions, occurrences = _NONE, _NONE, np.zeros(last - first, np.int64)
    if not source.live.all():
        live = number >= 0
        of_term = np.repeat(np.arange(last - first), df)
        if field in WORD_FIELDS:
            positions = positions[np.repeat(live, tf)]
            occurrences = np.bincount(of_term, tf * live, last - first).astype(np.int64)
            tf = tf[live]
        df = np.bincount(of_term, live, last - first).astype(np.int64)
        number = number[live]
    return _Read(rank, df, number, tf, occurrences, positions)


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
