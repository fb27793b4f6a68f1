"""Draws one article: the outlet's tile, title on at most two lines, what is known about it, a hint with a sign."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.domain.rows import ArticleRow
from casefile.gui.icons import pixmap
from casefile.gui.panes.articles.model import ROW, Index, hint, initial, numbered, title
from casefile.gui.text import text_units
from casefile.gui.theme import Theme, interface_font

_MARGIN, _TILE, _GAP = 12, 26, 10
_LINES = 2
_WHOLE = 16
"""Letters of a part that stays on one line."""


class ArticleDelegate(QStyledItemDelegate):
    """`linked` are the numbers of articles that hold the focus; `current` is the one in the reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.set_theme(theme)
        self.linked: frozenset[int] = frozenset()
        self.dimmed = False
        self.width = 240
        self.uniform = False
        """All rows as high as the highest can be: measuring each of a hundred thousand would take seconds."""

    def set_theme(self, theme: Theme) -> None:
        """Other colours, and the fonts as they are now."""
        self.theme = theme
        self._title_font = interface_font()
        self._title_font.setWeight(QFont.Weight.Medium)
        self._small_font = interface_font(0.9)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        title_high, small_high = QFontMetrics(self._title_font).height(), QFontMetrics(self._small_font).height()
        if self.uniform:
            return QSize(self.width, _LINES * title_high + _LINES * small_high + small_high + 22)
        row: ArticleRow | None = index.data(ROW)
        if row is None:
            return QSize(self.width, _TILE + 18)
        width = self.width - 2 * _MARGIN - _TILE - _GAP
        high = len(_wrap(title(row), self._title_font, width, _LINES)) * title_high
        high += len(_wrap(_bound(numbered(row), self._small_font, width), self._small_font, width, _LINES)) * small_high
        if hint(row):
            high += small_high + 2
        return QSize(self.width, max(high + 20, _TILE + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ArticleRow | None = index.data(ROW)
        theme, area = self.theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, theme["selected"])
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme["accent"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme["raised"])
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme["border"])
        if row is None:
            # It is being asked for.
            painter.setPen(theme["muted"])
            painter.drawText(area.adjusted(_MARGIN, 8, 0, 0), int(Qt.AlignmentFlag.AlignLeft), str(index.data()))
            painter.restore()
            return
        if self.dimmed and row.number not in self.linked and not selected:
            painter.setOpacity(0.55)
        self._tile(painter, row, QRectF(area.left() + _MARGIN, area.top() + 9, _TILE, _TILE))
        left = area.left() + _MARGIN + _TILE + _GAP
        width = area.width() - 2 * _MARGIN - _TILE - _GAP
        y = float(area.top() + 8)
        painter.setPen(theme["text"])
        y = _draw(painter, title(row), self._title_font, left, y, width)
        painter.setPen(theme["muted"])
        y = _draw(painter, _bound(numbered(row), self._small_font, width), self._small_font, left, y + 2, width)
        if words := hint(row):
            picture = pixmap("warning", theme.colours["single"], 12, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(left, y + 3), picture)
            painter.setPen(theme["single"])
            _draw(painter, words, self._small_font, left + 16, y + 2, width - 16)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setOpacity(1.0)
            painter.setPen(theme["accent"])
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        painter.restore()

    def _tile(self, painter: QPainter, row: ArticleRow, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.tile(row.outlet))
        painter.drawRoundedRect(area, 5, 5)
        painter.setPen(self.theme.tile_colour)
        painter.setFont(interface_font(bold=True))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), initial(row))
        if row.starred:
            picture = pixmap("star", self.theme.colours["single"], 12, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(area.left() + 7, area.bottom() + 4), picture)


def _bound(text: str, font: QFont, width: int) -> str:
    """What is known, in parts that are not torn apart ("14 May 2025"), the point between two at the end of a line; torn
    where not all would fit otherwise."""
    first, *rest = text.split(" · ")
    whole = (first, *(part.replace(" ", "\u00a0") if len(part) <= _WHOLE else part for part in rest))
    bound = "\u00a0· ".join(whole)
    return "\u00a0· ".join((first, *rest)) if _wrap(bound, font, width, _LINES)[-1].endswith("…") else bound


def _wrap(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of this width, the last one elided."""
    return _wrapped(text, font.toString(), width, most)


@lru_cache(maxsize=4096)
def _wrapped(text: str, font_name: str, width: int, most: int) -> tuple[str, ...]:
    # Asked for twice a row, once to measure and once to draw, and again whenever the list is laid out.
    font = QFont()
    font.fromString(font_name)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        lines.append(text_units(text, line.textStart(), line.textLength()))
        if len(lines) > most:
            break
    layout.endLayout()
    if len(lines) > most:
        rest = lines[most - 1] + lines[most]
        lines = [*lines[: most - 1], QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return tuple(lines) or ("",)


def _draw(painter: QPainter, text: str, font: QFont, left: int, y: float, width: int) -> float:
    """Draws and says where the next line begins."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    for line in _wrap(text, font, width, _LINES):
        painter.drawText(QRectF(left, y, width, metrics.height()), int(Qt.AlignmentFlag.AlignLeft), line.rstrip())
        y += metrics.height()
    return y
