"""The drawn network: zoom and pan, nodes by size and kind, edges by weight, labels where they do not overlap."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from casefile.gui.panes.graph.forces import Places
from casefile.gui.panes.graph.labels import placed
from casefile.gui.panes.graph.network import Edge, Network, Node
from casefile.gui.text import count, isolate, one_line
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.plain import plain_tooltip

_MARGIN = 60.0


class GraphCanvas(QWidget):
    """Shows a Network at Places. A node is chosen by mouse or arrow keys, an edge by mouse."""

    node_clicked = Signal(str)
    node_opened = Signal(str)
    node_narrowed = Signal(str)
    menu_wanted = Signal(str, QPointF)
    edge_clicked = Signal(object)
    """Edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Graph of who stands with whom"))
        self._network = Network((), (), 0)
        self._at: list[QPointF] = []
        self._index: dict[str, int] = {}
        self._most = 1
        self._font, self._theme = interface_font(0.92), theme
        self._zoom = 1.0
        self._middle = QPointF()
        self._fitted = True
        self._pressed: QPointF | None = None
        self._dragged = False
        self._focus: int | None = None
        self._linked: frozenset[int] = frozenset()
        self._edge: Edge | None = None

    # What is shown.

    def show_network(self, network: Network, places: Places) -> None:
        self._network = network
        self._at = [QPointF(*places[node.id]) for node in network.nodes]
        self._index = {node.id: number for number, node in enumerate(network.nodes)}
        self._most = max((node.mentions for node in network.nodes), default=1)
        self._edge = None
        if self._fitted:
            self.fit()
        self.update()

    def show_focus(self, focus: str | None, linked: frozenset[str]) -> None:
        self._focus = self._index.get(focus) if focus else None
        self._linked = frozenset(self._index[entity] for entity in linked if entity in self._index)
        self.setAccessibleDescription(self._describe(self._focus) if self._focus is not None else "")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._font = theme, interface_font(0.92)
        self.update()

    def fit(self) -> None:
        """All nodes in the room there is."""
        self._fitted = True
        if not self._at:
            return
        xs, ys = [p.x() for p in self._at], [p.y() for p in self._at]
        self._middle = QPointF((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        wide, high = max(max(xs) - min(xs), 1e-3), max(max(ys) - min(ys), 1e-3)
        room_x = max(self.width() - 2 * min(_MARGIN, self.width() / 8), 40)
        room_y = max(self.height() - 2 * min(_MARGIN, self.height() / 8), 40)
        self._zoom = min(room_x / wide, room_y / high, 160.0)
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer by `factor` around this place, or the middle of the view."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        before = self._inverse(at)
        self._zoom = min(max(self._zoom * factor, 2.0), 1200.0)
        self._middle += before - self._inverse(at)
        self._fitted = False
        self.update()

    # Places.

    def name_of(self, number: int) -> str:
        """Name of a node."""
        return self._network.nodes[number].name

    def id_of(self, number: int) -> str:
        """Id of a node."""
        return self._network.nodes[number].id

    def position(self, number: int) -> QPointF:
        """Where a node is on the screen."""
        centre = QPointF(self.width() / 2, self.height() / 2)
        return (self._at[number] - self._middle) * self._zoom + centre

    def _inverse(self, at: QPointF) -> QPointF:
        return (at - QPointF(self.width() / 2, self.height() / 2)) / self._zoom + self._middle

    def _radius(self, node: Node) -> float:
        """Area grows with mentions, up to a size that does not hide its neighbours: the more there are, the smaller."""
        room = min(1.0, math.sqrt(50 / max(1, len(self._network.nodes))))
        return 4.0 + (1.0 + 12.0 * math.sqrt(node.mentions / self._most)) * room

    def node_at(self, at: QPointF) -> int | None:
        """The node under this place, the smaller one where two overlap."""
        for number in reversed(range(len(self._at))):
            reach = self._radius(self._network.nodes[number]) + 3
            if QLineF(self.position(number), at).length() <= reach:
                return number
        return None

    def edge_at(self, at: QPointF) -> Edge | None:
        best: tuple[float, Edge] | None = None
        for edge in self._network.edges:
            off = _distance(at, self.position(edge.first), self.position(edge.second))
            if off <= 5.0 and (best is None or off < best[0]):
                best = off, edge
        return best[1] if best else None

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme["surface"])
        near = self._near()
        self._paint_edges(painter, near)
        for number, node in reversed(list(enumerate(self._network.nodes))):
            self._paint_node(painter, number, node, faded=bool(near) and number not in near)
        self._paint_labels(painter, near)
        if self.hasFocus():
            painter.setPen(QPen(self._theme["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _near(self) -> frozenset[int]:
        """The focused node with its neighbours; what belongs to another kind of focus; nothing."""
        if self._focus is None:
            return self._linked
        touching = [edge for edge in self._network.edges if self._focus in (edge.first, edge.second)]
        return frozenset({self._focus, *(edge.first for edge in touching), *(edge.second for edge in touching)})

    def _paint_edges(self, painter: QPainter, near: frozenset[int]) -> None:
        """Lines of one pen are drawn at once: a thousand pens would take as long as all else."""
        view = QRectF(self.rect()).adjusted(-20, -20, 20, 20)
        points = [self.position(number) for number in range(len(self._at))]
        lines: dict[tuple[bool, int], list[QLineF]] = {}
        for edge in self._network.edges:
            start, end = points[edge.first], points[edge.second]
            if view.intersects(QRectF(start, end).normalized().adjusted(-1, -1, 1, 1)):
                strong = self._focus in (edge.first, edge.second) or edge is self._edge
                lines.setdefault((strong, min(edge.together, 8)), []).append(QLineF(start, end))
        # Thin lines by the thousand need no smoothing, and smoothing is what takes the time.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self._network.edges) < 600)
        for (strong, together), found in sorted(lines.items()):
            colour = QColor(self._theme["accent" if strong else "strong_border"])
            colour.setAlphaF(1.0 if strong else 0.18 if near else 0.5)
            painter.setPen(QPen(colour, 1.0 + 0.5 * (together - 1)))
            painter.drawLines(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_node(self, painter: QPainter, number: int, node: Node, faded: bool) -> None:
        at, radius = self.position(number), self._radius(node)
        painter.setOpacity(0.3 if faded else 1.0)
        if number == self._focus:
            painter.setPen(QPen(self._theme["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius + 4, radius + 4)
        painter.setPen(QPen(self._theme["surface"], 1.5))
        painter.setBrush(self._theme.of_kind(node.kind))
        corners = _shape(node.kind)
        if corners:
            painter.drawPolygon(QPolygonF([at + corner * radius for corner in corners]))
        else:
            painter.drawEllipse(at, radius, radius)
        painter.setOpacity(1.0)

    def _paint_labels(self, painter: QPainter, near: frozenset[int]) -> None:
        """The focused node's first, then the most mentioned; what would overlap is left out until one zooms in."""
        metrics = QFontMetricsF(self._font)
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.DemiBold)
        order = sorted(range(len(self._network.nodes)), key=lambda n: (n != self._focus, n not in near, n))
        names = [isolate(one_line(self._network.nodes[number].name, 32)) for number in order]
        sizes = [(metrics.horizontalAdvance(name) * 1.08 + 4, metrics.height()) for name in names]
        places = [(self.position(n).x(), self.position(n).y(), self._radius(self._network.nodes[n])) for n in order]
        # Letters on an edge are read on a ground of their own.
        ground = QColor(self._theme["surface"])
        ground.setAlphaF(0.78)
        for number, name, box in zip(order, names, placed(places, sizes, (0.0, float(self.width()))), strict=True):
            if box is not None:
                painter.fillRect(QRectF(*box), ground)
                painter.setFont(bold if number == self._focus else self._font)
                painter.setPen(self._theme["faded" if near and number not in near else "text"])
                whole = QFontMetricsF(painter.font()).horizontalAdvance(name) <= box[2]
                shown = name if whole else metrics.elidedText(name, Qt.TextElideMode.ElideRight, box[2] - 4)
                painter.drawText(QRectF(*box), int(Qt.AlignmentFlag.AlignCenter), shown)

    # Qt's events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            hand = self.node_at(event.position()) is not None or self.edge_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.OpenHandCursor)
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            self._dragged, self._fitted = True, False
            self._middle -= moved / self._zoom
            self._pressed = event.position()
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._dragged:
            return
        number = self.node_at(pressed)
        if number is not None:
            self.node_clicked.emit(self._network.nodes[number].id)
        elif (edge := self.edge_at(pressed)) is not None:
            self._edge = edge
            self.update()
            self.edge_clicked.emit(edge)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.node_at(event.position())
        if number is not None:
            self.node_narrowed.emit(self._network.nodes[number].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self._focus if by_key else self.node_at(QPointF(event.pos()))
        if number is not None:
            self.menu_wanted.emit(self._network.nodes[number].id, QPointF(event.globalPos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        ways = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in ways:
            self._travel(*ways[key])
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(1.25)
        elif key == keys.Key_Minus:
            self.zoom(0.8)
        elif key == keys.Key_0:
            self.fit()
        elif key in (keys.Key_Return, keys.Key_Enter) and self._focus is not None:
            narrow = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.node_narrowed if narrow else self.node_opened).emit(self._network.nodes[self._focus].id)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            number = self.node_at(at)
            edge = self.edge_at(at) if number is None else None
            words = self._describe(number) if number is not None else self._describe_edge(edge) if edge else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(words))
            return True
        return super().event(event)

    def _travel(self, x: int, y: int) -> None:
        """To the nearest node in that direction; to the most mentioned where nothing is focused."""
        nodes = self._network.nodes
        if self._focus is None:
            if nodes:
                self.node_clicked.emit(nodes[0].id)
            return
        here = self.position(self._focus)
        best: tuple[float, int] | None = None
        for number in range(len(nodes)):
            way = self.position(number) - here
            along, across = way.x() * x + way.y() * y, abs(way.x() * y) + abs(way.y() * x)
            if number != self._focus and along > 1 and (best is None or along + 2 * across < best[0]):
                best = along + 2 * across, number
        if best:
            self.node_clicked.emit(nodes[best[1]].id)

    def _describe(self, number: int) -> str:
        node = self._network.nodes[number]
        edges = [edge for edge in self._network.edges if number in (edge.first, edge.second)]
        edges.sort(key=lambda edge: -edge.together)
        lines = [f"{isolate(node.name)} · {node.kind} · {count(node.mentions, 'mention')}"]
        for edge in edges[:8]:
            other = self._network.nodes[edge.second if edge.first == number else edge.first]
            lines.append(self.tr("with {} in {}").format(isolate(other.name), count(edge.together, "sentence")))
        return "\n".join(lines)

    def _describe_edge(self, edge: Edge) -> str:
        first, second = self._network.nodes[edge.first], self._network.nodes[edge.second]
        names = isolate(first.name), isolate(second.name)
        head = self.tr("{} and {} in {}").format(*names, count(edge.together, "sentence"))
        if not edge.places:
            return head
        return f"{head}\n“{isolate(one_line(edge.places[0].sentence, 240))}”"


def _shape(kind: str) -> list[QPointF]:
    """A second sign beside the colour: people and the rest are round, each other kind has corners of its own."""
    corners: dict[str, list[tuple[float, float]]] = {
        "organisation": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        "place": [(0, 1.1), (-1, -0.7), (1, -0.7)],
        "system": [(0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)],
        "programme": [(-0.5, -0.9), (0.5, -0.9), (1.05, 0), (0.5, 0.9), (-0.5, 0.9), (-1.05, 0)],
    }
    return [QPointF(x, y) for x, y in corners.get(kind, [])]


def _distance(at: QPointF, start: QPointF, end: QPointF) -> float:
    """From a point to a stretch."""
    way = end - start
    length = way.x() ** 2 + way.y() ** 2
    share = QPointF.dotProduct(at - start, way) / length if length else 0.0
    return QLineF(at, start + way * min(1.0, max(0.0, share))).length()
