"""Lanes one below the other: rows of marks, their strips of what found no row, and the shelf of the undated. No Qt."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from types import MappingProxyType

import numpy as np

from casefile.gui.panes.timeline.axis import View
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.lanes import Arrangement, Floats, Item, Lane
from casefile.gui.panes.timeline.marks import Need, Packing, Row, needed, pack, pack_most, packing_scale, shape

PITCH = 22.0
"""Height of a row of marks; more where the letters are large."""
PAD = 5.0
STRIP = 12.0
"""Height of the strip that counts what found no row."""
_NEAR = 4.0
"""A click this far beside a mark still means it."""
_serials = count()
"""Tell layouts apart where an id might come again."""


@dataclass
class Box:
    """A lane laid out. `top` counts from the top of all lanes."""

    lane: Lane
    packing: Packing
    top: float
    full: int = 0
    """Rows it would have with room for all of them."""
    pitch: float = PITCH
    """Height of a row."""

    @property
    def height(self) -> float:
        return _height(len(self.packing.rows), bool(self.more), self.pitch)

    @property
    def more(self) -> int:
        """Events that found no row."""
        return len(self.packing.rest) + self.lane.hidden

    @property
    def folded(self) -> bool:
        """Whether it shows fewer rows than it could."""
        return len(self.packing.rows) < self.full

    @property
    def strip_top(self) -> float:
        return self.top + PAD + len(self.packing.rows) * self.pitch

    @cached_property
    def rest(self) -> Density:
        """How those lie that found no row; where not all events are here, how all of the lane lie, by month."""
        if self.lane.months is not None and self.lane.hidden:
            return self.lane.months
        return Density(self.lane.items[index].extent for index in self.packing.rest)

    def row_top(self, row: int) -> float:
        return self.top + PAD + row * self.pitch


def _height(rows: int, strip: bool, pitch: float) -> float:
    return rows * pitch + 2 * PAD + (STRIP if strip else 0.0)


class Layout:
    """All lanes at one zoom. Cheap to keep: another zoom of the same quarter octave gives the same layout."""

    def __init__(
        self,
        arrangement: Arrangement,
        scale: float,
        widths: Floats,
        room: float = math.inf,
        folding: Mapping[str, bool] = MappingProxyType({}),
        pitch: float = PITCH,
        first: frozenset[int] | None = None,
    ) -> None:
        """`widths` are those of the labels in pixels, by index of the event's row. Where the lanes with all their rows are
        higher than `room`, they are folded until they fit, but never below one row; `folding` says of lanes by key that
        the person has opened (False) or folded (True) them. `pitch` is the height of a row. Where not all events find a
        row, those in `first` (indices of rows) get one before the others do."""
        self.arrangement, self.pitch = arrangement, pitch
        self.serial = next(_serials)
        self.scale = packing_scale(scale)
        self.boxes: list[Box] = []
        lanes = [(lane, widths[lane.columns.events]) for lane in arrangement.lanes]
        needs = [needed(lane.columns, own, self.scale) for lane, own in lanes]
        top = 0.0
        for (lane, own), need, rows in zip(lanes, needs, self._shares(needs, room, folding), strict=True):
            before = None if first is None else np.isin(lane.columns.events, list(first))
            if before is not None and not before.any():
                before = None
            if rows < need.rows or (need.rest and before is not None):
                packing = pack_most(lane.columns, own, self.scale, rows, before)
            else:
                packing = pack(lane.columns, own, self.scale)
            box = Box(lane, packing, top, need.rows, pitch)
            self.boxes.append(box)
            top += box.height
        self.height = top

    def _shares(self, needs: list[Need], room: float, folding: Mapping[str, bool]) -> list[int]:
        """How many rows each lane shows: all of them where there is room, else in turn one more each."""
        said = [folding.get(lane.key) for lane in self.arrangement.lanes]
        shown = [need.rows if fold is not True else 1 for need, fold in zip(needs, said, strict=True)]

        def of(place: int, rows: int) -> float:
            hidden = bool(self.arrangement.lanes[place].hidden)
            return _height(rows, rows < needs[place].rows or needs[place].rest or hidden, self.pitch)

        if sum(of(place, rows) for place, rows in enumerate(shown)) <= room:
            return shown
        rows = [need.rows if fold is False else 1 for need, fold in zip(needs, said, strict=True)]
        height = sum(of(place, some) for place, some in enumerate(rows))
        growing = [place for place, fold in enumerate(said) if fold is None and needs[place].rows > 1]
        while growing and height + self.pitch - STRIP <= room:
            still = []
            for place in growing:
                more = of(place, rows[place] + 1) - of(place, rows[place])
                if height + more <= room:
                    rows[place], height = rows[place] + 1, height + more
                    if rows[place] < needs[place].rows:
                        still.append(place)
            growing = still
        return rows

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

    @staticmethod
    def before(box: Box, row: Row, at: float, scale: float) -> int:
        """Place in the row of the last mark that begins before this world pixel; -1 where none does."""

        def left(index: int) -> float:
            return shape(box.lane.items[index].extent, scale).left

        return bisect_left(row.items, at, key=left) - 1

    def row_at(self, y: float) -> tuple[Box, Row, float] | None:
        """Lane, row and top of that row at this height from the top of all lanes."""
        for box in self.boxes:
            if box.top <= y < box.top + box.height:
                number = int((y - box.top - PAD) // self.pitch)
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
