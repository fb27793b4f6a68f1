"""Draws one hit: what it is, its title, its snippet with the words found tinted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.domain.hits import Hit
from casefile.gui.icons import pixmap
from casefile.gui.panes.search.model import HIT, Index, title
from casefile.gui.text import Offsets, shown
from casefile.gui.theme import Theme, interface_font, reading_font

_MARGIN, _SIGN = 14, 26
_LINES = 3
_SAME = 60
"""Letters by which a snippet is known to begin as the title does."""
ICONS = {"article": "article", "quote": "speaker", "note": "note", "entity": "entity", "event": "clock"}


def heading(hit: Hit) -> str:
    """What stands over the snippet: the title, unless the snippet begins with the same words."""
    begins, same = (" ".join(words.split()).strip("…").casefold() for words in (hit.snippet, hit.title))
    if hit.article and hit.kind == "event" and begins.startswith(same[:_SAME]):
        return hit.article
    return title(hit)


class HitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.width = 400

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        hit: Hit = index.data(HIT)
        high = QFontMetrics(interface_font(bold=True)).height()
        return QSize(self.width, round(high + self._snippet(hit, self.width - 2 * _MARGIN - _SIGN)[1] + 22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT)
        theme, area = self.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme["selected"])
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme["raised"])
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme["border"])
        left, top, width = area.left() + _MARGIN + _SIGN, area.top() + 9, area.width() - 2 * _MARGIN - _SIGN
        sign = pixmap(ICONS.get(hit.kind, "dot"), theme.colours["muted"], 16, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(area.left() + _MARGIN, top + 1), sign)
        font = interface_font(bold=True)
        metrics = QFontMetrics(font)
        painter.setFont(interface_font(0.9))
        painter.setPen(theme["muted"])
        kind = QFontMetrics(painter.font()).horizontalAdvance(hit.kind) + 12
        painter.drawText(QRectF(left, top, width, metrics.height()), int(Qt.AlignmentFlag.AlignRight), hit.kind)
        painter.setFont(font)
        painter.setPen(theme["text"])
        words = metrics.elidedText(heading(hit), Qt.TextElideMode.ElideRight, width - kind)
        painter.drawText(QRectF(left, top, width - kind, metrics.height()), int(Qt.AlignmentFlag.AlignLeft), words)
        layout, _ = self._snippet(hit, width)
        painter.setPen(theme["text"])
        layout.draw(painter, QPointF(left, top + metrics.height() + 3))
        painter.restore()

    def _snippet(self, hit: Hit, width: int) -> tuple[QTextLayout, float]:
        """The snippet laid out in at most three lines, and how high they are."""
        words = shown(hit.snippet.replace("\n", " "))
        offsets = Offsets(words)
        layout = QTextLayout(words, reading_font(0.88))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        formats = []
        for start, end in hit.hits:
            tint = QTextLayout.FormatRange()
            tint.start = offsets.to_qt(start)
            tint.length = offsets.to_qt(end) - tint.start
            look = QTextCharFormat()
            look.setBackground(self.theme["hit"])
            look.setForeground(self.theme["on_hit"])
            tint.format = look
            formats.append(tint)
        layout.setFormats(formats)
        layout.beginLayout()
        high = 0.0
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, high))
            high += line.height() * 1.15
        layout.endLayout()
        return layout, high
