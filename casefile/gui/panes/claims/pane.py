"""The claims in scope against its articles: who says it first, who agrees, who differs or denies, who is silent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QMenu, QStackedWidget, QTableView, QVBoxLayout, QWidget

from casefile.domain.claims import Cell, Claim, Standing
from casefile.domain.commands import DecideClaim
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow
from casefile.domain.scope import EVERYTHING, InArticle
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.delegate import MatrixDelegate
from casefile.gui.panes.claims.model import CELL, CLAIM, Matrix
from casefile.gui.text import count
from casefile.gui.theme import Theme

_CLAIM_WIDTH, _STANDING_WIDTH = 230, 128
_NARROWEST, _WIDEST = 100, 140
"""Of an article's column: as wide as there is room for."""


class _Table(QTableView):
    """Enter opens what is current."""

    entered_row = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ClaimsPane(Pane):
    name, title = "claims", "Claims"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._due = False
        self.model = Matrix()
        self.table = _Table(self)
        self.table.setModel(self.model)
        self.delegate = MatrixDelegate(theme)
        self.table.setItemDelegate(self.delegate)
        self.table.setAccessibleName(self.tr("Claims against articles"))
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.entered_row.connect(self._opened)
        self.table.doubleClicked.connect(self._opened)
        self.table.customContextMenuRequested.connect(self._menu)
        self.nothing = QLabel(self)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(24)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.table)
        self.show_rows((), ())

    def load(self) -> None:
        if not self.isVisible():
            # Comparing all sentences of a large case takes seconds: only while somebody looks.
            self._due = True
            return
        self._due = False
        scope = self.selection.scope
        self.read(lambda ask: (ask.claims(scope), ask.articles(scope)), lambda answer: self.show_rows(*answer))

    def show_rows(self, claims: Sequence[Claim], articles: Sequence[ArticleRow]) -> None:
        """Show these claims; a cell for each of the articles."""
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_claims(claims, articles)
        if claims:
            self._stack.setCurrentWidget(self.table)
            self._arrange()
            conflicts = sum(claim.standing is Standing.CONFLICT for claim in claims)
            self.say_count(
                " · ".join(
                    (
                        count(len(claims), self.tr("claim")),
                        count(len(claims[0].cells), self.tr("article")),
                        self.tr("{} in conflict").format(conflicts),
                    )
                )
            )
            self.show_links(self.links)
        else:
            scoped = self.selection.scope != EVERYTHING
            self.nothing.setText(
                self.tr("No claims in scope. Take a condition out of the focus bar to see more.")
                if scoped
                else self.tr("No claims yet. Import two or more articles on one case with Ctrl+I.")
            )
            self._stack.setCurrentWidget(self.nothing)
            self.say_count("0")

    def show_links(self, links: Links) -> None:
        place = next((row for claim in sorted(links.claims) if (row := self.model.place(claim)) is not None), None)
        selection = self.table.selectionModel()
        with QSignalBlocker(selection):
            if place is None:
                self.table.clearSelection()
                return
            here = self.table.currentIndex()
            column = self.model.column(f"S{links.article}") if links.article is not None else None
            index = self.model.index(place, column or 0)
            if here != index:
                self.table.setCurrentIndex(index)
            self.table.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        self.delegate.theme = self.theme
        self.table.viewport().update()

    def _arrange(self) -> None:
        last = self.model.columnCount() - 1
        room = self.width() - _CLAIM_WIDTH - _STANDING_WIDTH - self.table.verticalScrollBar().sizeHint().width()
        cell = max(_NARROWEST, min(_WIDEST, room // max(1, last - 1)))
        self.table.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        for section in range(last + 1):
            self.table.setColumnWidth(section, {0: _CLAIM_WIDTH, last: _STANDING_WIDTH}.get(section, cell))

    def _focus(self, index: QModelIndex) -> Focus:
        claim, cell = index.data(CLAIM), index.data(CELL)
        if cell is None or cell.start is None:
            # The claim itself, or a cell that is silent: where it was said first.
            cell = next((one for one in claim.cells if one.first), None)
        if cell is None or cell.start is None:
            return Focus(Kind.CLAIM, claim.id)
        return Focus(Kind.CLAIM, claim.id, int(cell.article[1:]), cell.start, cell.end)

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.focus_requested.emit(self._focus(index))

    def _opened(self, index: QModelIndex) -> None:
        self.open_requested.emit(self._focus(index))

    def _offer(self, menu: QMenu, claim: Claim, cell: Cell | None) -> None:
        """What can be said of this claim, and of this article's part in it."""
        statuses = menu.addMenu(self.tr("Status"))
        for status in words.STATUSES:
            command = DecideClaim((claim.id,), (("status", status),))
            self._say(statuses, words.said(status), status == claim.status, command)
        if cell is None:
            return
        relations = menu.addMenu(self.tr("{} to this claim").format(cell.article))
        for relation in words.CHOICES:
            command = DecideClaim((claim.id,), ((cell.article, str(relation)),))
            self._say(relations, words.said(str(relation)), relation is cell.relation, command)
        self._say(relations, self.tr("as proposed"), False, DecideClaim((claim.id,), ((cell.article, ""),)))

    def _say(self, menu: QMenu, name: str, now: bool, command: DecideClaim) -> None:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(now)
        action.triggered.connect(lambda _=False: self.command_requested.emit(command))

    def _menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid():
            return
        claim, cell = index.data(CLAIM), index.data(CELL)
        conditions = (InArticle(int(cell.article[1:])),) if cell is not None else ()
        shown = cell or next((one for one in claim.cells if one.first), claim.cells[0])
        menu = self.menu_for((self._focus(index),), conditions, words.copied(claim, shown))
        self._offer(menu, claim, cell)
        menu.exec(self.table.viewport().mapToGlobal(at))
