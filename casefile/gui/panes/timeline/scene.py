"""Paints one frame of the timeline: from what is in view to what is on the screen, and where its labels came to stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QWidget

from casefile.domain.scope import During
from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.axis import View, edges, ticks
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.extent import extent
from casefile.gui.panes.timeline.ink import Ink, Style, Tone, mixed
from casefile.gui.panes.timeline.labels import place, spaced
from casefile.gui.panes.timeline.lanes import Arrangement, Item
from casefile.gui.panes.timeline.layout import PITCH, STRIP, Box, Layout
from casefile.gui.panes.timeline.marks import shape
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme, interface_font

STRIP_HEIGHT = 38.0
AXIS = 24.0
_BIN = 12.0
"""Least width of a bar of the density strip, in pixels."""
_SHELF = 30.0
_CHIP = 190.0


@dataclass(frozen=True, slots=True)
class _Word:
    text: QStaticText
    width: float


class Scene:
    """What to paint: the state of the canvas that is not a place."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        self._widget = widget
        self.focus: int | None = None
        self.linked: frozenset[int] = frozenset()
        self.inside: frozenset[int] | None = None
        self.during: During | None = None
        self.brush: tuple[float, float] | None = None
        """First and last day of an interval that is being drawn."""
        self._labels: dict[int, str] = {}
        self._words: dict[tuple[str, int], _Word] = {}
        self._standing: list[tuple[QRectF, int]] = []
        self._shelf: list[tuple[QRectF, int]] = []
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._ink = Ink(theme, self._widget.devicePixelRatioF())
        self._font = interface_font(0.92)
        self._metrics = QFontMetricsF(self._font)
        self._words.clear()
        self.gutter = max(96.0, self._metrics.horizontalAdvance("M" * 13))

    def forget_rows(self) -> None:
        """Other rows come: nothing remembered by index holds any more."""
        self._labels.clear()
        self._standing.clear()
        self._shelf.clear()
        self.focus, self.linked = None, frozenset()

    # Places.

    def shelf_height(self, arrangement: Arrangement) -> float:
        return _SHELF if arrangement.undated else 0.0

    def shelved_at(self, x: float, y: float) -> int | None:
        """Row of the undated whose chip is here; `y` counts from the top of the shelf."""
        return next((event for rect, event in self._shelf if rect.contains(x, y)), None)

    def labelled_at(self, x: float, y: float) -> int | None:
        return next((event for rect, event in self._standing if rect.contains(x, y)), None)

    # Painting.

    def paint(
        self, painter: QPainter, area: QRectF, view: View, layout: Layout, density: Density, scrolled: float, keyed: bool
    ) -> None:
        """One frame. `scrolled` is how far the lanes are scrolled down; `keyed`: the canvas has the keyboard."""
        if self._ink_ratio_changed():
            self.set_theme(self._theme)
        lanes = QRectF(area.left(), area.top(), area.width(), max(0.0, area.height() - STRIP_HEIGHT - AXIS))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.fillRect(area, self._theme["surface"])
        self._paint_interval(painter, area, view)
        self._standing.clear()
        painter.save()
        painter.setClipRect(lanes)
        painter.translate(0.0, -scrolled)
        for box in layout.seen(scrolled, scrolled + lanes.height()):
            self._paint_lane(painter, box, lanes, view, layout, scrolled)
        self._paint_shelf(painter, layout, lanes.width())
        painter.restore()
        self._paint_density(painter, QRectF(area.left(), lanes.bottom(), area.width(), STRIP_HEIGHT), view, density)
        self._paint_axis(painter, QRectF(area.left(), area.bottom() - AXIS, area.width(), AXIS), view)
        if keyed:
            painter.setPen(QPen(self._theme["accent"], 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _ink_ratio_changed(self) -> bool:
        return self._ink.ratio != self._widget.devicePixelRatioF()

    def _paint_interval(self, painter: QPainter, area: QRectF, view: View) -> None:
        """The interval of the scope, and the one being drawn, as a band behind everything."""
        bands = [self.brush] if self.brush else []
        if self.during and not self.brush:
            known = extent(None, self.during.earliest, self.during.latest)
            if known:
                first = view.left if known.open_start else known.start
                bands.append((first, view.right if known.open_end else known.end))
        for first, last in bands:
            left, right = sorted((view.x(first), view.x(last)))
            left, right = max(left, 0.0), min(right, view.width)
            if right > left:
                band = QRectF(area.left() + self.gutter + left, area.top(), right - left, area.height() - AXIS)
                painter.fillRect(band, self._theme["brush"])
                painter.setPen(QPen(self._theme["accent"], 1.0))
                painter.drawLine(band.topLeft(), band.bottomLeft())
                painter.drawLine(band.topRight(), band.bottomRight())

    def _paint_lane(self, painter: QPainter, box: Box, lanes: QRectF, view: View, layout: Layout, scrolled: float) -> None:
        painter.setPen(QPen(self._theme["border"], 1.0))
        bottom = box.top + box.height
        painter.drawLine(QLineF(lanes.left(), bottom, lanes.right(), bottom))
        title = self._word(isolate(one_line(box.lane.title)), round(self.gutter - 20))
        painter.setPen(self._theme["muted"])
        painter.drawStaticText(QPointF(lanes.left() + 12, box.row_top(0) + self._drop()), title.text)
        painter.save()
        painter.setClipRect(
            QRectF(lanes.left() + self.gutter, scrolled, lanes.width() - self.gutter, lanes.height()),
            Qt.ClipOperation.IntersectClip,
        )
        painter.translate(lanes.left() + self.gutter, 0.0)
        for number, row in enumerate(box.packing.rows):
            top = box.row_top(number)
            if top + PITCH > scrolled and top < scrolled + lanes.height():
                self._paint_row(painter, layout.marks(box, row, view), view, layout, top, scrolled)
        if box.packing.rest:
            self._paint_rest(painter, box, view)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, items: list[Item], view: View, layout: Layout, top: float, scrolled: float
    ) -> None:
        rows = layout.arrangement.rows
        offset, middle = view.left * view.scale, top + PITCH / 2
        shapes = [shape(item.extent, view.scale) for item in items]
        for item, mark in zip(items, shapes, strict=True):
            tone = self._tone(item.event)
            row = rows[item.event]
            if row.differing and tone in (Tone.FOCUS, Tone.LINKED):
                self._paint_others(painter, item, view, middle)
            self._ink.paint(painter, item.extent, mark, middle, offset, Style(tone, row.status, item.reports > 1))
        labels = [self._label(layout.arrangement, item.event) for item in items]
        widths = [self._word(text).width for text in labels]
        placed = place([(mark.left, mark.right) for mark in shapes], widths, [not mark.dot for mark in shapes])
        for item, text, label in zip(items, labels, placed, strict=True):
            if label is None or label.right < offset or label.left > offset + view.width:
                continue
            tone = self._tone(item.event)
            word = self._word(text, int(label.width) if label.width < self._word(text).width else 0)
            inside = label.inside and tone in (Tone.FOCUS, Tone.LINKED) and rows[item.event].status == "reported"
            colour = "on_accent" if inside else "faded" if tone is Tone.OUTSIDE else "text"
            painter.setPen(self._theme[colour])
            painter.drawStaticText(QPointF(label.left - offset, top + self._drop()), word.text)
            rect = QRectF(self.gutter + label.left - offset, top - scrolled, label.width, PITCH)
            self._standing.append((rect, item.event))

    def _paint_others(self, painter: QPainter, item: Item, view: View, middle: float) -> None:
        """Where the other reports put the focused event."""
        offset = view.left * view.scale
        for other in item.others:
            mark = shape(other, view.scale)
            self._ink.tie(painter, view.x(item.extent.middle), view.x(other.middle), middle + 9)
            self._ink.ghost(painter, mark, middle + 9, offset)

    def _paint_rest(self, painter: QPainter, box: Box, view: View) -> None:
        """How many marks found no row, as shades along the lane."""
        bounds = edges(view, 3.0)
        counts = box.rest.counts(bounds)
        most = max(counts, default=0.0)
        if not most:
            return
        accent, ground = self._theme["accent"], self._theme["surface"]
        top = box.strip_top + 2
        for (first, last), number in zip(pairwise(bounds), counts, strict=True):
            if number > 0.005:
                left = view.x(first)
                rect = QRectF(left, top, max(1.0, view.x(last) - left), STRIP - 4)
                painter.fillRect(rect, mixed(accent, ground, 0.15 + 0.65 * number / most))

    def _paint_shelf(self, painter: QPainter, layout: Layout, width: float) -> None:
        """The undated, side by side; those that do not fit are counted."""
        self._shelf.clear()
        undated = layout.arrangement.undated
        if not undated:
            return
        tr = self._widget.tr
        top = layout.height
        painter.setPen(self._theme["muted"])
        title = self._word(tr("Undated · {}").format(len(undated)), round(self.gutter - 20))
        painter.drawStaticText(QPointF(12.0, top + _SHELF / 2 - PITCH / 2 + self._drop()), title.text)
        left = self.gutter
        for number, event in enumerate(undated):
            text = self._label(layout.arrangement, event)
            full = self._word(text).width
            room = min(full, _CHIP)
            more = len(undated) - number
            if left + room + 24 > width - 70 and number:
                painter.setPen(self._theme["muted"])
                rest = self._word(tr("+{} in the table").format(more))
                painter.drawStaticText(QPointF(left + 4, top + _SHELF / 2 - PITCH / 2 + self._drop()), rest.text)
                return
            rect = QRectF(left, 4.0, room + 16, _SHELF - 8)
            tone = self._tone(event)
            strong = tone in (Tone.FOCUS, Tone.LINKED)
            painter.setPen(QPen(self._theme["accent" if strong else "strong_border"], 2.0 if tone is Tone.FOCUS else 1.0))
            painter.setBrush(self._theme["selected" if strong else "surface"])
            painter.drawRoundedRect(rect.translated(0.0, top), 4, 4)
            painter.setPen(self._theme["faded" if tone is Tone.OUTSIDE else "text"])
            word = self._word(text, int(room) if room < full else 0)
            painter.drawStaticText(QPointF(left + 8, top + _SHELF / 2 - PITCH / 2 + self._drop()), word.text)
            self._shelf.append((rect, event))
            left += rect.width() + 8

    def _paint_density(self, painter: QPainter, area: QRectF, view: View, density: Density) -> None:
        painter.setPen(QPen(self._theme["border"], 1.0))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.setPen(self._theme["muted"])
        title = self._word(self._widget.tr("Events"), round(self.gutter - 20))
        painter.drawStaticText(QPointF(area.left() + 12, area.center().y() - PITCH / 2 + self._drop()), title.text)
        bounds = edges(view, _BIN)
        counts = density.counts(bounds)
        most = max(counts, default=0.0)
        if not most:
            return
        painter.save()
        painter.setClipRect(area.adjusted(self.gutter, 0, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        colour = mixed(self._theme["muted"], self._theme["surface"], 0.5)
        for (first, last), number in zip(pairwise(bounds), counts, strict=True):
            height = (area.height() - 4) * number / most
            if height >= 0.3:
                left = area.left() + self.gutter + view.x(first)
                width = (last - first) * view.scale - 1
                painter.fillRect(QRectF(left, area.bottom() - max(height, 1.0), width, max(height, 1.0)), colour)
        painter.restore()

    def _paint_axis(self, painter: QPainter, area: QRectF, view: View) -> None:
        painter.setPen(QPen(self._theme["border"], 1.0))
        painter.drawLine(area.topLeft(), area.topRight())
        found = ticks(view)
        found_words = [self._word(tick.label) for tick in found]
        centres = [max(view.x(tick.day), word.width / 2 + 2) for tick, word in zip(found, found_words, strict=True)]
        shown = spaced(centres, [word.width for word in found_words])
        left = area.left() + self.gutter
        for tick, word, centre, fits in zip(found, found_words, centres, shown, strict=True):
            x = left + view.x(tick.day)
            painter.setPen(QPen(self._theme["muted" if tick.major else "strong_border"], 1.0))
            painter.drawLine(QLineF(x, area.top(), x, area.top() + (7 if tick.major else 4)))
            if fits and centre + word.width / 2 <= view.width:
                painter.setPen(self._theme["text" if tick.major else "muted"])
                painter.drawStaticText(QPointF(left + centre - word.width / 2, area.top() + 6), word.text)

    # Small things.

    def _tone(self, event: int) -> Tone:
        if event == self.focus:
            return Tone.FOCUS
        if event in self.linked:
            return Tone.LINKED
        return Tone.PLAIN if self.inside is None or event in self.inside else Tone.OUTSIDE

    def _label(self, arrangement: Arrangement, event: int) -> str:
        if event not in self._labels:
            self._labels[event] = words.label(arrangement.rows[event])
        return self._labels[event]

    def _drop(self) -> float:
        """From the top of a row to the top of its text."""
        return (PITCH - self._metrics.height()) / 2

    def _word(self, text: str, most: int = 0) -> _Word:
        """Laid out once; cut to `most` pixels if given."""
        key = (text, most)
        if key not in self._words:
            if len(self._words) > 8192:
                self._words.clear()
            shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, most) if most else text
            laid = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=self._font)
            self._words[key] = _Word(laid, self._metrics.horizontalAdvance(shown))
        return self._words[key]

    @property
    def font(self) -> QFont:
        return self._font
