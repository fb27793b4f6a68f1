"""Rows of the result list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.domain.hits import Hit
from casefile.gui.text import isolate, one_line

Index = QModelIndex | QPersistentModelIndex
HIT = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()


class HitsModel(QAbstractListModel):
    """One Hit a line, best first."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return title(hit)
        if role == HIT:
            return hit
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.kind}, {title(hit)}, {one_line(hit.snippet, 200)}"
        return None


def title(hit: Hit) -> str:
    words = isolate(one_line(hit.title, 200)) or hit.id
    return f"{hit.article} · {words}" if hit.article and hit.kind != "article" else words
