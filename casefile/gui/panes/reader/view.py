"""Shows a Page and paints what was read in it: marks by kind, quotes, hits, the focus. Nothing of it is in the document,
so that switching a kind on or off paints anew and lays out nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from casefile.domain.rows import Mark
from casefile.gui.panes.reader.approach import Approach
from casefile.gui.panes.reader.ends import Ends
from casefile.gui.panes.reader.layers import Layers
from casefile.gui.panes.reader.margin import Margin
from casefile.gui.panes.reader.page import GUTTER, Page
from casefile.gui.panes.reader.strokes import Strokes
from casefile.gui.text import tr
from casefile.gui.theme import Theme

_COLUMN = 78
"""Width of the column in average characters: about 70 of real text."""
_HOVER_MS = 300


class ReaderView(QTextEdit):
    """A read-only text whose places are those of the article."""

    hovered = Signal(object, object)
    """(Mark or None, global QPoint): the pointer rests on a mark, or has left it."""
    pressed = Signal(object, bool)
    """(Mark, whether twice): a mark was clicked."""
    menu_wanted = Signal(object, object)
    """(Mark or None, global QPoint)."""
    corrected = Signal(object, int, int)
    """(Mark, start, end): its ends were drawn to these places."""
    beside_pressed = Signal(object, bool)
    """(Entry of the margin, whether twice): it was clicked."""
    beside_menu = Signal(object, object)
    """(Entry of the margin, global QPoint)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.page: Page | None = None
        self.layers = Layers()
        self.margin = Margin(self)
        self.ends = Ends(self)
        self.approach = Approach(self)
        self.setObjectName("reader-text")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Text of the article"))
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
        self.ends.drop()
        self.margin.show_article(page.article)
        self.setDocument(page.document)
        self.approach.begin()
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

    def place(self) -> tuple[int, int]:
        """The place in the text at the top of the view, and how many pixels of it are above."""
        point = self.first_visible()
        above = self.verticalScrollBar().value() - int(self.rect_in_document(point).top()) if self.page is not None else 0
        return point, max(0, above)

    def scroll_to(self, point: int, *, top: bool = False, above: int = 0) -> None:
        """Bring a place into view: a third down the window if it is not in it, or to the top (`above` so many pixels)."""
        if self.page is None or self._is_on_its_way(point, partial(self.scroll_to, point, top=top, above=above)):
            return
        rect = self.rect_in_document(point)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top:
            bar.setValue(int(rect.top()) + above)
        elif not bar.value() + 8 <= rect.top() <= bar.value() + height - rect.height() - 24:
            bar.setValue(int(rect.top() - height / 3))

    def bring(self, point: int) -> None:
        """Bring a place a third down the window, wherever it is now."""
        if self.page is not None and not self._is_on_its_way(point, partial(self.bring, point)):
            bar = self.verticalScrollBar()
            bar.setValue(int(self.rect_in_document(point).top() - self.viewport().height() / 3))

    def is_far(self, point: int) -> bool:
        """Whether it takes a while to know where this place stands."""
        return self.page is not None and self.approach.is_far(self.page.to_document(point))

    def _is_on_its_way(self, point: int, then: Callable[[], None]) -> bool:
        """Whether the place is far, and will be come to step by step. A place that is near ends all ways."""
        assert self.page is not None
        far = self.is_far(point)
        if far:
            self.approach.go(self.page.to_document(point), then)
        else:
            self.approach.stop()
        return far

    def first_visible(self) -> int:
        """Place in the text at the top of the view."""
        if self.page is None:
            return 0
        for block, _ in self.visible():
            piece = self.page.piece_of_block(block.blockNumber())
            if piece is not None:
                return piece.start
        return 0

    def rect_of(self, start: int) -> QRectF:
        """Where a place stands, in coordinates of the viewport."""
        return self.rect_in_document(start).translated(0, -self.verticalScrollBar().value())

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = list(self.visible()) if self.page is not None else []
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        strokes = Strokes(self, painter)
        for block, rect in seen:
            strokes.below(block, rect)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        strokes = Strokes(self, painter)
        for block, rect in seen:
            strokes.above(block, rect)
        if self.page is not None:
            self.margin.paint(painter, seen)
            self.ends.paint(painter)
        painter.end()

    def stretches(self, block: QTextBlock, start: int, end: int) -> Iterator[tuple[float, float, float, float, float]]:
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

    def visible(self) -> Iterator[tuple[QTextBlock, QRectF]]:
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

    def rect_in_document(self, point: int) -> QRectF:
        assert self.page is not None
        block = self.document().findBlock(self.page.to_document(point))
        rect = self.document().documentLayout().blockBoundingRect(block)
        for left, right, baseline, ascent, descent in self.stretches(block, point, point + 1):
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
        self._pointer = event.position().toPoint()
        if self.ends.held:
            self.ends.move(self._pointer)
            return
        super().mouseMoveEvent(event)
        if not event.buttons() and (self.ends.at(self._pointer) or self.margin.at(self._pointer)):
            sizing = self.ends.at(self._pointer) is not None
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if sizing else Qt.CursorShape.PointingHandCursor)
            return
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
        self._resting.stop()
        self.hovered.emit(None, QPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.ends.take(self._pressed_at):
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.ends.held:
            self.ends.let_go()
            return
        super().mouseReleaseEvent(event)
        here = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (here - self._pressed_at).manhattanLength() < 4:
            beside = self.margin.at(here)
            if beside is not None:
                self.beside_pressed.emit(beside, False)
                return
            mark = self.mark_at(here)
            if mark is not None:
                self.pressed.emit(mark, False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        beside = self.margin.at(event.position().toPoint())
        if beside is not None:
            self.beside_pressed.emit(beside, True)
            return
        mark = self.mark_at(event.position().toPoint())
        if mark is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.pressed.emit(mark, True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        beside = self.margin.at(event.pos())
        if beside is not None:
            self.beside_menu.emit(beside, event.globalPos())
            return
        self.menu_wanted.emit(self.mark_at(event.pos()), event.globalPos())

    def _rested(self) -> None:
        if self._under is not None:
            self.hovered.emit(self._under, self.viewport().mapToGlobal(self._pointer))

    def _wrap(self) -> None:
        body = QFontMetricsF(self.document().defaultFont())
        room = self.viewport().width() - 24 - self.margin.room(self.viewport().width())
        width = min(room, round(GUTTER + body.averageCharWidth() * _COLUMN))
        if self.lineWrapColumnOrWidth() != width and width > 120:
            self.setLineWrapColumnOrWidth(width)
            self.approach.begin()


def _x(answer: object) -> float:
    """PySide answers (x, cursor position) where C++ answers x."""
    return float(answer[0]) if isinstance(answer, Sequence) else float(answer)  # type: ignore[arg-type]
