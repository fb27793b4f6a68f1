"""The articles in scope: a list to choose from, sorted and filtered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow
from casefile.domain.scope import EVERYTHING, InArticle, Mode
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.articles.delegate import ArticleDelegate
from casefile.gui.panes.articles.model import ROW, ArticlesModel, about, title
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState

_MEASURED = 400
"""Up to this many rows each is as high as its words need."""
_ORDERS = (("number", "as imported"), ("published", "by date"), ("title", "by title"), ("outlet", "by outlet"))


class ArticlesPane(Pane):
    name, title = "articles", "Articles"
    concerned = frozenset({"articles", "decisions", "tags", "findings", "entities", "events"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._all: tuple[ArticleRow, ...] = ()
        self.model = ArticlesModel()
        self.delegate = ArticleDelegate(theme)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter articles by title, outlet or author")
        self.filter.setAcceptDrops(False)
        self.filter.textChanged.connect(self._filtered)
        self.order = "number"
        self._order_button = QToolButton(self)
        self._order_button.setProperty("tone", "plain")
        self._order_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._order_button)
        for key, words in _ORDERS:
            menu.addAction(words).triggered.connect(partial(self.sort, key))
        self._order_button.setMenu(menu)
        self.sort("number")
        self.list = QListView(self)
        self.list.setAccessibleName("Articles")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setBatchSize(2000)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.selectionModel().currentChanged.connect(
            lambda now, _: self._focus(now.data(ROW) if now.isValid() else None)
        )
        self.list.clicked.connect(lambda index: self._focus(index.data(ROW)))
        self.list.doubleClicked.connect(
            lambda index: self.brush_requested.emit(InArticle(index.data(ROW).number), Mode.NARROW)
        )
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.empty = EmptyState("No articles yet", "Drop files or folders here, or press Ctrl+I to import.")
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 6, 8, 6)
        tools.setSpacing(6)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self._order_button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addLayout(self._stack, 1)

    def load(self) -> None:
        scope, order = self.selection.scope, self.order
        self.read(lambda ask: ask.articles(scope, order), self.show_rows)

    def sort(self, order: str, _checked: bool = False) -> None:
        """Order: number, published, title or outlet."""
        words = dict(_ORDERS)[order]
        self.order = order
        self._order_button.setText(f"{words} ▾")
        self._order_button.setAccessibleName(f"Order of the articles: {words}")
        self.reload()

    def show_rows(self, rows: tuple[ArticleRow, ...]) -> None:
        self._all = rows
        self._filtered()

    def show_links(self, links: Links) -> None:
        """The article shown is selected, those that hold the focus stay in full ink."""
        self.delegate.linked = links.articles
        self.delegate.dimmed = bool(links.articles) and links.focus is not None and links.focus.kind != Kind.ARTICLE
        number = links.article if links.article is not None else (links.focus.article if links.focus else None)
        place = self.model.place(number) if number is not None else None
        if place is not None:
            index = self.model.index(place)
            if len(self.list.selectedIndexes()) <= 1:
                with QSignalBlocker(self.list.selectionModel()):
                    self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        self.list.viewport().update()

    def restyle(self) -> None:
        self.delegate.theme = self.theme

    def step(self, by: int) -> None:
        """To the next or previous article of the list."""
        index = self.list.currentIndex()
        place = min(max((index.row() if index.isValid() else -1) + by, 0), self.model.rowCount() - 1)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self._measure()
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.list.currentIndex().data(ROW) if self.list.currentIndex().isValid() else None
            if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.brush_requested.emit(InArticle(row.number), Mode.NARROW)
                else:
                    self.open_requested.emit(_focus(row))
                return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        if self.delegate.width != self.list.viewport().width():
            self.delegate.width = self.list.viewport().width()
            self.list.scheduleDelayedItemsLayout()

    def _filtered(self) -> None:
        words, rows = self.filter.text().casefold().split(), self._all
        # A hundred thousand rows are too many to look through on the GUI thread.
        self.jobs.read(lambda: _fitting(rows, words), lambda found: self._show(found, bool(words)), f"{self.name}.filter")

    def _show(self, rows: tuple[ArticleRow, ...], filtered: bool) -> None:
        self.delegate.uniform = len(rows) > _MEASURED
        self.list.setUniformItemSizes(self.delegate.uniform)
        modes = QListView.LayoutMode
        self.list.setLayoutMode(modes.Batched if self.delegate.uniform else modes.SinglePass)
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show(rows)
        self.say_count(f"{len(rows):,}" if len(rows) == len(self._all) else f"{len(rows):,} of {len(self._all):,}")
        if filtered:
            self.empty.say("No article fits the filter", "Shorten the filter, or press Esc to clear it.")
        elif self.selection.scope != EVERYTHING:
            self.empty.say("No article in scope", "Remove a condition in the bar above.")
        else:
            self.empty.say("No articles yet", "Drop files or folders here, or press Ctrl+I to import.")
        self._stack.setCurrentIndex(0 if rows else 1)
        self.show_links(self.links)

    def _focus(self, row: ArticleRow | None) -> None:
        if row is not None:
            self.focus_requested.emit(_focus(row))

    def _menu(self, point: QPoint) -> None:
        rows: list[ArticleRow] = [index.data(ROW) for index in self.list.selectedIndexes()]
        if not rows:
            return
        copy = "\n".join(f"{title(row)}. {about(row)} [{row.id}]" for row in rows)
        menu = self.menu_for([_focus(row) for row in rows], [InArticle(row.number) for row in rows], copy)
        menu.popup(self.list.viewport().mapToGlobal(point))


def _focus(row: ArticleRow) -> Focus:
    return Focus(Kind.ARTICLE, row.id, row.number)


def _fitting(rows: tuple[ArticleRow, ...], words: list[str]) -> tuple[ArticleRow, ...]:
    """Those that hold all of these words."""
    return tuple(row for row in rows if all(word in _haystack(row) for word in words)) if words else rows


def _haystack(row: ArticleRow) -> str:
    return " ".join((row.id, row.title, row.outlet, *row.authors, *row.tags)).casefold()
