"""A list over frozen rows, in groups with headers that fold, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from casefile.gui.widgets.header import Header
from casefile.gui.widgets.longrows import LongEntries, LongRows
from casefile.gui.widgets.plain import plain_tooltip
from casefile.gui.widgets.rowtable import LINKED, ROW

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
__all__ = ["HEADER", "Group", "Header", "Index", "Reading", "RowList"]
HEADER = Qt.ItemDataRole.UserRole + 2
"""The Header at this place; None where a row stands."""


@dataclass(frozen=True)
class Reading(Generic[R]):
    """How a row is taken: its id, the words a filter looks in (and a screen reader reads), the words of its tooltip."""

    identify: Callable[[R], str]
    words: Callable[[R], str]
    tooltip: Callable[[R], str]


Group = tuple[Any, str]
"""What groups sort by, and the title of the group."""


LARGE = 4_000
"""More rows than this are arranged away from the GUI thread."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows arranged: what stands at each place."""

    rows: tuple[Any, ...]
    entries: list[int | Header]
    places: dict[str, int]
    passed: int
    words: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to arrange, and how; plain values that a worker may have."""

    rows: tuple[Any, ...]
    reading: Reading[Any]
    words: tuple[str, ...] | None
    filter: tuple[str, ...]
    kept: list[int]
    sort: Callable[[Any], Any] | None
    descending: bool
    group: Callable[[Any], Group] | None
    folded: frozenset[str]

    def plan(self) -> _Plan:
        """Filtered, sorted within groups, the groups by their keys."""
        kept, words = self.kept, self.words
        if self.filter:
            # Put together when the first filter is typed.
            words = words or tuple(self.reading.words(row).casefold() for row in self.rows)
            kept = [index for index in kept if all(word in words[index] for word in self.filter)]
        passed, sort = len(kept), self.sort
        if sort is not None:
            kept = sorted(kept, key=lambda index: sort(self.rows[index]), reverse=self.descending)
        entries: list[int | Header] = [*kept] if self.group is None else self._grouped(kept, self.group)
        places = {
            self.reading.identify(self.rows[entry]): place for place, entry in enumerate(entries) if isinstance(entry, int)
        }
        return _Plan(self.rows, entries, places, passed, words)

    def _grouped(self, kept: list[int], group: Callable[[Any], Group]) -> list[int | Header]:
        groups: dict[Group, list[int]] = {}
        for index in kept:
            groups.setdefault(group(self.rows[index]), []).append(index)
        entries: list[int | Header] = []
        for key in sorted(groups):
            title, members = key[1], groups[key]
            # A filter looks into what is folded away too: whoever searches wants to find.
            folded = title in self.folded and not self.filter
            entries.append(Header(title, len(members), folded))
            if not folded:
                entries.extend(members)
        return entries


class RowList(QAbstractListModel, Generic[R]):
    """Rows that pass the filter, sorted within their groups; the groups in the order of their keys.

    Of a long list (`show_long`) it knows keys and headings in the order they came in, and holds the rows that are looked at.
    """

    wanted = Signal(object)
    """Keys of rows that are looked at and not there yet."""

    def __init__(self, reading: Reading[R]) -> None:
        super().__init__()
        self._reading = reading
        self._rows: tuple[R, ...] = ()
        self._long: LongRows[R] | None = None
        self._words: tuple[str, ...] | None = None
        self._entries: Sequence[int | Header] = []
        self._places: dict[str, int] = {}
        self._filter: tuple[str, ...] = ()
        self._keep: Callable[[R], bool] | None = None
        self._sort: Callable[[R], Any] | None = None
        self._descending = False
        self._group: Callable[[R], Group] | None = None
        self._folded: set[str] = set()
        self._linked: frozenset[str] = frozenset()
        self._passed = 0
        self.later: Callable[[Callable[[], _Plan], Callable[[_Plan], None]], None] | None = None
        """Has the first done in a worker and the second, with its answer, on the GUI thread; None: all at once."""

    # What is shown.

    def set_rows(
        self,
        rows: Sequence[R],
        text: str = "",
        keep: Callable[[R], bool] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show these rows, filtered as `set_filter` says."""
        self._rows = tuple(rows)
        self._long = None
        self._words = None
        if self.later is not None and len(self._rows) > LARGE:
            # What is shown until the new rows are arranged must not point into them.
            self.beginResetModel()
            self._entries, self._places, self._passed = [], {}, 0
            self.endResetModel()
        self.set_filter(text, keep, then)

    def show_long(self, total: int, keys: Sequence[int], headings: Sequence[tuple[str, int]]) -> None:
        """Show the rows with these keys, in this order; `headings` say of each group its title and how many rows it has, and
        `total` how many rows there are without the filter. Rows come by `fill`."""
        self.beginResetModel()
        self._rows, self._words = (), None
        self._long = LongRows(total, keys, headings, self._reading.identify, self.wanted.emit)
        self._unfold()
        self._passed = len(keys)
        self.endResetModel()

    def fill(self, rows: Iterable[tuple[int, R]]) -> None:
        """Rows of a long list that were awaited, by key."""
        if self._long is not None:
            self._long.fill(rows)
            self._tell()

    @property
    def long(self) -> bool:
        """Whether rows are held only where they are looked at."""
        return self._long is not None

    def place_of_key(self, key: int) -> int | None:
        """Where the row of a long list with this key is shown."""
        index = self._long.index(key) if self._long is not None else None
        return self._entries.place(index) if index is not None and isinstance(self._entries, LongEntries) else None

    def _unfold(self) -> None:
        if self._long is not None:
            self._entries, self._places = LongEntries(self._long.headings, len(self._long.keys), self._folded), {}

    def _tell(self) -> None:
        if len(self._entries):
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def set_filter(self, text: str, keep: Callable[[R], bool] | None = None, then: Callable[[], None] | None = None) -> None:
        """Only rows in whose words each of these words occurs, and that `keep` keeps; `then` is called when they show."""
        self._filter, self._keep = tuple(text.casefold().split()), keep
        self._arrange(then)

    def set_order(
        self,
        sort: Callable[[R], Any] | None,
        group: Callable[[R], Group] | None = None,
        descending: bool = False,
    ) -> None:
        """Sort key within groups (None: as the rows came), and group of a row (None: no groups)."""
        self._sort, self._group, self._descending = sort, group, descending
        self._arrange()

    def set_linked(self, ids: frozenset[str]) -> None:
        self._linked = ids
        if len(self._entries):
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1), [LINKED])

    def fold(self, title: str, folded: bool) -> None:
        """Hide (or show) the rows of the group with this title."""
        if folded != (title in self._folded):
            (self._folded.add if folded else self._folded.discard)(title)
            if self._long is not None:
                self.beginResetModel()
                self._unfold()
                self.endResetModel()
            else:
                self._arrange()

    @property
    def total(self) -> int:
        """Rows there are, whatever the filter."""
        return len(self._rows) if self._long is None else self._long.total

    @property
    def passed(self) -> int:
        """Rows that pass the filter, folded away or not."""
        return self._passed

    def rows(self) -> list[R]:
        """The rows shown, from top to bottom; of a long list those that are there."""
        if self._long is not None:
            return list(self._long.held())
        return [self._rows[entry] for entry in self._entries if isinstance(entry, int)]

    def headers(self) -> list[Header]:
        if isinstance(self._entries, LongEntries):
            return list(self._entries.headers)
        return [entry for entry in self._entries if isinstance(entry, Header)]

    def all_rows(self) -> tuple[R, ...]:
        return self._rows

    def identify(self, row: R) -> str:
        """The id of a row."""
        return self._reading.identify(row)

    def place(self, identifier: str) -> int | None:
        """Where the row with this id is shown; of a long list only where the row is there."""
        if self._long is not None:
            key = self._long.key(identifier)
            return self.place_of_key(key) if key is not None else None
        return self._places.get(identifier)

    def entry(self, place: int) -> R | Header | None:
        """What stands at this place; None outside the list, and while the row is awaited."""
        if not 0 <= place < len(self._entries):
            return None
        entry = self._entries[place]
        return entry if isinstance(entry, Header) else self._row(entry)

    def _row(self, index: int) -> R | None:
        return self._rows[index] if self._long is None else self._long.row(index)

    def _arrange(self, then: Callable[[], None] | None = None) -> None:
        """Filter, sort and group anew, away from the GUI thread where there is much of it; then call `then`. A long list
        stays as it came: what is to be shown differently is asked for again."""
        if self._long is not None:
            if then is not None:
                then()
            return
        keep = self._keep
        asked = _Asked(
            self._rows,
            self._reading,
            self._words,
            self._filter,
            [index for index, row in enumerate(self._rows) if keep(row)] if keep else list(range(len(self._rows))),
            self._sort,
            self._descending,
            self._group,
            frozenset(self._folded),
        )

        def show(plan: _Plan) -> None:
            if plan.rows is self._rows and self._long is None:
                self.beginResetModel()
                self._entries, self._places, self._passed, self._words = plan.entries, plan.places, plan.passed, plan.words
                self.endResetModel()
            if then is not None:
                then()

        if self.later is not None and len(self._rows) > LARGE:
            self.later(asked.plan, show)
        else:
            show(asked.plan())

    # Qt's model.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entry(index.row()), Header):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if isinstance(entry, Header):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{entry.title} · {entry.count:,}"
            return entry if role == HEADER else None
        row = self._row(entry)
        if row is None:
            return "…" if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._reading.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._reading.tooltip(row))
        if role == ROW:
            return row
        if role == LINKED:
            return self._reading.identify(row) in self._linked
        return None
