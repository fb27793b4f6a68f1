"""A day and a clock time as one date: with the zone that the words name; in North America summer time may decide."""

from __future__ import annotations

from datetime import date


def at_clock(day: str, clock: str) -> str:
    """EDTF of an ISO day and a clock time: "10:35", "10:35Z", "10:35+09:00", or "10:35@-05:00" where the zone has summer
    time ("14:00 ET")."""
    time, seasonal, zone = clock.partition("@")
    if not seasonal:
        return f"{day}T{clock}"
    hours = int(zone[:3]) + (1 if _summer_time(date.fromisoformat(day)) else 0)
    return f"{day}T{time}{hours:+03d}{zone[3:]}"


def _summer_time(day: date) -> bool:
    """Whether clocks in the United States and Canada are put forward that day: from the second Sunday of March to the
    first of November since 2007, from the first of April to the last of October before (Energy Policy Act of 2005)."""
    if day.year >= 2007:
        first, last = _sunday(day.year, 3, 8), _sunday(day.year, 11, 1)
    else:
        first, last = _sunday(day.year, 4, 1), _sunday(day.year, 10, 25)
    return first <= day < last


def _sunday(year: int, month: int, at: int) -> date:
    """The first Sunday from this day of a month on."""
    day = date(year, month, at)
    return day.replace(day=at + (6 - day.weekday()) % 7)
