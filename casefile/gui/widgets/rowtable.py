"""A table over frozen rows: columns say how a row reads and how it sorts; filter and sort keep the rows as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from casefile.gui.widgets.longrows import LongRows
from casefile.gui.widgets.plain import plain_tooltip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The row itself."""
LINKED = Qt.ItemDataRole.UserRole + 1
"""Whether the row belongs to the focus."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """`text` is what a cell reads, `key` what it sorts by (the text, caseless, where None)."""

    title: str
    text: Callable[[R], str]
    key: Callable[[R], Any] | None = None
    right: bool = False
    """Numbers stand to the right."""

    def sort_key(self, row: R) -> Any:
        return self.key(row) if self.key else self.text(row).casefold()


class RowTable(QAbstractTableModel, Generic[R]):
    """Rows that pass the filter, in the order of a column. Of a long table (`show_long`) only those that are looked at."""

    wanted = Signal(object)
    """Keys of rows of a long table that are looked at and not there yet."""
    ordered = Signal(int, bool)
    """(column, descending): a long table is wanted in this order."""

    def __init__(self, columns: Sequence[Column[R]], identify: Callable[[R], str], describe: Callable[[R], str]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._identify, self._describe = identify, describe
        self._rows: tuple[R, ...] = ()
        self._long: LongRows[R] | None = None
        self._words: tuple[str, ...] | None = None
        self._shown: list[int] = []
        self._places: dict[str, int] = {}
        self._filter: tuple[str, ...] = ()
        self._linked: frozenset[str] = frozenset()
        self._column, self._order = -1, Qt.SortOrder.AscendingOrder

    # What is shown.

    def set_rows(self, rows: Sequence[R], words: Sequence[str] | None = None) -> None:
        """Show these rows; `words` are what a filter looks in, caseless, where somebody put them together already."""
        self._rows = tuple(rows)
        self._long = None
        self._words = None if words is None else tuple(words)
        self._arrange()

    def show_long(self, total: int, keys: Sequence[int]) -> None:
        """Show the rows with these keys, in this order; they come by `fill`. `total` counts those of another filter too."""
        self.beginResetModel()
        self._rows, self._words, self._shown, self._places = (), None, [], {}
        self._long = LongRows(total, keys, (), self._identify, self.wanted.emit)
        self.endResetModel()

    def fill(self, rows: Iterable[tuple[int, R]]) -> None:
        """Rows of a long table that were awaited, by key."""
        if self._long is not None and self._long.keys:
            self._long.fill(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._long.keys) - 1, len(self._columns) - 1))

    @property
    def long(self) -> bool:
        """Whether rows are held only where they are looked at."""
        return self._long is not None

    def set_filter(self, text: str) -> None:
        """Only rows in which every one of these words occurs, in any column, however written."""
        self._filter = tuple(text.casefold().split())
        if self._long is None:
            self._arrange()

    def set_linked(self, ids: frozenset[str]) -> None:
        self._linked = ids
        if self._number:
            self.dataChanged.emit(self.index(0, 0), self.index(self._number - 1, len(self._columns) - 1), [LINKED])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; a column of -1 is the order in which the rows came."""
        self._column, self._order = column, order
        if self._long is not None:
            self.ordered.emit(column, order == Qt.SortOrder.DescendingOrder)
        else:
            self._arrange()

    @property
    def total(self) -> int:
        """Rows there are, the filtered ones included."""
        return len(self._rows) if self._long is None else self._long.total

    def row(self, number: int) -> R:
        """The row shown at this place."""
        return self._rows[self._shown[number]]

    def rows(self) -> list[R]:
        """The rows shown, in their order; of a long table those that are there."""
        if self._long is not None:
            return list(self._long.held())
        return [self._rows[index] for index in self._shown]

    def place(self, identifier: str) -> int | None:
        """Where the row with this id is shown; of a long table only where the row is there."""
        if self._long is not None:
            key = self._long.key(identifier)
            return None if key is None else self._long.index(key)
        return self._places.get(identifier)

    def _arrange(self) -> None:
        self.beginResetModel()
        kept = list(range(len(self._rows)))
        if self._filter:
            words = self._searched()
            kept = [index for index in kept if all(word in words[index] for word in self._filter)]
        if self._column >= 0:
            column = self._columns[self._column]
            kept.sort(key=lambda i: column.sort_key(self._rows[i]), reverse=self._order == Qt.SortOrder.DescendingOrder)
        self._shown = kept
        self._places = {self._identify(self._rows[index]): place for place, index in enumerate(kept)}
        self.endResetModel()

    def _searched(self) -> tuple[str, ...]:
        """What a filter looks in, by row; put together when the first filter is typed."""
        if self._words is None:
            self._words = tuple("\n".join(column.text(row) for column in self._columns).casefold() for row in self._rows)
        return self._words

    @property
    def _number(self) -> int:
        return len(self._shown) if self._long is None else len(self._long.keys)

    # Qt's model.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._number

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[self._shown[index.row()]] if self._long is None else self._long.row(index.row())
        if row is None:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._describe(row))
        if role == ROW:
            return row
        if role == LINKED:
            return self._identify(row) in self._linked
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[column].right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
