"""How many events lie in each stretch of the axis: the strip below the lanes.

An event that is only known to a year is spread evenly over that year: the strip shows what is known, not more. An open end
adds nothing beyond the known stretch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from casefile.gui.panes.timeline.extent import Extent


class Density:
    """Counts over any division of the axis, in time that does not grow with the number of events asked over.

    The cumulative count is linear between the ends of extents, so it is kept at those ends and interpolated.
    """

    def __init__(self, extents: Iterable[Extent], numbers: Sequence[int] | None = None) -> None:
        """`numbers` say how many events have each extent; None: one each."""
        kept = list(extents)
        weights = np.ones(len(kept)) if numbers is None else np.array(numbers, dtype=float)
        self.total = int(weights.sum())
        starts = np.array([extent.start for extent in kept], dtype=float)
        ends = np.array([extent.end for extent in kept], dtype=float)
        self._days = np.unique(np.concatenate([starts, ends]))
        slopes = np.zeros(len(self._days))
        per_day = weights / (ends - starts)
        np.add.at(slopes, np.searchsorted(self._days, starts), per_day)
        np.subtract.at(slopes, np.searchsorted(self._days, ends), per_day)
        gaps = np.diff(self._days)
        self._cumulative = np.concatenate([[0.0], np.cumsum(np.cumsum(slopes)[:-1] * gaps)]) if kept else np.zeros(0)

    def beyond(self, first: float, last: float) -> tuple[int, int]:
        """Events before and after this stretch, to the next whole number."""
        if self.total == 0:
            return 0, 0
        before, after = np.interp([first, last], self._days, self._cumulative)
        return round(float(before)), round(float(self.total - after))

    def counts(self, edges: Sequence[float]) -> list[float]:
        """Events in each stretch between neighbouring edges (fractions where an event reaches over an edge)."""
        if len(edges) < 2:
            return []
        if self.total == 0:
            return [0.0] * (len(edges) - 1)
        at = np.interp(np.asarray(edges, dtype=float), self._days, self._cumulative)
        return [float(count) for count in np.maximum(np.diff(at), 0.0)]
