"""What a timeline with more events than anybody can look at knows of all of them: how many have which date."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.rows import EventRow


@dataclass(frozen=True, slots=True)
class Dated:
    """So many events have this date: EDTF, and the first and last day (ISO, inclusive) it may mean."""

    edtf: str | None
    earliest: str | None
    latest: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Events in an interval: all, or as many as spread evenly over it, those linked to the focus among them."""

    rows: tuple[EventRow, ...]
    inside: frozenset[str]
    """Ids of those in scope."""
    complete: bool
    """Whether every event of the interval that is in scope is here."""


@dataclass(frozen=True, slots=True)
class LaneCount:
    """How many events a lane has, and in which months (year-month; "" for no day)."""

    key: str
    number: int
    months: tuple[tuple[str, int], ...]
