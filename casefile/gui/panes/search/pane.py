"""Results as they come: how the query was understood, facets to narrow by, hits with snippets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import Hit, SearchAnswer
from casefile.domain.scope import InArticle, Matching, Mode, OfEntity, OfOutlet, Scope, Tagged, during
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.search.delegate import HitDelegate
from casefile.gui.panes.search.model import HIT, HitsModel, title
from casefile.gui.text import caption, count, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.plain import plain_tooltip

LIMIT = 100
_FACETS = ("outlet", "year", "tag")
_HOW = (
    'Words are joined by AND. Use OR, NOT, "a phrase", wild* cards, fuzzy~, and fields: '
    "title: quote: speaker: entity: outlet: author: date:2023-06/2024-07 tag: has:quote"
)


class SearchPane(Pane):
    name, title = "search", "Search"
    concerned = frozenset({"articles", "decisions", "notes", "tags", "entities", "events"})

    query_wanted = Signal(str)
    """Search for this instead: a suggestion was taken."""

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self.query = ""
        self.model = HitsModel()
        self.delegate = HitDelegate(theme)
        self._understood = plain_label("", "muted", self)
        self._understood.setWordWrap(True)
        self._narrow = QPushButton("Narrow scope to these", self)
        self._narrow.setToolTip("Ctrl+Enter in the search box does the same")
        self._narrow.clicked.connect(self.narrow)
        self._line = QWidget(self)
        self._facets = FlowLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._line.setSizePolicy(policy)
        self.list = QListView(self)
        self.list.setAccessibleName("Search results")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.clicked.connect(lambda index: self.focus_requested.emit(_focus(index.data(HIT))))
        self.list.doubleClicked.connect(lambda index: self.open_requested.emit(_focus(index.data(HIT))))
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        self.empty = EmptyState("Search the case", _HOW)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 4)
        head.addWidget(self._understood, 1)
        head.addWidget(self._narrow)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        facets = QHBoxLayout()
        facets.setContentsMargins(14, 0, 12, 6)
        facets.addWidget(self._line)
        layout.addLayout(facets)
        layout.addLayout(self._stack, 1)
        self.show_answer(SearchAnswer("", "", (), 0))

    def search(self, query: str) -> None:
        """Show results for this; "" shows how to search."""
        self.query = query
        if query:
            self.reload()
        else:
            self.show_answer(SearchAnswer("", "", (), 0))

    def load(self) -> None:
        query, scope = self.query, self.selection.scope
        if query:
            self.read(lambda ask: ask.search(query, LIMIT, scope), self.show_answer, failed=self.show_error)

    def show_answer(self, answer: SearchAnswer) -> None:
        if answer.query and not self.query:
            # The answer to what was typed before the box was emptied.
            return
        self.model.show(answer.hits)
        self._show_facets(answer)
        sentences = [f"{count(answer.total, 'hit')} for {answer.understood}" if answer.query else ""]
        sentences += answer.corrections
        if answer.query and answer.index_state != "up to date":
            sentences.append(f"The index is {answer.index_state}; results may be incomplete.")
        self._understood.setText("   ".join(sentence for sentence in sentences if sentence))
        self._understood.setVisible(bool(answer.query))
        self._narrow.setVisible(bool(answer.hits))
        if answer.query:
            self.empty.say("Nothing found", _HOW)
        else:
            self.empty.say("Search the case", _HOW)
        self._stack.setCurrentIndex(0 if answer.hits else 1)
        shown = len(answer.hits)
        self.say_count(f"{shown:,} of {answer.total:,}" if shown < answer.total else f"{shown:,}" if answer.query else "")

    def show_error(self, sentence: str) -> None:
        """The query cannot be read, or is too broad."""
        self.model.show(())
        self._understood.setVisible(False)
        self._narrow.setVisible(False)
        self.empty.say(sentence, _HOW)
        self._stack.setCurrentIndex(1)
        self.say_count("")

    def narrow(self) -> None:
        """Only what the query finds stays in scope."""
        if self.query:
            self.brush_requested.emit(Matching(self.query), Mode.NARROW)

    def focus_first(self) -> None:
        """Move the keyboard to the first hit."""
        if self.model.rowCount():
            self.list.setFocus()
            with QSignalBlocker(self.list.selectionModel()):
                first = self.model.index(0)
                self.list.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.viewport().update()

    def restyle(self) -> None:
        self.delegate.theme = self.theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list.viewport() and event.type() == QEvent.Type.Resize:
            self.delegate.width = self.list.viewport().width()
            self.list.scheduleDelayedItemsLayout()
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            hit = self.list.currentIndex().data(HIT) if self.list.currentIndex().isValid() else None
            if hit is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.brush_requested.emit(_condition(hit), Mode.NARROW)
                else:
                    self.open_requested.emit(_focus(hit))
                return True
        return super().eventFilter(watched, event)

    def _show_facets(self, answer: SearchAnswer) -> None:
        while (item := self._facets.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for query in answer.suggestions:
            button = QPushButton(f"Did you mean {caption(isolate(one_line(query, 60)))}?", self._line)
            button.setProperty("tone", "chip")
            button.clicked.connect(partial(self._ask_for, query))
            self._facets.addWidget(button)
            button.show()
        for facet, values in answer.facets:
            if facet not in _FACETS:
                continue
            for value, number in values[:6]:
                words = f"{caption(isolate(one_line(value, 28)))}  {number:,}"
                button = QPushButton(words, self._line)
                button.setProperty("tone", "plain")
                button.setAccessibleName(f"Narrow to {facet} {value}, {number} hits")
                button.setToolTip(plain_tooltip(f"Narrow to {facet} {value}"))
                button.clicked.connect(partial(self._brush_facet, facet, value))
                self._facets.addWidget(button)
                button.show()
        self._line.setVisible(self._facets.count() > 0)

    def _ask_for(self, query: str, _checked: bool = False) -> None:
        self.query_wanted.emit(query)

    def _brush_facet(self, facet: str, value: str, _checked: bool = False) -> None:
        condition: Scope = OfOutlet(value) if facet == "outlet" else during(value) if facet == "year" else Tagged(value)
        self.brush_requested.emit(condition, Mode.NARROW)

    def _menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            hit: Hit = index.data(HIT)
            copy = f"{title(hit)}: “{one_line(hit.snippet)}” [{hit.article or hit.id}]"
            self.menu_for([_focus(hit)], [_condition(hit)], copy).popup(self.list.viewport().mapToGlobal(point))


def _focus(hit: Hit) -> Focus:
    number = int(hit.article[1:]) if hit.article else None
    first = hit.hits[0] if hit.hits else (0, 0)
    end = hit.start + (first[1] - first[0]) if hit.start is not None else None
    return Focus(kind_of(hit.id), hit.id, number, hit.start, end)


def _condition(hit: Hit) -> Scope:
    if kind_of(hit.id) == Kind.ENTITY:
        return OfEntity(hit.id)
    return InArticle(int(hit.article[1:])) if hit.article else Matching(hit.title)
