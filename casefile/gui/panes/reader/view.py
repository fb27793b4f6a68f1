"""Shows a Page and paints what was read in it: marks by kind, quotes, hits, the focus. Nothing of it is in the document,
so that switching a kind on or off paints anew and lays out nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from casefile.domain.rows import Mark
from casefile.gui.panes.reader.layers import Layers
from casefile.gui.panes.reader.page import GUTTER, QUOTE_INDENT, Page, speaker_line
from casefile.gui.theme import Theme, interface_font

_COLUMN = 78
"""Width of the column in average characters: about 70 of real text."""
_HOVER_MS = 300
UNSURE = 0.6
"""Below this sureness a mark's line is dashed."""


class ReaderView(QTextEdit):
    """A read-only text whose places are those of the article."""

    hovered = Signal(object, object)
    """(Mark or None, global QPoint): the pointer rests on a mark, or has left it."""
    pressed = Signal(object, bool)
    """(Mark, whether twice): a mark was clicked."""
    menu_wanted = Signal(object, object)
    """(Mark or None, global QPoint)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.page: Page | None = None
        self.layers = Layers()
        self.setObjectName("reader-text")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Text of the article")
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)
        self._resting = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._resting.timeout.connect(self._rested)
        self._under: Mark | None = None
        self._pointer = QPoint()
        self._pressed_at = QPoint()

    def show_page(self, page: Page) -> None:
        """Show this from its top."""
        self.page = page
        self.setDocument(page.document)
        self._wrap()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    # Places.

    def point_at(self, position: QPoint) -> int | None:
        """Place in the text under a point of the viewport, None where there is no text."""
        if self.page is None:
            return None
        where = QPointF(position.x() + self.horizontalScrollBar().value(), position.y() + self.verticalScrollBar().value())
        found = self.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)
        return self.page.to_text(found) if found >= 0 else None

    def mark_at(self, position: QPoint) -> Mark | None:
        """The innermost mark under a point of the viewport."""
        point = self.point_at(position)
        return self.layers.mark_at(point) if point is not None else None

    def selected(self) -> tuple[int, int] | None:
        """The selected passage, without white space at its ends; None when nothing is."""
        cursor = self.textCursor()
        if self.page is None or not cursor.hasSelection():
            return None
        start, end = self.page.to_text(cursor.selectionStart()), self.page.to_text(cursor.selectionEnd())
        if end is None:
            return None
        words = self.page.article.text[start or 0 : end]
        first = (start or 0) + len(words) - len(words.lstrip())
        last = end - (len(words) - len(words.rstrip()))
        return (first, last) if last > first else None

    def select(self, start: int, end: int) -> None:
        """Select a passage, for the keyboard and for screen readers."""
        if self.page is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.page.to_document(start))
        cursor.setPosition(self.page.to_document(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def scroll_to(self, point: int, *, top: bool = False) -> None:
        """Bring a place into view: a third down the window if it is not in it, or to the top."""
        if self.page is None:
            return
        rect = self._rect_of(point)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top:
            bar.setValue(int(rect.top()))
        elif not bar.value() + 8 <= rect.top() <= bar.value() + height - rect.height() - 24:
            bar.setValue(int(rect.top() - height / 3))

    def first_visible(self) -> int:
        """Place in the text at the top of the view."""
        if self.page is None:
            return 0
        for block, _ in self._visible():
            piece = self.page.piece_of_block(block.blockNumber())
            if piece is not None:
                return piece.start
        return 0

    def rect_of(self, start: int) -> QRectF:
        """Where a place stands, in coordinates of the viewport."""
        return self._rect_of(start).translated(0, -self.verticalScrollBar().value())

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        visible = list(self._visible()) if self.page is not None else []
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for block, rect in visible:
            self._paint_below(painter, block, rect)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        for block, rect in visible:
            self._paint_above(painter, block, rect)
        painter.end()

    def _paint_below(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        page = self.page
        assert page is not None
        piece = page.piece_of_block(block.blockNumber())
        if piece is None:
            return
        theme, layers = self.theme, self.layers
        if piece.quotes and "quote" not in layers.hidden:
            small = QFontMetricsF(interface_font(0.95))
            area = QRectF(rect.left(), rect.top() - small.height() - 12, 1, 1)
            area.setRight(self.document().textWidth())
            area.setBottom(rect.bottom() + 6)
            painter.fillRect(area, theme["quote_tint"])
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme["quote"])
        for start, end in layers.quote_spans(piece.start, piece.end):
            self._tint(painter, block, start, end, theme["quote_words" if piece.quotes else "quote_tint"])
        for mark in layers.shown(piece.start, piece.end):
            if mark.kind == "figure":
                self._tint(painter, block, mark.start, mark.end, theme["figure_tint"], round_by=3)
            elif mark.kind == "note":
                self._tint(painter, block, mark.start, mark.end, theme["note_tint"])
            if layers.is_linked(mark):
                self._tint(painter, block, mark.start, mark.end, theme["linked"], round_by=3)
        for start, end in layers.within(layers.hits, piece.start, piece.end):
            self._tint(painter, block, start, end, theme["hit"], round_by=3)
        for start, end in layers.within(layers.found, piece.start, piece.end):
            current = (start, end) == layers.found_current
            self._tint(
                painter, block, start, end, theme["accent" if current else "hit"], round_by=3, alpha=90 if current else 255
            )
        if layers.spot is not None and layers.spot[0] < piece.end and layers.spot[1] > piece.start:
            self._tint(painter, block, *layers.spot, theme["linked"], round_by=3)

    def _paint_above(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        page = self.page
        assert page is not None
        piece = page.piece_of_block(block.blockNumber())
        if piece is None:
            return
        theme, layers = self.theme, self.layers
        for mark in layers.shown(piece.start, piece.end):
            if mark.kind in ("figure", "quote", "note"):
                continue
            colour = QColor(theme.of_kind(mark.kind))
            if mark.frame:
                colour.setAlpha(120)
            style = Qt.PenStyle.DotLine if mark.kind == "date" else Qt.PenStyle.SolidLine
            if mark.kind == "event" or (mark.confidence < UNSURE and not mark.decision):
                style = Qt.PenStyle.DashLine
            self._underline(painter, block, mark.start, mark.end, QPen(colour, 3 if layers.is_linked(mark) else 1.8, style))
        for start, end in layers.indirect_spans(piece.start, piece.end):
            self._side_bar(painter, block, rect, start, end)
        painter.setFont(interface_font(0.9))
        if piece.number is not None:
            first = block.layout().lineAt(0)
            baseline = rect.top() + (first.y() + first.ascent() if first.isValid() else 12)
            painter.setPen(theme["muted"])
            painter.drawText(
                QRectF(0, baseline - 20, GUTTER - 18, 22),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
                str(piece.number),
            )
        if piece.quotes and "quote" not in layers.hidden:
            font = interface_font(0.95)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme["quote"])
            words = "   |   ".join(dict.fromkeys(speaker_line(quote) for quote in piece.quotes))
            left = rect.left() + QUOTE_INDENT
            width = self.document().textWidth() - left - 12
            line = QRectF(left, rect.top() - metrics.height() - 7, width, metrics.height() + 2)
            painter.drawText(
                line, int(Qt.AlignmentFlag.AlignLeft), metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            )

    def _tint(
        self,
        painter: QPainter,
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
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for left, right, baseline, ascent, descent in self._stretches(block, start, end):
            area = QRectF(left - 1.5, baseline - ascent, right - left + 3, ascent + descent + 1)
            painter.drawRoundedRect(area, round_by, round_by)

    def _underline(self, painter: QPainter, block: QTextBlock, start: int, end: int, pen: QPen, below: float = 3.5) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for left, right, baseline, _, _ in self._stretches(block, start, end):
            y = round(baseline + below) + 0.5
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _side_bar(self, painter: QPainter, block: QTextBlock, rect: QRectF, start: int, end: int) -> None:
        """Beside the lines of indirect speech, thinner than that of a quote."""
        lines = [
            (baseline - ascent, baseline + descent) for _, _, baseline, ascent, descent in self._stretches(block, start, end)
        ]
        if lines:
            painter.fillRect(QRectF(rect.left() - 8, lines[0][0], 1.5, lines[-1][1] - lines[0][0]), self.theme["quote"])

    def _stretches(self, block: QTextBlock, start: int, end: int) -> Iterator[tuple[float, float, float, float, float]]:
        """(left, right, baseline, ascent, descent) of a passage in each line of a block; document coordinates."""
        page = self.page
        assert page is not None
        piece = page.piece_of_block(block.blockNumber())
        assert piece is not None
        layout, base = block.layout(), block.position()
        first = page.to_document(max(start, piece.start)) - base
        last = page.to_document(min(end, piece.end)) - base
        if last <= first:
            return
        metrics = QFontMetricsF(block.charFormat().font())
        corner = layout.position()
        for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
            line = layout.lineAt(number)
            if line.textStart() >= last:
                break
            one, other = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if other <= one:
                continue
            edges = [_x(line.cursorToX(one)), _x(line.cursorToX(other))]
            baseline = corner.y() + line.y() + line.ascent()
            yield corner.x() + min(edges), corner.x() + max(edges), baseline, metrics.ascent(), metrics.descent()

    def _visible(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Blocks in view with their rectangles, document coordinates, the quote's speaker line above it included."""
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        block = self.document().findBlock(max(0, layout.hitTest(QPointF(GUTTER + 4, top), Qt.HitTestAccuracy.FuzzyHit)))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > bottom + 60:
                break
            if rect.bottom() >= top - 20:
                yield block, rect
            block = block.next()

    def _rect_of(self, point: int) -> QRectF:
        assert self.page is not None
        block = self.document().findBlock(self.page.to_document(point))
        rect = self.document().documentLayout().blockBoundingRect(block)
        for left, right, baseline, ascent, descent in self._stretches(block, point, point + 1):
            return QRectF(left, baseline - ascent, right - left, ascent + descent)
        return QRectF(rect.left(), rect.top(), 1, QFontMetricsF(block.charFormat().font()).height())

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        keep = self.first_visible() if self.verticalScrollBar().value() else None
        super().resizeEvent(event)
        self._wrap()
        if keep is not None:
            self.scroll_to(keep, top=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._pointer = event.position().toPoint()
        mark = self.mark_at(self._pointer) if not event.buttons() else None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.IBeamCursor)
        if mark != self._under:
            self._under = mark
            self.hovered.emit(None, QPoint())
            self._resting.start()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._resting.stop()
        self._under = None
        self.hovered.emit(None, QPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        here = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (here - self._pressed_at).manhattanLength() < 4:
            mark = self.mark_at(here)
            if mark is not None:
                self.pressed.emit(mark, False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().toPoint())
        if mark is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.pressed.emit(mark, True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.mark_at(event.pos()), event.globalPos())

    def _rested(self) -> None:
        if self._under is not None:
            self.hovered.emit(self._under, self.viewport().mapToGlobal(self._pointer))

    def _wrap(self) -> None:
        body = QFontMetricsF(self.document().defaultFont())
        width = min(self.viewport().width() - 24, round(GUTTER + body.averageCharWidth() * _COLUMN))
        if self.lineWrapColumnOrWidth() != width and width > 120:
            self.setLineWrapColumnOrWidth(width)


def _x(answer: object) -> float:
    """PySide answers (x, cursor position) where C++ answers x."""
    return float(answer[0]) if isinstance(answer, Sequence) else float(answer)  # type: ignore[arg-type]
