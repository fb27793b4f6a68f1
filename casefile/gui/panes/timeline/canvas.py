"""The drawn timeline: lanes that scroll, a density strip and an axis that stay. Painted by hand, because of every mark only
what is in sight costs anything: see benchmarks/timeline_frames.py for the times.
"""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from casefile.domain.scope import During
from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.axis import View, day_words, fitted, iso_day
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.lanes import Arrangement, arrange
from casefile.gui.panes.timeline.layout import Layout
from casefile.gui.panes.timeline.scene import AXIS, STRIP_HEIGHT, Scene
from casefile.gui.theme import Theme
from casefile.gui.widgets.plain import plain_tooltip

_LAYOUTS = 48
"""Zoom steps whose layouts are kept."""
_ZOOM_KEY = 1.25
_NOWHERE = (738000.0, 738365.0)
"""What an empty axis shows: some year."""


class Canvas(QAbstractScrollArea):
    """Shows an Arrangement. Asks by signals; what is focused, linked and in scope is told to it."""

    event_clicked = Signal(int)
    """Index of the row."""
    event_opened = Signal(int)
    event_narrowed = Signal(int)
    menu_wanted = Signal(object, QPointF)
    """(indices of the chosen rows, global position)."""
    brushed = Signal(object)
    """During, or None: the interval was taken away."""
    view_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMinimumHeight(110)
        self._arrangement = arrange((), "none", {})
        self._widths = np.zeros(0)
        self._layouts: OrderedDict[float, Layout] = OrderedDict()
        self._density = Density(())
        self.view = View(0.0, 1.0, 1.0)
        self._fit_wanted = True
        self._scene = Scene(theme, self)
        self._pressed: QPointF | None = None
        self._dragging = ""
        self._brush_from = 0.0
        self._chosen: set[int] = set()
        """Rows chosen with Ctrl and click, for the menu."""

    # What is shown.

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    def show_arrangement(self, arrangement: Arrangement, density: Density, refit: bool) -> None:
        """Other rows or other lanes. `refit` shows all of them; otherwise the stretch of time in view stays."""
        self._arrangement, self._density = arrangement, density
        # Estimated from the length: exact widths are measured when a label comes into sight.
        letter = self.fontMetrics().averageCharWidth()
        self._widths = np.array([letter * (len(row.summary) + 4) for row in arrangement.rows], dtype=float)
        self._layouts.clear()
        self._choose(set())
        self._scene.forget_rows()
        if refit or self._fit_wanted:
            self.view = View(0.0, 1.0, 1.0)
            self.fit()
        self._changed()

    def show_focus(self, focus: int | None, linked: frozenset[int], reveal: bool) -> None:
        """The focused row, and those that belong to the focus; `reveal` brings the first of them into sight."""
        self._scene.focus, self._scene.linked = focus, linked
        row = self._arrangement.rows[focus] if focus is not None else None
        self.setAccessibleDescription(words.tooltip(row) if row else self.tr("No event focused"))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if reveal and focus is not None:
            self._reveal(focus)
        elif reveal:
            self._reveal_any(linked)
        self.viewport().update()

    def show_scope(self, inside: frozenset[int] | None, during: During | None, within: Density | None) -> None:
        """Rows in scope (None: all), the interval that the scope names, if one, and how dense what is in scope lies."""
        self._scene.inside, self._scene.during, self._scene.within = inside, during, within
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._scene.set_theme(theme)
        self.viewport().update()

    # Zoom and pan.

    def fit(self) -> None:
        """What is in scope, where most events stand, or all: each time it is asked the next of these that differs."""
        width = self._plot_width()
        self._fit_wanted = width <= 1 or not self.isVisible()
        arrangement, inside = self._arrangement, self._scene.inside
        scoped = arrangement.reach_of(inside) if inside is not None else None
        reaches = [reach for reach in (scoped, arrangement.bulk, arrangement.reach) if reach] or [_NOWHERE]
        views = list(dict.fromkeys(fitted(*reach, width) for reach in reaches))
        self.view = views[(views.index(self.view) + 1) % len(views)] if self.view in views else views[0]
        self._changed()

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Closer by `factor` around this pixel of the plot, or around the focus, or the middle."""
        if at is None:
            found = self._arrangement.extents[self._scene.focus] if self._scene.focus is not None else None
            x = self.view.x(found.middle) if found else -1.0
            at = x if 0 <= x <= self.view.width else self.view.width / 2
        self.view = self.view.zoomed(factor, at)
        self._changed()

    def pan(self, pixels: float) -> None:
        self.view = self.view.panned(pixels)
        self._changed()

    def current_layout(self) -> Layout:
        """The layout for the zoom in view."""
        layout = Layout.key(self.view.scale)
        if layout not in self._layouts:
            self._layouts[layout] = Layout(self._arrangement, self.view.scale, self._widths)
            if len(self._layouts) > _LAYOUTS:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(layout)
        return self._layouts[layout]

    def _changed(self) -> None:
        room = self._lanes_height()
        height = self.current_layout().height + self._scene.shelf_height(self._arrangement)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height - room)))
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(24)
        self.viewport().update()
        self.view_changed.emit()

    def _plot_width(self) -> float:
        return float(self.viewport().width() - self._scene.gutter)

    def _lanes_height(self) -> float:
        return max(0.0, self.viewport().height() - AXIS - STRIP_HEIGHT)

    def _start(self, event: int) -> float:
        found = self._arrangement.extents[event]
        return found.start if found else float("inf")

    def _reveal(self, event: int) -> None:
        extent = self._arrangement.extents[event]
        bar = self.verticalScrollBar()
        if extent is None:
            bar.setValue(bar.maximum())
            return
        if not extent.meets(self.view.left, self.view.right):
            self.view = self.view.centred(extent.middle)
            self._changed()
        for box, row, _ in self.current_layout().places(event):
            top = box.row_top(row) if row is not None else box.strip_top
            if not bar.value() <= top <= bar.value() + self._lanes_height() - 24:
                bar.setValue(round(top - self._lanes_height() / 2))
            return

    def _reveal_any(self, events: frozenset[int]) -> None:
        """Show the nearest of these events, unless one of them is in view already: one does not want to lose one's place."""
        found = [extent for event in events if (extent := self._arrangement.extents[event]) is not None]
        if found and not any(extent.meets(self.view.left, self.view.right) for extent in found):
            centre = (self.view.left + self.view.right) / 2
            self.view = self.view.centred(min((extent.middle for extent in found), key=lambda day: abs(day - centre)))
            self._changed()

    # Qt's events.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._scene.paint(
            painter,
            QRectF(self.viewport().rect()),
            self.view,
            self.current_layout(),
            self._density,
            float(self.verticalScrollBar().value()),
            keyed=self.hasFocus(),
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit_wanted:
            self.view = View(0.0, 1.0, 1.0)
            self.fit()
        else:
            self.view = self.view.resized(self._plot_width())
            self._changed()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(QPointF(event.pos()))
            said = words.tooltip(self._arrangement.rows[row]) if row is not None else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(said))
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position().x() - self._scene.gutter)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels, angle = event.pixelDelta(), event.angleDelta()
        across = pixels.x() or angle.x() * 0.5
        along = angle.y()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-(across or along * 0.5))
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier or event.position().x() < self._scene.gutter:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round((along or angle.x()) * 0.4))
        elif abs(across) > abs(along) * 0.5:
            self.pan(-across)
        elif along:
            self.zoom(1.2 ** (along / 120), event.position().x() - self._scene.gutter)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragging = ""
            self._brush_from = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            self._shape_cursor(at)
            return
        if not self._dragging:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._dragging = "brush" if shift or self._in_strip(self._pressed) else "pan"
        if self._dragging == "brush":
            self._scene.brush = (self._day(self._brush_from), self._day(at.x()))
            self.viewport().update()
        else:
            self.pan(self._pressed.x() - at.x())
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(self._pressed.y() - at.y()))
            self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging = None, ""
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if dragged == "brush":
            first, last = sorted((self._day(self._brush_from), self._day(event.position().x())))
            self._scene.brush = None
            self.viewport().update()
            self.brushed.emit(During(iso_day(first), iso_day(last)))
        elif not dragged and self._in_strip(pressed):
            self.brushed.emit(None)
        elif not dragged and (row := self._row_at(pressed)) is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._choose(self._chosen ^ {row})
            else:
                self._choose(set())
                self.event_clicked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None:
            self.event_narrowed.emit(row)
        elif not self._in_strip(event.position()):
            self.zoom(2.0, event.position().x() - self._scene.gutter)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self._scene.focus if by_key else self._row_at(QPointF(event.pos()))
        if row is not None:
            rows = sorted(self._chosen, key=self._start) if row in self._chosen else [row]
            self.menu_wanted.emit(rows, QPointF(event.globalPos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._travel(event):
            super().keyPressEvent(event)

    def _travel(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        narrow = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case keys.Key_Left | keys.Key_Right:
                way = 1 if event.key() == keys.Key_Right else -1
                if shift:
                    self.pan(way * self.view.width / 8)
                else:
                    self._step(way)
            case keys.Key_Home | keys.Key_End:
                self._go(0 if event.key() == keys.Key_Home else -1)
            case keys.Key_Plus | keys.Key_Equal:
                self.zoom(_ZOOM_KEY)
            case keys.Key_Minus:
                self.zoom(1 / _ZOOM_KEY)
            case keys.Key_0:
                self.fit()
            case keys.Key_Return | keys.Key_Enter if self._scene.focus is not None:
                (self.event_narrowed if narrow else self.event_opened).emit(self._scene.focus)
            case keys.Key_Up | keys.Key_Down if self._scene.focus is not None:
                other = self.current_layout().beside(self._scene.focus, 1 if event.key() == keys.Key_Down else -1)
                if other is not None:
                    self.event_clicked.emit(other)
            case _:
                return False
        event.accept()
        return True

    def _way(self) -> list[int]:
        """The events that the arrow keys visit: those in scope, the undated last."""
        inside = self._scene.inside
        every = (*self._arrangement.order, *self._arrangement.undated)
        return [event for event in every if inside is None or event in inside]

    def _step(self, way: int) -> None:
        """To the next event in time; without a focus, to the first one in view."""
        events = self._way()
        if self._scene.focus in events:
            at = events.index(self._scene.focus) + way
            if 0 <= at < len(events):
                self.event_clicked.emit(events[at])
        elif events:
            seen = [event for event in events if self.view.left <= self._start(event) < self.view.right]
            self.event_clicked.emit((seen or events)[0 if way > 0 else -1])

    def _go(self, place: int) -> None:
        events = self._way()
        if events:
            self.event_clicked.emit(events[place])

    def _choose(self, rows: set[int]) -> None:
        self._chosen = rows
        self._scene.chosen = frozenset(rows)
        self.viewport().update()

    # Places.

    def _day(self, x: float) -> float:
        return self.view.day(x - self._scene.gutter)

    def _in_strip(self, at: QPointF) -> bool:
        return at.x() >= self._scene.gutter and at.y() >= self._lanes_height()

    def _row_at(self, at: QPointF) -> int | None:
        """Index of the row whose mark, label or shelf entry is here."""
        if at.y() >= self._lanes_height():
            return None
        height = at.y() + self.verticalScrollBar().value()
        layout = self.current_layout()
        shelved = self._scene.shelved_at(at.x(), height - layout.height)
        if shelved is not None or at.x() < self._scene.gutter:
            return shelved
        item = layout.at(at.x() - self._scene.gutter, height, self.view)
        return item.event if item else self._scene.labelled_at(at.x() - self._scene.gutter, height, self.view, layout)

    def _shape_cursor(self, at: QPointF) -> None:
        if self._in_strip(at):
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)
        elif self._row_at(at) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def range_words(self) -> str:
        """The stretch in view: "1 Jan 2013 – 31 Dec 2024"."""
        return f"{day_words(float(int(self.view.left)))} – {day_words(float(int(self.view.right)))}"
