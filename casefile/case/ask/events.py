"""Questions about what happened when."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.case.ask.questions import Questions
from casefile.domain.chronology import Dated, LaneCount, Stretch
from casefile.domain.listed import Listed, Wish
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, Scope
from casefile.store.read import chronology, event_table, events


class OfEvents(Questions):
    """What can be asked about events."""

    def timeline(self, scope: Scope = EVERYTHING, everything: bool = False, rejected: bool = False) -> tuple[EventRow, ...]:
        """Events by first day; undated ones last. Those dated only by publication are left out unless `everything`."""
        return self._within(scope, lambda tx, found: events.events(tx, scope, found, everything, rejected))

    def event_count(self, everything: bool = False) -> int:
        """How many events the timeline of the whole case has."""
        return self._read(lambda tx: chronology.count(tx, everything))

    def event_dates(self, scope: Scope = EVERYTHING, everything: bool = False) -> tuple[Dated, ...]:
        """How many events in scope have which date."""
        return self._within(scope, lambda tx, found: chronology.dates(tx, scope, found, everything))

    def events_listed(self, scope: Scope, everything: bool, wish: Wish, descending: bool = False) -> Listed[EventRow]:
        """Events by a column of the table (date, event, status, outlets, reports, dates, sure, where, decision): keys."""
        return self._within(scope, lambda tx, found: event_table.keys(tx, scope, found, everything, wish, descending))

    def events_at(self, keys: Sequence[int]) -> tuple[tuple[int, EventRow], ...]:
        """(key, row) of the events with these keys that are still there."""
        return self._read(lambda tx: event_table.rows_at(tx, keys))

    def event_date(self, id: str) -> Dated | None:
        """The date of one event; None where it is gone."""
        return self._read(lambda tx: chronology.date_of(tx, id))

    def event_lanes(self, scope: Scope, everything: bool, by: str, most: int) -> tuple[LaneCount, ...]:
        """Events in scope by outlet, entity (the `most` that have most), kind or none, in each month; the fullest first."""
        return self._within(scope, lambda tx, found: chronology.lanes(tx, scope, found, everything, by, most))

    def events_between(
        self,
        scope: Scope,
        everything: bool,
        between: tuple[str, str],
        most: int,
        wanted: Sequence[str] = (),
        begun: Sequence[str] = (),
    ) -> Stretch:
        """About `most` events of an interval (ISO days, inclusive), spread evenly, the `wanted` ones among them. Those that
        began more than a year before it and reach into it are found by their first days, `begun`."""
        return self._within(
            scope, lambda tx, found: chronology.stretch(tx, scope, found, everything, between, most, wanted, begun)
        )
