"""The articles in scope: a list to choose from, sorted and filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QSignalBlocker, Qt, Signal
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

from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import ArticleRow
from casefile.domain.scope import EVERYTHING, InArticle, Mode, Scope
from casefile.domain.selection import Links
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.articles.delegate import ArticleDelegate
from casefile.gui.panes.articles.model import BLOCK, NUMBER, ROW, ArticlesModel, about, focus_of, title
from casefile.gui.text import tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.fields import cleared_by_escape

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_MEASURED = 2 * BLOCK
"""Up to this many rows each is as high as its words need."""
_IN_SIGHT = 40
_ORDERS = (("number", "as imported"), ("published", "by date"), ("title", "by title"), ("outlet", "by outlet"))


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows: numbers in order, of how many in scope, and the rows that are looked at first."""

    numbers: tuple[int, ...]
    total: int
    rows: tuple[ArticleRow, ...]
    filtered: bool = False
    likened: bool = True
    """Whether the rows say what they repeat."""


class ArticlesPane(Pane):
    name, title = "articles", "Articles"
    concerned = frozenset({"articles", "decisions", "tags", "findings", "entities", "events"})

    answered = Signal()
    """The list was asked for and is there, or could not be had."""

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self.model = ArticlesModel()
        self.model.wanted.connect(self._fetch)
        self.delegate = ArticleDelegate(theme)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(tr("Filter articles by title, outlet or author"))
        self.filter.setAcceptDrops(False)
        self.filter.textChanged.connect(lambda _: self.reload())
        self.order = "number"
        self._order_button = QToolButton(self)
        self._order_button.setProperty("tone", "plain")
        self._order_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._order_button)
        for key, words in _ORDERS:
            menu.addAction(tr(words)).triggered.connect(partial(self.sort, key))
        self._order_button.setMenu(menu)
        self.sort("number")
        self.list = QListView(self)
        self.list.setAccessibleName(tr("Articles"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.selectionModel().currentChanged.connect(
            lambda now, _: self._focus(now.data(NUMBER) if now.isValid() else None)
        )
        self.list.clicked.connect(lambda index: self._focus(index.data(NUMBER)))
        self.list.doubleClicked.connect(lambda index: self.brush_requested.emit(InArticle(index.data(NUMBER)), Mode.NARROW))
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        cleared_by_escape(self.filter)
        self.empty = EmptyState("", "")
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
        scope, order, words = self.selection.scope, self.order, tuple(self.filter.text().casefold().split())
        seen = self._seen()
        # At first a list that is there at once; what articles repeat is written into it when it is known.
        likened = self.model.rowCount() > 0
        self.read(lambda ask: _listed(ask, scope, order, words, seen, likened), self._listed, failed=self._failed)

    def _listed(self, listed: Listed) -> None:
        self.show_listed(listed)
        self.answered.emit()
        if not listed.likened:
            shown = tuple(row.number for row in listed.rows)
            self.read(lambda ask: ask.article_rows(shown), self._likened, "likened")

    def _likened(self, rows: tuple[ArticleRow, ...]) -> None:
        """The same rows, with what they repeat."""
        self.model.fill(rows)
        self.list.scheduleDelayedItemsLayout()

    def _failed(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.answered.emit()

    def sort(self, order: str, _checked: bool = False) -> None:
        """Order: number, published, title or outlet."""
        words = tr(dict(_ORDERS)[order])
        self.order = order
        self._order_button.setText(f"{words} ▾")
        self._order_button.setAccessibleName(tr("Order of the articles: {}").format(words))
        self.reload()

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """These articles and no others."""
        self.show_listed(Listed(tuple(row.number for row in rows), len(rows), tuple(rows)))

    def show_listed(self, listed: Listed) -> None:
        """The articles of an answer; the list stays where it was scrolled to."""
        self.delegate.uniform = len(listed.numbers) > _MEASURED
        self.list.setUniformItemSizes(self.delegate.uniform)
        scrolled = self.list.verticalScrollBar().value()
        with QSignalBlocker(self.list.selectionModel()):
            self.model.show_numbers(listed.numbers, listed.rows)
        shown, total = f"{len(listed.numbers):,}", f"{listed.total:,}"
        self.say_count(shown if shown == total else tr("{} of {}").format(shown, total))
        if listed.filtered:
            self.empty.say(tr("No article fits the filter"), tr("Shorten the filter, or press Esc to clear it."))
        elif self.selection.scope != EVERYTHING:
            self.empty.say(tr("No article in scope"), tr("Remove a condition in the bar above."))
        else:
            self.empty.say(tr("No articles yet"), tr("Drop files or folders here, or press Ctrl+I to import."))
        self._stack.setCurrentIndex(0 if listed.numbers else 1)
        self.list.verticalScrollBar().setValue(scrolled)
        self.show_links(self.links)

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
        self.delegate.set_theme(self.theme)
        self.list.scheduleDelayedItemsLayout()

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
            number = self.list.currentIndex().data(NUMBER) if self.list.currentIndex().isValid() else None
            if number is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.brush_requested.emit(InArticle(number), Mode.NARROW)
                else:
                    self.open_requested.emit(focus_of(number))
                return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        if self.delegate.width != self.list.viewport().width():
            self.delegate.width = self.list.viewport().width()
            self.list.scheduleDelayedItemsLayout()

    def _seen(self) -> tuple[int, ...]:
        """Numbers of the articles in sight, so that a list that is asked for anew does not blink."""
        top = self.list.indexAt(self.list.viewport().rect().topLeft())
        return self.model.numbers[top.row() : top.row() + _IN_SIGHT] if top.isValid() else ()

    def _fetch(self, numbers: tuple[int, ...]) -> None:
        self.read(lambda ask: ask.article_rows(numbers), self.model.fill, f"rows.{numbers[0]}")

    def _focus(self, number: int | None) -> None:
        if number is not None:
            self.focus_requested.emit(focus_of(number))

    def _menu(self, point: QPoint) -> None:
        indexes = sorted(self.list.selectedIndexes())
        if not indexes:
            return
        numbers = [index.data(NUMBER) for index in indexes]
        rows: list[ArticleRow | None] = [index.data(ROW) for index in indexes]
        copy = "\n".join(
            f"{title(row)}. {about(row)} [{row.id}]" if row is not None else f"[{article_id(number)}]"
            for number, row in zip(numbers, rows, strict=True)
        )
        menu = self.menu_for([focus_of(number) for number in numbers], [InArticle(number) for number in numbers], copy)
        menu.popup(self.list.viewport().mapToGlobal(point))


def _listed(ask: Ask, scope: Scope, order: str, words: tuple[str, ...], seen: tuple[int, ...], likened: bool) -> Listed:
    numbers = ask.article_numbers(scope, order, words)
    total = len(ask.article_numbers(scope)) if words else len(numbers)
    first = numbers[:_MEASURED] if len(numbers) <= _MEASURED else numbers[:BLOCK]
    more = tuple(set(seen).difference(first).intersection(numbers)) if seen else ()
    return Listed(numbers, total, ask.article_rows(first + more, likened), bool(words), likened)
