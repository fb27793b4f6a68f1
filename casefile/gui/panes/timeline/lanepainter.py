"""Paints any part of the lanes: ground, marks, labels, and the strips of what found no row.

What `paint` paints at a place depends on that place alone, never on where the view begins: parts painted at different times
fit together. What the sides of the view would cut of a label, `paint_edges` puts right on top of that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.axis import View, edges
from casefile.gui.panes.timeline.extent import Extent
from casefile.gui.panes.timeline.ink import Ink, Style, Tone, mixed
from casefile.gui.panes.timeline.labels import LONGEST, SHORTEST, Label, hold, place
from casefile.gui.panes.timeline.lanes import Arrangement, Item
from casefile.gui.panes.timeline.layout import STRIP, Box, Layout
from casefile.gui.panes.timeline.letters import Letters
from casefile.gui.panes.timeline.marks import Row, Shape, shape
from casefile.gui.theme import Theme

_SHADE = 3.0
"""Least width of a shade in a strip, in pixels."""
_STEPS = 20
"""Shades that are told apart."""
_FULL = math.log1p(20)
"""Events at one place of a strip that give its darkest shade."""


_LEAST = 24.0
"""Between marks nearer than this no word is laid out."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Which rows stand out: the focused one, those linked to it, those chosen; and which are in scope (None: all)."""

    focus: int | None
    linked: frozenset[int]
    inside: frozenset[int] | None
    chosen: frozenset[int]

    def of(self, event: int) -> Tone:
        if event == self.focus or event in self.chosen:
            return Tone.FOCUS
        if self.inside is not None and event not in self.inside:
            return Tone.OUTSIDE
        return Tone.LINKED if event in self.linked else Tone.PLAIN


def _firm(extent: Extent) -> bool:
    return not (extent.soft_start or extent.soft_end or extent.open_start or extent.open_end)


def _roomy(shapes: list[Shape], place: int) -> bool:
    """Whether a label may have room in this mark or before the next one."""
    mark = shapes[place]
    if place + 1 == len(shapes) or mark.right - mark.left >= SHORTEST:
        return True
    return shapes[place + 1].left - mark.right >= _LEAST


class LanePainter:
    def __init__(self, theme: Theme, ratio: float, letters: Letters) -> None:
        self._theme, self._letters, self._ratio = theme, letters, ratio
        self._ink = Ink(theme, ratio, letters.metrics.height())
        self._labels: dict[int, str] = {}
        self.disputed: frozenset[str] = frozenset()
        """Ids of the events on which articles contradict each other."""
        accent, ground = theme["accent"], theme["surface"]
        self._shades = [mixed(accent, ground, 0.12 + 0.68 * step / _STEPS) for step in range(_STEPS + 1)]
        self._colours = {name: theme[name] for name in ("text", "faded", "on_accent")}

    def forget_rows(self) -> None:
        self._labels.clear()

    def label(self, arrangement: Arrangement, event: int) -> str:
        """The words beside the mark of a row."""
        if event not in self._labels:
            row = arrangement.rows[event]
            self._labels[event] = words.label(row, disputed=row.id in self.disputed)
        return self._labels[event]

    def paint(
        self,
        painter: QPainter,
        part: QRectF,
        view: View,
        top: float,
        layout: Layout,
        tones: Tones,
        bands: Sequence[tuple[float, float]],
    ) -> None:
        """Paint `part`, in pixels from the left of the view; the lanes are scrolled down to `top`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._letters.font)
        painter.fillRect(part, self._theme["surface"])
        self.paint_bands(painter, part, view, bands, at_left=0.0)
        narrow = View(view.day(part.left()), view.scale, part.width())
        # The picture begins on a whole pixel of the device; dividing by the scale and multiplying again has blurred that.
        offset = round(view.left * view.scale * self._ratio) / self._ratio
        painter.translate(0.0, -top)
        for box in layout.seen(top + part.top(), top + part.bottom()):
            painter.setPen(QPen(self._theme["border"], 1.0))
            bottom = box.top + box.height - 0.5
            painter.drawLine(QLineF(part.left(), bottom, part.right(), bottom))
            for number, row in enumerate(box.packing.rows):
                height = box.row_top(number)
                if height + layout.pitch > top + part.top() and height < top + part.bottom():
                    self._paint_row(painter, layout.marks(box, row, narrow), view.scale, offset, layout, height, tones)
            if box.more:
                self._paint_rest(painter, box, narrow, offset)

    def paint_bands(
        self, painter: QPainter, area: QRectF, view: View, bands: Sequence[tuple[float, float]], at_left: float | None = None
    ) -> None:
        """Intervals as bands with lines at their ends; `at_left` is where the view begins, the left of the area if None."""
        begin = area.left() if at_left is None else at_left
        for first, last in bands:
            left, right = begin + view.x(first), begin + view.x(last)
            shown = QRectF(max(left, area.left()), area.top(), 0.0, area.height())
            shown.setRight(min(right, area.right()))
            if shown.width() <= 0:
                continue
            painter.fillRect(shown, self._theme["brush"])
            painter.setPen(QPen(self._theme["accent"], 1.0))
            for x in (left, right):
                if area.left() - 1 <= x <= area.right() + 1:
                    painter.drawLine(QLineF(x, area.top(), x, area.bottom()))

    def labelled_at(self, x: float, y: float, view: View, layout: Layout) -> int | None:
        """Row of the event whose label is at this place: from the left of the view, and from the top of all lanes."""
        found = layout.row_at(y)
        if found is None:
            return None
        box, row, _ = found
        items = layout.marks(box, row, view)
        at = x + view.left * view.scale
        placed = self._placed(layout.arrangement, items, [shape(item.extent, view.scale) for item in items])
        begin = view.left * view.scale
        for item, label in zip(items, placed, strict=True):
            held = label and self._held(layout.arrangement, item, label, view.scale, begin, begin + view.width)
            if held and held.left <= at < held.right:
                return item.event
        return None

    def paint_edges(
        self,
        painter: QPainter,
        plot: QRectF,
        view: View,
        top: float,
        layout: Layout,
        tones: Tones,
        bands: Sequence[tuple[float, float]],
    ) -> None:
        """Labels that a side of the view would cut, moved into what is seen of them; the lanes are scrolled to `top`."""
        offset = round(view.left * view.scale * self._ratio) / self._ratio
        painter.save()
        painter.setClipRect(plot)
        painter.translate(plot.left(), plot.top() - top)
        for box in layout.seen(top, top + plot.height()):
            for number, row in enumerate(box.packing.rows):
                height = box.row_top(number)
                if height + layout.pitch > top and height < top + plot.height():
                    for first in dict.fromkeys(self._at_sides(layout, box, row, view)):
                        self._paint_held(painter, layout, box, row, first, (view, offset), height, tones, bands)
        painter.restore()

    @staticmethod
    def _at_sides(layout: Layout, box: Box, row: Row, view: View) -> Iterator[int]:
        """Places in the row of the last marks that begin before the left and before the right of the view."""
        for day in (view.left, view.right):
            place = layout.before(box, row, day * view.scale, view.scale)
            if place >= 0:
                yield place

    def _paint_held(
        self,
        painter: QPainter,
        layout: Layout,
        box: Box,
        row: Row,
        first: int,
        seen: tuple[View, float],
        top: float,
        tones: Tones,
        bands: Sequence[tuple[float, float]],
    ) -> None:
        """One mark with its label where it is seen, in place of what is there."""
        view, offset = seen
        items = [box.lane.items[index] for index in row.items[first : first + 2]]
        shapes = [shape(item.extent, view.scale) for item in items]
        label = self._placed(layout.arrangement, items, shapes)[0]
        if label is None:
            return
        held = self._held(layout.arrangement, items[0], label, view.scale, offset, offset + view.width)
        if held == label:
            return
        left = max(offset, shapes[0].left - 4)
        right = min(offset + view.width, max(shapes[0].right + 4, label.right))
        if right <= left:
            return
        begin, end = math.floor(left - offset), math.ceil(right - offset)
        area = QRectF(begin, top + 0.5, end - begin, layout.pitch - 1)
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, self._theme["surface"])
        self.paint_bands(painter, area, view, bands, at_left=0.0)
        self._paint_marks(painter, items[:1], shapes[:1], [held], view.scale, offset, layout, top, tones)
        painter.restore()

    @staticmethod
    def _readable(arrangement: Arrangement, item: Item, mark: Shape) -> bool:
        """On an end that fades, or under the cross of a denial, no letter could be read."""
        return not mark.dot and _firm(item.extent) and arrangement.rows[item.event].status != "denied"

    def _held(
        self, arrangement: Arrangement, item: Item, label: Label, scale: float, left: float, right: float
    ) -> Label | None:
        mark = shape(item.extent, scale)
        return hold(label, (mark.left, mark.right), self._readable(arrangement, item, mark), left, right)

    def _placed(self, arrangement: Arrangement, items: list[Item], shapes: list[Shape]) -> list[Label | None]:
        # Words are laid out only where there is room for some: most marks of a crowded lane stand close together.
        widths = [
            self._letters.word(self.label(arrangement, item.event)).width if _roomy(shapes, place) else LONGEST
            for place, item in enumerate(items)
        ]
        bars = [self._readable(arrangement, item, mark) for item, mark in zip(items, shapes, strict=True)]
        return place([(mark.left, mark.right) for mark in shapes], widths, bars)

    def _paint_row(
        self, painter: QPainter, items: list[Item], scale: float, offset: float, layout: Layout, top: float, tones: Tones
    ) -> None:
        shapes = [shape(item.extent, scale) for item in items]
        placed = self._placed(layout.arrangement, items, shapes)
        self._paint_marks(painter, items, shapes, placed, scale, offset, layout, top, tones)

    def _paint_marks(
        self,
        painter: QPainter,
        items: list[Item],
        shapes: list[Shape],
        placed: Sequence[Label | None],
        scale: float,
        offset: float,
        layout: Layout,
        top: float,
        tones: Tones,
    ) -> None:
        rows, middle = layout.arrangement.rows, top + layout.pitch / 2
        drop = self._letters.drop(layout.pitch)
        for item, mark, label in zip(items, shapes, placed, strict=True):
            tone, row = tones.of(item.event), rows[item.event]
            if row.differing and tone in (Tone.FOCUS, Tone.LINKED):
                self._paint_others(painter, item, scale, offset, middle)
            self._ink.paint(painter, item.extent, mark, middle, offset, Style(tone, row.status, item.reports > 1))
            if label is None:
                continue
            text = self.label(layout.arrangement, item.event)
            text = f"‹ {text}" if label.beyond else text
            word = self._letters.word(text)
            if label.width < word.width:
                word = self._letters.word(text, int(label.width))
            dark = (
                label.inside and tone in (Tone.FOCUS, Tone.LINKED) and row.status == "reported" and not item.extent.uncertain
            )
            painter.setPen(self._colours["on_accent" if dark else "faded" if tone is Tone.OUTSIDE else "text"])
            painter.drawStaticText(QPointF(math.floor(label.left) - offset, top + drop), word.text)

    def _paint_others(self, painter: QPainter, item: Item, scale: float, offset: float, middle: float) -> None:
        """Where the other reports put the focused event."""
        for other in item.others:
            start, end = item.extent.middle * scale - offset, other.middle * scale - offset
            self._ink.tie(painter, start, end, middle + 9)
            self._ink.ghost(painter, shape(other, scale), middle + 9, offset)

    def _paint_rest(self, painter: QPainter, box: Box, view: View, offset: float) -> None:
        """How many marks found no row, as shades along the lane: the more, the darker."""
        bounds = edges(view, _SHADE)
        top = box.strip_top + 2
        for (first, last), number in zip(pairwise(bounds), box.rest.counts(bounds), strict=True):
            if number > 0.01:
                share = min(1.0, math.log1p(number) / _FULL)
                left = first * view.scale - offset
                rect = QRectF(left, top, (last - first) * view.scale, STRIP - 4)
                painter.fillRect(rect, self._shades[round(share * _STEPS)])
