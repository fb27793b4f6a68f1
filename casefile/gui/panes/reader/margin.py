"""Notes and tags beside the text, at the height of what they stand on: as small cards where there is room, else as signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock

from casefile.domain.rows import ArticleText, NoteRow
from casefile.gui.icons import pixmap
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import interface_font

if TYPE_CHECKING:
    from casefile.gui.panes.reader.view import ReaderView

WIDTH = 176
_ROOMY = 560
"""Width of the view from which cards have room beside the text."""
_GAP = 6
_LINES = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A note, or the tags and star of one thing."""

    start: int
    end: int
    target: str
    """Id of what it stands on."""
    note: NoteRow | None = None
    tags: tuple[str, ...] = ()
    starred: bool = False

    @property
    def words(self) -> str:
        if self.note is not None:
            return isolate(one_line(self.note.text, 300))
        return " ".join((*(["★"] if self.starred else []), *(f"#{isolate(one_line(tag, 40))}" for tag in self.tags)))


@dataclass(slots=True)
class Margin:
    """Belongs to a view; knows where its cards were painted last."""

    view: ReaderView
    entries: tuple[Entry, ...] = ()
    tag_colours: Mapping[str, str] = field(default_factory=dict)
    """The colours that were chosen for tags."""
    _starts: list[int] = field(default_factory=list)
    _shown: list[tuple[QRectF, Entry]] = field(default_factory=list)

    def show_article(self, article: ArticleText) -> None:
        self.entries = tuple(sorted(entries_of(article), key=lambda entry: (entry.start, entry.note is None)))
        self._starts = [entry.start for entry in self.entries]
        self._shown.clear()

    def room(self, width: int) -> int:
        """Pixels the text leaves free at its right."""
        return WIDTH + _GAP if self.entries and width >= _ROOMY else 0

    def at(self, position: QPoint) -> Entry | None:
        """The entry under a point of the viewport."""
        where = QPointF(position.x(), position.y() + self.view.verticalScrollBar().value())
        return next((entry for area, entry in self._shown if area.contains(where)), None)

    def paint(self, painter: QPainter, seen: Sequence[tuple[QTextBlock, QRectF]]) -> None:
        """Those of the blocks in sight, one below the other, in coordinates of the document."""
        self._shown.clear()
        page = self.view.page
        pieces = [piece for block, _ in seen if page is not None and (piece := page.piece_of_block(block.blockNumber()))]
        if not self.entries or not pieces:
            return
        first = bisect_left(self._starts, pieces[0].start if pieces[0].start > 0 else -1)
        last = bisect_left(self._starts, pieces[-1].end + 1)
        free = float("-inf")
        for entry in self.entries[first:last]:
            top = self.view.rect_in_document(max(0, entry.start)).top()
            if self.room(self.view.viewport().width()):
                free = self._card(painter, entry, max(top, free)) + _GAP
            elif top >= free:
                free = self._sign(painter, entry, top)

    def _card(self, painter: QPainter, entry: Entry, top: float) -> float:
        """One card from this height on; where it ends."""
        theme, font = self.view.theme, interface_font(0.9)
        metrics = QFontMetricsF(font)
        left = self.view.document().textWidth() + _GAP
        flags = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value
        wanted = metrics.boundingRect(QRectF(0, 0, WIDTH - 20, 10_000), flags, entry.words).height()
        height = min(wanted, _LINES * metrics.lineSpacing()) + 10
        area = QRectF(left, top, WIDTH - 4, height)
        painter.setPen(QPen(theme["border"], 1))
        painter.setBrush(theme["note_tint" if entry.note is not None else "raised"])
        painter.drawRoundedRect(area, 4, 4)
        colour = theme["note"] if entry.note is not None or not entry.tags else self._tag_colour(entry.tags[0])
        painter.fillRect(QRectF(area.left(), area.top() + 2, 3, area.height() - 4), colour)
        painter.setFont(font)
        painter.setPen(theme["text" if entry.note is not None else "muted"])
        inner = area.adjusted(10, 5, -6, -5)
        painter.save()
        painter.setClipRect(inner)
        painter.drawText(inner, flags, entry.words)
        painter.restore()
        self._shown.append((area, entry))
        return area.bottom()

    def _tag_colour(self, tag: str) -> QColor:
        return self.view.theme.tag_colour(tag, self.tag_colours.get(tag, ""))

    def _sign(self, painter: QPainter, entry: Entry, top: float) -> float:
        """A small sign left of the paragraph's number; where it ends."""
        area = QRectF(3, top + 2, 14, 14)
        name = "note" if entry.note is not None else "tag" if entry.tags else "star"
        ratio = self.view.devicePixelRatioF()
        painter.drawPixmap(area.topLeft(), pixmap(name, self.view.theme["note"].name(), 14, ratio))
        self._shown.append((area, entry))
        return area.bottom()


def entries_of(article: ArticleText) -> list[Entry]:
    """All notes on the article and on what stands in it; tags and stars of the article and of its findings, each once."""
    found = [Entry(note.start if note.start is not None else -1, note.end or 0, note.id, note) for note in article.notes]
    row = article.row
    if row.tags or row.starred:
        found.append(Entry(-1, 0, row.id, tags=row.tags, starred=row.starred))
    said: set[str] = set()
    for mark in article.marks:
        target = mark.refers_to or mark.id
        if (mark.tags or mark.starred) and mark.decision != "rejected" and target not in said:
            said.add(target)
            found.append(Entry(mark.start, mark.end, target, tags=mark.tags, starred=mark.starred))
    return found
