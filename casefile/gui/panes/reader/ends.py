"""The two ends of the mark that is looked at: drawn as handles, and drawn elsewhere with the mouse or the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from casefile.domain.rows import Mark

if TYPE_CHECKING:
    from casefile.gui.panes.reader.view import ReaderView

_NEAR = 6
"""Pixels beside an end within which it is taken hold of."""
_KNOB = 3.5
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
START, END = "start", "end"


class Ends:
    """Belongs to a view. Nothing is changed until the view is told to by `corrected`."""

    def __init__(self, view: ReaderView) -> None:
        self._view = view
        self.held = ""
        """The end in the hand: start, end or none."""
        self.span: tuple[int, int] | None = None
        """Where the ends have been drawn to, while one is in the hand."""

    @property
    def mark(self) -> Mark | None:
        """The mark whose ends can be drawn."""
        return self._view.layers.mark_of(self._view.layers.spot)

    def at(self, position: QPoint) -> str | None:
        """The end under a point of the viewport."""
        mark = self.mark
        if mark is None:
            return None
        for name, area in zip((START, END), self._areas(mark.start, mark.end), strict=True):
            shown = area.translated(0, -self._view.verticalScrollBar().value())
            if shown.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(QPointF(position)):
                return name
        return None

    def take(self, position: QPoint) -> bool:
        """Take the end under this point into the hand, if there is one."""
        mark, name = self.mark, self.at(position)
        if mark is None or name is None:
            return False
        self.held, self.span = name, (mark.start, mark.end)
        return True

    def move(self, position: QPoint) -> None:
        """Draw the end in the hand to this point."""
        page = self._view.page
        place = self._view.cursorForPosition(position).position()
        point = page.to_text(place) if page is not None else None
        if point is not None and self.span is not None:
            start, end = self.span
            self.span = (min(point, end - 1), end) if self.held == START else (start, max(point, start + 1))
            self._view.viewport().update()

    def let_go(self) -> None:
        """The mark ends where its ends are now."""
        mark, span = self.mark, self.span
        self.drop()
        if mark is not None and span is not None and span != (mark.start, mark.end):
            self._view.corrected.emit(mark, *span)

    def drop(self) -> None:
        """Nothing is in the hand any more."""
        self.held, self.span = "", None
        self._view.viewport().update()

    def step(self, name: str, by: int) -> None:
        """An end to the next or the previous edge of a word: what dragging does, by the keyboard."""
        mark, page = self.mark, self._view.page
        if mark is None or page is None:
            return
        here = mark.start if name == START else mark.end
        nearby = page.article.text[max(0, here - 200) : here + 200]
        offset = max(0, here - 200)
        edges = sorted({offset + (word.start() if name == START else word.end()) for word in _WORD.finditer(nearby)})
        further = [edge for edge in edges if edge > here] if by > 0 else [edge for edge in reversed(edges) if edge < here]
        if further:
            span = (further[0], mark.end) if name == START else (mark.start, further[0])
            if span[0] < span[1]:
                self._view.corrected.emit(mark, *span)

    def paint(self, painter: QPainter) -> None:
        """Handles at both ends; what is being drawn is tinted as it would be. In coordinates of the document."""
        mark = self.mark
        if mark is None:
            return
        theme = self._view.theme
        start, end = self.span or (mark.start, mark.end)
        painter.setPen(QPen(theme["accent"], 1.6))
        painter.setBrush(theme["surface"])
        for area in self._areas(start, end):
            painter.drawLine(QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom()))
            painter.drawEllipse(QPointF(area.center().x(), area.bottom() + _KNOB - 1), _KNOB, _KNOB)
        if self.span is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            tint = theme["accent"]
            tint.setAlpha(60)
            painter.setBrush(tint)
            for block, _ in self._view.visible():
                piece = self._view.page.piece_of_block(block.blockNumber()) if self._view.page is not None else None
                if piece is not None and piece.start < end and piece.end > start:
                    for left, right, baseline, ascent, descent in self._view.stretches(block, start, end):
                        painter.drawRect(QRectF(left, baseline - ascent, right - left, ascent + descent))

    def _areas(self, start: int, end: int) -> tuple[QRectF, QRectF]:
        """Lines before the first and after the last letter, in coordinates of the document."""
        first, last = self._view.rect_in_document(start), self._view.rect_in_document(max(start, end - 1))
        return QRectF(first.left() - 1, first.top(), 1, first.height()), QRectF(last.right(), last.top(), 1, last.height())
