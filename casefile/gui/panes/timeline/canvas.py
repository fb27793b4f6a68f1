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
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from casefile.domain.scope import During
from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.axis import View, day_words, fitted
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.keys import travel, wheel
from casefile.gui.panes.timeline.lanes import Arrangement, Floats, arrange
from casefile.gui.panes.timeline.layout import Box, Layout
from casefile.gui.panes.timeline.pointer import Pointer
from casefile.gui.panes.timeline.scene import Scene
from casefile.gui.theme import Theme
from casefile.gui.widgets.plain import plain_tooltip

_LAYOUTS = 48
"""Zoom steps whose layouts are kept."""
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
        self._arrangement = arrange((), "none", {})
        self._widths = np.zeros(0)
        self._layouts: OrderedDict[tuple[float, int], Layout] = OrderedDict()
        self._folding: dict[str, bool] = {}
        """Lanes by key that the person folded (True) or opened (False); the others as there is room."""
        self._brought: int | None = None
        """The row that got a place because it was focused while only the strip counted it."""
        self._density = Density(())
        self.view = View(0.0, 1.0, 1.0)
        self._fit_wanted = True
        self._scene = Scene(theme, self)
        self.setMinimumHeight(round(self._scene.least_height))
        self._pointer = Pointer(self)
        self._disputed: frozenset[str] = frozenset()

    # What is shown.

    @property
    def scene(self) -> Scene:
        """What is focused, in scope and brushed."""
        return self._scene

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @property
    def widths(self) -> Floats:
        """Of the labels in pixels, by row."""
        return self._widths

    @property
    def density(self) -> Density:
        return self._density

    def show_arrangement(self, arrangement: Arrangement, density: Density, refit: bool) -> None:
        """Other rows or other lanes. `refit` shows all of them; otherwise the stretch of time in view stays."""
        self._arrangement, self._density = arrangement, density
        # Estimated from the length: exact widths are measured when a label comes into sight.
        letter = self.fontMetrics().averageCharWidth()
        self._widths = np.array([letter * (len(row.summary) + 4) for row in arrangement.rows], dtype=float)
        self._layouts.clear()
        self._brought = None
        self._pointer.choose(set())
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

    def show_disputed(self, events: frozenset[str]) -> None:
        """Ids of the events on which articles contradict each other."""
        if events != self._disputed:
            self._disputed = events
            self._scene.show_disputed(events)
            self.viewport().update()

    def show_scope(self, inside: frozenset[int] | None, during: During | None, within: Density | None) -> None:
        """Rows in scope (None: all), the interval that the scope names, if one, and how dense what is in scope lies."""
        if inside != self._scene.inside:
            self._layouts.clear()
        self._scene.inside, self._scene.during, self._scene.within = inside, during, within
        self._changed()

    def set_theme(self, theme: Theme) -> None:
        self._scene.set_theme(theme)
        self.setMinimumHeight(round(self._scene.least_height))
        self._layouts.clear()
        self.view = self.view.resized(self._plot_width())
        self._changed()

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

    def look_at(self, day: float) -> None:
        """Bring this day into the middle."""
        self.view = self.view.centred(day)
        self._changed()

    def current_layout(self) -> Layout:
        """The layout for the zoom in view."""
        room = self.lanes_height()
        layout = Layout.key(self.view.scale), int(room)
        if layout not in self._layouts:
            first = self._scene.inside
            if self._brought is not None:
                first = (first or frozenset()) | {self._brought}
            own = (self._folding, self._scene.pitch, first)
            self._layouts[layout] = Layout(self._arrangement, self.view.scale, self._widths, room, *own)
            if len(self._layouts) > _LAYOUTS:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(layout)
        return self._layouts[layout]

    def fold(self, key: str | None, folded: bool | None) -> None:
        """Fold (or open) the lane of this key, or all lanes; None folds as there is room."""
        for lane in self._arrangement.lanes:
            if key in (None, lane.key):
                self._folding.pop(lane.key, None)
                if folded is not None:
                    self._folding[lane.key] = folded
        self._layouts.clear()
        self._changed()

    def toggle(self, box: Box) -> None:
        """Open a folded lane, fold an open one."""
        self.fold(box.lane.key, not box.folded)

    def _changed(self) -> None:
        room = self.lanes_height()
        height = self.current_layout().height
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height - room)))
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(24)
        self.viewport().update()
        self.view_changed.emit()

    def _plot_width(self) -> float:
        return float(self.viewport().width() - self._scene.gutter)

    def lanes_height(self) -> float:
        """Of the part in which the lanes are, in pixels."""
        return max(
            0.0,
            self.viewport().height() - self._scene.axis - self._scene.strip - self._scene.shelf_height(self._arrangement),
        )

    def start(self, event: int) -> float:
        """The day a row begins; infinity for the undated."""
        found = self._arrangement.extents[event]
        return found.start if found else float("inf")

    def _reveal(self, event: int) -> None:
        extent = self._arrangement.extents[event]
        bar = self.verticalScrollBar()
        if extent is None:
            return
        if not extent.meets(self.view.left, self.view.right):
            self.view = self.view.centred(extent.middle)
            self._changed()
        places = list(self.current_layout().places(event))
        if places and all(row is None for _, row, _ in places):
            # It takes a place in its lane: opening the lane would push the others out of sight.
            self._brought = event
            self._layouts.clear()
            self._changed()
            places = list(self.current_layout().places(event))
        for box, row, _ in places:
            top = box.row_top(row) if row is not None else box.strip_top
            if not bar.value() <= top <= bar.value() + self.lanes_height() - 24:
                bar.setValue(round(top - self.lanes_height() / 2))
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
            row, box = self._pointer.row_at(QPointF(event.pos())), self._pointer.titled(QPointF(event.pos()))
            said = self._told(row) if row is not None else ""
            if box is not None:
                said = words.lane(box.lane.title, len(box.lane.items) + box.lane.hidden, box.more, folded=box.folded)
            QToolTip.showText(event.globalPos(), plain_tooltip(said))
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position().x() - self._scene.gutter)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pointer.menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not travel(self, event):
            super().keyPressEvent(event)

    def _told(self, row: int) -> str:
        found = self._arrangement.rows[row]
        return words.tooltip(found, disputed=found.id in self._disputed)

    def range_words(self) -> str:
        """The stretch in view: "1 Jan 2013 – 31 Dec 2024"."""
        return f"{day_words(float(int(self.view.left)))} – {day_words(float(int(self.view.right)))}"
