"""Where labels stand: beside their mark or inside it, cut where room is short, left out where there is none.

Whether a label is shown depends on its mark and the next one only: nothing jumps while panning. What a side of the view
would cut moves into what is seen of it (`hold`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BESIDE = 7.0
"""Between a mark and the label beside it."""
CLEAR = 6.0
"""Kept free after a label."""
INSIDE = 8.0
"""Kept free on both sides of a label inside a bar."""
SHORTEST = 44.0
"""A label cut below this says nothing."""
LONGEST = 260.0


@dataclass(frozen=True, slots=True)
class Label:
    left: float
    width: float
    inside: bool
    beyond: bool = False
    """Its mark lies left of what is in view."""

    @property
    def right(self) -> float:
        return self.left + self.width


def place(marks: Sequence[tuple[float, float]], widths: Sequence[float], bars: Sequence[bool]) -> list[Label | None]:
    """Labels of one row of marks: (left, right) of their ink, rising and apart. `bars` says where one may stand inside.

    No label overlaps another label, nor a mark that is not its own. A label never needs more than its own width.
    """
    placed: list[Label | None] = []
    for index, ((left, right), width) in enumerate(zip(marks, widths, strict=True)):
        wanted = min(width, LONGEST)
        free = marks[index + 1][0] - CLEAR - (right + BESIDE) if index + 1 < len(marks) else wanted
        if free >= wanted:
            placed.append(Label(right + BESIDE, wanted, inside=False))
        elif bars[index] and right - left - 2 * INSIDE >= min(wanted, 2 * SHORTEST) and right - left - 2 * INSIDE > free:
            placed.append(Label(left + INSIDE, min(wanted, right - left - 2 * INSIDE), inside=True))
        elif free >= SHORTEST:
            placed.append(Label(right + BESIDE, free, inside=False))
        else:
            placed.append(None)
    return placed


def hold(label: Label, mark: tuple[float, float], bar: bool, left: float, right: float) -> Label | None:
    """The label where the view shows only what lies in [left, right): as it is where it is in view as a whole; else inside
    what is seen of its bar; else cut to what is seen of it; None where too little is. It never reaches beyond the mark and
    the label that were placed, so nothing overlaps that did not. `bar` says whether it may stand inside the mark."""
    if left <= label.left and label.right <= right:
        return label
    start, end = max(mark[0], left) + INSIDE, min(mark[1], right) - INSIDE
    beside = min(label.right, right - 2) - label.left
    if bar and end - start >= min(label.width, 2 * SHORTEST) and (label.inside or beside < SHORTEST):
        return Label(max(start, min(label.left, end - label.width)), min(label.width, end - start), inside=True)
    if label.inside:
        return None
    if label.left < left:
        room = label.right - left - 2
        return Label(left + 2, room, inside=False, beyond=True) if room >= 2 * SHORTEST else None
    return Label(label.left, beside, inside=False) if beside >= SHORTEST else None


def spaced(centres: Sequence[float], widths: Sequence[float], apart: float = 10.0) -> list[bool]:
    """Which of the labels centred at these rising positions are shown, so that no two come nearer than `apart`."""
    shown: list[bool] = []
    free_from = float("-inf")
    for centre, width in zip(centres, widths, strict=True):
        fits = centre - width / 2 >= free_from
        shown.append(fits)
        if fits:
            free_from = centre + width / 2 + apart
    return shown
