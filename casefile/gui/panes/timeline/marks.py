"""What an extent looks like in pixels, and which marks share a row without touching. Plain arithmetic.

Positions are "world pixels": days times pixels a day, so that panning is a subtraction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casefile.gui.panes.timeline.extent import Extent
from casefile.gui.panes.timeline.lanes import Columns, Floats

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
_POINT_LIMIT = 12.0


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
    lefts, rights = _ink(columns, scale)
    order = np.lexsort((rights, lefts))
    sorted_lefts: list[float] = lefts[order].tolist()
    for reserve in RESERVES:
        room = GAP + (np.minimum(widths[order] + GAP, reserve) if reserve else 0.0)
        busy: list[float] = (rights[order] + room).tolist()
        rows, rest = _first_fit(sorted_lefts, busy, most, final=reserve == RESERVES[-1])
        if not rest:
            break
    original: list[int] = order.tolist()
    return Packing(
        tuple(Row(tuple(original[i] for i in row)) for row in rows),
        tuple(original[i] for i in rest),
    )


def _ink(columns: Columns, scale: float) -> tuple[Floats, Floats]:
    """`shape` for many at once: where their ink begins and ends."""
    starts, ends = columns.starts * scale, columns.ends * scale
    middles, lengths = (starts + ends) / 2, ends - starts
    least = np.where(columns.points & (lengths <= _POINT_LIMIT), DOT, np.maximum(lengths, BAR_MIN))
    return (
        middles - least / 2 - np.where(columns.open_starts, STUB, 0.0),
        middles + least / 2 + np.where(columns.open_ends, STUB, 0.0),
    )


def _first_fit(lefts: Sequence[float], busy: Sequence[float], most: int, final: bool) -> tuple[list[list[int]], list[int]]:
    """Positions by row, and those that fit none. `busy` is until where a mark keeps its row. Unless `final`, ends with the
    first that fits none."""
    rows: list[list[int]] = []
    rights: list[float] = []
    rest: list[int] = []
    earliest = float("-inf")
    for index, left in enumerate(lefts):
        row = -1
        if earliest <= left:
            for number, right in enumerate(rights):
                if right <= left:
                    row = number
                    break
        if row < 0:
            if len(rows) == most:
                rest.append(index)
                if not final:
                    return rows, rest
                continue
            row = len(rows)
            rows.append([])
            rights.append(0.0)
        rows[row].append(index)
        rights[row] = busy[index]
        if len(rows) == most:
            earliest = min(rights)
    return rows, rest
