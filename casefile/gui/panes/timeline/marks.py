"""What an extent looks like in pixels, and which marks share a row without touching. Plain arithmetic.

Positions are "world pixels": days times pixels a day, so that panning is a subtraction.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casefile.gui.panes.timeline.extent import Extent
from casefile.gui.panes.timeline.lanes import Columns, Flags, Floats

DOT = 10.0
"""Width of a point."""
BAR_MIN = 6.0
"""Width of the shortest bar: a month stays visible in a view of decades."""
STUB = 40.0
"""Length of the arrow that an open end fades along."""
GAP = 4.0
"""Between neighbours of one row."""
ROWS = 8
"""Most rows of one lane; what finds no place there is counted in the lane's strip."""
RESERVES = (220.0, 96.0, 0.0)
"""Room kept for labels: all of it where it fits, then a part, then none."""
FOLDED_RESERVE = 104.0
"""The same in a lane that shows fewer rows than it needs."""
_POINT_LIMIT = 12.0
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shape:
    """The mark of an extent. `left` and `right` are all its ink, `start` and `end` the known stretch."""

    left: float
    start: float
    end: float
    right: float
    dot: bool


def shape(extent: Extent, scale: float) -> Shape:
    """Points are dots until the zoom gives their day (or hour) more room than a dot has."""
    start, end = extent.start * scale, extent.end * scale
    dot = extent.point and end - start <= _POINT_LIMIT
    if dot:
        middle = (start + end) / 2
        start, end = middle - DOT / 2, middle + DOT / 2
    elif end - start < BAR_MIN:
        middle = (start + end) / 2
        start, end = middle - BAR_MIN / 2, middle + BAR_MIN / 2
    return Shape(start - STUB if extent.open_start else start, start, end, end + STUB if extent.open_end else end, dot)


def packing_scale(scale: float) -> float:
    """The zoom for which marks are packed: the next coarser of four steps an octave, so that rows stand still while the
    zoom glides and what does not touch there does not touch at the zoom shown."""
    return math.pow(2.0, math.floor(math.log2(scale) * 4 + 1e-9) / 4)


@dataclass(frozen=True, slots=True)
class Row:
    """Marks side by side, from left to right."""

    items: tuple[int, ...]
    """Indices into the lane's items; their `Shape.left` rises."""


@dataclass(frozen=True, slots=True)
class Packing:
    rows: tuple[Row, ...]
    rest: tuple[int, ...]
    """Indices of what found no row."""


def pack(columns: Columns, widths: Floats, scale: float, most: int = ROWS) -> Packing:
    """Items in as few rows as first fit finds, no two marks of a row nearer than GAP at this zoom.

    Up to a quarter octave closer they do not touch either: that far apart, places grow faster than dots that become bars.

    `widths` are those of the items' labels in pixels: where all items find a row, their labels have room as well.
    """
    need = needed(columns, widths, scale, most)
    lefts, rights = _ink(columns, scale)
    order = np.lexsort((rights, lefts))
    rows, rest = _first_fit(lefts[order], _busy(rights, widths, need.reserve)[order], most)
    return Packing(tuple(Row(tuple(order[row].tolist())) for row in rows), tuple(order[rest].tolist()))


class Need(NamedTuple):
    """What a lane would take with room for all of it."""

    rows: int
    reserve: float
    """Pixels kept for each label."""
    rest: bool
    """Whether even the most rows do not hold all marks."""


def needed(columns: Columns, widths: Floats, scale: float, most: int = ROWS) -> Need:
    """How many rows `pack` fills, without packing: as many as marks lie over one place, which first fit never exceeds
    (J. Kleinberg and E. Tardos, Algorithm Design, 2005, section 4.1, interval partitioning)."""
    lefts, rights = _ink(columns, scale)
    begins = np.sort(lefts)
    depth = 0
    for reserve in RESERVES:
        ends = np.sort(_busy(rights, widths, reserve))
        over = np.arange(1, len(begins) + 1) - np.searchsorted(ends, begins, side="right")
        depth = int(over.max()) if len(over) else 0
        if depth <= most:
            break
    return Need(min(depth, most), reserve, depth > most)


def _busy(rights: Floats, widths: Floats, reserve: float) -> Floats:
    """Until where each mark keeps its row."""
    return rights + GAP + (np.minimum(widths + GAP, reserve) if reserve else 0.0)


def pack_most(columns: Columns, widths: Floats, scale: float, most: int, first: Flags | None = None) -> Packing:
    """As many items as can stand in `most` rows with a legible label each: always the one that ends first, which is known
    to leave out the fewest (J. Kleinberg and E. Tardos, Algorithm Design, 2005, section 4.1). Those flagged in `first` come
    before all others, which take the room that they leave."""
    lefts, rights = _ink(columns, scale)
    busy = _busy(rights, widths, FOLDED_RESERVE)
    order = np.lexsort((lefts, busy))
    rows: list[list[int]] = []
    others = order[:0]
    if first is not None:
        order, others = order[first[order]], order[~first[order]]
    while len(rows) < most and len(order):
        ends, begins = busy[order].tolist(), lefts[order].tolist()
        taken, free = [], float("-inf")
        for place, left in enumerate(begins):
            if left >= free:
                taken.append(place)
                free = ends[place]
        rows.append(order[taken].tolist())
        order = np.delete(order, taken)
    rest = order
    for number in range(most if len(others) else 0):
        if number == len(rows):
            rows.append([])
        filling = _gaps(rows[number], others, lefts, busy)
        rows[number] = sorted([*rows[number], *others[filling].tolist()], key=lambda index: float(lefts[index]))
        others = np.delete(others, filling)
    packed = tuple(Row(tuple(row)) for row in rows if row)
    return Packing(packed, tuple(np.sort(np.concatenate([rest, others])).tolist()))


def _gaps(row: list[int], others: Numbers, lefts: Floats, busy: Floats) -> list[int]:
    """Places among `others`, which come by their ends, of those that fit between the items of the row and each other."""
    begins, ends = lefts[row].tolist(), busy[row].tolist()
    taken, free = [], float("-inf")
    for place, (left, end) in enumerate(zip(lefts[others].tolist(), busy[others].tolist(), strict=True)):
        after = bisect_right(begins, left)
        if left >= free and (not after or ends[after - 1] <= left) and (after == len(begins) or end <= begins[after]):
            taken.append(place)
            free = end
    return taken


def _ink(columns: Columns, scale: float) -> tuple[Floats, Floats]:
    """`shape` for many at once: where their ink begins and ends."""
    starts, ends = columns.starts * scale, columns.ends * scale
    middles, lengths = (starts + ends) / 2, ends - starts
    least = np.where(columns.points & (lengths <= _POINT_LIMIT), DOT, np.maximum(lengths, BAR_MIN))
    return (
        middles - least / 2 - np.where(columns.open_starts, STUB, 0.0),
        middles + least / 2 + np.where(columns.open_ends, STUB, 0.0),
    )


def _first_fit(lefts: Floats, busy: Floats, most: int) -> tuple[list[Numbers], Numbers]:
    """Positions by row, and those that fit none. `busy` is until where a mark keeps its row; `lefts` rises.

    Row by row: the first that fits after the one before is found by halving, so that a crowded lane costs little.
    """
    rows: list[Numbers] = []
    left = np.arange(len(lefts))
    while len(rows) < most and len(left):
        begins, ends = lefts[left].tolist(), busy[left].tolist()
        taken = [0]
        while (place := bisect_left(begins, ends[taken[-1]], taken[-1] + 1)) < len(begins):
            taken.append(place)
        rows.append(left[taken])
        left = np.delete(left, taken)
    return rows, left
