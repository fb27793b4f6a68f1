"""Draws one figure: the amount on the tint of figures, where it stands, and its sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from casefile.domain.rows import FigureRow
from casefile.gui.panes.figures import words
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate


class FigureDelegate(RowDelegate):
    def height(self, _row: FigureRow) -> int:
        return self.line + self.small_line + 18

    def paint_row(self, painter: QPainter, area: QRect, row: FigureRow, faded: bool) -> None:
        box = area.adjusted(MARGIN, 6, -MARGIN, -6)
        top = QRect(box.left(), box.top(), box.width(), self.line + 2)
        top.setRight(top.right() - self.write(painter, top, words.citation(row), "muted", self.small, right=True) - 8)
        top.setRight(top.right() - self.decided(painter, top, row.decision))
        amount = words.amount(row)
        width = min(QFontMetrics(self.strong).horizontalAdvance(amount) + 12, top.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme["figure_tint"])
        painter.drawRoundedRect(QRectF(top.left() - 4, top.top(), width, top.height()), 4, 4)
        self.write(painter, top.adjusted(2, 0, 0, 0), amount, "muted" if faded else "figure", self.strong)
        below = QRect(box.left(), box.bottom() - self.small_line + 1, box.width(), self.small_line)
        self.write(painter, below, isolate(one_line(row.place.sentence)), "muted", self.small)
