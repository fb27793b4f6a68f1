"""Draws one entity: name, a line of aliases or role, a bar of its mentions, their number."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter

from casefile.domain.rows import EntityRow
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate

_BAR = 84
_NUMBER = 44


def second_line(row: EntityRow) -> str:
    """The latest role, else other names."""
    if row.roles:
        return isolate(one_line(row.roles[-1].role, 120))
    return ", ".join(isolate(one_line(alias, 60)) for alias in row.aliases if alias != row.name)


class EntityDelegate(RowDelegate):
    """`most` is the number of mentions that fills the bar."""

    most = 1

    def height(self, row: EntityRow) -> int:
        return max(30, self.line + 12) + (self.small_line if second_line(row) else 0)

    def paint_row(self, painter: QPainter, area: QRect, row: EntityRow, faded: bool) -> None:
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        bar = _BAR if box.width() > 240 else 40
        left = box.adjusted(0, 0, -(bar + _NUMBER + 10), 0)
        left.setRight(left.right() - self.decided(painter, left, row.decision))
        name = isolate(one_line(row.name))
        words = f"★ {name}" if row.starred else name
        font = self.font
        if faded:
            font = QFont(self.font)
            font.setStrikeOut(True)
        more = second_line(row)
        if more:
            top = area.top() + (area.height() - self.line - self.small_line) // 2
            self.write(painter, QRect(left.left(), top, left.width(), self.line), words, "muted" if faded else "text", font)
            below = QRect(left.left(), top + self.line, left.width(), self.small_line)
            self.write(painter, below, more, "muted", self.small)
        else:
            self.write(painter, left, words, "muted" if faded else "text", font)
        middle = area.center().y() + 0.5
        track = QRectF(box.right() - _NUMBER - bar, middle - 3, bar, 6)
        self.bar(painter, track, row.mentions / max(self.most, row.mentions, 1), self.theme.of_kind(row.type.value))
        self.write(painter, box, f"{row.mentions:,}", "muted", right=True)
