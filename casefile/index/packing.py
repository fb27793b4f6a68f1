"""Packs postings, term by term of each field, as `layout` says."""

from __future__ import annotations

import numpy as np

from casefile.index.layout import DENSE, GROUP, ID_TYPES, KEY_ROW, MOST_POSITIONS, NO_POSITIONS, TF_TYPES, WORD_ROW, share_of
from casefile.index.pack import Array, PackWriter

FEWEST_DENSE = 64
"""Documents from which on words are said of every document."""
_MOST_DENSE = 255
_NONE: Array = np.zeros(0, np.uint32)


class PostingsWriter:
    """Takes postings in the order of the term table and packs them."""

    def __init__(self, pack: PackWriter, documents: int) -> None:
        self._pack = pack
        self._documents = documents
        self._bits: dict[str, Array] = {}
        self._count = self._groups = 0
        self._text_end = self._row_end = 0
        self._fields: dict[str, tuple[int, int, int, int, bool]] = {}
        self._marks: list[str] = []
        self._heads: list[int] = []
        """The first term of each group."""
        self._columns: dict[str, list[Array]] = {"df": [_NONE], "occurrences": [_NONE], "flags": [_NONE]}

    def add(
        self, field: str, terms: list[str], df: Array, docs: Array, tf: Array | None = None, positions: Array | None = None
    ) -> None:
        """Postings of further terms of a field: `docs` (ascending within a term), how often, and all positions, flat.

        Fields come one after the other, their terms in the order of code points, which is that of their UTF-8 bytes; no
        term is empty, holds a line feed or a lone surrogate.
        """
        if not terms:
            return
        heads = np.cumsum(df) - df
        dense = self._dense(df, docs, heads, tf)
        flags = self._ids(df, docs, heads, dense)
        row = KEY_ROW if tf is None or positions is None else WORD_ROW
        if tf is not None and positions is not None:
            flags |= self._frequencies(df, tf, heads, dense) << 2
            occurrences = np.add.reduceat(tf, heads, dtype=np.int64)
            flags |= self._positions(occurrences, positions) << 4
        else:
            flags |= NO_POSITIONS << 4
            occurrences = np.zeros(len(df), np.int64)
        self._name(field, terms, row)
        rows = np.empty(len(terms), row)
        for name, values in (("df", df), ("occurrences", occurrences), ("flags", flags)):
            self._columns[name].append(values.astype(np.uint32))
            if name in (row.names or ()):
                rows[name] = values
        rows["first"] = docs[heads]
        self._pack.add("term.row", rows.view(np.uint8))
        self._row_end += rows.nbytes

    def finish(self) -> None:
        """After the last term."""
        for name, rest in self._bits.items():
            self._pack.add(name, np.packbits(rest))
        columns = {name: np.concatenate(parts) for name, parts in self._columns.items()}
        for share in ("id", "tf", "pos"):
            codes, lengths = share_of(share, **columns)
            if share == "id":
                lengths = np.where(codes == DENSE, self._documents, lengths)
            for code in np.unique(codes).tolist():
                here = np.where(codes == code, lengths, 0)
                self._pack.add(f"at.{share}.{code}", (np.cumsum(here) - here)[self._heads].astype(np.uint32))
        self._pack.meta |= {"fields": self._fields, "documents": self._documents}
        self._pack.add("mark.at", np.array([self._text_end], np.uint32))
        self._pack.add("mark.text", "\n".join(self._marks).encode())

    def _name(self, field: str, terms: list[str], row: np.dtype[np.void]) -> None:
        """The terms' texts and their groups: each field begins a group of its own."""
        first, last, *where = self._fields.get(
            field, (self._count, self._count, self._groups, self._row_end, row is WORD_ROW)
        )
        begin = (first - last) % GROUP
        marked = terms[begin::GROUP]
        text = "\n".join(terms).encode() + b"\n"
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n")) + 1
        starts = np.concatenate((np.zeros(1, np.int64), ends[:-1])) + self._text_end
        self._pack.add("term.text", text)
        self._pack.add("mark.at", starts[begin::GROUP].astype(np.uint32))
        self._marks += marked
        self._heads += range(self._count + begin, self._count + len(terms), GROUP)
        self._groups += len(marked)
        self._count += len(terms)
        self._text_end += len(text)
        self._fields[field] = (first, last + len(terms), int(where[0]), int(where[1]), bool(where[2]))

    def _dense(self, df: Array, docs: Array, heads: Array, tf: Array | None) -> Array:
        """Which words are said of every document: those that stand in most."""
        dense = df * 2 > self._documents if tf is not None and self._documents >= FEWEST_DENSE else np.zeros(len(df), bool)
        for term in np.flatnonzero(dense).tolist():
            assert tf is not None
            begin, end = int(heads[term]), int(heads[term] + df[term])
            if tf[begin:end].max() > _MOST_DENSE:
                dense[term] = False
                continue
            spread = np.zeros(self._documents, np.uint8)
            spread[docs[begin:end]] = tf[begin:end]
            self._pack.add("dense", spread)
        return dense

    def _ids(self, df: Array, docs: Array, heads: Array, dense: Array) -> Array:
        difference = np.zeros(len(docs), np.int32)
        np.subtract(docs[1:], docs[:-1], out=difference[1:], casting="same_kind")
        difference[heads] = 0
        widest = np.maximum.reduceat(difference, heads)
        code = (widest > 0xFF).astype(np.uint8) + (widest > 0xFFFF)
        code[dense] = DENSE
        following = np.ones(len(docs), bool)
        following[heads] = False
        code_of = np.repeat(code, df)
        for value in np.unique(code[~dense]).tolist():
            kept = difference[following & (code_of == value)]
            self._pack.add(f"id.{value}", kept.astype(ID_TYPES[value]))
        return code

    def _frequencies(self, df: Array, tf: Array, heads: Array, dense: Array) -> Array:
        most = np.maximum.reduceat(tf, heads)
        code = (most > 1).astype(np.uint8) + (most > 0xFF) + (most > 0xFFFF)
        code[dense] = 0
        code_of = np.repeat(code, df)
        for value in np.unique(code).tolist():
            if value:
                self._pack.add(f"tf.{value}", tf[code_of == value].astype(TF_TYPES[value]))
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
