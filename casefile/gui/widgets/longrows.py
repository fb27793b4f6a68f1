"""What a list of a million rows knows: the key of each, its headings, and the rows that are looked at. No Qt."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar, overload

from casefile.gui.widgets.header import Header

R = TypeVar("R")
BLOCK = 100
"""Rows asked for at once: whoever looks at one looks at its neighbours as well."""
_HELD = 60 * BLOCK
"""Rows kept; those that were looked at longest ago go first."""


class LongRows(Generic[R]):
    """Keys of all rows in order, and the rows that came. Places here count rows alone, without headings."""

    def __init__(
        self,
        total: int,
        keys: Sequence[int],
        headings: Sequence[tuple[str, int]],
        identify: Callable[[R], str],
        want: Callable[[tuple[int, ...]], object],
    ) -> None:
        """`want` is told keys of rows that are looked at and not there."""
        self.total, self.keys, self.headings = total, keys, headings
        self._identify, self._want = identify, want
        self._rows: dict[int, R] = {}
        self._key_by_id: dict[str, int] = {}
        self._asked: set[int] = set()

    def row(self, index: int) -> R | None:
        """The row at this place; None while it is awaited."""
        found = self._rows.get(self.keys[index])
        if found is None:
            begin = index - index % BLOCK
            missing = [key for key in self.keys[begin : begin + BLOCK] if key not in self._rows and key not in self._asked]
            if missing:
                self._asked.update(missing)
                self._want(tuple(missing))
        return found

    def fill(self, rows: Iterable[tuple[int, R]]) -> None:
        """Rows that were awaited, by key."""
        for key, row in rows:
            self._rows[key] = row
            self._key_by_id[self._identify(row)] = key
            self._asked.discard(key)
        while len(self._rows) > _HELD:
            key = next(iter(self._rows))
            self._key_by_id.pop(self._identify(self._rows.pop(key)), None)

    def held(self) -> Iterator[R]:
        """The rows that are there, in the order of the list."""
        return (self._rows[key] for _, key in sorted((self.keys.index(key), key) for key in self._rows))

    def key(self, identifier: str) -> int | None:
        """The key of a row that is there."""
        return self._key_by_id.get(identifier)

    def index(self, key: int) -> int | None:
        """The place of a key; None where it is not in the list."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None


class LongEntries(Sequence[int | Header]):
    """Headings and places of rows as one sequence, without writing it out."""

    def __init__(self, headings: Sequence[tuple[str, int]], rows: int, folded: set[str]) -> None:
        self._headings = [Header(title, count, title in folded) for title, count in headings]
        if not headings:
            self._length, self._begins, self._firsts = rows, array("q"), array("q")
            return
        shown = [1 + (0 if header.folded else header.count) for header in self._headings]
        self._begins = array("q", accumulate(shown, initial=0))
        self._firsts = array("q", accumulate((header.count for header in self._headings), initial=0))
        self._length = self._begins[-1]

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> int | Header: ...
    @overload
    def __getitem__(self, place: slice) -> list[int | Header]: ...
    def __getitem__(self, place: int | slice) -> int | Header | list[int | Header]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._length))]
        if not 0 <= place < self._length:
            raise IndexError(place)
        if not self._headings:
            return place
        group = bisect_right(self._begins, place) - 1
        within = place - self._begins[group]
        return self._headings[group] if within == 0 else self._firsts[group] + within - 1

    def __iter__(self) -> Iterator[int | Header]:
        return (self[place] for place in range(self._length))

    @property
    def headers(self) -> Sequence[Header]:
        return self._headings

    def place(self, row: int) -> int | None:
        """Where the row of this place is shown; None where it is folded away."""
        if not self._headings:
            return row
        group = bisect_right(self._firsts, row) - 1
        header = self._headings[group]
        return None if header.folded else self._begins[group] + 1 + row - self._firsts[group]
