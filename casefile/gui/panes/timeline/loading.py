"""What the timeline pane asks the case for, and brings to the GUI thread arranged already. No Qt.

Up to `FEW_EVENTS` all events are loaded as rows. Of more the dates are counted, which gives the density strip and the reach
of the axis, and of the stretch in view (with as much again on both sides) some `DRAWN` events that spread evenly over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casefile.domain.chronology import Dated, LaneCount
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, During, Scope
from casefile.domain.weighing import Disputed
from casefile.gui.panes.timeline.axis import iso_day
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.extent import Extent, extent
from casefile.gui.panes.timeline.lanes import (
    ENTITY,
    ENTITY_LANES,
    Arrangement,
    Lane,
    Whole,
    Words,
    arrange,
    bulk_of,
    popular,
    reach_of,
    title,
)
from casefile.gui.panes.timeline.table import searched

if TYPE_CHECKING:
    from casefile.case.ask import Ask

FEW_EVENTS = 3_000
DRAWN = 1_500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown."""

    scope: Scope
    everything: bool
    """Also events dated only by the publication of their article."""
    by: str
    said: Words


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of all events of a case with more than are drawn."""

    wanted: Wanted
    density: Density
    within: Density | None
    whole: Whole
    total: int
    inside: int
    """Events in scope."""
    lanes: tuple[LaneCount, ...] | None = None
    """None while they are counted."""
    names: dict[str, str] | None = None
    long: tuple[tuple[str, str], ...] = ()
    """First and last day of the dates that span more than a year, each once."""

    def begun(self, first: str) -> tuple[str, ...]:
        """First days of those that reach to this day or beyond and began before it."""
        return tuple(dict.fromkeys(begin for begin, end in self.long if begin < first <= end))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load brings to the GUI thread, arranged already."""

    arrangement: Arrangement
    density: Density
    within: Density | None
    """Of what is in scope; None: of all."""
    inside: frozenset[str] | None
    """Ids of the events in scope; None: all."""
    names: dict[str, str]
    listed: tuple[EventRow, ...]
    """The rows of the table, and what its filter looks in; none where the table asks for its rows itself."""
    searched: tuple[str, ...]
    background: Background | None = None
    """Where the rows are only some of the events."""
    between: tuple[float, float] | None = None
    """The days from and to which such rows are loaded."""
    complete: bool = True
    """Whether there are no others in scope between these days."""


def answer(ask: Ask, wanted: Wanted, view: tuple[float, float] | None, linked: Sequence[str]) -> Loaded:
    """What is shown of a scope; `view` are the days in sight, None to see where most events stand."""
    if ask.event_count(wanted.everything) > FEW_EVENTS:
        background = counted(ask, wanted)
        return stretch(ask, background, view or background.whole.bulk or (738000.0, 738365.0), linked)
    # Those outside the scope stay visible, faded.
    rows = ask.timeline(EVERYTHING, wanted.everything)
    inside = None
    if wanted.scope != EVERYTHING:
        inside = frozenset(row.id for row in ask.timeline(wanted.scope, wanted.everything))
    return loaded(rows, inside, dict(ask.entity_names(sorted(popular(rows)))), wanted.by, wanted.said)


def counted(ask: Ask, wanted: Wanted) -> Background:
    """All events by date."""
    every = ask.event_dates(EVERYTHING, wanted.everything)
    mine = every if wanted.scope == EVERYTHING else ask.event_dates(wanted.scope, wanted.everything)
    found, own = _extents(every), _extents(mine)
    density, within = _density(found), None if mine is every else _density(own)
    total, inside = sum(one.number for one in every), sum(one.number for one in mine)
    undated = total - density.total
    whole = Whole(reach_of(found), bulk_of(found), undated, reach_of(own))
    return Background(wanted, density, within, whole, total, inside, long=_long(every))


def _long(dates: Iterable[Dated]) -> tuple[tuple[str, str], ...]:
    pairs = {(one.earliest, one.latest) for one in dates if one.earliest and one.latest}
    return tuple(sorted(pair for pair in pairs if int(pair[1][:4]) > int(pair[0][:4])))


def with_lanes(ask: Ask, background: Background) -> Background:
    """The same with its lanes counted."""
    wanted = background.wanted
    # Lanes are those of all events, so that they stay where they are when the scope changes.
    lanes = ask.event_lanes(EVERYTHING, wanted.everything, wanted.by, ENTITY_LANES)
    names = dict(ask.entity_names([lane.key for lane in lanes])) if wanted.by == ENTITY else {}
    return replace(background, lanes=lanes, names=names)


def stretch(ask: Ask, background: Background, view: tuple[float, float], linked: Sequence[str]) -> Loaded:
    """Events of what is in view, and as much again on both sides."""
    wanted, wide = background.wanted, view[1] - view[0]
    between = (view[0] - wide, view[1] + wide)
    days = iso_day(between[0]), iso_day(between[1])
    found = ask.events_between(wanted.scope, wanted.everything, days, DRAWN, linked, background.begun(days[0]))
    inside = None if wanted.scope == EVERYTHING else found.inside
    names = background.names
    if names is None:
        names = dict(ask.entity_names(sorted(popular(found.rows))))
    keys = frozenset(lane.key for lane in background.lanes) if background.lanes is not None else None
    arrangement = arrange(found.rows, wanted.by, names, wanted.said, keys if wanted.by == ENTITY else None)
    arrangement = replace(arrangement, lanes=_lanes(arrangement, background, names), whole=background.whole)
    for lane in arrangement.lanes:
        lane.prepare()
    return Loaded(
        arrangement, background.density, background.within, inside, names, (), (), background, between, found.complete
    )


def loaded(rows: tuple[EventRow, ...], inside: frozenset[str] | None, names: dict[str, str], by: str, said: Words) -> Loaded:
    """Arranges; slow for many rows, so done where the question is answered."""
    arrangement = arrange(rows, by, names, said)
    for lane in arrangement.lanes:
        lane.prepare()
    density = Density([found for found in arrangement.extents if found])
    listed = tuple(row for row in rows if inside is None or row.id in inside)
    within = None
    if inside is not None:
        pairs = zip(rows, arrangement.extents, strict=True)
        within = Density([found for row, found in pairs if found and row.id in inside])
    return Loaded(arrangement, density, within, inside, names, listed, tuple(searched(row) for row in listed))


def disputed_of(rows: Iterable[EventRow], disputed: Disputed) -> frozenset[str]:
    """Ids of the events on which claims in conflict bear."""
    return frozenset(row.id for row in rows if any(report.id in disputed.claims for report in row.reports))


def centre(dated: Dated | None) -> float | None:
    """The middle of what a date may mean, in days; None where there is none."""
    found = extent(dated.edtf, dated.earliest, dated.latest) if dated is not None else None
    return found.middle if found else None


def _lanes(arrangement: Arrangement, background: Background, names: dict[str, str]) -> tuple[Lane, ...]:
    """All lanes of the case in their order, with what is loaded of each."""
    if background.lanes is None:
        return arrangement.lanes
    here = {lane.key: lane for lane in arrangement.lanes}
    wanted, found = background.wanted, []
    for count in background.lanes:
        lane = here.pop(count.key, None) or Lane(count.key, title(count.key, wanted.by, names, wanted.said), ())
        found.append(replace(lane, total=count.number, months=_density(_months(count))))
    return (*(lane for lane in found if lane.key), *here.values(), *(lane for lane in found if not lane.key))


def _months(count: LaneCount) -> list[tuple[Extent, int]]:
    found = []
    for month, number in count.months:
        whole = extent(month) if len(month) == 7 else None
        if whole is not None:
            found.append((whole, number))
    return found


def _extents(dates: Iterable[Dated]) -> list[tuple[Extent, int]]:
    pairs = ((extent(one.edtf, one.earliest, one.latest), one.number) for one in dates)
    return [(found, number) for found, number in pairs if found is not None]


def _density(found: Sequence[tuple[Extent, int]]) -> Density:
    return Density([one for one, _ in found], [number for _, number in found])


def during_of(rows: Sequence[EventRow]) -> During | None:
    """From the first to the last day that these events may have been; None where none has a day."""
    firsts = [row.earliest or row.latest for row in rows if row.earliest or row.latest]
    lasts = [row.latest or row.earliest for row in rows if row.earliest or row.latest]
    return During(min(day for day in firsts if day), max(day for day in lasts if day)) if firsts else None
