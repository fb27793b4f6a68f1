"""Postings packed by numpy: which documents a term stands in, how often, and where.

All terms of a segment stand in one table, ordered by field and then by their UTF-8 bytes, 128 to a group. A group's rows
lie together, so that one small read tells of a term in how many documents it stands, the first of them, and how its
postings are packed. These lie in arrays shared with all terms of the same width: document numbers as differences of 1, 2 or
4 bytes, frequencies of 0 (all are 1), 1, 2 or 4 bytes, positions as a low byte and as many bit planes as the term's highest
position needs. Where a term's stretch begins follows from the lengths of those before it in its group.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from casefile.index.layout import DENSE, GROUP, KEY_ROW, NO_POSITIONS, WORD_ROW, share_of, stretches
from casefile.index.pack import Array, Pack
from casefile.index.positions import positions_at, standing_at

_SPARSE = 2_000
"""Terms that lie so far apart on average are read one by one."""
_FEW = 60
"""So few terms are read one by one wherever they lie, where it is known where."""
_SMALL, _ENTRY = 4_096, 512
"""Bytes: of a part that is copied out of its block, and of what each list takes besides its numbers."""
_ID, _TF, _AT_ID, _AT_TF = (tuple(f"{name}.{code}" for code in range(4)) for name in ("id", "tf", "at.id", "at.tf"))
_add, _accumulate = np.add.reduce, np.add.accumulate


class _Field(NamedTuple):
    """The terms of a field: first to last, without last."""

    first: int
    last: int
    group: int
    """Number of their first group."""
    row_at: int
    """Where their rows begin, in bytes."""
    row: np.dtype[np.void]


class Listed(NamedTuple):
    """Where a term stands: its documents and how often in each (None: always once), or how often in each of all."""

    size: int
    """In how many documents."""
    documents: Array | None
    tf: Array | None = None
    spread: Array | None = None

    def postings(self) -> tuple[Array, Array | None]:
        """Its documents, ascending, int32, and how often it stands in each."""
        if self.documents is not None:
            return self.documents, self.tf
        assert self.spread is not None
        documents = np.flatnonzero(self.spread)
        return documents.astype(np.int32), self.spread.take(documents)

    def bytes(self) -> int:
        return _ENTRY + sum(part.nbytes for part in (self.documents, self.tf, self.spread) if part is not None)


class _Kept(NamedTuple):
    """Of each term of a field: how its document numbers are packed and where, how many follow the first, and that."""

    codes: Array
    places: Array
    following: Array
    first: Array


class Postings:
    """The term table and the postings of one segment. Reads what it is asked for and keeps little."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._documents: int = pack.meta["documents"]
        spans = pack.meta["fields"]
        self._fields = {
            name: _Field(first, last, group, row_at, WORD_ROW if placed else KEY_ROW)
            for name, (first, last, group, row_at, placed) in spans.items()
        }
        self.fields: dict[str, tuple[int, int]] = {name: (field.first, field.last) for name, field in self._fields.items()}
        self._in_order = sorted(self._fields.values())
        self._firsts = [field.first for field in self._in_order]
        self._marks: list[bytes] = []
        self._whole: dict[str, Array] = {}
        self._kept: dict[int, _Kept] = {}
        self.find = lru_cache(maxsize=4096)(self._find)

    # Terms

    def df(self, first: int, last: int) -> Array:
        """In how many documents each of terms first to last of a field stands, int64."""
        return self._rows(first, last)["df"].astype(np.int64)

    def text(self, term: int) -> bytes:
        """The term's bytes."""
        return self.texts(term, term + 1)[0]

    def texts(self, first: int, last: int) -> list[bytes]:
        """The bytes of terms first to last of a field, without last."""
        if first >= last:
            return []
        begin, text = self._groups(first, last)
        found = text.split(b"\n")
        return found[first - begin : last - begin]

    def joined(self, first: int, last: int) -> bytes:
        """The bytes of terms first to last of a field, each ended by a line feed."""
        field = self._field(first)
        if field is not None and (first, last) == (field.first, field.last):
            return self._groups(first, last)[1]
        return b"".join(text + b"\n" for text in self.texts(first, last))

    def bisect(self, field: str, text: bytes) -> int:
        """The first term of the field that is not before `text`."""
        first, group = self._near(field, text)
        return first if group is None else first + bisect_left(self._text(group, group + 1).split(b"\n")[:-1], text)

    def _near(self, name: str, text: bytes) -> tuple[int, int | None]:
        """The term of a mark that is this text or follows it; or the first of the group in which it is to be looked for,
        and that group."""
        field = self._fields.get(name)
        if field is None:
            return 0, None
        if not self._marks:
            self._marks = self._pack.part("mark.text").tobytes().split(b"\n")
        last = field.group + (field.last - field.first - 1) // GROUP + 1
        mark = bisect_left(self._marks, text, field.group, last)
        if mark == field.group or (mark < last and self._marks[mark] == text):
            return field.first + (mark - field.group) * GROUP, None
        return field.first + (mark - 1 - field.group) * GROUP, mark - 1

    def _find(self, field: str, text: bytes) -> int:
        """Number of a term, -1 where it does not occur. Remembered as `find`."""
        first, group = self._near(field, text)
        if group is None:
            return first if first < self.fields.get(field, (0, 0))[1] and self.text(first) == text else -1
        joined = b"\n" + self._text(group, group + 1)
        at = -1 if b"\n" in text else joined.find(b"\n" + text + b"\n")
        return -1 if at < 0 else first + joined.count(b"\n", 0, at)

    def field_terms(self, field: str) -> Array:
        """Numbers of all terms of a field."""
        return np.arange(*self.fields.get(field, (0, 0)), dtype=np.int64)

    def position_bound(self, term: int) -> int:
        """A number above all positions of a term."""
        return 1 << (8 + (int(self._rows(term, term + 1)["flags"][0]) >> 4))

    def total(self, term: int) -> int:
        """How often a term of a field with positions stands in all documents together."""
        return int(self._rows(term, term + 1)["occurrences"][0])

    # The table

    def _field(self, term: int) -> _Field | None:
        at = bisect_right(self._firsts, term) - 1
        return self._in_order[at] if at >= 0 else None

    def _rows(self, first: int, last: int) -> Array:
        """The rows of terms first to last, all of one field."""
        field = self._field(first)
        if field is None or first >= last:
            return np.zeros(0, WORD_ROW)
        size = field.row.itemsize
        at = field.row_at + (first - field.first) * size
        return self._pack.part("term.row", at, at + (last - first) * size).view(field.row)

    def _group_of(self, term: int) -> tuple[int, int]:
        """A term's group, and the first term of that."""
        field = self._in_order[bisect_right(self._firsts, term) - 1]
        number = (term - field.first) // GROUP
        return field.group + number, field.first + number * GROUP

    def _text(self, first: int, last: int) -> bytes:
        """The joined terms of groups first to last."""
        at = self._all("mark.at")
        return self._pack.text("term.text", int(at[first]), int(at[last]))

    def _groups(self, first: int, last: int) -> tuple[int, bytes]:
        """The joined terms of the groups in which terms first to last stand, and the first of them."""
        group, begin = self._group_of(first)
        return begin, self._text(group, self._group_of(last - 1)[0] + 1)

    def _all(self, name: str) -> Array:
        """A small array, of a number a group, remembered."""
        found = self._whole.get(name)
        if found is None:
            found = self._whole[name] = self._pack.part(name)
        return found

    def _place(self, term: int) -> tuple[int, int, int]:
        """The bit planes of a term's positions, where they begin in their arrays, and how many they are."""
        group, first = self._group_of(term)
        codes, lengths = _share("pos", self._rows(first, term + 1))
        code = int(codes[-1])
        before = int(lengths[:-1][codes[:-1] == code].sum())
        return code, int(self._all(f"at.pos.{code}")[group]) + before, int(lengths[-1])

    def _places(self, share: str, first: int, last: int) -> tuple[Array, Array, Array]:
        """The same of terms first to last of a field."""
        if first >= last:
            none: Array = np.zeros(0, np.int64)
            return none, none, none
        group, begin = self._group_of(first)
        codes, lengths = _share(share, self._rows(begin, last))
        at = np.zeros(last - begin, np.int64)
        for code in _present(codes):
            here = codes == code
            taken = np.where(here, self._documents if share == "id" and code == DENSE else lengths, 0)
            at[here] = (np.cumsum(taken) - taken + int(self._all(f"at.{share}.{code}")[group]))[here]
        return codes[first - begin :], at[first - begin :], lengths[first - begin :]

    # Postings of one term

    def docs(self, term: int) -> Array:
        """Documents of a term, ascending, int32."""
        return self.of(term)[0]

    def of(self, term: int) -> tuple[Array, Array | None]:
        """Documents of a term, ascending, int32, and how often it stands in each; None where always once."""
        return self.listed(term).postings()

    def listed(self, term: int) -> Listed:
        """The same, or how often it stands in each of all documents, as it is packed."""
        field = self._in_order[bisect_right(self._firsts, term) - 1]
        number, place = divmod(term - field.first, GROUP)
        group, size = field.group + number, field.row.itemsize
        row_at = field.row_at + number * GROUP * size
        rows = self._pack.part("term.row", row_at, row_at + (place + 1) * size).view(field.row)
        count, begin, *_, flag = rows[-1].item()
        if flag & 3 == DENSE:
            at = int(self._all(_AT_ID[DENSE])[group])
            at += int(np.count_nonzero(rows["flags"][:-1] & 3 == DENSE)) * self._documents
            return Listed(count, None, None, self._pack.part("dense", at, at + self._documents))
        found = np.empty(count, np.int32)
        found[0] = begin
        if count > 1:
            code = flag & 3
            before = rows["df"][:-1][rows["flags"][:-1] & 3 == code]
            at = int(self._all(_AT_ID[code])[group]) + int(_add(before)) - len(before)
            rest = found[1:]
            _accumulate(self._pack.part(_ID[code], at, at + count - 1), dtype=np.int32, out=rest)
            rest += begin
        code = flag >> 2 & 3
        if not code:
            return Listed(count, found)
        at = int(self._all(_AT_TF[code])[group])
        if place:
            at += int(_add(rows["df"][:-1][rows["flags"][:-1] & 12 == code << 2]))
        tf = self._pack.part(_TF[code], at, at + count)
        # A small part of a block would hold all of it for as long as it is remembered.
        return Listed(count, found, tf.copy() if tf.nbytes < _SMALL else tf)

    def frequencies(self, term: int) -> Array | None:
        """How often the term stands in each of its documents; None where always once."""
        return self.of(term)[1]

    def positions(self, term: int, wanted: Array | None = None) -> Array:
        """Positions of a term, flat, int32; only those at the indices `wanted` of the flat list, where given."""
        return positions_at(self._pack, *self._place(term), wanted)

    def standing(self, term: int, starts: Array, counts: Array, wanted: Array) -> Array:
        """Indices of those of `wanted` that are positions of the term: one of `counts` from `starts` in its flat list."""
        return standing_at(self._pack, *self._place(term), starts, counts, wanted)

    # Postings of many terms

    def keep(self, field: str) -> None:
        """Keeps in memory where the documents of a field's terms lie, for those who ask for scattered ones of them."""
        span = self.fields.get(field)
        if span is not None and span[0] not in self._kept:
            codes, places, following = self._places("id", *span)
            first = self._rows(*span)["first"].astype(np.int32)
            self._kept[span[0]] = _Kept(codes.astype(np.uint8), places.astype(np.uint32), following.astype(np.uint32), first)

    def _scattered(self, terms: Array) -> list[Array]:
        """Documents of each of a few terms of a field."""
        field = self._field(int(terms[0]))
        kept = None if field is None else self._kept.get(field.first)
        if field is None or kept is None:
            return [self.docs(term) for term in terms.tolist()]
        each = []
        for code, at, following, first in zip(*(part[terms - field.first].tolist() for part in kept), strict=True):
            documents = np.empty(following + 1, np.int32)
            documents[0] = first
            if following:
                rest = documents[1:]
                _accumulate(self._pack.part(_ID[code], at, at + following), dtype=np.int32, out=rest)
                rest += first
            each.append(documents)
        return each

    def docs_of(self, terms: Array) -> tuple[Array, Array]:
        """Documents of many terms, flat, int32, and how many of each. Terms ascend."""
        if not len(terms):
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        first, last = int(terms[0]), int(terms[-1]) + 1
        gaps = (last - first) // len(terms)
        if gaps > _SPARSE or (
            gaps > 1 and len(terms) < _FEW and self._in_order[bisect_right(self._firsts, first) - 1].first in self._kept
        ):
            # Few of many: the table between them is not worth reading.
            each = self._scattered(terms)
            return np.concatenate(each), np.fromiter(map(len, each), np.int64, len(each))
        chosen = slice(None) if last - first == len(terms) else terms - first
        codes, places, following = (values[chosen] for values in self._places("id", first, last))
        count = following + 1
        heads = np.cumsum(count) - count
        found = np.zeros(int(count.sum()), np.int64)
        for code in _present(codes):
            here = np.flatnonzero((codes == code) & (following > 0))
            if code == DENSE:
                for term in here.tolist():
                    spread = self._pack.part("dense", int(places[term]), int(places[term]) + self._documents)
                    found[heads[term] + 1 : heads[term] + count[term]] = np.diff(np.flatnonzero(spread))
            elif len(here):
                starts, lengths = places[here], following[here]
                low, high = int(starts[0]), int(starts[-1] + lengths[-1])
                source = self._pack.part(f"id.{code}", low, high)
                if high - low != lengths.sum():
                    source = source[stretches(starts - low, lengths)]
                found[stretches(heads[here] + 1, lengths)] = source
        found[heads] = self._rows(first, last)["first"][chosen]
        running = np.cumsum(found)
        return (running - np.repeat(running[heads] - found[heads], count)).astype(np.int32), count

    def frequencies_of(self, first: int, last: int) -> Array:
        """Frequencies of the postings of terms first to last, flat, int32."""
        codes, places, count = self._places("tf", first, last)
        found = np.ones(int(count.sum()), np.int32)
        for code in _present(codes[codes > 0]):
            here = codes == code
            low, high = int(places[here][0]), int((places + count)[here][-1])
            found[np.repeat(here, count)] = self._pack.part(f"tf.{code}", low, high)
        ids, places, _ = self._places("id", first, last)
        ends = np.cumsum(count)
        for term in np.flatnonzero(ids == DENSE).tolist():
            spread = self._pack.part("dense", int(places[term]), int(places[term]) + self._documents)
            found[ends[term] - count[term] : ends[term]] = spread[spread > 0]
        return found

    def positions_of(self, first: int, last: int) -> tuple[Array, Array]:
        """Positions of terms first to last, flat, int32, and how many of each."""
        codes, places, count = self._places("pos", first, last)
        found = np.zeros(int(count.sum()), np.int32)
        for planes in _present(codes[codes != NO_POSITIONS]):
            here = codes == planes
            low, high = int(places[here][0]), int((places + count)[here][-1])
            values = self._pack.part(f"pos.{planes}.low", low, high).astype(np.int32)
            begin = low >> 3
            for plane in range(planes):
                bits = np.unpackbits(self._pack.part(f"pos.{planes}.{plane}", begin, (high + 7) >> 3))
                values |= bits[low - (begin << 3) : high - (begin << 3)].astype(np.int32) << (8 + plane)
            found[np.repeat(here, count)] = values
        return found, count


def _present(codes: Array) -> list[int]:
    """The codes that occur."""
    found: list[int] = np.flatnonzero(np.bincount(codes)).tolist()
    return found


def _share(share: str, rows: Array) -> tuple[Array, Array]:
    occurrences = rows["occurrences"] if share == "pos" and rows.dtype == WORD_ROW else rows["df"]
    return share_of(share, rows["df"], occurrences, rows["flags"])
