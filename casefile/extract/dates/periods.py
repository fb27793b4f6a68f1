"""Calendar periods: a day, a month, a season, a decade, as a granularity and the how-many-th of its kind.

"Last month" is the period of kind month that contains the anchor day, shifted by -1; so every relative expression is one
line. A season is named after the year it begins in; winter of 2023 is December 2023 to February 2024.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import IntEnum


class Unit(IntEnum):
    """Granularities, finest first."""

    DAY = 0
    WEEKEND = 1
    WEEK = 2
    MONTH = 3
    SEASON = 4
    QUARTER = 5
    HALF = 6
    FISCAL_YEAR = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


_MONTHS_OF = {
    Unit.MONTH: 1,
    Unit.SEASON: 3,
    Unit.QUARTER: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_FIRST_SEASON_MONTH = 2
"""Spring begins in March: seasons are counted in threes of months from there."""
_ISO = {Unit.DAY: "D", Unit.WEEK: "W", Unit.MONTH: "M", Unit.YEAR: "Y"}


class OutOfCalendarError(ValueError):
    """A period outside years 1..9999."""


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th period of its unit: days and weeks counted from 1 January of year 1, months from year 0."""

    unit: Unit
    index: int
    fiscal: int = 1
    """First month of the fiscal year, for FISCAL_YEAR."""

    def shift(self, count: int) -> Period:
        """The period so many later (earlier, if negative)."""
        return Period(self.unit, self.index + count, self.fiscal)

    @property
    def first(self) -> date:
        """First day. Raises OutOfCalendarError."""
        try:
            if self.unit is Unit.DAY:
                return date.fromordinal(self.index)
            if self.unit is Unit.WEEK:
                return date.fromordinal(self.index * 7 + 1)
            if self.unit is Unit.WEEKEND:
                return date.fromordinal(self.index * 7 + 6)
            month = self._first_month()
            return date(month // 12, month % 12 + 1, 1)
        except (ValueError, OverflowError) as error:
            raise OutOfCalendarError from error

    @property
    def last(self) -> date:
        """Last day. Raises OutOfCalendarError."""
        try:
            if self.unit is Unit.DAY:
                return self.first
            if self.unit is Unit.WEEK:
                return self.first + timedelta(days=6)
            if self.unit is Unit.WEEKEND:
                return self.first + timedelta(days=1)
            month = self._first_month() + (12 if self.unit is Unit.FISCAL_YEAR else _MONTHS_OF[self.unit]) - 1
            return month_end(month // 12, month % 12 + 1)
        except (ValueError, OverflowError) as error:
            raise OutOfCalendarError from error

    def _first_month(self) -> int:
        if self.unit is Unit.FISCAL_YEAR:
            return self.index * 12 + self.fiscal - 1
        offset = _FIRST_SEASON_MONTH if self.unit is Unit.SEASON else 0
        return self.index * _MONTHS_OF[self.unit] + offset

    @property
    def edtf(self) -> str:
        """As EDTF; weeks, weekends and fiscal years as intervals. Raises OutOfCalendarError."""
        first = self.first
        year = f"{first.year:04d}"
        match self.unit:
            case Unit.DAY:
                return first.isoformat()
            case Unit.MONTH:
                return f"{year}-{first.month:02d}"
            case Unit.SEASON:
                return f"{year}-{21 + self.index % 4}"
            case Unit.QUARTER:
                return f"{year}-{33 + self.index % 4}"
            case Unit.HALF:
                return f"{year}-{40 + self.index % 2}"
            case Unit.YEAR:
                return year
            case Unit.DECADE:
                return f"{year[:3]}X"
            case Unit.CENTURY:
                return f"{year[:2]}XX"
            case Unit.FISCAL_YEAR:
                if self.fiscal == 1:
                    return year
                last = self.last
                return f"{year}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
            case _:
                return f"{first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first day of one period to the last day of another."""

    start: Period
    end: Period

    @property
    def unit(self) -> Unit:
        return max(self.start.unit, self.end.unit)

    @property
    def first(self) -> date:
        return self.start.first

    @property
    def last(self) -> date:
        return self.end.last

    @property
    def edtf(self) -> str:
        first = self.start.edtf.split("/")[0]
        last = self.end.edtf.split("/")[-1]
        return first if first == last else f"{first}/{last}"

    def shift(self, count: int) -> Interval:
        return Interval(self.start.shift(count), self.end.shift(count))


Extent = Period | Interval


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def day(value: date) -> Period:
    return Period(Unit.DAY, value.toordinal())


def month(year_: int, month_: int) -> Period:
    return Period(Unit.MONTH, year_ * 12 + month_ - 1)


def year(value: int) -> Period:
    return Period(Unit.YEAR, value)


def season(year_: int, number: int) -> Period:
    """Season 0 spring to 3 winter of a year."""
    return Period(Unit.SEASON, year_ * 4 + number)


def fiscal_year(value: int, first_month: int) -> Period:
    return Period(Unit.FISCAL_YEAR, value, first_month)


def containing(value: date, unit: Unit, fiscal: int = 1) -> Period:
    """The period of this unit in which the day lies."""
    if unit is Unit.DAY:
        return day(value)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return Period(unit, (value.toordinal() - 1) // 7)
    months = value.year * 12 + value.month - 1
    if unit is Unit.FISCAL_YEAR:
        return Period(unit, (months - (fiscal - 1)) // 12, fiscal)
    offset = _FIRST_SEASON_MONTH if unit is Unit.SEASON else 0
    return Period(unit, (months - offset) // _MONTHS_OF[unit])


def months_before(value: date, count: int) -> date:
    """The same day so many months before (after, if negative); the month's last day where it has no such day.
    Raises OutOfCalendarError."""
    months = value.year * 12 + value.month - 1 - count
    year_, month_ = months // 12, months % 12 + 1
    if not MINYEAR <= year_ <= MAXYEAR:
        raise OutOfCalendarError
    return date(year_, month_, min(value.day, calendar.monthrange(year_, month_)[1]))


def iso_duration(count: float | None, unit: str) -> str:
    """ISO 8601 duration; X for a number the text leaves open ("several weeks")."""
    if count is not None and count != int(count) and unit == "TH" and count < 100:
        minutes = round((count - int(count)) * 60)
        return f"PT{int(count)}H{minutes}M" if count >= 1 else f"PT{minutes}M"
    number = "X" if count is None else f"{count:g}"
    return f"P{number}{unit}" if not unit.startswith("T") else f"PT{number}{unit[1:]}"
