"""Paints any part of the lanes: ground, marks, labels, and the strips of what found no row.

What is painted at a place depends on that place alone, never on where the view begins: parts painted at different times fit
together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.axis import View, edges
from casefile.gui.panes.timeline.extent import Extent
from casefile.gui.panes.timeline.ink import Ink, Style, Tone, mixed
from casefile.gui.panes.timeline.labels import LONGEST, SHORTEST, Label, place
from casefile.gui.panes.timeline.lanes import Arrangement, Item
from casefile.gui.panes.timeline.layout import PITCH, STRIP, Box, Layout
from casefile.gui.panes.timeline.letters import Letters
from casefile.gui.panes.timeline.marks import Shape, shape
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
        if event in self.linked:
            return Tone.LINKED
        return Tone.PLAIN if self.inside is None or event in self.inside else Tone.OUTSIDE


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
        self._ink = Ink(theme, ratio)
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
                if height + PITCH > top + part.top() and height < top + part.bottom():
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
        for item, label in zip(items, placed, strict=True):
            if label and label.left <= at < label.right:
                return item.event
        return None

    def _placed(self, arrangement: Arrangement, items: list[Item], shapes: list[Shape]) -> list[Label | None]:
        # Words are laid out only where there is room for some: most marks of a crowded lane stand close together.
        widths = [
            self._letters.word(self.label(arrangement, item.event)).width if _roomy(shapes, place) else LONGEST
            for place, item in enumerate(items)
        ]
        # On an end that fades, or under the cross of a denial, no letter could be read.
        bars = [
            not mark.dot and _firm(item.extent) and arrangement.rows[item.event].status != "denied"
            for item, mark in zip(items, shapes, strict=True)
        ]
        return place([(mark.left, mark.right) for mark in shapes], widths, bars)

    def _paint_row(
        self, painter: QPainter, items: list[Item], scale: float, offset: float, layout: Layout, top: float, tones: Tones
    ) -> None:
        rows, middle = layout.arrangement.rows, top + PITCH / 2
        shapes = [shape(item.extent, scale) for item in items]
        placed = self._placed(layout.arrangement, items, shapes)
        drop = self._letters.drop(PITCH)
        for item, mark, label in zip(items, shapes, placed, strict=True):
            tone, row = tones.of(item.event), rows[item.event]
            if row.differing and tone in (Tone.FOCUS, Tone.LINKED):
                self._paint_others(painter, item, scale, offset, middle)
            self._ink.paint(painter, item.extent, mark, middle, offset, Style(tone, row.status, item.reports > 1))
            if label is None:
                continue
            text = self.label(layout.arrangement, item.event)
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
