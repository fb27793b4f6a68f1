"""Periods and holidays of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain import edtf
from casefile.extract.dates import periods
from casefile.extract.dates.holidays import easter, holiday, nth_weekday
from casefile.extract.dates.periods import OutOfCalendarError, Unit

_UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.FISCAL_YEAR])


@given(st.dates(date(1001, 1, 1), date(9000, 12, 31)), _UNITS)
def test_a_period_contains_its_day_and_meets_its_neighbours(day: date, unit: Unit) -> None:
    period = periods.containing(day, unit)
    if unit is not Unit.WEEKEND:
        assert period.first <= day <= period.last
        assert (period.shift(1).first - period.last).days == 1
    assert period.shift(3).shift(-3) == period


@given(st.dates(date(1001, 1, 1), date(9000, 12, 31)), _UNITS)
def test_edtf_has_the_same_bounds(day: date, unit: Unit) -> None:
    period = periods.containing(day, unit)
    assert edtf.bounds(period.edtf) == (period.first.isoformat(), period.last.isoformat())


def test_fiscal_years_begin_where_they_are_told_to() -> None:
    period = periods.containing(date(2024, 2, 1), Unit.FISCAL_YEAR, 4)
    assert (period.first, period.last, period.edtf) == (date(2023, 4, 1), date(2024, 3, 31), "2023-04/2024-03")


def test_outside_the_calendar() -> None:
    with pytest.raises(OutOfCalendarError):
        _ = periods.year(0).first
    with pytest.raises(OutOfCalendarError):
        _ = periods.containing(date(9999, 12, 31), Unit.DAY).shift(1).first


def test_months_before_keeps_within_the_month() -> None:
    assert periods.months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, date(1961, 4, 2)), (2000, date(2000, 4, 23)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2024, 12, 25)),
        ("11 thu 4", date(2024, 11, 28)),
        ("11 thu 4 1", date(2024, 11, 29)),
        ("05 mon -1", date(2024, 5, 27)),
        ("11 tue>mon", date(2024, 11, 5)),
        ("easter-2", date(2024, 3, 29)),
    ],
)
def test_rules_of_holidays(rule: str, day: date) -> None:
    assert holiday(rule, 2024) == day


def test_nth_weekday_counts_from_either_end() -> None:
    assert nth_weekday(2024, 6, 0, 1) == date(2024, 6, 3)
    assert nth_weekday(2024, 6, 4, -1) == date(2024, 6, 28)


@pytest.mark.parametrize(
    ("count", "unit", "iso"),
    [
        (4, "M", "P4M"),
        (None, "W", "PXW"),
        (16, "TH", "PT16H"),
        (1.5, "TH", "PT1H30M"),
        (0.5, "TH", "PT30M"),
        (2.5, "Y", "P2.5Y"),
    ],
)
def test_durations(count: float | None, unit: str, iso: str) -> None:
    assert periods.iso_duration(count, unit) == iso
