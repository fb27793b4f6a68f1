"""When an event was, as a stretch of the axis with ends of a stated kind.

The axis counts days: `date.toordinal()`, so that day n is the half-open stretch [n, n+1) and noon is n + 0.5. Nothing here
guesses: what an EDTF date leaves open stays open, and a date without days (year -44, "XXXX") has no extent at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casefile.domain import edtf
from casefile.domain.edtf import Point, Precision


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch [start, end) of the axis in days. An open end says that the known stretch is only its other limit."""

    start: float
    end: float
    point: bool = False
    """A day or a moment: drawn as a point until the zoom shows hours."""
    moment: bool = False
    """A time of day: a point at any zoom."""
    soft_start: bool = False
    """Approximate: the end fades instead of standing."""
    soft_end: bool = False
    open_start: bool = False
    """Some time before `end`: drawn with an arrow that fades to the left."""
    open_end: bool = False
    uncertain: bool = False
    """The date itself is in doubt (EDTF "?"): drawn dashed."""

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def meets(self, start: float, end: float) -> bool:
        """Whether any of it, its open sides included, lies in [start, end)."""
        return (self.open_end or self.end > start) and (self.open_start or self.start < end)


@lru_cache(maxsize=65536)
def extent(text: str | None, earliest: str | None = None, latest: str | None = None) -> Extent | None:
    """The extent of an EDTF date; of the inclusive ISO days where the text is none; None where there is no day to draw."""
    try:
        parsed = edtf.parse(text) if text else None
    except ValueError:
        parsed = None
    if parsed is None:
        return _of_days(earliest, latest)
    if not parsed.interval:
        return _of_point(parsed.start) if parsed.start else None
    first = _of_point(parsed.start) if parsed.start else None
    last = _of_point(parsed.end) if parsed.end else None
    uncertain = parsed.uncertain
    if first and last:
        return Extent(first.start, last.end, soft_start=first.soft_start, soft_end=last.soft_end, uncertain=uncertain)
    if first:
        return Extent(first.start, first.end, soft_start=first.soft_start, open_end=True, uncertain=uncertain)
    if last:
        return Extent(last.start, last.end, soft_end=last.soft_end, open_start=True, uncertain=uncertain)
    return None


def _of_point(point: Point) -> Extent | None:
    if point.earliest is None or point.latest is None:
        return None
    start, end = float(point.earliest.toordinal()), float(point.latest.toordinal() + 1)
    moment = point.precision is Precision.TIME and point.time is not None
    if moment and point.time:
        start, end = _of_clock(start, point.time)
    return Extent(
        start,
        end,
        point=moment or point.precision is Precision.DAY,
        moment=moment,
        soft_start=point.approximate,
        soft_end=point.approximate,
        uncertain=point.uncertain,
    )


def _of_clock(day: float, clock: str) -> tuple[float, float]:
    """The hour, minute or second that a clock time names. Zones are left out of account: the text's own clock is drawn."""
    parts = [int(part) for part in clock.split(":")]
    unit = (1 / 24, 1 / 1440, 1 / 86400)[len(parts) - 1]
    start = day + sum(part / per for part, per in zip(parts, (24, 1440, 86400), strict=False))
    return start, start + unit


def _of_days(earliest: str | None, latest: str | None) -> Extent | None:
    first = float(date.fromisoformat(earliest).toordinal()) if earliest else None
    last = float(date.fromisoformat(latest).toordinal()) if latest else None
    if first is not None and last is not None:
        return Extent(first, max(first, last) + 1, point=first == last)
    if first is not None:
        return Extent(first, first + 1, open_end=True)
    if last is not None:
        return Extent(last, last + 1, open_start=True)
    return None
