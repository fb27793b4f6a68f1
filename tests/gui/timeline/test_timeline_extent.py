"""An EDTF date becomes a stretch of days: no more certain, no wider than it says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain import edtf
from casefile.gui.panes.timeline.extent import Extent, extent


def day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-21", Extent(day("2024-06-21"), day("2024-06-22"), point=True)),
        ("2024-06", Extent(day("2024-06-01"), day("2024-07-01"))),
        ("2023-22", Extent(day("2023-06-01"), day("2023-09-01"))),
        ("2023", Extent(day("2023-01-01"), day("2024-01-01"))),
        ("2016~", Extent(day("2016-01-01"), day("2017-01-01"), soft_start=True, soft_end=True)),
        ("2024-06?", Extent(day("2024-06-01"), day("2024-07-01"), uncertain=True)),
        ("2024-06-21?", Extent(day("2024-06-21"), day("2024-06-22"), point=True, uncertain=True)),
        ("2024-06/..", Extent(day("2024-06-01"), day("2024-07-01"), open_end=True)),
        ("../2022-06-30", Extent(day("2022-06-30"), day("2022-07-01"), open_start=True)),
        ("2024-01-15/2024-02", Extent(day("2024-01-15"), day("2024-03-01"))),
        ("2021~/2022", Extent(day("2021-01-01"), day("2023-01-01"), soft_start=True)),
        ("2024-06-21T06:30", Extent(day("2024-06-21") + 6.5 / 24, day("2024-06-21") + (6 * 60 + 31) / 1440, True, True)),
    ],
)
def test_each_way_to_say_a_date_has_its_own_extent(text: str, expected: Extent) -> None:
    found = extent(text)
    assert found is not None
    assert (found.start, found.end) == pytest.approx((expected.start, expected.end))
    flags = [name for name in Extent.__slots__ if name not in ("start", "end")]
    assert {name: getattr(found, name) for name in flags} == {name: getattr(expected, name) for name in flags}


@pytest.mark.parametrize("text", ["XXXX", "-0044", "Y170000", "", None, "some day"])
def test_what_has_no_day_has_no_extent(text: str | None) -> None:
    assert extent(text) is None


def test_days_stand_in_where_there_is_no_edtf() -> None:
    assert extent(None, "2024-01-01", "2024-01-31") == Extent(day("2024-01-01"), day("2024-02-01"))
    assert extent(None, "2024-01-01", None) == Extent(day("2024-01-01"), day("2024-01-02"), open_end=True)
    assert extent(None, None, "2024-01-01") == Extent(day("2024-01-01"), day("2024-01-02"), open_start=True)


@given(st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from(["", "?", "~", "%"]))
def test_the_extent_covers_exactly_the_days_of_the_date(at: date, letters: int, mark: str) -> None:
    text = at.isoformat()[:letters] + mark
    parsed = edtf.parse(text)
    found = extent(text)
    assert found is not None
    assert parsed.earliest is not None
    assert parsed.latest is not None
    assert (found.start, found.end) == (parsed.earliest.toordinal(), parsed.latest.toordinal() + 1)
    assert found.soft_start == found.soft_end == (mark in ("~", "%"))
    assert found.uncertain == (mark in ("?", "%"))


def test_an_open_side_meets_whatever_lies_there() -> None:
    after = extent("2024-06/..")
    assert after is not None
    assert after.meets(day("2030-01-01"), day("2031-01-01"))
    assert not after.meets(day("2020-01-01"), day("2021-01-01"))
