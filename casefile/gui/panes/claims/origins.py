"""Where articles have their information from, as a small graph: origins at the left, articles at the right, a line for each
that has something from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QScrollArea, QToolTip, QVBoxLayout, QWidget

from casefile.domain.commands import SetOrigin
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow
from casefile.domain.selection import Focus
from casefile.domain.weighing import Origin, OriginEdge, OriginGraph, OriginKind, Path, SourceGrade
from casefile.gui.text import count, date_words, isolate, one_line, opening
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.plain import plain_tooltip

_ROW, _BOX, _TOP, _SIDE = 44, 36, 30, 16
_WIDEST = 340
_PATHS = {
    Path.OWN: "its own",
    Path.REPEATS: "repeats its words",
    Path.REPORTED: "says that it reported it",
    Path.SAID: "quotes it",
    Path.DECIDED: "as you said",
}


@dataclass(frozen=True)
class _Box:
    id: str
    area: QRectF
    head: str
    below: str
    origin: Origin | None
    article: ArticleRow | None


class _Canvas(QWidget):
    """The drawn graph. A box is chosen by mouse or by Up, Down, Left, Right."""

    chosen = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Graph of origins and articles"))
        self.graph = OriginGraph()
        self.grades: Mapping[str, SourceGrade] = {}
        self.rows: Mapping[str, ArticleRow] = {}
        self.speakers = False
        self.boxes: list[_Box] = []
        self.current = ""

    def arrange(self) -> None:
        """Places for origins and articles, those that belong together at the same height where there is room."""
        origins = [one for one in self.graph.origins if self.speakers or one.kind is not OriginKind.SPEAKER]
        rank = {one.id: place for place, one in enumerate(origins)}
        home = {edge.article: edge.origin for edge in self.graph.edges if edge.whole}
        articles = sorted(self.rows, key=lambda name: (rank.get(home.get(name, ""), 1 << 30), int(name[1:])))
        width = min(_WIDEST, max(160, (self.width() - 3 * _SIDE) * 2 // 5))
        right = max(self.width() - width - _SIDE, width + 4 * _SIDE)
        self.boxes = [
            _Box(one.id, QRectF(_SIDE, _TOP + place * _ROW, width, _BOX), one.name, self._graded(one), one, None)
            for place, one in enumerate(origins)
        ]
        for place, name in enumerate(articles):
            row = self.rows[name]
            head = f"{name} {one_line(row.title) or opening(row)}"
            below = " · ".join(part for part in (row.outlet, date_words(row.published.edtf)) if part)
            self.boxes.append(_Box(name, QRectF(right, _TOP + place * _ROW, width, _BOX), head, below, None, row))
        self.setMinimumHeight(_TOP + max(len(origins), len(articles), 1) * _ROW + _SIDE)
        self.update()

    def _graded(self, origin: Origin) -> str:
        number = count(len(origin.articles), self.tr("article"))
        grade = self.grades.get(origin.id)
        return f"{number} · {grade.grade.value} {self.tr(grade.grade.words)}" if grade else number

    def box(self, identifier: str) -> _Box | None:
        return next((box for box in self.boxes if box.id == identifier), None)

    def edges(self) -> Sequence[OriginEdge]:
        """Those whose both ends are shown."""
        shown = {box.id for box in self.boxes}
        return [edge for edge in self.graph.edges if edge.origin in shown and edge.article in shown]

    def sizeHint(self) -> QSize:
        return QSize(700, self.minimumHeight())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme["surface"])
        for edge in self.edges():
            self._edge(painter, edge)
        for box in self.boxes:
            self._box(painter, box)
        self._titles(painter)
        painter.end()

    def _titles(self, painter: QPainter) -> None:
        painter.setFont(interface_font(0.85))
        painter.setPen(self.theme["muted"])
        for title, origin in ((self.tr("Origins"), True), (self.tr("Articles"), False)):
            box = next((box for box in self.boxes if (box.origin is not None) is origin), None)
            if box is not None:
                painter.drawText(QPointF(box.area.left(), _TOP - 10), title)

    def _edge(self, painter: QPainter, edge: OriginEdge) -> None:
        origin, article = self.box(edge.origin), self.box(edge.article)
        if origin is None or article is None:
            return
        near = self.current in (edge.origin, edge.article)
        colour = QColor(self.theme["accent" if near else "muted"])
        colour.setAlphaF(1.0 if near else 0.55)
        pen = QPen(colour, 2.0 if edge.whole else 1.0)
        # A dashed line: only some of its sentences.
        pen.setStyle(Qt.PenStyle.SolidLine if edge.whole else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start = QPointF(origin.area.right(), origin.area.center().y())
        end = QPointF(article.area.left(), article.area.center().y())
        bend = (end.x() - start.x()) / 2
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        painter.drawPath(path)

    def _box(self, painter: QPainter, box: _Box) -> None:
        current = box.id == self.current
        painter.setBrush(self.theme["selected" if current else "surface"])
        painter.setPen(QPen(self.theme["accent" if current else "border"], 1))
        painter.drawRoundedRect(box.area, 6, 6)
        stripe = self.theme.tile(box.head if box.origin is not None else box.article.outlet if box.article else "")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stripe)
        painter.drawRoundedRect(QRectF(box.area.left() + 4, box.area.top() + 6, 4, box.area.height() - 12), 2, 2)
        inner = box.area.adjusted(16, 2, -8, -2)
        for words, tone, scale, top in ((box.head, "text", 0.95, True), (box.below, "muted", 0.82, False)):
            painter.setFont(interface_font(scale))
            painter.setPen(self.theme[tone])
            side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
            line = painter.fontMetrics().elidedText(isolate(words), Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | side), line)

    # Events.

    def at(self, point: QPointF) -> _Box | None:
        return next((box for box in self.boxes if box.area.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self.at(event.position())
        if box is None:
            return
        self.choose(box.id)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_wanted.emit(box.id, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        box = self.at(event.position())
        if box is not None:
            self.opened.emit(box.id)

    def choose(self, identifier: str) -> None:
        """Make a box current."""
        self.current = identifier
        box = self.box(identifier)
        self.setAccessibleDescription(self.describe(box) if box else "")
        self.update()
        self.chosen.emit(identifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.boxes:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            own = [box for box in self.boxes if (box.origin is not None) is self._at_left()]
            ids = [box.id for box in own]
            place = ids.index(self.current) + (1 if key == Qt.Key.Key_Down else -1) if self.current in ids else 0
            self.choose(ids[max(0, min(place, len(ids) - 1))])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross(to_left=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key == Qt.Key.Key_Menu and (box := self.box(self.current)) is not None:
            self.menu_wanted.emit(box.id, self.mapToGlobal(box.area.center().toPoint()))
        else:
            super().keyPressEvent(event)

    def _at_left(self) -> bool:
        box = self.box(self.current)
        return box is None or box.origin is not None

    def _cross(self, *, to_left: bool) -> None:
        for edge in self.edges():
            if to_left and edge.article == self.current:
                self.choose(edge.origin)
                return
            if not to_left and edge.origin == self.current:
                self.choose(edge.article)
                return

    def describe(self, box: _Box) -> str:
        """The box and its lines, in words."""
        lines = [f"{box.head} ({box.below})"]
        if box.origin is not None and (grade := self.grades.get(box.id)) is not None:
            lines.append(grade.grade.reason)
        for edge in self.edges():
            if box.id in (edge.origin, edge.article):
                other = self.box(edge.article if edge.origin == box.id else edge.origin)
                through = self.tr(", through {}").format(edge.through) if edge.through else ""
                part = "" if edge.whole else self.tr(", in some sentences")
                head = isolate(one_line(other.head, 60)) if other else ""
                lines.append(f"{head}: {self.tr(_PATHS[edge.path])}{part}{through}")
        return "\n".join(lines)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self.at(QPointF(event.pos()))
            if box is not None:
                QToolTip.showText(event.globalPos(), plain_tooltip(self.describe(box)), self)
            return True
        return super().event(event)


class OriginsView(QWidget):
    """Shows who has what from whom; says what is looked at and what the investigator corrects."""

    focus_wanted = Signal(object)
    open_wanted = Signal(object)
    command_wanted = Signal(object)
    verb_wanted = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = _Canvas(theme, self)
        self.canvas.chosen.connect(self._chosen)
        self.canvas.opened.connect(self._opened)
        self.canvas.menu_wanted.connect(lambda identifier, at: self._show(identifier, at))
        self.speakers = QCheckBox(self.tr("people and offices too"), self)
        self.speakers.toggled.connect(self._turn)
        self.said = QLabel(self)
        self.said.setProperty("tone", "muted")
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 6, 10, 6)
        tools.addWidget(self.said, 1)
        tools.addWidget(self.speakers)
        area = QScrollArea(self)
        area.setAccessibleName(self.tr("Where the news comes from"))
        area.setWidget(self.canvas)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(area)
        self.setFocusProxy(self.canvas)

    def show_graph(self, graph: OriginGraph, grades: Sequence[SourceGrade], rows: Sequence[ArticleRow]) -> None:
        """Show this graph; `rows` are the articles in scope."""
        self.canvas.graph = graph
        self.canvas.grades = {grade.id: grade for grade in grades}
        self.canvas.rows = {row.id: row for row in rows}
        self.canvas.arrange()
        self.said.setText(self.tr("Whole line: all of an article. Dashed: single sentences."))

    def words(self) -> str:
        """What stands in the header of the pane."""
        return count(self.canvas.graph.independent, self.tr("independent origin"))

    def restyle(self, theme: Theme) -> None:
        self.canvas.theme = theme
        self.canvas.update()

    def arrange(self) -> None:
        """Use the room there is."""
        self.canvas.arrange()

    def _turn(self, on: bool) -> None:
        self.canvas.speakers = on
        self.canvas.arrange()

    def focus_of(self, identifier: str) -> Focus | None:
        """What a box stands for: an article, an outlet, an entity; None for words that are none of these."""
        kind = identifier[:1]
        if kind == Kind.ARTICLE:
            return Focus(Kind.ARTICLE, identifier, int(identifier[1:]))
        return Focus(Kind(kind), identifier) if kind in (Kind.OUTLET, Kind.ENTITY) else None

    def _chosen(self, identifier: str) -> None:
        if (focus := self.focus_of(identifier)) is not None:
            self.focus_wanted.emit(focus)

    def _opened(self, identifier: str) -> None:
        box = self.canvas.box(identifier)
        first = box.origin.articles[0] if box is not None and box.origin is not None else identifier
        if (focus := self.focus_of(first)) is not None:
            self.open_wanted.emit(focus)

    def menu(self, identifier: str) -> QMenu:
        """What can be said of an origin or of an article."""
        menu = QMenu(self)
        if identifier.startswith(Kind.ARTICLE):
            number = int(identifier[1:])
            menu.addAction(self.tr("Open in reader")).triggered.connect(lambda: self._opened(identifier))
            menu.addSeparator()
            menu.addAction(self.tr("Has its information from…")).triggered.connect(
                lambda: self.verb_wanted.emit("origin", (identifier,))
            )
            for words, value in ((self.tr("Is independent"), "independent"), (self.tr("Leave it to the rules"), "")):
                menu.addAction(words).triggered.connect(
                    lambda _=False, said=value: self.command_wanted.emit(SetOrigin((number,), said))
                )
        elif identifier.startswith(Kind.OUTLET):
            menu.addAction(self.tr("Reliability…")).triggered.connect(lambda: self.verb_wanted.emit("grade", (identifier,)))
        return menu

    def _show(self, identifier: str, at: QPoint) -> None:
        menu = self.menu(identifier)
        if not menu.isEmpty():
            menu.exec(at)
