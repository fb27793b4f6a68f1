"""Which words a pattern stands for: prefixes, wildcards, ranges and fuzzy words held against the terms of a segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from whoosh import query

from casefile.errors import QueryError
from casefile.index.pack import Array
from casefile.index.postings import Postings
from casefile.index.tree import FilterQuery, Overlaps, Query

MOST_WORDS = 5_000
"""Words of one segment that a pattern may stand for."""
_LONGEST_FUZZY = 64
_BIT_OF = np.left_shift(np.uint64(1), np.arange(256, dtype=np.uint64) & np.uint64(63))
_ENDS = 4
"""Bytes at either end of a term that are compared first."""


class Patterns:
    """The patterns of one segment. Remembers what it had to read of the term table."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.near = lru_cache(maxsize=64)(self._near)
        self._tables: dict[str, _Table] = {}
        self._intervals: dict[str, tuple[Array, Array]] = {}

    def terms(self, leaf: Query) -> Array:
        """Numbers of the terms that a pattern stands for, ascending. Raises QueryError where they are too many."""
        if isinstance(leaf, FilterQuery):
            return self._admitted(leaf)
        if isinstance(leaf, query.Prefix):
            found = self._range(leaf.fieldname, leaf.text.encode())
        elif isinstance(leaf, query.Wildcard):
            found = self._wildcard(leaf.fieldname, leaf.text)
        elif isinstance(leaf, query.FuzzyTerm):
            found, _ = self.near(leaf.fieldname, leaf.text, leaf.maxdist, leaf.prefixlength)
        else:
            found = self._between(leaf)
        if len(found) > MOST_WORDS:
            raise QueryError(
                f"This query is too broad: {_shown(leaf)} stands for more than {MOST_WORDS:,} words; give more letters."
            )
        return found

    def words(self, terms: Array) -> list[str]:
        """The terms as text."""
        return [self._postings.text(int(term)).decode() for term in terms]

    def _range(self, field: str, prefix: bytes) -> Array:
        first = self._postings.bisect(field, prefix)
        last = self._postings.bisect(field, prefix + b"\xff")
        return np.arange(first, last, dtype=np.int64)

    def _between(self, leaf: Any) -> Array:
        first, last = self._postings.fields.get(leaf.fieldname, (0, 0))
        if leaf.start is not None:
            first = self._postings.bisect(leaf.fieldname, leaf.start.encode() + (b"\0" if leaf.startexcl else b""))
        if leaf.end is not None:
            last = self._postings.bisect(leaf.fieldname, leaf.end.encode() + (b"" if leaf.endexcl else b"\0"))
        return np.arange(first, max(first, last), dtype=np.int64)

    def _wildcard(self, field: str, pattern: str) -> Array:
        """One pass of a regular expression over the joined terms, from the first wildcard on."""
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        span = self._range(field, literal.encode()) if literal else self._postings.field_terms(field)
        if not len(span):
            return span
        first, last = int(span[0]), int(span[-1]) + 1
        # No two stars in a row, and no star can swallow a line feed: the time is bounded by length x stars.
        parts = [_WILD.get(mark, re.escape(mark)) for mark in re.sub(r"\*+", "*", pattern)]
        expression = re.compile("^" + "".join(parts) + "$", re.MULTILINE)
        text = self._postings.joined(first, last).decode()
        # Ends are counted in bytes, matches in characters: a running count of lines needs neither.
        found, line, at = [], 0, 0
        for match in expression.finditer(text):
            line += text.count("\n", at, match.start())
            at = match.start()
            found.append(first + line)
            if len(found) > MOST_WORDS:
                break
        return np.array(found, np.int64)

    def _near(self, field: str, word: str, edits: int, prefix: int = 0, swaps: bool = False) -> tuple[Array, Array]:
        """Terms within so many edits (letters added, dropped or changed; with `swaps`, two neighbours swapped count as
        one), and how many.

        Remembered as `near`. Candidates are terms whose sets of bytes differ by few enough; only those are measured.
        """
        first, last = self._postings.fields.get(field, (0, 0))
        if first == last or not word or len(word) > _LONGEST_FUZZY:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        terms = self._table(field, first, last)
        encoded = word.encode()
        mask = np.uint64(0)
        for byte in encoded:
            mask |= np.uint64(1) << np.uint64(byte & 63)
        # One changed letter changes up to two bytes in ASCII, and up to four on either side elsewhere.
        changed = 1 if word.isascii() else 4
        # What cannot be near by its beginning and its end is left out first: that is most.
        likely = terms.alike(encoded, swaps) if edits == 1 and word.isascii() else np.arange(last - first, dtype=np.int32)
        likely = likely[np.bitwise_count(terms.masks[likely] ^ mask) <= 2 * changed * edits]
        likely = likely[np.abs(terms.lengths[likely] - len(encoded)) <= 4 * edits]
        plainly = terms.ascii[likely] if word.isascii() else np.zeros(len(likely), bool)
        plain, other = likely[plainly], likely[~plainly]
        chosen = np.concatenate((plain, other))
        distances = terms.distances(plain, word, edits, swaps)
        if len(other):
            texts = [terms.text(at) for at in other.tolist()]
            distances = np.concatenate((distances, edit_distances(word, texts, edits, swaps)))
        close = distances <= edits
        if prefix:
            close &= np.fromiter((terms.text(at)[:prefix] == word[:prefix] for at in chosen.tolist()), bool, len(chosen))
        order = np.argsort(chosen[close])
        return first + chosen[close][order], distances[close][order]

    def _table(self, field: str, first: int, last: int) -> _Table:
        if field not in self._tables:
            self._postings.keep(field)
            self._tables[field] = _Table(self._postings.joined(first, last))
        return self._tables[field]

    def _admitted(self, leaf: FilterQuery) -> Array:
        first, last = self._postings.fields.get(leaf.fieldname, (0, 0))
        if isinstance(leaf, Overlaps):
            if leaf.fieldname not in self._intervals:
                text = b"".join(self._postings.texts(first, last)).replace(b"-", b"")
                numbers = np.frombuffer(text, np.uint8).reshape(-1, 14).astype(np.int64) - ord("0")
                scale = 10 ** np.arange(6, -1, -1)
                self._intervals[leaf.fieldname] = numbers[:, :7] @ scale, numbers[:, 7:] @ scale
            begins, ends = self._intervals[leaf.fieldname]
            return first + np.flatnonzero((ends >= leaf.first) & (begins <= leaf.last))
        texts = self._postings.texts(first, last)
        return np.array([first + at for at, text in enumerate(texts) if leaf.admits(text.decode())], np.int64)


def _shown(leaf: Query) -> str:
    """The pattern as it was written."""
    if isinstance(leaf, query.TermRange):
        return f"[{leaf.start or ''} TO {leaf.end or ''}]"
    return f"“{leaf.text}*”" if isinstance(leaf, query.Prefix) else f"“{leaf.text}”"


_WILD = {"*": "[^\n]*", "?": "[^\n]"}


class _Table:
    """The terms of a field, side by side, with what tells quickly that two cannot be near: the set of their bytes."""

    def __init__(self, joined: bytes) -> None:
        self._text = np.frombuffer(joined, np.uint8)
        ends = np.flatnonzero(self._text == ord("\n")) + 1
        self._starts = np.concatenate((np.zeros(1, np.int64), ends[:-1])).astype(np.int32)
        self.lengths = (ends - 1 - self._starts).astype(np.int32)
        bits = _BIT_OF[self._text]
        bits[ends - 1] = 0
        self.masks = np.bitwise_or.reduceat(bits, self._starts)
        self.ascii = np.maximum.reduceat(self._text, self._starts) < 128

        # The first and the last bytes of each term as numbers, those of shorter ones as if NULs followed: in the order of
        # the first, terms stand anyway.
        self._heads, tails = np.zeros((2, len(ends)), np.uint32)
        finish = self._starts + self.lengths
        for place in range(_ENDS):
            shift, there = np.uint32(8 * (_ENDS - 1 - place)), np.flatnonzero(self.lengths > place)
            self._heads[there] |= self._text[self._starts[there] + place].astype(np.uint32) << shift
            tails[there] |= self._text[finish[there] - 1 - place].astype(np.uint32) << shift
        self._by_tail = np.argsort(tails, kind="stable").astype(np.int32)
        self._tails = tails[self._by_tail]

    def alike(self, word: bytes, swaps: bool) -> Array:
        """Terms that begin or end as a word of ASCII does, ascending: one letter cannot differ in both halves, nor can two
        neighbours at both ends of what remains without the middle."""
        half, other = (len(word) // 2, (len(word) + 1) // 2) if not swaps else ((len(word) - 1) // 2,) * 2
        if not half:
            return np.arange(len(self.lengths), dtype=np.int32)
        spans = []
        for ordered, part in ((self._heads, word[: min(half, _ENDS)]), (self._tails, word[::-1][: min(other, _ENDS)])):
            step = 1 << 8 * (_ENDS - len(part))
            first = int.from_bytes(part, "big") * step
            spans.append(np.searchsorted(ordered, np.array((first, first + step), np.uint32)).tolist())
        (head, head_end), (tail, tail_end) = spans
        both = np.sort(np.concatenate((np.arange(head, head_end, dtype=np.int32), self._by_tail[tail:tail_end])))
        new = np.ones(len(both), bool)
        new[1:] = both[1:] != both[:-1]
        return both[new]

    def text(self, at: int) -> str:
        start = int(self._starts[at])
        return self._text[start : start + int(self.lengths[at])].tobytes().decode()

    def distances(self, chosen: Array, word: str, most: int, swaps: bool) -> Array:
        """Distances of the terms at these places, all of them ASCII."""
        starts, lengths = self._starts[chosen], self.lengths[chosen]
        if most == 1 and not swaps:
            return self._one_edit(starts, lengths, word.encode())
        width = len(word) + most
        # Beyond a term's end the line feed and the next term follow: they are longer by then, and not looked at.
        places = np.minimum(starts + np.arange(width)[:, None], len(self._text) - 1)
        return _distances(word, self._text[places], lengths.astype(np.int64), most, swaps)

    def _one_edit(self, starts: Array, lengths: Array, word: bytes) -> Array:
        """Distances as far as 1, 2 for what is more. One letter was added, dropped or changed where two words agree from
        the front up to it and from the back down to it."""
        own, longest = np.frombuffer(word, np.uint8)[:, None], np.maximum(lengths, len(word))
        steps = np.arange(len(word))[:, None]
        last = len(self._text) - 1
        # Where a term is at its end, a line feed differs from any letter.
        front = self._text[np.minimum(starts + steps, last)] == own
        back = self._text[np.maximum(starts + lengths - 1 - steps, 0)] == own[::-1]
        # The first step at which they differ, or all.
        agree = [np.where(same.all(axis=0), len(word), np.argmin(same, axis=0)) for same in (front, back)]
        near = (np.abs(lengths - len(word)) <= 1) & (agree[0] + agree[1] >= longest - 1)
        return np.where(near, ((lengths != len(word)) | (agree[0] < len(word))).astype(np.int64), 2)


def edit_distances(word: str, others: Sequence[str], most: int, swaps: bool = False) -> Array:
    """Levenshtein's distance (1965) of a word to each of the others, with `swaps` that of optimal string alignment
    (Damerau 1964, each stretch edited once); more than `most` where it is more."""
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    letters = np.zeros((len(word) + most, len(others)), np.uint32)
    for at, other in enumerate(others):
        code = np.frombuffer(other[: len(letters)].encode("utf-32-le"), np.uint32)
        letters[: len(code), at] = code
    return _distances(word, letters, lengths, most, swaps)


def _distances(word: str, letters: Array, lengths: Array, most: int, swaps: bool) -> Array:
    """One table for all words, a cell of each at a time, and only the cells near enough to the diagonal. `letters` holds
    a column a word; what stands below its end is not looked at."""
    count = letters.shape[1]
    width = len(word) + most
    far = most + 1
    rows = np.full((len(word) + 1, width + 1, count), far, np.int16)
    rows[0] = np.minimum(np.arange(width + 1), far)[:, None]
    for i, letter in enumerate(map(ord, word), 1):
        if i <= most:
            rows[i, 0] = i
        for j in range(max(1, i - most), min(width, i + most) + 1):
            best = rows[i - 1, j - 1] + (letters[j - 1] != letter)
            np.minimum(best, rows[i - 1, j] + 1, out=best)
            np.minimum(best, rows[i, j - 1] + 1, out=best)
            if swaps and i > 1 and j > 1:
                crossed = (letters[j - 2] == letter) & (letters[j - 1] == ord(word[i - 2]))
                best = np.where(crossed, np.minimum(best, rows[i - 2, j - 2] + 1), best)
            rows[i, j] = best
    found = rows[len(word), np.minimum(lengths, width), np.arange(count)].astype(np.int64)
    return np.where(lengths > width, far, np.minimum(found, far))
