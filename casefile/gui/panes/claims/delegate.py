"""Draws the matrix: the claim in words, what an article says in a tinted pill with its sign, how the claim stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.domain.claims import Cell, Claim, Relation
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.model import CELL, CLAIM
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme, interface_font

_MARGIN = 8
_TINT = 0.12
_WRAP = int(Qt.TextFlag.TextWordWrap)


class MatrixDelegate(QStyledItemDelegate):
    """Colours are of the theme; each has a sign and a word beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.font = interface_font()
        self.strong = interface_font(bold=True)
        self.small = interface_font(0.88)

    @property
    def row_height(self) -> int:
        """Three lines and their margins."""
        return 2 * QFontMetrics(self.strong).height() + QFontMetrics(self.small).height() + 2 * _MARGIN

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(96, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        claim, cell = index.data(CLAIM), index.data(CELL)
        painter.save()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, self.theme["selected" if chosen else "surface"])
        painter.setPen(self.theme["border"])
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if cell is not None:
            self._cell(painter, area, cell)
        elif index.column() == 0:
            self._claim(painter, area, claim)
        else:
            self._standing(painter, area, claim)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme["accent"])
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _claim(self, painter: QPainter, area: QRect, claim: Claim) -> None:
        box = area.adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, -_MARGIN + 2)
        line, below = QFontMetrics(self.strong).height(), QFontMetrics(self.small).height()
        upper = QRect(box.left(), box.top(), box.width(), 2 * line)
        summary = QFontMetrics(self.strong).elidedText(
            isolate(one_line(claim.summary)), Qt.TextElideMode.ElideRight, box.width() * 2 - 3 * _MARGIN
        )
        self._write(painter, upper, summary, self.strong, "text", _WRAP | int(Qt.AlignmentFlag.AlignTop))
        lower = QRect(box.left(), upper.bottom() + 1, box.width(), below)
        self._write(painter, lower, words.kind(claim), self.small, "muted", int(Qt.AlignmentFlag.AlignTop))

    def _cell(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        centred = int(Qt.AlignmentFlag.AlignCenter)
        if cell.relation is Relation.SILENT:
            self._write(painter, area, words.cell(cell), self.small, "muted", centred)
            return
        tone = words.tone(cell)
        box = area.adjusted(5, _MARGIN, -5, -_MARGIN)
        tint = QColor(self.theme[tone])
        tint.setAlphaF(_TINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(box), 5, 5)
        inner = box.adjusted(4, 2, -4, -2)
        metrics = QFontMetrics(self.small)
        value = metrics.elidedText(words.cell(cell), Qt.TextElideMode.ElideRight, inner.width() * 2 - 30)
        upper = QRect(inner.left(), inner.top(), inner.width(), 2 * metrics.height())
        self._write(painter, upper, value, self.small, tone, centred | _WRAP)
        lower = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), metrics.height())
        relation = metrics.elidedText(words.relation(cell), Qt.TextElideMode.ElideRight, box.width())
        self._write(painter, lower, relation, self.small, tone, centred)

    def _standing(self, painter: QPainter, area: QRect, claim: Claim) -> None:
        box = area.adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, -_MARGIN + 2)
        line = QFontMetrics(self.strong).height()
        tone = words.STANDING_TONES[claim.standing]
        top = QRect(box.left(), box.top(), box.width(), line)
        self._write(painter, top, words.standing(claim), self.strong, tone, int(Qt.AlignmentFlag.AlignTop))
        rest = QRect(box.left(), top.bottom() + 1, box.width(), box.bottom() - top.bottom())
        metrics = QFontMetrics(self.small)
        details = words.standing_details(claim).split("\n")
        shown = "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, rest.width()) for line in details)
        self._write(painter, rest, shown, self.small, "muted", int(Qt.AlignmentFlag.AlignTop))

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, tone: str, flags: int) -> None:
        painter.setFont(font)
        painter.setPen(self.theme[tone])
        painter.drawText(area, flags, text)
