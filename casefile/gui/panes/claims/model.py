"""The matrix as a table: a claim a row, an article, outlet or origin a column, how the claim stands at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from casefile.domain.claims import Cell, Claim
from casefile.domain.rows import ArticleRow
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.folding import ARTICLE, Column, columns, folded
from casefile.gui.text import date_words, isolate, one_line
from casefile.gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
CLAIM = Qt.ItemDataRole.UserRole
CELL = Qt.ItemDataRole.UserRole + 1
"""The cell of an article's column; None in the outer columns."""


class Matrix(QAbstractTableModel):
    """Claims in the order given, those that pass the filter; columns are the articles of their cells, folded or not."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Claim, ...] = ()
        self._claims: tuple[Claim, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._articles: dict[str, ArticleRow] = {}
        self._origins: Mapping[str, str] = {}
        self._places: dict[str, int] = {}
        self._cells: dict[tuple[int, int], Cell] = {}
        self._by_article: dict[int, dict[str, Cell]] = {}
        self._filter: tuple[str, ...] = ()
        self._standing = ""
        self.fold = ARTICLE

    def set_claims(
        self, claims: Sequence[Claim], articles: Sequence[ArticleRow], origins: Mapping[str, str] | None = None
    ) -> None:
        """Show these; `articles` name the columns, `origins` say where each has its information from."""
        self._all = tuple(claims)
        self._articles = {row.id: row for row in articles}
        self._origins = origins or {}
        self._arrange()

    def set_fold(self, by: str) -> None:
        """Fold the columns: folding.ARTICLE, OUTLET or ORIGIN."""
        self.fold = by
        self._arrange()

    def set_filter(self, text: str, standing: str = "") -> None:
        """Only claims that have all of these words, in the claim or in a sentence, and this standing."""
        self._filter, self._standing = tuple(text.casefold().split()), standing
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._claims = tuple(claim for claim in self._all if self._passes(claim))
        self._columns = columns(self._all, self._articles, self.fold, self._origins)
        self._places = {claim.id: place for place, claim in enumerate(self._claims)}
        self._cells, self._by_article = {}, {}
        self.endResetModel()

    def _passes(self, claim: Claim) -> bool:
        if self._standing and claim.standing != self._standing:
            return False
        if not self._filter:
            return True
        said = " ".join((claim.summary, *(cell.sentence or "" for cell in claim.said))).casefold()
        return all(word in said for word in self._filter)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those that are shown."""
        return self._claims

    @property
    def total(self) -> int:
        """How many there are, the filtered ones included."""
        return len(self._all)

    def claim(self, index: Index) -> Claim:
        """The claim of this row."""
        return self._claims[index.row()]

    def cell(self, index: Index) -> Cell | None:
        """What the articles of this column say; None in the outer columns."""
        place = index.column() - 1
        if not 0 <= place < len(self._columns):
            return None
        found = self._cells.get((index.row(), place))
        if found is None:
            by_article = self._by_article.get(index.row())
            if by_article is None:
                by_article = {cell.article: cell for cell in self._claims[index.row()].cells}
                self._by_article[index.row()] = by_article
            found = folded(by_article, self._columns[place])
            self._cells[index.row(), place] = found
        return found

    def articles_of(self, column: int) -> tuple[str, ...]:
        """The articles of a column; none of the outer ones."""
        return self._columns[column - 1].articles if 0 < column <= len(self._columns) else ()

    def place(self, claim: str) -> int | None:
        """The row of a claim."""
        return self._places.get(claim)

    def column(self, article: str) -> int | None:
        """The column of an article."""
        return next((place for place, column in enumerate(self._columns, 1) if article in column.articles), None)

    # Qt's model.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index | None = None) -> int:
        if not self._all or (parent is not None and parent.isValid()):
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
            rows = [self._articles[name] for name in self.articles_of(section) if name in self._articles]
            return plain_tooltip("\n".join(f"{row.id} {isolate(row.title)}" for row in rows)) if rows else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        claim, cell = self._claims[index.row()], self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(claim, cell, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                if cell is not None:
                    return plain_tooltip(words.details(cell))
                return plain_tooltip(isolate(claim.summary) if index.column() == 0 else words.explained(claim))
            case x if x == CLAIM:
                return claim
            case x if x == CELL:
                return cell
        return None

    def _text(self, claim: Claim, cell: Cell | None, column: int) -> str:
        if cell is not None:
            return " ".join(part for part in (words.relation(cell), words.cell(cell)) if part)
        return isolate(claim.summary) if column == 0 else f"{words.standing(claim)}, {words.standing_details(claim)}"

    def _head(self, section: int) -> str:
        if section == 0:
            return self.tr("Claim")
        if section > len(self._columns):
            return self.tr("Standing")
        column = self._columns[section - 1]
        rows = [self._articles[name] for name in column.articles if name in self._articles]
        if self.fold != ARTICLE:
            return f"{isolate(one_line(column.name.removeprefix('The '), 10))}\n{', '.join(column.articles[:3])}" + (
                f" +{len(column.articles) - 3}" if len(column.articles) > 3 else ""
            )
        if not rows:
            return column.name
        row = rows[0]
        outlet = one_line(row.outlet.removeprefix("The "), 10)
        return f"{isolate(outlet) or row.id}\n{date_words(row.published.edtf)}\n{row.id}"
