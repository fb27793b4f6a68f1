"""Draws one quote: a bar and a tint, the speaker line with its citation, and two lines of what was said."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption

from casefile.domain.rows import QuoteRow
from casefile.gui.panes.quotes import words
from casefile.gui.text import Offsets, one_line
from casefile.gui.theme import Theme, reading_font
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate

_LINES = 2
_KIND = {"direct": "direct", "mixed": "mixed", "indirect": "indirect"}


class QuoteDelegate(RowDelegate):
    capitals = False

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.serif = reading_font(0.88)
        self.serif_line = QFontMetrics(self.serif).height()

    def height(self, _row: QuoteRow) -> int:
        return 2 * self.small_line + _LINES * self.serif_line + 22

    def paint_row(self, painter: QPainter, area: QRect, row: QuoteRow, faded: bool) -> None:
        theme = self.theme
        card = area.adjusted(MARGIN - 4, 4, -(MARGIN - 4), -4)
        painter.fillRect(card, theme["quote_tint"])
        painter.fillRect(QRect(card.left(), card.top(), 3, card.height()), theme["quote"])
        box = card.adjusted(12, 5, -8, -5)
        top = QRect(box.left(), box.top(), box.width(), self.small_line)
        where = words.citation(row)
        used = self.write(painter, top, where, "muted", self.small, right=True) + 8
        top.setRight(top.right() - used)
        top.setRight(top.right() - self.decided(painter, top, row.decision))
        star = "★ " if row.starred else ""
        self.write(painter, top, star + words.speaker_line(row), "muted" if faded else "quote", self.small)
        painter.setFont(self.serif)
        painter.setPen(theme["muted" if faded else "text"])
        self._lines(painter, QRect(box.left(), top.bottom() + 2, box.width(), _LINES * self.serif_line), words.said(row))
        below = QRect(box.left(), box.bottom() - self.small_line + 1, box.width(), self.small_line)
        self.write(painter, below, _KIND.get(row.kind, row.kind), "muted", self.small, right=True)
        below.setRight(below.right() - QFontMetrics(self.small).horizontalAdvance("indirect") - 8)
        self.write(painter, below, one_line(row.outlet), "muted", self.small)

    def _lines(self, painter: QPainter, area: QRect, text: str) -> None:
        """As many lines as the area has, the last one elided where there is more."""
        # More than these characters cannot show in two lines, and laying out a page for them would be waste.
        layout = QTextLayout(text[:600], self.serif)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        drawn: list[tuple[int, int]] = []
        while len(drawn) <= _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(area.width(), 20))
            drawn.append((line.textStart(), line.textLength()))
        layout.endLayout()
        for number in range(min(len(drawn), _LINES)):
            y = area.top() + number * self.serif_line
            if number == _LINES - 1 and len(drawn) > _LINES:
                rest = layout.text()[Offsets(layout.text()).to_text(drawn[number][0]) :]
                metrics = QFontMetrics(self.serif)
                elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, area.width())
                painter.drawText(QPointF(area.left(), y + metrics.ascent()), elided)
            else:
                layout.lineAt(number).setPosition(QPointF(0, number * self.serif_line))
                layout.lineAt(number).draw(painter, QPointF(area.topLeft()))
