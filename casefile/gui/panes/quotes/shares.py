"""The small chart of how much of what each outlet quotes comes from people it does not name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefile.gui.panes.quotes.words import Share
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme, interface_font

_SHOWN = 6
_PAD = 10


class ShareChart(QWidget):
    """A line an outlet: name, bar, "3 of 8". Number and bar say the same, so that colour says nothing alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shares: list[Share] = []
        self._font = interface_font(0.9)
        self._line = QFontMetrics(self._font).height() + 4
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Anonymous share per outlet"))

    def show_shares(self, shares: list[Share]) -> None:
        self._shares = shares
        said = [self.tr("{}: {} of {}").format(one_line(s.outlet), s.anonymous, s.total) for s in shares]
        self.setAccessibleDescription("; ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, (min(len(self._shares), _SHOWN) + 1) * self._line + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.setPen(self.theme["border"])
        painter.drawLine(0, 0, self.width(), 0)
        metrics = QFontMetrics(self._font)
        self._text(painter, 0, _PAD, self.width() - 2 * _PAD, self.tr("Quotes from unnamed sources"), "muted")
        left = min(150, self.width() * 2 // 5)
        numbers = [self.tr("{} of {}").format(share.anonymous, share.total) for share in self._shares[:_SHOWN]]
        right = max((metrics.horizontalAdvance(words) + 4 for words in numbers), default=0)
        for place, (share, words) in enumerate(zip(self._shares[:_SHOWN], numbers, strict=True), start=1):
            name = isolate(one_line(share.outlet)) or self.tr("No outlet")
            self._text(painter, place, _PAD, left - _PAD, name, "text")
            room = QRectF(left + 4, _PAD + (place + 0.5) * self._line - 3, self.width() - left - right - 2 * _PAD - 8, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme["track"])
            painter.drawRoundedRect(room, 3, 3)
            if share.anonymous:
                painter.setBrush(self.theme["quote"])
                painter.drawRoundedRect(QRectF(room.left(), room.top(), max(6.0, room.width() * share.share), 6), 3, 3)
            self._text(painter, place, self.width() - right - _PAD, right, words, "muted")
        painter.end()

    def _text(self, painter: QPainter, line: int, left: int, width: int, text: str, colour: str) -> None:
        shown = QFontMetrics(self._font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setPen(self.theme[colour])
        area = QRect(left, _PAD + line * self._line, width + 2, self._line)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
