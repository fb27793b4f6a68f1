"""Lanes one below the other: rows of marks, their strips of what found no row, and the shelf of the undated. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from casefile.gui.panes.timeline.axis import View
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.lanes import Arrangement, Floats, Item, Lane
from casefile.gui.panes.timeline.marks import Packing, Row, pack, packing_scale, shape

PITCH = 22.0
"""Height of a row of marks."""
PAD = 5.0
STRIP = 12.0
"""Height of the strip that counts what found no row."""
_NEAR = 4.0
"""A click this far beside a mark still means it."""


@dataclass
class Box:
    """A lane laid out. `top` counts from the top of all lanes."""

    lane: Lane
    packing: Packing
    top: float

    @property
    def height(self) -> float:
        return len(self.packing.rows) * PITCH + 2 * PAD + (STRIP if self.packing.rest else 0.0)

    @property
    def strip_top(self) -> float:
        return self.top + PAD + len(self.packing.rows) * PITCH

    @cached_property
    def rest(self) -> Density:
        return Density(self.lane.items[index].extent for index in self.packing.rest)

    def row_top(self, row: int) -> float:
        return self.top + PAD + row * PITCH


class Layout:
    """All lanes at one zoom. Cheap to keep: another zoom of the same quarter octave gives the same layout."""

    def __init__(self, arrangement: Arrangement, scale: float, widths: Floats) -> None:
        """`widths` are those of the labels in pixels, by index of the event's row."""
        self.arrangement = arrangement
        self.scale = packing_scale(scale)
        self.boxes: list[Box] = []
        top = 0.0
        for lane in arrangement.lanes:
            packing = pack(lane.columns, widths[lane.columns.events], self.scale)
            box = Box(lane, packing, top)
            self.boxes.append(box)
            top += box.height
        self.height = top

    @staticmethod
    def key(scale: float) -> float:
        """Zooms with the same key have the same layout."""
        return packing_scale(scale)

    def places(self, event: int) -> Iterator[tuple[Box, int | None, Item]]:
        """The lanes of this event, from the top, with its row there; None where it is only counted in the strip."""
        for box in self.boxes:
            for index in np.flatnonzero(box.lane.columns.events == event).tolist():
                row = next((number for number, row in enumerate(box.packing.rows) if index in row.items), None)
                yield box, row, box.lane.items[index]

    def seen(self, top: float, bottom: float) -> Iterator[Box]:
        """Lanes of which anything lies between these heights."""
        return (box for box in self.boxes if box.top < bottom and box.top + box.height > top)

    def beside(self, event: int, way: int) -> int | None:
        """The event nearest in time in the next lane below (way 1) or above (-1) the first lane of this one."""
        for number, box in enumerate(self.boxes):
            items = [item for item in box.lane.items if item.event == event]
            if items and 0 <= number + way < len(self.boxes):
                middle = items[0].extent.middle
                other = self.boxes[number + way].lane.items
                return min(other, key=lambda item: (item.event == event, abs(item.extent.middle - middle))).event
            if items:
                return None
        return None

    def marks(self, box: Box, row: Row, view: View) -> list[Item]:
        """The items of a row with ink or label in the view, the one after them included, as labels end before the next.

        Nothing further left than the last item that begins before the view can reach into it: marks of a row do not
        overlap, and a label stops at the next mark.
        """
        offset, items = view.left * view.scale, box.lane.items

        def left(index: int) -> float:
            return shape(items[index].extent, view.scale).left

        first = max(0, bisect_right(row.items, offset, key=left) - 1)
        last = bisect_right(row.items, offset + view.width, lo=first, key=left)
        return [items[index] for index in row.items[first : last + 1]]

    def row_at(self, y: float) -> tuple[Box, Row, float] | None:
        """Lane, row and top of that row at this height from the top of all lanes."""
        for box in self.boxes:
            if box.top <= y < box.top + box.height:
                number = int((y - box.top - PAD) // PITCH)
                if 0 <= number < len(box.packing.rows):
                    return box, box.packing.rows[number], box.row_top(number)
        return None

    def at(self, x: float, y: float, view: View) -> Item | None:
        """The item whose mark is at this place: pixels from the left of the view, and from the top of all lanes."""
        found = self.row_at(y)
        if found is None:
            return None
        box, row, _ = found
        at, best = x + view.left * view.scale, None
        for item in self.marks(box, row, view):
            mark = shape(item.extent, view.scale)
            off = max(mark.left - at, at - mark.right, 0.0)
            if off <= _NEAR and (best is None or off < best[0]):
                best = off, item
        return best[1] if best else None
