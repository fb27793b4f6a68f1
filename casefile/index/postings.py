"""Postings packed by numpy: which documents a term stands in, how often, and where.

All terms of a segment stand in one table, ordered by field and then by their UTF-8 bytes. A term's postings lie in
arrays shared with all terms of the same width: document numbers as differences of 1, 2 or 4 bytes, frequencies of 0
(all are 1), 1, 2 or 4 bytes, positions as a low byte and as many bit planes as the term's highest position needs. Where
a term's stretch begins follows from the lengths of those before it; it is stored for one term in 128.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np

from casefile.index.pack import Array, Pack, PackWriter

MOST_POSITIONS = 1 << 20
"""Positions at or after this one are held to be this one, less one."""
_NO_POSITIONS = 15
_EVERY = 128
"""Of so many terms one is marked: its text, and where its postings begin in each array."""
_SPARSE = 2_000
"""Terms that lie so far apart on average are read one by one."""
_NO_TERMS: Array = np.zeros(0, np.uint32)
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
        self._count = 0
        self._text_end = 0
        self._fields: dict[str, tuple[int, int]] = {}
        self._marks: list[str] = []
        self._columns: dict[str, list[Array]] = {"df": [], "occurrences": [], "flags": []}

    def add(
        self, field: str, terms: list[str], df: Array, docs: Array, tf: Array | None = None, positions: Array | None = None
    ) -> None:
        """Postings of further terms of a field: `docs` (ascending within a term), how often, and all positions, flat.

        Fields come one after the other, their terms in the order of code points, which is that of their UTF-8 bytes; no
        term is empty, holds a line feed or a lone surrogate.
        """
        if not terms:
            return
        first, last = self._fields.get(field, (self._count, self._count))
        self._fields[field] = (first, last + len(terms))
        self._marks += terms[-self._count % _EVERY :: _EVERY]
        self._count += len(terms)
        self._names(terms)
        heads = np.cumsum(df) - df
        flags = self._ids(df, docs, heads)
        if tf is not None and positions is not None:
            flags |= self._frequencies(df, tf, heads) << 2
            occurrences = np.add.reduceat(tf, heads, dtype=np.int64)
            flags |= self._positions(occurrences, positions) << 4
        else:
            flags |= _NO_POSITIONS << 4
            occurrences = np.zeros(len(df), np.int64)
        self._columns["occurrences"].append(occurrences.astype(np.uint32))
        self._columns["df"].append(df.astype(np.uint32))
        self._columns["flags"].append(flags.astype(np.uint8))
        self._pack.add("term.first", docs[heads].astype(np.uint32))

    def finish(self) -> None:
        """After the last term."""
        for name, rest in self._bits.items():
            self._pack.add(name, np.packbits(rest))
        columns = {name: np.concatenate([_NO_TERMS, *parts]) for name, parts in self._columns.items()}
        for name, values in columns.items():
            self._pack.add(f"term.{name}", values.astype(np.uint8 if name == "flags" else np.uint32))
        for name, (codes, lengths) in _shares(columns["df"], columns["occurrences"], columns["flags"]).items():
            for code in np.unique(codes).tolist():
                here = np.where(codes == code, lengths, 0)
                self._pack.add(f"at.{name}.{code}", (np.cumsum(here) - here)[::_EVERY])
        self._pack.meta["fields"] = self._fields
        self._pack.add("term.marks", "\n".join(self._marks).encode())

    def _names(self, terms: list[str]) -> None:
        text = "\n".join(terms).encode() + b"\n"
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n")) + 1 + self._text_end
        self._pack.add("term.text", text)
        self._pack.add("term.end", ends.astype(np.uint32))
        self._text_end = int(ends[-1])

    def _ids(self, df: Array, docs: Array, heads: Array) -> Array:
        difference = np.zeros(len(docs), np.int32)
        np.subtract(docs[1:], docs[:-1], out=difference[1:], casting="same_kind")
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
    """The term table and the postings of one segment. Reads what it is asked for and keeps little."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.fields: dict[str, tuple[int, int]] = {name: tuple(span) for name, span in pack.meta["fields"].items()}
        self._marks: list[bytes] | None = None
        self.find = lru_cache(maxsize=4096)(self._find)

    # Terms

    def df(self, first: int, last: int) -> Array:
        """In how many documents each of terms first to last stands, int64."""
        return self._pack.part("term.df", first, last).astype(np.int64)

    def text(self, term: int) -> bytes:
        """The term's bytes."""
        return self.texts(term, term + 1)[0]

    def texts(self, first: int, last: int) -> list[bytes]:
        """The bytes of terms first to last, without last."""
        return self.joined(first, last)[:-1].split(b"\n") if first < last else []

    def joined(self, first: int, last: int) -> bytes:
        """The bytes of terms first to last, each ended by a line feed."""
        if first >= last:
            return b""
        ends = self._pack.part("term.end", first - 1 if first else 0, last)
        return self._pack.text("term.text", int(ends[0]) if first else 0, int(ends[-1]))

    def ends(self, first: int, last: int) -> Array:
        """Where each term ends in `joined(first, last)`, its line feed included, int64."""
        ends = self._pack.part("term.end", first, last).astype(np.int64)
        start = int(self._pack.part("term.end", first - 1, first)[0]) if first else 0
        return ends - start

    def bisect(self, field: str, text: bytes) -> int:
        """The first term of the field that is not before `text`."""
        return self._bisect(field, text)[0]

    def _bisect(self, field: str, text: bytes) -> tuple[int, bool]:
        """The same, and whether it is this text where the term stands between two marks."""
        low, high = self.fields.get(field, (0, 0))
        if low == high:
            return low, False
        if self._marks is None:
            self._marks = self._pack.part("term.marks").tobytes().split(b"\n")
        # Marks of this field, then the terms between two of them.
        first, last = -(-low // _EVERY), (high - 1) // _EVERY + 1
        mark = bisect_left(self._marks, text, first, last)
        begin = max(low, (mark - 1) * _EVERY)
        end = min(high, mark * _EVERY)
        if begin >= end:
            return begin, False
        between = self.texts(begin, end)
        at = bisect_left(between, text)
        return begin + at, at < len(between) and between[at] == text

    def _find(self, field: str, text: bytes) -> int:
        """Number of a term, -1 where it does not occur. Remembered as `find`."""
        at, found = self._bisect(field, text)
        return at if found or (at < self.fields.get(field, (0, 0))[1] and self.text(at) == text) else -1

    def field_terms(self, field: str) -> Array:
        """Numbers of all terms of a field."""
        return np.arange(*self.fields.get(field, (0, 0)), dtype=np.int64)

    def position_bound(self, term: int) -> int:
        """A number above all positions of a term."""
        return 1 << (8 + (self._number("flags", term) >> 4))

    def total(self, term: int) -> int:
        """How often the term stands in all documents together."""
        return self._number("occurrences", term)

    def _number(self, column: str, term: int) -> int:
        return int(self._pack.part(f"term.{column}", term, term + 1)[0])

    def _place(self, share: str, term: int) -> tuple[int, int, int]:
        """The array of a share of one term's postings, by its code; where they begin in it; how many they are."""
        first = term // _EVERY * _EVERY
        codes, lengths = self._share(share, first, term + 1)
        code = int(codes[-1])
        before = int(lengths[:-1][codes[:-1] == code].sum())
        return (
            code,
            self._mark(share, code, term) + before,
            int(lengths[-1]),
        )

    def _places(self, share: str, first: int, last: int) -> tuple[Array, Array, Array]:
        """The same of terms first to last."""
        begin = first // _EVERY * _EVERY
        codes, lengths = self._share(share, begin, last)
        at = np.zeros(last - begin, np.int64)
        for code in np.unique(codes).tolist():
            here = codes == code
            taken = np.where(here, lengths, 0)
            name = f"at.{share}.{code}"
            start = int(self._pack.part(name, begin // _EVERY, begin // _EVERY + 1)[0])
            at[here] = (np.cumsum(taken) - taken + start)[here]
        return codes[first - begin :], at[first - begin :], lengths[first - begin :]

    def _share(self, share: str, first: int, last: int) -> tuple[Array, Array]:
        flags = self._pack.part("term.flags", first, last)
        df = self._pack.part("term.df", first, last) if share != "pos" else flags
        occurrences = self._pack.part("term.occurrences", first, last) if share == "pos" else flags
        return _shares(df, occurrences, flags)[share]

    # Postings of one term

    def docs(self, term: int) -> Array:
        """Documents of a term, ascending, int32."""
        code, at, count = self._place("id", term)
        found = np.empty(count + 1, np.int32)
        found[0] = self._number("first", term)
        if count:
            np.cumsum(self._pack.part(f"id.{code}", at, at + count), out=found[1:], dtype=np.int32)
            found[1:] += found[0]
        return found

    def of(self, term: int) -> tuple[Array, Array | None]:
        """`docs` and `frequencies` of a term, for little more than one of them."""
        first = term // _EVERY * _EVERY
        flags, df = self._pack.part("term.flags", first, term + 1), self._pack.part("term.df", first, term + 1)
        number, count = int(flags[-1]), int(df[-1])
        found = np.empty(count, np.int32)
        found[0] = self._number("first", term)
        if count > 1:
            code = number & 3
            before = df[:-1][flags[:-1] & 3 == code]
            at = self._mark("id", code, term) + int(before.sum()) - len(before)
            np.cumsum(self._pack.part(f"id.{code}", at, at + count - 1), out=found[1:], dtype=np.int32)
            found[1:] += found[0]
        code = number >> 2 & 3
        if not code:
            return found, None
        at = self._mark("tf", code, term) + int(df[:-1][flags[:-1] >> 2 & 3 == code].sum())
        return found, self._pack.part(f"tf.{code}", at, at + count)

    def _mark(self, share: str, code: int, term: int) -> int:
        """Where the postings of the marked term at or before this one begin."""
        return int(self._pack.part(f"at.{share}.{code}", term // _EVERY, term // _EVERY + 1)[0])

    def frequencies(self, term: int) -> Array | None:
        """How often the term stands in each of its documents; None where always once."""
        code, at, count = self._place("tf", term)
        return self._pack.part(f"tf.{code}", at, at + count) if code else None

    def positions(self, term: int, wanted: Array | None = None) -> Array:
        """Positions of a term, flat, int32; only those at the indices `wanted` of the flat list, where given."""
        planes, at, count = self._place("pos", term)
        if planes == _NO_POSITIONS:
            return np.zeros(0, np.int32)
        low = self._pack.part(f"pos.{planes}.low", at, at + count)
        found: Array = (low if wanted is None else low[wanted]).astype(np.int32)
        if not planes:
            return found
        first = at >> 3
        # Eight planes at most are put together in bytes: much less to move than whole numbers.
        high: Array = np.zeros(len(found), np.uint16 if planes > 8 else np.uint8)
        for plane in range(planes):
            packed = self._pack.part(f"pos.{planes}.{plane}", first, (at + count + 7) >> 3)
            if wanted is None:
                bits = np.unpackbits(packed)[at - (first << 3) : at - (first << 3) + count]
            else:
                where = wanted + (at - (first << 3))
                bits = packed[where >> 3] >> (7 - (where & 7)).astype(np.uint8) & 1
            high |= bits.astype(high.dtype) << high.dtype.type(plane)
        found |= high.astype(np.int32) << 8
        return found

    # Postings of many terms

    def docs_of(self, terms: Array) -> tuple[Array, Array]:
        """Documents of many terms, flat, int32, and how many of each. Terms ascend."""
        if not len(terms):
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        first, last = int(terms[0]), int(terms[-1]) + 1
        if (last - first) > _SPARSE * len(terms):
            # Few of many: the table between them is not worth reading.
            each = [self.docs(term) for term in terms.tolist()]
            return np.concatenate(each), np.fromiter(map(len, each), np.int64, len(each))
        chosen = slice(None) if last - first == len(terms) else terms - first
        codes, places, following = (values[chosen] for values in self._places("id", first, last))
        count = following + 1
        heads = np.cumsum(count) - count
        found = np.zeros(int(count.sum()), np.int64)
        for code in np.unique(codes).tolist():
            here = np.flatnonzero((codes == code) & (following > 0))
            if len(here):
                starts, lengths = places[here], following[here]
                low, high = int(starts[0]), int(starts[-1] + lengths[-1])
                source = self._pack.part(f"id.{code}", low, high)
                if high - low != lengths.sum():
                    source = source[stretches(starts - low, lengths)]
                found[stretches(heads[here] + 1, lengths)] = source
        found[heads] = self._pack.part("term.first", first, last)[chosen]
        running = np.cumsum(found)
        return (running - np.repeat(running[heads] - found[heads], count)).astype(np.int32), count

    def frequencies_of(self, first: int, last: int) -> Array:
        """Frequencies of the postings of terms first to last, flat, int32."""
        codes, places, count = self._places("tf", first, last)
        found = np.ones(int(count.sum()), np.int32)
        for code in np.unique(codes[codes > 0]).tolist():
            here = codes == code
            low, high = int(places[here][0]), int((places + count)[here][-1])
            found[np.repeat(here, count)] = self._pack.part(f"tf.{code}", low, high)
        return found

    def positions_of(self, first: int, last: int) -> tuple[Array, Array]:
        """Positions of terms first to last, flat, int32, and how many of each."""
        codes, places, count = self._places("pos", first, last)
        found = np.zeros(int(count.sum()), np.int32)
        for planes in np.unique(codes[codes != _NO_POSITIONS]).tolist():
            here = codes == planes
            low, high = int(places[here][0]), int((places + count)[here][-1])
            values = self._pack.part(f"pos.{planes}.low", low, high).astype(np.int32)
            begin = low >> 3
            for plane in range(planes):
                bits = np.unpackbits(self._pack.part(f"pos.{planes}.{plane}", begin, (high + 7) >> 3))
                values |= bits[low - (begin << 3) : high - (begin << 3)].astype(np.int32) << (8 + plane)
            found[np.repeat(here, count)] = values
        return found, count


def _shares(df: Array, occurrences: Array, flags: Array) -> dict[str, tuple[Array, Array]]:
    """For document numbers, frequencies and positions: the code of each term's array, and how many it has there. The
    first document number stands in the term table."""
    return {
        "id": (flags & 3, df.astype(np.int64) - 1),
        "tf": (flags >> 2 & 3, df.astype(np.int64)),
        "pos": (flags >> 4, occurrences.astype(np.int64)),
    }
