"""Results as they come: how the query was understood, facets to narrow by, hits with snippets."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.commands import SaveScope
from casefile.domain.hits import Hit, SavedSearch, SearchAnswer
from casefile.domain.ids import Kind, kind_of
from casefile.domain.scope import InArticle, Matching, Mode, OfEntity, Scope
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.search.delegate import HitDelegate
from casefile.gui.panes.search.kept import Kept
from casefile.gui.panes.search.model import HIT, HitsModel, title
from casefile.gui.panes.search.narrowing import Narrowing
from casefile.gui.text import count, one_line, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.labels import plain_label

LIMIT = 100
_HOW = (
    'Words are joined by AND. Use OR, NOT, "a phrase", wild* cards, fuzzy~, and fields: '
    "title: quote: speaker: entity: outlet: author: date:2023-06/2024-07 tag: has:quote like:S4"
)
_ORDERS = {"relevance": "Best first", "date": "Oldest first", "outlet": "By outlet"}


class SearchPane(Pane):
    name, title = "search", "Search"
    concerned = frozenset({"articles", "decisions", "notes", "tags", "entities", "events", "index", "case"})

    query_wanted = Signal(str)
    """Search for this instead: a suggestion was taken."""

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self.query = ""
        self.model = HitsModel()
        self.delegate = HitDelegate(theme)
        self._understood = plain_label("", "muted", self)
        self._understood.setWordWrap(True)
        self._narrow = QPushButton(tr("Narrow scope to these"), self)
        self._narrow.setToolTip(tr("Ctrl+Enter in the search box does the same"))
        self._narrow.clicked.connect(self.narrow)
        self.order = QComboBox(self)
        self.order.setAccessibleName(tr("Order of the results"))
        for key, words in _ORDERS.items():
            self.order.addItem(tr(words), key)
        self.order.activated.connect(lambda _: self.reload())
        self.kept = Kept(self)
        self.kept.query_wanted.connect(self.query_wanted)
        self.kept.keep_wanted.connect(lambda: self.verb_requested.emit("keep-search", (self.query,)))
        self.kept.forget_wanted.connect(lambda name: self.command_requested.emit(SaveScope(name, "")))
        self.narrowing = Narrowing(self)
        self.narrowing.query_wanted.connect(self.query_wanted)
        self.narrowing.scope_wanted.connect(lambda condition: self.brush_requested.emit(condition, Mode.NARROW))
        self._searches: tuple[SavedSearch, ...] = ()
        self._eager = False
        self.list = QListView(self)
        self.list.setAccessibleName(tr("Search results"))
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
        self.empty = EmptyState(tr("Search the case"), tr(_HOW))
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 4)
        head.addWidget(self._understood, 1000)
        # Without words of what is searched for, what is left stands at the right all the same.
        head.addStretch(1)
        head.addWidget(self.order)
        head.addWidget(self.kept)
        head.addWidget(self._narrow)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        facets = QHBoxLayout()
        # The words of the buttons, not their edges, stand below the words above.
        facets.setContentsMargins(7, 0, 12, 6)
        facets.addWidget(self.narrowing)
        layout.addLayout(facets)
        layout.addLayout(self._stack, 1)
        self.show_answer(SearchAnswer("", "", (), 0))

    def search(self, query: str) -> None:
        """Show results for this; "" shows how to search."""
        self.query = query
        self._eager = False
        self.kept.show_searches(self._searches, query)
        if query:
            self.reload()
        else:
            self.show_answer(SearchAnswer("", "", (), 0))

    def load(self) -> None:
        query, scope, order = self.query, self.selection.scope, str(self.order.currentData())
        if query:
            self.read(lambda ask: ask.search(query, LIMIT, scope, order), self.show_answer, failed=self.show_error)
        self.read(lambda ask: ask.saved(), self.show_searches, "saved")

    def show_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """What is kept in the case."""
        self._searches = searches
        self.kept.show_searches(searches, self.query)

    def show_alerts(self, alerts: tuple[SavedSearch, ...]) -> None:
        """Articles came in that these saved searches find."""
        self.narrowing.show_alerts(alerts)

    def show_answer(self, answer: SearchAnswer) -> None:
        if answer.query and not self.query:
            # The answer to what was typed before the box was emptied.
            return
        self.model.show(answer.hits)
        self.narrowing.show_answer(answer)
        sentences = [tr("{} for {}").format(count(answer.total, "hit"), answer.understood) if answer.query else ""]
        sentences += answer.corrections
        if answer.query and answer.index_state != "up to date":
            sentences.append(tr("The index is {}; results may be incomplete.").format(tr(answer.index_state)))
        self._understood.setText("   ".join(sentence for sentence in sentences if sentence))
        self._understood.setVisible(bool(answer.query))
        self._narrow.setVisible(bool(answer.hits))
        self.order.setVisible(len(answer.hits) > 1)
        if answer.query:
            self.empty.say(tr("Nothing found"), tr(_HOW))
        else:
            self.empty.say(tr("Search the case"), tr(_HOW))
        self._stack.setCurrentIndex(0 if answer.hits else 1)
        if self._eager and answer.hits:
            self.focus_first()
        shown = len(answer.hits)
        self.say_count(
            tr("{:,} of {:,}").format(shown, answer.total) if shown < answer.total else f"{shown:,}" if answer.query else ""
        )

    def show_error(self, sentence: str) -> None:
        """The query cannot be read, or is too broad."""
        self.model.show(())
        self._understood.setVisible(False)
        self._narrow.setVisible(False)
        self.order.setVisible(False)
        self.narrowing.show_answer(SearchAnswer("", "", (), 0))
        self.empty.say(sentence, tr(_HOW))
        self._stack.setCurrentIndex(1)
        self.say_count("")

    def narrow(self) -> None:
        """Only what the query finds stays in scope."""
        if self.query:
            self.brush_requested.emit(Matching(self.query), Mode.NARROW)

    def focus_first(self) -> None:
        """Move the keyboard to the first hit, as soon as there is one."""
        self._eager = not self.model.rowCount()
        if not self._eager:
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

    def _menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            hit: Hit = index.data(HIT)
            copy = f"{title(hit)}: “{one_line(hit.snippet)}” [{hit.article or hit.id}]"
            menu = self.menu_for([_focus(hit)], [_condition(hit)], copy)
            menu.popup(self.list.viewport().mapToGlobal(point))


def _focus(hit: Hit) -> Focus:
    number = int(hit.article[1:]) if hit.article else None
    first = hit.hits[0] if hit.hits else (0, 0)
    end = hit.start + (first[1] - first[0]) if hit.start is not None else None
    return Focus(kind_of(hit.id), hit.id, number, hit.start, end)


def _condition(hit: Hit) -> Scope:
    if kind_of(hit.id) == Kind.ENTITY:
        return OfEntity(hit.id)
    return InArticle(int(hit.article[1:])) if hit.article else Matching(hit.title)
