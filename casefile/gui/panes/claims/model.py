"""The matrix as a table: a claim a row, an article a column between the claim and its standing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.domain.claims import Cell, Claim
from casefile.domain.rows import ArticleRow
from casefile.gui.panes.claims import words
from casefile.gui.text import date_words, isolate, one_line
from casefile.gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
CLAIM = Qt.ItemDataRole.UserRole
CELL = Qt.ItemDataRole.UserRole + 1
"""The cell of an article's column; None in the outer columns."""


class Matrix(QAbstractTableModel):
    """Claims in the order given; columns are the articles of their cells."""

    def __init__(self) -> None:
        super().__init__()
        self._claims: tuple[Claim, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._articles: dict[str, ArticleRow] = {}
        self._places: dict[str, int] = {}

    def set_claims(self, claims: Sequence[Claim], articles: Sequence[ArticleRow]) -> None:
        """Show these; `articles` name the columns."""
        self.beginResetModel()
        self._claims = tuple(claims)
        self._columns = tuple(cell.article for cell in claims[0].cells) if claims else ()
        self._articles = {row.id: row for row in articles}
        self._places = {claim.id: place for place, claim in enumerate(self._claims)}
        self.endResetModel()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self._claims

    def cell(self, index: Index) -> Cell | None:
        """What the article of this column says; None in the outer columns."""
        place = index.column() - 1
        return self._claims[index.row()].cells[place] if 0 <= place < len(self._columns) else None

    def place(self, claim: str) -> int | None:
        """The row of a claim."""
        return self._places.get(claim)

    def column(self, article: str) -> int | None:
        """The column of an article."""
        return self._columns.index(article) + 1 if article in self._columns else None

    # Qt's model.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index | None = None) -> int:
        if not self._claims or (parent is not None and parent.isValid()):
            return 0
        return len(self._columns) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            outer = section in (0, len(self._columns) + 1)
            return Qt.AlignmentFlag.AlignBottom | (Qt.AlignmentFlag.AlignLeft if outer else Qt.AlignmentFlag.AlignHCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(section)
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(self._columns):
            row = self._articles.get(self._columns[section - 1])
            return plain_tooltip(f"{row.id} {isolate(row.title)}") if row else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        claim, cell = self._claims[index.row()], self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(claim, cell, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(words.details(cell) if cell else isolate(claim.summary))
            case x if x == CLAIM:
                return claim
            case x if x == CELL:
                return cell
        return None

    def _text(self, claim: Claim, cell: Cell | None, column: int) -> str:
        if cell is not None:
            return " ".join(part for part in (words.relation(cell), words.cell(cell)) if part)
        return isolate(claim.summary) if column == 0 else words.standing(claim)

    def _head(self, section: int) -> str:
        if section == 0:
            return self.tr("Claim")
        if section > len(self._columns):
            return self.tr("Standing")
        name = self._columns[section - 1]
        row = self._articles.get(name)
        if row is None:
            return name
        outlet = one_line(row.outlet.removeprefix("The "), 12)
        return f"{isolate(outlet) or name}\n{date_words(row.published.edtf)}\n{name}"
