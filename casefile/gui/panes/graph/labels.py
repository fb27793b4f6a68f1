"""Where the names of nodes stand: beside their node, on no other node and on no other name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
_CLEAR = 1.0
_SHARES = (1.0, 0.7, 0.5)
"""Of its width that a label may be cut to, where it does not fit whole."""


def placed(
    nodes: Sequence[tuple[float, float, float]],
    sizes: Sequence[tuple[float, float]],
    across: tuple[float, float] | None = None,
) -> list[Box | None]:
    """For each node (x, y, radius), the most important first, where its label of this size stands: below, right, above or
    left of it, or at a corner, the first of these that is free; cut, where it has no room whole; None where none is free.
    A label keeps clear of all nodes but its own. `across`: from where to where one looks; a label stands within where it
    can."""
    count = len(nodes)
    x, y, radius = (np.array(column, dtype=float) for column in zip(*nodes, strict=True)) if count else (np.zeros(0),) * 3
    taken = np.zeros((2 * count, 4))
    taken[:count] = np.stack([x - radius, y - radius, x + radius, y + radius], axis=1) if count else 0.0
    used = count
    found: list[Box | None] = []
    for number, (width, height) in enumerate(sizes):
        at_x, at_y, r = nodes[number]
        own = taken[number].copy()
        # Its own node is no obstacle to a name.
        taken[number] = np.inf
        boxes = [box for share in _SHARES for box in _around(at_x, at_y, r, width * share, height)]
        if across is not None:
            boxes.sort(key=lambda each: each[0] < across[0] or each[0] + each[2] > across[1])
        box = next((each for each in boxes if _free(each, taken[:used])), None)
        taken[number] = own
        found.append(box)
        if box is not None:
            taken[used] = (box[0], box[1], box[0] + box[2], box[1] + box[3])
            used += 1
    return found


def _around(x: float, y: float, radius: float, width: float, height: float) -> list[Box]:
    corner = 0.75 * radius
    return [
        (x - width / 2, y + radius + 1, width, height),
        (x + radius + 2, y - height / 2, width, height),
        (x - width / 2, y - radius - 1 - height, width, height),
        (x - radius - 2 - width, y - height / 2, width, height),
        (x + corner, y + corner, width, height),
        (x + corner, y - corner - height, width, height),
        (x - corner - width, y + corner, width, height),
        (x - corner - width, y - corner - height, width, height),
        (x - width / 2, y + radius + height, width, height),
        (x - width / 2, y - radius - 2 * height, width, height),
    ]


def _free(box: Box, taken: npt.NDArray[np.float64]) -> bool:
    left, top, width, height = box
    over = (
        (taken[:, 0] < left + width + _CLEAR)
        & (taken[:, 2] > left - _CLEAR)
        & (taken[:, 1] < top + height)
        & (taken[:, 3] > top)
    )
    return not bool(over.any())
