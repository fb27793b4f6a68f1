"""Paints one frame of the timeline: lanes (from a picture that moves with the view), titles, shelf, density and axis."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from casefile.domain.scope import During
from casefile.gui.panes.timeline.axis import FIRST_DAY, LAST_DAY, View, edges, ticks
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.extent import extent
from casefile.gui.panes.timeline.ink import Tone, mixed
from casefile.gui.panes.timeline.labels import spaced
from casefile.gui.panes.timeline.lanepainter import LanePainter, Tones
from casefile.gui.panes.timeline.lanes import Arrangement
from casefile.gui.panes.timeline.layout import PAD, PITCH, Layout
from casefile.gui.panes.timeline.letters import Letters, Word
from casefile.gui.panes.timeline.picture import Picture
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme, interface_font

_STRIP = 32.0
"""Least height of the density strip; more, as of what follows, where the letters are large."""
_AXIS = 22.0
_BIN = 12.0
"""Least width of a bar of the density strip, in pixels."""
_SHELF = 28.0
_CHIP = 190.0


class Scene:
    """What to paint: the state of the canvas that is not a place."""

    def __init__(self, theme: Theme, widget: QWidget, ratio: float | None = None) -> None:
        """`ratio`: pixels of a picture for one of the scene's; None: as the widget has them."""
        self._widget, self._own_ratio = widget, ratio
        self.focus: int | None = None
        self.linked: frozenset[int] = frozenset()
        self.chosen: frozenset[int] = frozenset()
        self.inside: frozenset[int] | None = None
        self.during: During | None = None
        self.within: Density | None = None
        """Density of what is in scope; None: of all."""
        self.brush: tuple[float, float] | None = None
        """First and last day of an interval that is being drawn."""
        self._shelf: list[tuple[QRectF, int]] = []
        self._disputed: frozenset[str] = frozenset()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._ratio = theme, self._wanted_ratio
        self.letters = Letters(interface_font(0.92))
        self._lanes = LanePainter(theme, self._ratio, self.letters)
        self._lanes.disputed = self._disputed
        self._picture = Picture()
        # Whole pixels: what is painted over the picture of the lanes ends where that does.
        self.gutter = max(96.0, float(math.ceil(self.letters.metrics.horizontalAdvance("M" * 13))))
        tall = math.ceil(self.letters.metrics.height())
        self.pitch, self.strip = max(PITCH, tall + 5.0), max(_STRIP, tall + 10.0)
        self.axis, self._shelf_room = max(_AXIS, tall + 7.0), max(_SHELF, tall + 11.0)

    @property
    def _wanted_ratio(self) -> float:
        return self._own_ratio or self._widget.devicePixelRatioF()

    def show_disputed(self, events: frozenset[str]) -> None:
        """Ids of the events that bear the sign of a conflict."""
        self._disputed = self._lanes.disputed = events
        self._lanes.forget_rows()
        self._picture = Picture()

    def forget_rows(self) -> None:
        """Other rows come: nothing remembered by index holds any more."""
        self._lanes.forget_rows()
        self._picture = Picture()
        self._shelf.clear()
        self.focus, self.linked, self.inside = None, frozenset(), None

    # Places.

    def shelf_height(self, arrangement: Arrangement) -> float:
        return self._shelf_room if arrangement.undated else 0.0

    @property
    def least_height(self) -> float:
        """Of strip, axis and one lane."""
        return self.strip + self.axis + self.pitch + 2 * PAD

    def shelved_at(self, x: float, y: float) -> int | None:
        """Row of the undated whose chip is here; `y` counts from the top of the shelf."""
        return next((event for rect, event in self._shelf if rect.contains(x, y)), None)

    def labelled_at(self, x: float, y: float, view: View, layout: Layout) -> int | None:
        """Row of the event whose label is here; `x` from the left of the plot, `y` from the top of all lanes."""
        return self._lanes.labelled_at(x, y, view, layout)

    # Painting.

    def paint(
        self, painter: QPainter, area: QRectF, view: View, layout: Layout, density: Density, scrolled: float, keyed: bool
    ) -> None:
        """One frame. `scrolled` is how far the lanes are scrolled down; `keyed`: the canvas has the keyboard."""
        if self._ratio != self._wanted_ratio:
            self.set_theme(self._theme)
        shelf = self.shelf_height(layout.arrangement)
        lanes = QRectF(area.left(), area.top(), area.width(), max(0.0, area.height() - self.strip - self.axis - shelf))
        plot = lanes.adjusted(self.gutter, 0, 0, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.letters.font)
        painter.fillRect(area, self._theme["surface"])
        tones = Tones(self.focus, self.linked, self.inside, self.chosen)
        bands = self._bands()
        key = (layout.serial, view.scale, tones, tuple(bands))

        def draw(onto: QPainter, part: QRectF, left: float, top: float) -> None:
            self._lanes.paint(onto, part, View(left / view.scale, view.scale, plot.width()), top, layout, tones, bands)

        self._picture.show(painter, plot, view.left * view.scale, scrolled, self._ratio, key, draw)
        self._lanes.paint_edges(painter, plot, view, scrolled, layout, tones, bands)
        painter.save()
        painter.setClipRect(lanes)
        painter.translate(0.0, -scrolled)
        self._paint_titles(painter, layout, scrolled, lanes.height())
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(area.left(), lanes.bottom(), area.width(), shelf))
        self._paint_shelf(painter, layout.arrangement, lanes.bottom(), lanes.width(), tones)
        painter.restore()
        below = QRectF(area.left(), lanes.bottom() + shelf, area.width(), self.strip)
        self._lanes.paint_bands(painter, below.adjusted(self.gutter, 0, 0, 0), view, bands)
        self._paint_density(painter, below, view, density)
        self._paint_axis(painter, QRectF(area.left(), area.bottom() - self.axis, area.width(), self.axis), view)
        if keyed:
            painter.setPen(QPen(self._theme["accent"], 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def ends(self) -> tuple[float, float] | None:
        """Both ends of the interval in scope, in days; None where there is none or it is open."""
        found = self._bands() if self.during is not None and self.brush is None else []
        return found[0] if found and found[0][0] > FIRST_DAY and found[0][1] < LAST_DAY else None

    def _bands(self) -> list[tuple[float, float]]:
        """The interval being drawn, or else that of the scope, in days."""
        if self.brush:
            return [(min(self.brush), max(self.brush))]
        known = extent(None, self.during.earliest, self.during.latest) if self.during else None
        if known is None:
            return []
        first = FIRST_DAY if known.open_start else known.start
        return [(first, LAST_DAY if known.open_end else known.end)]

    def _paint_titles(self, painter: QPainter, layout: Layout, scrolled: float, height: float) -> None:
        for box in layout.seen(scrolled, scrolled + height):
            top, room = box.row_top(0) + self.letters.drop(self.pitch), self.gutter - 30
            painter.setPen(self._theme["muted"])
            if box.full > 1:
                self._paint_sign(painter, QPointF(11.0, box.row_top(0) + self.pitch / 2), folded=box.folded)
            name = isolate(one_line(box.lane.title))
            if box.more:
                more = self.letters.word(self._widget.tr("+{} more").format(f"{box.more:,}"), round(room))
                if top + 2 * more.height <= box.top + box.height + 4:
                    painter.drawStaticText(QPointF(21.0, top + more.height - 1), more.text)
                else:
                    # Large letters: no second line fits into a lane of one row.
                    name = f"+{box.more:,} {name}"
            painter.setPen(self._theme["text"])
            title = self.letters.word(name, round(room))
            painter.drawStaticText(QPointF(21.0, top), title.text)
            painter.setPen(QPen(self._theme["border"], 1.0))
            painter.drawLine(QLineF(0.0, box.top + box.height - 0.5, self.gutter, box.top + box.height - 0.5))

    @staticmethod
    def _paint_sign(painter: QPainter, at: QPointF, *, folded: bool) -> None:
        """A corner that points right where a lane is folded, down where it is open."""
        one, tip, other = QPointF(-2, -4), QPointF(2, 0), QPointF(-2, 4)
        if not folded:
            one, tip, other = QPointF(-4, -2), QPointF(0, 2), QPointF(4, -2)
        painter.drawPolyline([at + one, at + tip, at + other])

    def _paint_shelf(self, painter: QPainter, arrangement: Arrangement, top: float, width: float, tones: Tones) -> None:
        """The undated, side by side; those that do not fit are counted."""
        self._shelf.clear()
        undated = arrangement.undated
        if not undated:
            return
        tr = self._widget.tr
        painter.setPen(QPen(self._theme["border"], 1.0))
        painter.drawLine(QLineF(0.0, top + 0.5, width, top + 0.5))
        painter.setPen(self._theme["muted"])
        title = self.letters.word(tr("Undated · {}").format(f"{arrangement.undated_total:,}"), round(self.gutter - 20))
        painter.drawStaticText(QPointF(12.0, top + self.letters.drop(self._shelf_room)), title.text)
        left = self.gutter
        for number, event in enumerate(undated):
            text = self._lanes.label(arrangement, event)
            full = self.letters.word(text).width
            room = min(full, _CHIP)
            more = arrangement.undated_total - number
            if left + room + 24 > width - 70 and number:
                painter.setPen(self._theme["muted"])
                rest = self.letters.word(tr("+{} in the table").format(more))
                painter.drawStaticText(QPointF(left + 4, top + self.letters.drop(self._shelf_room)), rest.text)
                return
            rect = QRectF(left, 4.0, room + 16, self._shelf_room - 8)
            tone = tones.of(event)
            strong = tone in (Tone.FOCUS, Tone.LINKED)
            painter.setPen(QPen(self._theme["accent" if strong else "strong_border"], 2.0 if tone is Tone.FOCUS else 1.0))
            painter.setBrush(self._theme["selected" if strong else "surface"])
            painter.drawRoundedRect(rect.translated(0.0, top), 4, 4)
            painter.setPen(self._theme["faded" if tone is Tone.OUTSIDE else "text"])
            word = self.letters.word(text, int(room) if room < full else 0)
            painter.drawStaticText(QPointF(left + 8, top + self.letters.drop(self._shelf_room)), word.text)
            self._shelf.append((rect, event))
            left += rect.width() + 8

    def _paint_density(self, painter: QPainter, area: QRectF, view: View, density: Density) -> None:
        painter.setPen(QPen(self._theme["border"], 1.0))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.setPen(self._theme["muted"])
        title = self.letters.word(self._widget.tr("Events"), round(self.gutter - 20))
        painter.drawStaticText(QPointF(area.left() + 12, area.center().y() - self.letters.metrics.height() / 2), title.text)
        plot = area.adjusted(self.gutter, 0, 0, 0)
        self._paint_bars(painter, plot, view, density)
        self._paint_beyond(painter, plot, view, density)

    def _paint_bars(self, painter: QPainter, area: QRectF, view: View, density: Density) -> None:
        """All events in grey, in front of them what is in scope in accent; the fullest stretch in view has full height."""
        bounds = edges(view, _BIN)
        counts = density.counts(bounds)
        most = max(counts, default=0.0)
        if not most:
            return
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        ground = self._theme["surface"]
        layers = [(counts, mixed(self._theme["muted"], ground, 0.5 if self.within is None else 0.25))]
        if self.within is not None:
            layers.append((self.within.counts(bounds), mixed(self._theme["accent"], ground, 0.7)))
        for found, colour in layers:
            for (first, last), number in zip(pairwise(bounds), found, strict=True):
                height = (area.height() - 4) * number / most
                if number > 0.02:
                    left, width = area.left() + view.x(first), (last - first) * view.scale - 1
                    painter.fillRect(QRectF(left, area.bottom() - max(height, 1.0), width, max(height, 1.0)), colour)
        painter.restore()

    def _paint_beyond(self, painter: QPainter, area: QRectF, view: View, density: Density) -> None:
        """How many events lie outside the view: nobody shall think that there are none."""
        earlier, later = density.beyond(view.left, view.right)
        painter.setPen(self._theme["muted"])
        top = area.top() + 1
        if earlier:
            word = self.letters.word(self._widget.tr("‹ {} earlier").format(f"{earlier:,}"))
            self._paint_over(painter, QPointF(area.left() + 2, top), word)
        if later:
            word = self.letters.word(self._widget.tr("{} later ›").format(f"{later:,}"))
            self._paint_over(painter, QPointF(area.right() - word.width - 4, top), word)

    def _paint_over(self, painter: QPainter, at: QPointF, word: Word) -> None:
        """A word in front of bars, on a ground of its own."""
        painter.fillRect(QRectF(at.x() - 2, at.y(), word.width + 4, word.height), self._theme["surface"])
        painter.drawStaticText(at, word.text)

    def _paint_axis(self, painter: QPainter, area: QRectF, view: View) -> None:
        painter.setPen(QPen(self._theme["border"], 1.0))
        painter.drawLine(area.topLeft(), area.topRight())
        found = ticks(view)
        found_words = [self.letters.word(tick.label) for tick in found]
        centres = [max(view.x(tick.day), word.width / 2 + 2) for tick, word in zip(found, found_words, strict=True)]
        shown = spaced(centres, [word.width for word in found_words])
        left = area.left() + self.gutter
        for tick, word, centre, fits in zip(found, found_words, centres, shown, strict=True):
            x = left + view.x(tick.day)
            painter.setPen(QPen(self._theme["muted" if tick.major else "strong_border"], 1.0))
            painter.drawLine(QLineF(x, area.top(), x, area.top() + (7 if tick.major else 4)))
            if fits and centre + word.width / 2 <= view.width:
                painter.setPen(self._theme["text" if tick.major else "muted"])
                painter.drawStaticText(QPointF(left + centre - word.width / 2, area.top() + 5), word.text)
