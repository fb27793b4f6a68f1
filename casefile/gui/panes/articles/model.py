"""Rows of the article list, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.domain.rows import ArticleRow
from casefile.gui.text import count, isolate, one_line, opening, published_words

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()


class ArticlesModel(QAbstractListModel):
    """One ArticleRow a line. The order is that of the answer: sorting is the case's work."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ArticleRow, ...] = ()

    def show(self, rows: Sequence[ArticleRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        return self._rows

    def place(self, number: int) -> int | None:
        """Line of an article, None when it is not listed."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return title(row)
        if role == ROW:
            return row
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (f"{row.id} {title(row)}", about(row), hint(row)) if part)
        return None


def title(row: ArticleRow) -> str:
    """Title on one line; the first words of the text where it has none."""
    return isolate(one_line(row.title)) or opening(row)


def about(row: ArticleRow) -> str:
    """Second line: outlet, date, counts."""
    parts = [isolate(one_line(row.outlet)) or "outlet unknown", published_words(row.published)]
    parts += [count(row.counts.events, "event"), count(row.counts.quotes, "quote")]
    return " · ".join(parts)


def numbered(row: ArticleRow) -> str:
    """Second line as the list shows it: with the number by which citations ([S2 ¶4]) name the article."""
    return f"{row.id} · {about(row)}"


def hint(row: ArticleRow) -> str:
    """What to know before trusting it: withdrawn, repeats another, no date to count from; "" for nothing."""
    if row.withdrawn:
        return "withdrawn"
    if row.duplicate_of:
        return f"same text as {row.duplicate_of}"
    if row.origin:
        return f"repeats {row.origin}"
    if not row.published.edtf:
        return "publication date not known"
    return ""


def initial(row: ArticleRow) -> str:
    """Letter on the outlet's tile: the first that tells it apart ("R" of The Record)."""
    words = one_line(row.outlet).split()
    if len(words) > 1 and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    for character in " ".join(words):
        if character.isalnum():
            return character.upper()
    return "?"
