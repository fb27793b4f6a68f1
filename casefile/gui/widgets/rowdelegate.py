"""How rows of lists look: ground by state, header of a group, elided lines. A delegate of a pane adds the row itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.rowlist import HEADER, Header, Index
from casefile.gui.widgets.rowtable import LINKED, ROW

MARGIN = 12
DECISIONS = {"accepted": ("✓", "agrees"), "rejected": ("✕", "differs"), "corrected": ("✎", "accent")}
"""Sign and colour of what was decided."""


_APART = 14
"""Between the title of a header and what stands right of it."""


class RowDelegate(QStyledItemDelegate):
    """Base: paints ground, focus and headers; `paint_row` and `height` are the pane's."""

    capitals = True
    """Headers in capitals: for kinds, not for names."""
    uniform = 0
    """Height of every row and header where there are too many to measure each; 0 where each has its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.font = interface_font()
        self.strong = QFont(self.font)
        self.strong.setWeight(QFont.Weight.Medium)
        self.small = interface_font(0.9)
        self.line = QFontMetrics(self.font).height()
        self.small_line = QFontMetrics(self.small).height()

    def height(self, _row: Any) -> int:
        """Of a row, in pixels."""
        return max(28, self.line + 10)

    def paint_row(self, painter: QPainter, area: QRect, row: Any, faded: bool) -> None:
        """Draw the row inside `area`."""
        raise NotImplementedError

    # For the panes' own painting.

    def write(
        self, painter: QPainter, area: QRect, text: str, colour: str, font: QFont | None = None, *, right: bool = False
    ) -> int:
        """One elided line in the middle of the area; the width it took."""
        font = font or self.font
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(self.theme[colour])
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(QRectF(area), int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
        return min(metrics.horizontalAdvance(shown), area.width())

    def bar(self, painter: QPainter, area: QRectF, share: float, colour: QColor) -> None:
        """A bar in its track; `share` is 0..1, and what is not nothing is at least seen."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme["track"])
        radius = area.height() / 2
        painter.drawRoundedRect(area, radius, radius)
        if share > 0:
            painter.setBrush(colour)
            painter.drawRoundedRect(
                QRectF(area.left(), area.top(), max(area.height(), area.width() * share), area.height()), radius, radius
            )

    def decided(self, painter: QPainter, area: QRect, decision: str) -> int:
        """The sign of a decision at the right of the area; the width it took."""
        if decision not in DECISIONS:
            return 0
        sign, colour = DECISIONS[decision]
        return self.write(painter, area, sign, colour, self.strong, right=True) + 6

    # Qt's delegate.

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.uniform:
            return QSize(80, self.uniform)
        if index.data(HEADER) is not None:
            return QSize(80, max(28, self.small_line + 12))
        return QSize(80, self.height(index.data(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        header: Header | None = index.data(HEADER)
        if header is not None:
            self._header(painter, area, header)
        else:
            linked, selected = bool(index.data(LINKED)), bool(option.state & QStyle.StateFlag.State_Selected)
            if selected or linked:
                painter.fillRect(area, self.theme["selected"])
            elif option.state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, self.theme["raised"])
            if selected:
                painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), self.theme["accent"])
            row = index.data(ROW)
            if row is None:
                self.write(painter, area.adjusted(MARGIN, 0, -MARGIN, 0), "…", "muted")
                painter.restore()
                return
            self.paint_row(painter, area, row, getattr(row, "decision", "") == "rejected")
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.restore()

    def _header(self, painter: QPainter, area: QRect, header: Header) -> None:
        """Title, count, and an arrow that says whether it is open."""
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        box.setRight(box.right() - self.write(painter, box, f"{header.count:,}", "muted", self.small, right=True) - _APART)
        if header.folded:
            box.setRight(box.right() - _APART)
        title = header.title.upper() if self.capitals else header.title
        used = self.write(painter, box, title, "muted", self.small)
        if header.folded:
            self._arrow(painter, QPointF(box.left() + used + 12, box.center().y() + 1))

    def _arrow(self, painter: QPainter, centre: QPointF) -> None:
        painter.setPen(QPen(self.theme["muted"], 1.4))
        painter.drawLine(centre + QPointF(-2, -4), centre + QPointF(2, 0))
        painter.drawLine(centre + QPointF(2, 0), centre + QPointF(-2, 4))


class CellDelegate(QStyledItemDelegate):
    """For tables: rows that belong to the focus have its ground, the whole current row its bar, as lists have."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.data(LINKED):
            painter.fillRect(area, self.theme["selected"])
        if selected and index.column() == 0:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), self.theme["accent"])
        box = area.adjusted(8, 0, -8, 0)
        painter.setPen(self.theme["text"])
        painter.setFont(option.font)
        words = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(QRectF(box), int(alignment) | int(Qt.TextFlag.TextSingleLine), words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(0, 0, -1, -1))


def dress_table(table: QTableView, theme: Theme, letters: tuple[int, ...]) -> CellDelegate:
    """Gives a table of rows its looks; `letters` are the widths of the columns in average letters."""
    delegate = CellDelegate(theme)
    table.setItemDelegate(delegate)
    table.setSortingEnabled(True)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(max(28, table.fontMetrics().height() + 10))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    for column, width in enumerate(letters):
        table.setColumnWidth(column, width * table.fontMetrics().averageCharWidth() + 16)
    return delegate
