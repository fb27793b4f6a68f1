"""The graph pane: the network of the scope, laid out away from the GUI thread, and the sentences of an edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from casefile.domain.ids import Kind
from casefile.domain.rows import MentionRow, Place
from casefile.domain.scope import Mode, OfEntity, Scope
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.graph.canvas import GraphCanvas
from casefile.gui.panes.graph.forces import Places, arrange, spread
from casefile.gui.panes.graph.network import MOST_NODES, Edge, Network, network, of_company
from casefile.gui.panes.graph.sentences import SentenceDelegate, sentence_list
from casefile.gui.text import count, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.rowview import RowActions, put_on_clipboard

if TYPE_CHECKING:
    from casefile.case.ask import Ask


_MANY = 20_000
"""Mentions from which on they are counted: their sentences come when somebody looks at an edge."""
_LISTED = 500
"""Sentences of an edge that are listed then."""


@dataclass(frozen=True, slots=True)
class Drawn:
    network: Network
    places: Places


class GraphPane(Pane):
    name, title = "graph", "Graph"
    concerned = frozenset({"articles", "findings", "entities", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._places: Places = {}
        self._stale = False
        self._names: dict[str, str] = {}
        self.canvas = GraphCanvas(theme, self)
        self.sentences = QListView(self)
        self.model = sentence_list()
        self.delegate = SentenceDelegate(theme)
        self.sentences.setModel(self.model)
        self.sentences.setItemDelegate(self.delegate)
        self.sentences.setAccessibleName(self.tr("Sentences in which both stand"))
        self.sentences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.actions_on_sentences = RowActions(self.sentences)
        self.empty = EmptyState(
            self.tr("Nobody stands together in scope"),
            self.tr("The graph joins entities that share a sentence: import articles, or widen the scope."),
            self,
        )
        self.edge_label = plain_label(tone="muted", parent=self)
        self.fold_label: QLabel = plain_label(tone="muted", parent=self)
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(8, 6, 8, 0)
        lower.addWidget(self.edge_label)
        lower.addWidget(self.sentences, 1)
        self.below = below
        self.below.hide()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.canvas)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([700, 180])
        self._stack = QStackedWidget(self)
        self._stack.addWidget(split)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools())
        layout.addWidget(self._stack, 1)
        self._connect()

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 4, 8, 4)
        tools.addWidget(self.fold_label, 1)
        for text, tip, act in (
            ("−", self.tr("Zoom out (-)"), lambda: self.canvas.zoom(0.8)),
            ("+", self.tr("Zoom in (+)"), lambda: self.canvas.zoom(1.25)),
            (self.tr("Fit"), self.tr("Show all (0)"), self.canvas.fit),
        ):
            button = QToolButton(self)
            button.setProperty("tone", "plain")
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, act=act: act())
            tools.addWidget(button)
        return tools

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.node_clicked.connect(lambda entity: self.focus_requested.emit(Focus(Kind.ENTITY, entity)))
        canvas.node_opened.connect(lambda entity: self.open_requested.emit(Focus(Kind.ENTITY, entity)))
        canvas.node_narrowed.connect(lambda entity: self.brush_requested.emit(OfEntity(entity), Mode.NARROW))
        canvas.menu_wanted.connect(self._menu)
        canvas.edge_clicked.connect(self.show_edge)
        actions = self.actions_on_sentences
        actions.focused.connect(lambda place: self.focus_requested.emit(_focus_of(place)))
        actions.opened.connect(lambda place: self.open_requested.emit(_focus_of(place)))
        actions.copied.connect(lambda places: put_on_clipboard("\n".join(_copied(place) for place in places)))

    # Showing.

    def load(self) -> None:
        """Waits until somebody looks: laying out hundreds of nodes for nobody would take the processor from the others."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        scope, before = self.selection.scope, dict(self._places)
        self.read(lambda ask: _answer(ask, scope, before), self.show_drawn)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def show_rows(self, rows: tuple[MentionRow, ...]) -> None:
        """Lay out and show the network of these mentions."""
        found = network(rows)
        self.show_drawn(Drawn(found, arrange(found, self._places)))

    def show_drawn(self, drawn: Drawn) -> None:
        nodes = drawn.network.nodes
        # Where a node stood is remembered while it is out of scope, so that it comes back to its place.
        self._places.update(drawn.places)
        self._names = {node.id: node.name for node in nodes}
        self.canvas.show_network(drawn.network, spread(drawn.places))
        self.below.hide()
        folded = drawn.network.folded
        rest = self.tr("{} more are folded away; narrow the scope to see them").format(f"{folded:,}") if folded else ""
        self.fold_label.setText(rest)
        links = count(len(drawn.network.edges), "link")
        self.say_count(self.tr("{} · {}").format(count(len(nodes), "entity", "entities"), links))
        self._stack.setCurrentIndex(0 if drawn.network.edges or nodes else 1)
        self.show_links(self.links)

    def show_links(self, links: Links) -> None:
        focus = links.focus.id if links.focus and links.focus.kind == Kind.ENTITY else None
        self.canvas.show_focus(focus, links.entities)

    def show_edge(self, edge: Edge) -> None:
        """List the sentences in which both ends stand."""
        first, second = (self.canvas.name_of(end) for end in (edge.first, edge.second))
        words = self.tr("{} and {} · {}").format(isolate(first), isolate(second), count(edge.together, "sentence"))
        self.edge_label.setText(words)
        self.model.set_rows(edge.places)
        self.below.show()
        if not edge.places:
            scope, ids = self.selection.scope, [self.canvas.id_of(end) for end in (edge.first, edge.second)]
            self.read(lambda ask: _sentences(ask, scope, ids), self.model.set_rows, "sentences")

    def restyle(self) -> None:
        self.canvas.set_theme(self.theme)
        self.delegate.set_theme(self.theme)
        self.sentences.viewport().update()

    def _menu(self, entity: str, at: QPointF) -> None:
        menu = self.menu_for((Focus(Kind.ENTITY, entity),), (OfEntity(entity),), one_line(self._names[entity]))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at.toPoint())


def _answer(ask: Ask, scope: Scope, before: Places) -> Drawn:
    company = ask.company(scope, MOST_NODES, _MANY)
    found = network(ask.mentions(scope)) if company is None else of_company(company)
    return Drawn(found, arrange(found, before))


def _sentences(ask: Ask, scope: Scope, ids: Sequence[str]) -> tuple[Place, ...]:
    """A place in each sentence of an edge."""
    rows = ask.together(scope, ids[0], ids[1], _LISTED)
    return tuple({(row.place.article, row.place.sentence): row.place for row in reversed(rows)}.values())[::-1]


def _focus_of(place: Place) -> Focus:
    return Focus(Kind.ARTICLE, place.article, int(place.article[1:]), place.start, place.end)


def _copied(place: Place) -> str:
    return f"“{one_line(place.sentence)}” [{place.article} ¶{place.paragraph}]"
