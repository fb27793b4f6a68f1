"""Postings packed by numpy: which documents a term stands in, how often, and where.

All terms of a segment stand in one table, ordered by field and then by their UTF-8 bytes. A term's postings lie in
arrays shared with all terms of the same width: document numbers as differences of 1, 2 or 4 bytes, frequencies of 0
(all are 1), 1, 2 or 4 bytes, positions as a low byte and as many bit planes as the term's highest position needs. Where
a term's stretch begins follows from the lengths of those before it, so nothing but the lengths is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from casefile.index.pack import Array, Pack, PackWriter

MOST_POSITIONS = 1 << 20
"""Positions at or after this one are held to be this one, less one."""
_NO_POSITIONS = 15
_ID_TYPES = (np.uint8, np.uint16, np.uint32)
_TF_TYPES = (None, np.uint8, np.uint16, np.uint32)


def stretches(starts: Array, counts: Array) -> Array:
    """Indices of many stretches, one after the other: starts[0], starts[0] + 1, ... counts[0] of them, starts[1], ..."""
    total = int(counts.sum())
    return np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(total, dtype=np.int64)


class PostingsWriter:
    """Takes postings in the order of the term table and packs them."""

    def __init__(self, pack: PackWriter) -> None:
        self._pack = pack
        self._bits: dict[str, Array] = {}
        self._terms = 0
        self._text_end = 0
        self._fields: dict[str, tuple[int, int]] = {}

    def add(
        self, field: str, terms: list[str], df: Array, docs: Array, tf: Array | None = None, positions: Array | None = None
    ) -> None:
        """Postings of further terms of a field: `docs` (ascending within a term), how often, and all positions, flat.

        Fields come one after the other, their terms in the order of code points, which is that of their UTF-8 bytes; no
        term is empty, holds a line feed or a lone surrogate.
        """
        if not terms:
            return
        first, last = self._fields.get(field, (self._terms, self._terms))
        self._fields[field] = (first, last + len(terms))
        self._terms += len(terms)
        self._names(terms)
        heads = np.cumsum(df) - df
        flags = self._ids(df, docs, heads)
        if tf is not None and positions is not None:
            flags |= self._frequencies(df, tf, heads) << 2
            occurrences = np.add.reduceat(tf, heads, dtype=np.int64)
            flags |= self._positions(occurrences, positions) << 4
            self._pack.add("term.occurrences", occurrences.astype(np.uint32))
        else:
            flags |= _NO_POSITIONS << 4
            self._pack.add("term.occurrences", np.zeros(len(df), np.uint32))
        self._pack.add("term.df", df.astype(np.uint32))
        self._pack.add("term.first", docs[heads].astype(np.uint32))
        self._pack.add("term.flags", flags.astype(np.uint8))

    def finish(self) -> None:
        """After the last term."""
        for name, rest in self._bits.items():
            self._pack.add(name, np.packbits(rest))
        self._pack.meta["fields"] = self._fields

    def _names(self, terms: list[str]) -> None:
        text = "\n".join(terms).encode() + b"\n"
        bytewise: Sequence[str | bytes] = (
            terms if len(text) == sum(map(len, terms)) + len(terms) else [term.encode() for term in terms]
        )
        lengths = np.fromiter(map(len, bytewise), np.int64, len(terms)) + 1
        ends = np.cumsum(lengths) + self._text_end
        self._pack.add("term.text", text)
        self._pack.add("term.end", ends.astype(np.uint32))
        self._text_end = int(ends[-1])

    def _ids(self, df: Array, docs: Array, heads: Array) -> Array:
        difference = np.diff(docs.astype(np.int64), prepend=0)
        difference[heads] = 0
        widest = np.maximum.reduceat(difference, heads)
        code = (widest > 0xFF).astype(np.uint8) + (widest > 0xFFFF)
        following = np.ones(len(docs), bool)
        following[heads] = False
        code_of = np.repeat(code, df)
        for value in np.unique(code).tolist():
            kept = difference[following & (code_of == value)]
            self._pack.add(f"id.{value}", kept.astype(_ID_TYPES[value]))
        return code

    def _frequencies(self, df: Array, tf: Array, heads: Array) -> Array:
        most = np.maximum.reduceat(tf, heads)
        code = (most > 1).astype(np.uint8) + (most > 0xFF) + (most > 0xFFFF)
        code_of = np.repeat(code, df)
        for value in np.unique(code).tolist():
            if value:
                self._pack.add(f"tf.{value}", tf[code_of == value].astype(_TF_TYPES[value]))
        return code

    def _positions(self, occurrences: Array, positions: Array) -> Array:
        highest = np.maximum.reduceat(positions, np.cumsum(occurrences) - occurrences)
        planes = np.zeros(len(highest), np.uint8)
        for bit in range(8, MOST_POSITIONS.bit_length()):
            planes += highest >> bit > 0
        planes_of = np.repeat(planes, occurrences)
        for value in np.unique(planes).tolist():
            kept = positions[planes_of == value]
            self._pack.add(f"pos.{value}.low", (kept & 0xFF).astype(np.uint8))
            for plane in range(value):
                self._add_bits(f"pos.{value}.{plane}", (kept >> (8 + plane) & 1).astype(np.uint8))
        return planes

    def _add_bits(self, name: str, bits: Array) -> None:
        """Bits in whole bytes; what is left over waits for the next."""
        if name in self._bits:
            bits = np.concatenate((self._bits[name], bits))
        whole = len(bits) & ~7
        self._pack.add(name, np.packbits(bits[:whole]))
        self._bits[name] = bits[whole:]


class Postings:
    """The term table and the postings of one segment."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.fields: dict[str, tuple[int, int]] = {name: tuple(span) for name, span in pack.meta["fields"].items()}
        count = pack.size("term.df")
        self.df: Array = pack.part("term.df") if count else np.zeros(0, np.uint32)
        self._end: Array = pack.part("term.end") if count else np.zeros(0, np.uint32)
        self._first: Array = pack.part("term.first") if count else np.zeros(0, np.uint32)
        self._occurrences: Array = pack.part("term.occurrences") if count else np.zeros(0, np.uint32)
        flags: Array = pack.part("term.flags") if count else np.zeros(0, np.uint8)
        self._id_code, self._tf_code, self._planes = flags & 3, flags >> 2 & 3, flags >> 4
        df = self.df.astype(np.int64)
        self._id_at = _offsets(self._id_code, df - 1, range(3))
        self._tf_at = _offsets(self._tf_code, df, range(1, 4))
        self._pos_at = _offsets(self._planes, self._occurrences, range(_NO_POSITIONS))
        self.find = lru_cache(maxsize=4096)(self._find)

    # Terms

    def text(self, term: int) -> bytes:
        """The term's bytes."""
        return self._pack.text("term.text", int(self._end[term - 1]) if term else 0, int(self._end[term]) - 1)

    def texts(self, first: int, last: int) -> list[bytes]:
        """The bytes of terms first to last, without last."""
        if first >= last:
            return []
        start = int(self._end[first - 1]) if first else 0
        return self._pack.text("term.text", start, int(self._end[last - 1]) - 1).split(b"\n")

    def joined(self, first: int, last: int) -> bytes:
        """The bytes of terms first to last, each ended by a line feed."""
        if first >= last:
            return b""
        return self._pack.text("term.text", int(self._end[first - 1]) if first else 0, int(self._end[last - 1]))

    def ends(self, first: int, last: int) -> Array:
        """Where each term ends in `joined(first, last)`, its line feed included."""
        start = int(self._end[first - 1]) if first else 0
        ends: Array = self._end[first:last].astype(np.int64) - start
        return ends

    def bisect(self, field: str, text: bytes) -> int:
        """The first term of the field that is not before `text`."""
        low, high = self.fields.get(field, (0, 0))
        while low < high:
            middle = (low + high) // 2
            if self.text(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def _find(self, field: str, text: bytes) -> int:
        """Number of a term, -1 where it does not occur. Remembered as `find`."""
        at = self.bisect(field, text)
        return at if at < self.fields.get(field, (0, 0))[1] and self.text(at) == text else -1

    # Postings of one term

    def docs(self, term: int) -> Array:
        """Documents of a term, ascending, int32."""
        count = int(self.df[term])
        found = np.empty(count, np.int32)
        found[0] = self._first[term]
        if count > 1:
            at = int(self._id_at[term])
            np.cumsum(self._pack.part(f"id.{self._id_code[term]}", at, at + count - 1), out=found[1:], dtype=np.int32)
            found[1:] += found[0]
        return found

    def frequencies(self, term: int) -> Array | None:
        """How often the term stands in each of its documents; None where always once."""
        code = int(self._tf_code[term])
        if not code:
            return None
        at = int(self._tf_at[term])
        return self._pack.part(f"tf.{code}", at, at + int(self.df[term]))

    def positions(self, term: int, wanted: Array | None = None) -> Array:
        """Positions of a term, flat, int32; only those at the indices `wanted` of the flat list, where given."""
        planes, count = int(self._planes[term]), int(self._occurrences[term])
        if planes == _NO_POSITIONS:
            return np.zeros(0, np.int32)
        at = int(self._pos_at[term])
        low = self._pack.part(f"pos.{planes}.low", at, at + count)
        found: Array = (low if wanted is None else low[wanted]).astype(np.int32)
        for plane in range(planes):
            first = at >> 3
            packed = self._pack.part(f"pos.{planes}.{plane}", first, (at + count + 7) >> 3)
            if wanted is None:
                bits = np.unpackbits(packed)[at - (first << 3) : at - (first << 3) + count]
            else:
                where = wanted + (at - (first << 3))
                bits = packed[where >> 3] >> (7 - (where & 7)).astype(np.uint8) & 1
            found |= bits.astype(np.int32) << (8 + plane)
        return found

    def position_bound(self, term: int) -> int:
        """A number above all positions of a term."""
        return 1 << (8 + int(self._planes[term]))

    def total(self, term: int) -> int:
        """How often the term stands in all documents together."""
        return int(self._occurrences[term])

    # Postings of many terms

    def docs_of(self, terms: Array) -> tuple[Array, Array]:
        """Documents of many terms, flat, int32, and how many of each."""
        count = self.df[terms].astype(np.int64)
        heads = np.cumsum(count) - count
        found = np.zeros(int(count.sum()), np.int64)
        for code in range(3):
            chosen = np.flatnonzero((self._id_code[terms] == code) & (count > 1))
            if len(chosen):
                starts, lengths = self._id_at[terms[chosen]], count[chosen] - 1
                low, high = int(starts.min()), int((starts + lengths).max())
                source = self._pack.part(f"id.{code}", low, high)
                found[stretches(heads[chosen] + 1, lengths)] = source[stretches(starts - low, lengths)]
        found[heads] = self._first[terms]
        running = np.cumsum(found)
        return (running - np.repeat(running[heads] - found[heads], count)).astype(np.int32), count

    def field_terms(self, field: str) -> Array:
        """Numbers of all terms of a field."""
        return np.arange(*self.fields.get(field, (0, 0)), dtype=np.int64)

    def frequencies_of(self, first: int, last: int) -> Array:
        """Frequencies of the postings of terms first to last, flat, int64."""
        counts = self.df[first:last].astype(np.int64)
        found = np.ones(int(counts.sum()), np.int64)
        for code in range(1, 4):
            for source, into in self._shares(self._tf_code, self._tf_at, counts, first, last, code):
                found[into] = self._pack.part(f"tf.{code}", *source)
        return found

    def positions_of(self, first: int, last: int) -> Array:
        """Positions of terms first to last, flat, int64."""
        counts = self._occurrences[first:last].astype(np.int64)
        found = np.zeros(int(counts.sum()), np.int64)
        for planes in range(_NO_POSITIONS):
            for (start, stop), into in self._shares(self._planes, self._pos_at, counts, first, last, planes):
                low = self._pack.part(f"pos.{planes}.low", start, stop).astype(np.int64)
                begin = start >> 3
                for plane in range(planes):
                    bits = np.unpackbits(self._pack.part(f"pos.{planes}.{plane}", begin, (stop + 7) >> 3))
                    low |= bits[start - (begin << 3) : stop - (begin << 3)].astype(np.int64) << (8 + plane)
                found[into] = low
        return found

    @staticmethod
    def _shares(
        code: Array, at: Array, counts: Array, first: int, last: int, value: int
    ) -> Iterator[tuple[tuple[int, int], Array]]:
        """The stretch of the array of one code that holds all of terms first to last, and which of the flat list it is."""
        here = code[first:last] == value
        if here.any():
            chosen = np.flatnonzero(here)
            start = int(at[first + chosen[0]])
            stop = int(at[first + chosen[-1]] + counts[chosen[-1]])
            yield (start, stop), np.repeat(here, counts)


def _offsets(code: Array, lengths: Array, codes: range) -> Array:
    """Where each term's stretch begins in the array of its code."""
    found = np.zeros(len(code), np.int64)
    for value in codes:
        here = code == value
        if here.any():
            taken = np.where(here, lengths.astype(np.int64), 0)
            found[here] = (np.cumsum(taken) - taken)[here]
    return found
