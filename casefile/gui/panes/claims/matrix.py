"""The matrix with its tools: filter, standing, how columns are folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.claims import Cell, Claim, Standing
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow
from casefile.domain.selection import Focus
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.delegate import MatrixDelegate
from casefile.gui.panes.claims.folding import ARTICLE, ORIGIN, OUTLET
from casefile.gui.panes.claims.model import CELL, CLAIM, Matrix
from casefile.gui.theme import Theme

_CLAIM_WIDTH, _STANDING_WIDTH = 230, 138
_LEAST_CLAIM, _LEAST_STANDING = 186, 112
"""Where only narrower ones let all columns be seen at once."""
_NARROWEST, _WIDEST = 88, 140
"""Of an article's column: as wide as there is room for."""
_SCROLLED = 104
"""The same where there is no room for all of them."""


class _Table(QTableView):
    """Enter opens what is current."""

    entered_row = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class MatrixView(QWidget):
    """Says what is looked at, opened, or asked of the claims that are selected; shows what it is given."""

    focus_wanted = Signal(object)
    open_wanted = Signal(object)
    menu_wanted = Signal(object, object, QPoint)
    """The claims selected, the cell under the mouse (None in the outer columns), where."""
    narrowed = Signal()
    """Filter or fold changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = Matrix()
        self.delegate = MatrixDelegate(theme)
        self.table = _Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.delegate)
        self.table.setAccessibleName(self.tr("Claims against articles"))
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.entered_row.connect(lambda index: self.open_wanted.emit(self.focus_of(index)))
        self.table.doubleClicked.connect(lambda index: self.open_wanted.emit(self.focus_of(index)))
        self.table.customContextMenuRequested.connect(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools())
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    def _tools(self) -> QHBoxLayout:
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter claims"))
        self.filter.setAccessibleName(self.tr("Filter claims"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.standing = QComboBox(self)
        self.standing.setAccessibleName(self.tr("Which standing"))
        self.standing.addItem(self.tr("All claims"), "")
        for one in Standing:
            self.standing.addItem(f"{words.STANDING_SIGNS[one]} {words.named(one)}", str(one))
        self.standing.currentIndexChanged.connect(self._narrow)
        self.fold = QComboBox(self)
        self.fold.setAccessibleName(self.tr("What a column is"))
        for name, by in (
            (self.tr("A column an article"), ARTICLE),
            (self.tr("A column an outlet"), OUTLET),
            (self.tr("A column an origin"), ORIGIN),
        ):
            self.fold.addItem(name, by)
        self.fold.currentIndexChanged.connect(self._folded)
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 6, 10, 6)
        tools.setSpacing(8)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.standing)
        tools.addWidget(self.fold)
        return tools

    def show_claims(
        self, claims: Sequence[Claim], articles: Sequence[ArticleRow], origins: Mapping[str, str] | None = None
    ) -> None:
        """Show these claims, a cell for each of the articles."""
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_claims(claims, articles, origins)
        self.arrange()

    def show_claim(self, claim: str | None, article: str | None) -> None:
        """Bring this claim to sight, in the column of this article; None clears what is selected."""
        place = None if claim is None else self.model.place(claim)
        selection = self.table.selectionModel()
        with QSignalBlocker(selection):
            if place is None:
                self.table.clearSelection()
                return
            here = self.table.currentIndex()
            if here.isValid() and here.row() == place and selection.isSelected(here) and article is None:
                return
            index = self.model.index(place, (self.model.column(article) if article else None) or 0)
            if index != here:
                self.table.setCurrentIndex(index)
            elif not selection.hasSelection():
                selection.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.table.viewport().update()

    def selected(self) -> tuple[Claim, ...]:
        """The claims of the cells that are selected, by row."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return tuple(self.model.claims[row] for row in rows)

    def focus_of(self, index: QModelIndex) -> Focus:
        """What a cell looks at: its sentence; of a claim and of silence where it was said first."""
        claim: Claim = index.data(CLAIM)
        cell: Cell | None = index.data(CELL)
        if cell is None or cell.start is None:
            cell = next((one for one in claim.cells if one.first), None)
        if cell is None or cell.start is None:
            return Focus(Kind.CLAIM, claim.id)
        return Focus(Kind.CLAIM, claim.id, int(cell.article[1:]), cell.start, cell.end)

    def restyle(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.delegate.theme = theme
        self.table.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give the columns the room there is."""
        last = self.model.columnCount() - 1
        room = self.width() - self.table.verticalScrollBar().sizeHint().width()
        articles = max(1, last - 1)
        fits = room - _LEAST_CLAIM - _LEAST_STANDING >= articles * _NARROWEST
        claim, standing, cell = _CLAIM_WIDTH, _STANDING_WIDTH, _SCROLLED
        if fits:
            cell = max(_NARROWEST, min(_WIDEST, (room - claim - standing) // articles))
            left = room - articles * cell
            standing = max(_LEAST_STANDING, min(_STANDING_WIDTH, left - claim))
            claim = max(_LEAST_CLAIM, min(2 * _CLAIM_WIDTH, left - standing))
        self.table.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        for section in range(last + 1):
            self.table.setColumnWidth(section, {0: claim, last: standing}.get(section, cell))
        header = self.table.horizontalHeader()
        if last > 0:
            # How a claim stands is never out of sight: last where all can be seen, else beside the claim.
            header.moveSection(header.visualIndex(last), last if fits else 1)

    def _narrow(self) -> None:
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_filter(self.filter.text(), str(self.standing.currentData() or ""))
        self.arrange()
        self.narrowed.emit()

    def _folded(self) -> None:
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_fold(str(self.fold.currentData()))
        self.arrange()
        self.narrowed.emit()

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.focus_wanted.emit(self.focus_of(index))

    def _menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid():
            return
        claim: Claim = index.data(CLAIM)
        chosen = self.selected()
        claims = chosen if claim in chosen else (claim,)
        self.menu_wanted.emit(claims, index.data(CELL), self.table.viewport().mapToGlobal(at))
