"""Paints what was read in a text over the text: tints below the letters, lines above them, numbers and speaker lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock

from casefile.gui.panes.reader.page import GUTTER, QUOTE_INDENT, speaker_line
from casefile.gui.theme import interface_font

if TYPE_CHECKING:
    from casefile.gui.panes.reader.view import ReaderView

UNSURE = 0.6
"""Below this sureness a mark's line is dashed."""


class Strokes:
    """For one frame; the painter is in coordinates of the document."""

    def __init__(self, view: ReaderView, painter: QPainter) -> None:
        self.view = view
        self.painter = painter

    def below(self, block: QTextBlock, rect: QRectF) -> None:
        page = self.view.page
        assert page is not None
        piece = page.piece_of_block(block.blockNumber())
        if piece is None:
            return
        theme, layers, painter = self.view.theme, self.view.layers, self.painter
        if piece.quotes and "quote" not in layers.hidden:
            small = QFontMetricsF(interface_font(0.95))
            area = QRectF(rect.left(), rect.top() - small.height() - 12, 1, 1)
            area.setRight(self.view.document().textWidth())
            area.setBottom(rect.bottom() + 6)
            painter.fillRect(area, theme["quote_tint"])
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme["quote"])
        for start, end in layers.quote_spans(piece.start, piece.end):
            self._tint(block, start, end, theme["quote_words" if piece.quotes else "quote_tint"])
        for mark in layers.shown(piece.start, piece.end):
            if mark.kind == "figure":
                self._tint(block, mark.start, mark.end, theme["figure_tint"], round_by=3)
            elif mark.kind == "note":
                self._tint(block, mark.start, mark.end, theme["note_tint"])
            if layers.is_linked(mark):
                self._tint(block, mark.start, mark.end, theme["linked"], round_by=3)
        for start, end in layers.within(layers.hits, piece.start, piece.end):
            self._tint(block, start, end, theme["hit"], round_by=3)
        for start, end in layers.within(layers.found, piece.start, piece.end):
            current = (start, end) == layers.found_current
            self._tint(block, start, end, theme["accent" if current else "hit"], round_by=3, alpha=90 if current else 255)
        if layers.spot is not None and layers.spot[0] < piece.end and layers.spot[1] > piece.start:
            self._tint(block, *layers.spot, theme["linked"], round_by=3)
        for start, end in layers.within(layers.differing, piece.start, piece.end):
            self._tint(block, start, end, theme["differs_tint"], round_by=2)

    def above(self, block: QTextBlock, rect: QRectF) -> None:
        page = self.view.page
        assert page is not None
        piece = page.piece_of_block(block.blockNumber())
        if piece is None:
            return
        theme, layers, painter = self.view.theme, self.view.layers, self.painter
        for mark in layers.shown(piece.start, piece.end):
            if mark.kind in ("figure", "quote", "note"):
                continue
            colour = QColor(theme.of_kind(mark.kind))
            if mark.frame:
                colour.setAlpha(120)
            style = Qt.PenStyle.DotLine if mark.kind == "date" else Qt.PenStyle.SolidLine
            if mark.kind == "event" or (mark.confidence < UNSURE and not mark.decision):
                style = Qt.PenStyle.DashLine
            self._underline(block, mark.start, mark.end, QPen(colour, 3 if layers.is_linked(mark) else 1.8, style))
        for start, end in layers.within(layers.differing, piece.start, piece.end):
            self._underline(block, start, end, QPen(theme["differs"], 1.6, Qt.PenStyle.DashDotLine), below=2)
        for start, end in layers.indirect_spans(piece.start, piece.end):
            self._side_bar(block, rect, start, end)
        self.painter.setFont(interface_font(0.9))
        if piece.number is not None:
            first = block.layout().lineAt(0)
            baseline = rect.top() + (first.y() + first.ascent() if first.isValid() else 12)
            tall = max(22.0, self.painter.fontMetrics().height() + 2.0)
            self.painter.setPen(theme["muted"])
            painter.drawText(
                QRectF(0, baseline + 2 - tall, GUTTER - 18, tall),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
                str(piece.number),
            )
        if piece.number is not None and layers.conflicts(piece.start, piece.end):
            self.painter.setPen(theme["differs"])
            box = QRectF(0, baseline + 2, GUTTER - 18, tall)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), "✕")
        if piece.quotes and "quote" not in layers.hidden:
            font = interface_font(0.95)
            metrics = QFontMetricsF(font)
            self.painter.setFont(font)
            self.painter.setPen(theme["quote"])
            words = "   |   ".join(dict.fromkeys(speaker_line(quote) for quote in piece.quotes))
            left = rect.left() + QUOTE_INDENT
            width = self.view.document().textWidth() - left - 12
            line = QRectF(left, rect.top() - metrics.height() - 7, width, metrics.height() + 2)
            painter.drawText(
                line, int(Qt.AlignmentFlag.AlignLeft), metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            )

    def _tint(
        self,
        block: QTextBlock,
        start: int,
        end: int,
        colour: QColor,
        *,
        round_by: float = 0,
        alpha: int = 255,
    ) -> None:
        colour = QColor(colour)
        colour.setAlpha(alpha)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        for left, right, baseline, ascent, descent in self.view.stretches(block, start, end):
            area = QRectF(left - 1.5, baseline - ascent, right - left + 3, ascent + descent + 1)
            self.painter.drawRoundedRect(area, round_by, round_by)

    def _underline(self, block: QTextBlock, start: int, end: int, pen: QPen, below: float = 3.5) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        for left, right, baseline, _, _ in self.view.stretches(block, start, end):
            y = round(baseline + below) + 0.5
            self.painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _side_bar(self, block: QTextBlock, rect: QRectF, start: int, end: int) -> None:
        """Beside the lines of indirect speech, thinner than that of a quote."""
        found = self.view.stretches(block, start, end)
        lines = [(baseline - ascent, baseline + descent) for _, _, baseline, ascent, descent in found]
        if lines:
            area = QRectF(rect.left() - 8, lines[0][0], 1.5, lines[-1][1] - lines[0][0])
            self.painter.fillRect(area, self.view.theme["quote"])
