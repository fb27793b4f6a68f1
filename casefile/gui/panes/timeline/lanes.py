"""Which event stands in which lane, drawn from which of its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from casefile.domain.rows import EventRow, ReportRow
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.extent import Extent, extent

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

OUTLET, ENTITY, KIND, SINGLE = "outlet", "entity", "kind", "none"
MODES = (OUTLET, ENTITY, KIND, SINGLE)

ENTITY_LANES = 12
"""More entities than this share one last lane: lanes are for comparing."""

_NEAR = 0.15
"""Outermost events this near to where most stand, as a share of that reach, are shown with them."""

STATUSES = ("reported", "planned", "alleged", "denied")


@dataclass(frozen=True, slots=True)
class Item:
    """One event in one lane. The same event stands in each lane that reports it."""

    event: int
    """Index into the rows the arrangement was made of."""
    extent: Extent
    reports: int
    """Of this event in this lane."""
    others: tuple[Extent, ...]
    """Other dates the lane's reports give, earliest first."""
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The extents of a lane's items as arrays: 20,000 of them are packed anew while the zoom glides."""

    starts: Floats
    ends: Floats
    points: Flags
    open_starts: Flags
    open_ends: Flags
    events: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lane:
    key: str
    """Outlet, entity id, status; "" for what has none."""
    title: str
    items: tuple[Item, ...]
    """By start, then end."""
    total: int | None = None
    """Events of the lane where not all are among the items; None: they are."""
    months: Density | None = None
    """How they lie, by month."""

    @property
    def hidden(self) -> int:
        """Events that are not among the items."""
        return max(0, (self.total or 0) - len(self.items))

    def prepare(self) -> None:
        """Make the columns now, where it does no harm that it takes time."""
        _ = self.columns

    @cached_property
    def columns(self) -> Columns:
        extents = [item.extent for item in self.items]
        return Columns(
            np.array([extent.start for extent in extents], dtype=float),
            np.array([extent.end for extent in extents], dtype=float),
            np.array([extent.point for extent in extents], dtype=bool),
            np.array([extent.open_start for extent in extents], dtype=bool),
            np.array([extent.open_end for extent in extents], dtype=bool),
            np.array([item.event for item in self.items], dtype=np.int64),
        )


@dataclass(frozen=True)
class Arrangement:
    rows: tuple[EventRow, ...]
    lanes: tuple[Lane, ...]
    extents: tuple[Extent | None, ...]
    """Of each row as a whole: its own date."""
    undated: tuple[int, ...]
    """Indices of rows without a day to draw."""
    order: tuple[int, ...]
    """Indices of the dated rows, earliest first: the way the arrow keys go."""
    whole: Whole | None = None
    """What is known of all events where the rows are only some of them."""

    @property
    def undated_total(self) -> int:
        """Events without a day, those that are not among the rows included."""
        return len(self.undated) if self.whole is None else self.whole.undated

    @cached_property
    def reach(self) -> tuple[float, float] | None:
        """From the first to the last day that anything stands on."""
        return self.reach_of(None) if self.whole is None else self.whole.reach

    @cached_property
    def bulk(self) -> tuple[float, float] | None:
        """Where most events stand: without the outermost of each side (one in 25), if that halves the reach at least. A side
        keeps its outermost where they are near the others: leaving them out would cut them for little.

        A background year decades ago would press what the case is about into a few pixels.
        """
        if self.whole is not None:
            return self.whole.bulk
        found = [item.extent for lane in self.lanes for item in lane.items]
        return bulk_of([(extent, 1) for extent in found])

    def reach_of(self, events: frozenset[int] | None) -> tuple[float, float] | None:
        """The same for these rows only (None: all)."""
        if self.whole is not None and events is not None:
            return self.whole.scope_reach
        found = [item.extent for lane in self.lanes for item in lane.items if events is None or item.event in events]
        return (min(e.start for e in found), max(e.end for e in found)) if found else None


@dataclass(frozen=True, slots=True)
class Whole:
    """All events of a case that has more than are drawn: from when to when they reach, where most stand, how many have no
    day; and from when to when those in scope reach."""

    reach: tuple[float, float] | None
    bulk: tuple[float, float] | None
    undated: int
    scope_reach: tuple[float, float] | None


def reach_of(found: Sequence[tuple[Extent, int]]) -> tuple[float, float] | None:
    """From the first to the last day of these."""
    return (min(e.start for e, _ in found), max(e.end for e, _ in found)) if found else None


def bulk_of(found: Sequence[tuple[Extent, int]]) -> tuple[float, float] | None:
    """See `Arrangement.bulk`; so many events have each extent."""
    number, reach = sum(number for _, number in found), reach_of(found)
    off = number // 25 + (number >= 12)
    if reach is None or off == 0:
        return reach
    first = _nth(sorted((extent.start, number) for extent, number in found), off)
    last = _nth(sorted(((extent.end, number) for extent, number in found), reverse=True), off)
    if first >= last or (last - first) * 2 > reach[1] - reach[0]:
        return reach
    near = (last - first) * _NEAR
    return (reach[0] if first - reach[0] <= near else first), (reach[1] if reach[1] - last <= near else last)


def _nth(ends: Sequence[tuple[float, int]], place: int) -> float:
    """The value at this place, each standing as often as its number says."""
    for value, number in ends:
        if place < number:
            return value
        place -= number
    return ends[-1][0]


@dataclass(frozen=True, slots=True)
class Words:
    """What lanes are called where the rows have no name for them (translated by whoever arranges)."""

    everything: str = "All events"
    no_outlet: str = "No outlet"
    no_entity: str = "Nobody named"
    other_entities: str = "Others"
    statuses: tuple[str, ...] = ("Reported", "Planned", "Alleged", "Denied")


def arrange(
    rows: Sequence[EventRow],
    by: str,
    names: Mapping[str, str],
    words: Words | None = None,
    entities: frozenset[str] | None = None,
) -> Arrangement:
    """Rows in lanes by `by` (one of MODES). `names` are the names of entities by id; `entities` those that have lanes
    of their own, None for those in most rows."""
    words = words or Words()
    extents = tuple(extent(row.edtf, row.earliest, row.latest) for row in rows)
    dated = [index for index, found in enumerate(extents) if found is not None]
    lanes: dict[str, list[Item]] = {}
    own = (popular(rows) if entities is None else entities) if by == ENTITY else frozenset()
    for index in dated:
        row, whole = rows[index], extents[index]
        assert whole is not None
        for key in _keys(row, by, own):
            lanes.setdefault(key, []).append(_item(index, row, whole, key if by == OUTLET else None))
    return Arrangement(
        tuple(rows),
        tuple(
            Lane(key, title(key, by, names, words), tuple(sorted(lanes[key], key=_by_time)))
            for key in _lane_order(lanes, by)
        ),
        extents,
        tuple(index for index, found in enumerate(extents) if found is None),
        tuple(sorted(dated, key=lambda index: _time(extents[index], rows[index].id))),
    )


_OTHERS = "\0others"


def _keys(row: EventRow, by: str, own: frozenset[str]) -> Sequence[str]:
    match by:
        case "outlet":
            return list(dict.fromkeys(report.outlet for report in row.reports)) or [""]
        case "entity":
            kept = [entity for entity in dict.fromkeys(row.entities) if entity in own]
            return kept or ([_OTHERS] if row.entities else [""])
        case "kind":
            return [row.status if row.status in STATUSES else STATUSES[0]]
        case _:
            return [""]


def popular(rows: Sequence[EventRow]) -> frozenset[str]:
    """The entities in most rows."""
    counts = Counter(entity for row in rows for entity in dict.fromkeys(row.entities))
    ranked = sorted(counts, key=lambda entity: (-counts[entity], entity))
    return frozenset(ranked[:ENTITY_LANES])


def _lane_order(lanes: Mapping[str, Sequence[Item]], by: str) -> list[str]:
    if by == KIND:
        return [status for status in STATUSES if status in lanes]
    # The fullest lane first; what has no name of its own last.
    return sorted(lanes, key=lambda key: (key in ("", _OTHERS), key == "", -len(lanes[key]), key))


def title(key: str, by: str, names: Mapping[str, str], words: Words) -> str:
    """What a lane is called."""
    match by:
        case "outlet":
            return key or words.no_outlet
        case "entity":
            return words.other_entities if key == _OTHERS else names.get(key, key) if key else words.no_entity
        case "kind":
            return words.statuses[STATUSES.index(key)]
        case _:
            return words.everything


def _item(index: int, row: EventRow, whole: Extent, outlet: str | None) -> Item:
    """In an outlet's lane an event stands where that outlet puts it; elsewhere at its own date."""
    reports = [report for report in row.reports if outlet is None or report.outlet == outlet]
    if outlet is None or not reports:
        shown, edtf = whole, row.edtf
    else:
        shown, edtf = _most_precise(reports) or (whole, row.edtf)
    others = {found for report in reports if (found := _of(report)) is not None and found != shown}
    return Item(index, shown, len(reports), tuple(sorted(others, key=lambda e: (e.start, e.end))), edtf)


def _most_precise(reports: Sequence[ReportRow]) -> tuple[Extent, str | None] | None:
    """The narrowest date, those in the words before those inherited, rejected ones last."""
    dated = [(found, report) for report in reports if (found := _of(report)) is not None]
    if not dated:
        return None
    found, report = min(
        dated, key=lambda pair: (pair[1].decision == "rejected", pair[1].basis != "explicit", pair[0].end - pair[0].start)
    )
    return found, report.edtf


def _of(report: ReportRow) -> Extent | None:
    return extent(report.edtf, report.earliest, report.latest)


def _by_time(item: Item) -> tuple[float, float, int]:
    return item.extent.start, item.extent.end, item.event


def _time(found: Extent | None, identifier: str) -> tuple[float, float, str]:
    return (found.start, found.end, identifier) if found else (0.0, 0.0, identifier)
