"""The pointer on the drawn timeline: what lies under it, and what pressing, dragging and letting go ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from casefile.domain.scope import During
from casefile.gui.panes.timeline.axis import iso_day
from casefile.gui.panes.timeline.layout import Box

if TYPE_CHECKING:
    from casefile.gui.panes.timeline.canvas import Canvas

_EDGE = 4.0
"""This near to an end of the interval it is taken hold of."""


class Pointer:
    """Knows what is being dragged, and which rows were chosen with Ctrl."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: QPointF | None = None
        self._dragging = ""
        self._brush_day = 0.0
        """Where the interval that is drawn begins (or ends)."""
        self._chosen: set[int] = set()

    def choose(self, rows: set[int]) -> None:
        """These rows are chosen, for the menu."""
        self._chosen = rows
        self._canvas.scene.chosen = frozenset(rows)
        self._canvas.viewport().update()

    # What is done.

    def press(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragging = ""

    def move(self, event: QMouseEvent) -> None:
        canvas, at = self._canvas, event.position()
        if self._pressed is None:
            self._shape_cursor(at)
            return
        if not self._dragging:
            if (at - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            edge = self._edge_at(self._pressed)
            self._dragging = "brush" if shift or edge is not None or self._in_strip(self._pressed) else "pan"
            self._brush_day = edge if edge is not None else self._day(self._pressed.x())
        if self._dragging == "brush":
            canvas.scene.brush = (self._brush_day, self._day(at.x()))
            canvas.viewport().update()
        else:
            canvas.pan(self._pressed.x() - at.x())
            bar = canvas.verticalScrollBar()
            bar.setValue(bar.value() + round(self._pressed.y() - at.y()))
            self._pressed = at

    def release(self, event: QMouseEvent) -> None:
        canvas, pressed, dragged = self._canvas, self._pressed, self._dragging
        self._pressed, self._dragging = None, ""
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if dragged == "brush":
            first, last = sorted((self._brush_day, self._day(event.position().x())))
            canvas.scene.brush = None
            canvas.viewport().update()
            # An end that stands at midnight ends the day before.
            canvas.brushed.emit(During(iso_day(first), iso_day(last - 1e-6)))
        elif not dragged and (box := self.titled(pressed)) is not None:
            canvas.toggle(box)
        elif not dragged and self._in_strip(pressed):
            canvas.brushed.emit(None)
        elif not dragged and (row := self.row_at(pressed)) is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.choose(self._chosen ^ {row})
            else:
                self.choose(set())
                canvas.event_clicked.emit(row)

    def double(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row is not None:
            self._canvas.event_narrowed.emit(row)
        elif not self._in_strip(event.position()):
            self._canvas.zoom(2.0, event.position().x() - self._canvas.scene.gutter)

    def menu(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self._canvas.scene.focus if by_key else self.row_at(QPointF(event.pos()))
        if row is not None:
            rows = sorted(self._chosen, key=self._canvas.start) if row in self._chosen else [row]
            self._canvas.menu_wanted.emit(rows, QPointF(event.globalPos()))

    # What lies there.

    def titled(self, at: QPointF) -> Box | None:
        """The lane whose title is here, if it can be folded or opened."""
        canvas = self._canvas
        if at.x() >= canvas.scene.gutter or at.y() >= canvas.lanes_height():
            return None
        height = at.y() + canvas.verticalScrollBar().value()
        box = next(iter(canvas.current_layout().seen(height, height + 1)), None)
        return box if box is not None and box.full > 1 else None

    def row_at(self, at: QPointF) -> int | None:
        """Index of the row whose mark, label or shelf entry is here."""
        canvas = self._canvas
        gutter, lanes = canvas.scene.gutter, canvas.lanes_height()
        if at.y() >= lanes:
            return canvas.scene.shelved_at(at.x(), at.y() - lanes)
        if at.x() < gutter:
            return None
        height = at.y() + canvas.verticalScrollBar().value()
        layout = canvas.current_layout()
        item = layout.at(at.x() - gutter, height, canvas.view)
        return item.event if item else canvas.scene.labelled_at(at.x() - gutter, height, canvas.view, layout)

    def _day(self, x: float) -> float:
        return self._canvas.view.day(x - self._canvas.scene.gutter)

    def _in_strip(self, at: QPointF) -> bool:
        scene, height = self._canvas.scene, self._canvas.viewport().height()
        return at.x() >= scene.gutter and at.y() >= height - scene.axis - scene.strip

    def _edge_at(self, at: QPointF) -> float | None:
        """The other end of the interval in scope, in days, where one of its ends is here: it can be dragged."""
        scene = self._canvas.scene
        ends = scene.ends()
        if ends is None or at.x() < scene.gutter:
            return None
        near = [(abs(scene.gutter + self._canvas.view.x(day) - at.x()), ends[1 - end]) for end, day in enumerate(ends)]
        off, other = min(near)
        return other if off <= _EDGE else None

    def _shape_cursor(self, at: QPointF) -> None:
        if self._edge_at(at) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self.titled(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._in_strip(at):
            shape = Qt.CursorShape.SplitHCursor
        elif self.row_at(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.OpenHandCursor
        self._canvas.viewport().setCursor(shape)
