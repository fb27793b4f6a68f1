"""The axis is linear, its ticks are calendar days at even distance, at every zoom from centuries to minutes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casefile.gui.panes.timeline.axis import (
    FIRST_DAY,
    LAST_DAY,
    MAX_SCALE,
    View,
    day_words,
    edges,
    fitted,
    iso_day,
    step_for,
    ticks,
)
from casefile.gui.panes.timeline.labels import BESIDE, SHORTEST


def day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


views = st.builds(
    lambda left, exponent, width: View(left, 2.0**exponent, width),
    st.floats(day("1200-01-01"), day("2400-01-01")),
    st.floats(-8, 12),
    st.floats(200, 3000),
)


@given(views, st.floats(0, 2000), st.floats(0, 2000))
def test_equal_times_have_equal_lengths(view: View, first: float, second: float) -> None:
    one = view.x(view.left + first) - view.x(view.left)
    two = view.x(view.left + first + second) - view.x(view.left + second)
    assert one == pytest.approx(two, abs=max(1e-3, abs(one) * 1e-6))


@given(views)
def test_ticks_are_never_nearer_than_the_calendar_makes_them(view: View) -> None:
    gap = 72.0
    found = [view.x(tick.day) for tick in ticks(view, gap)]
    # Months and years differ in length: February is 8 % shorter than the mean month.
    assert all(right - left >= gap * 0.9 for left, right in pairwise(found))
    assert all(-1e-3 <= x <= view.width + 1e-3 for x in found)


@given(views)
def test_there_is_always_something_to_read_the_axis_by(view: View) -> None:
    step = step_for(view.scale, 72.0)
    assume(view.width >= 2.2 * step.days * view.scale)
    assert ticks(view)


@given(views)
def test_edges_cover_the_view(view: View) -> None:
    found = edges(view, 12.0)
    assert found == sorted(found)
    assert found[0] <= view.left + 1e-6
    assert found[-1] >= view.right - 1e-6


@given(views, st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_keeps_the_day_under_the_pointer(view: View, factor: float, share: float) -> None:
    at = view.width * share
    zoomed = view.zoomed(factor, at)
    assume(zoomed.left > FIRST_DAY and zoomed.right < LAST_DAY - 1e-6)
    assert zoomed.x(view.day(at)) == pytest.approx(at, abs=0.1)
    assert zoomed.scale <= MAX_SCALE


@given(views, st.floats(-1e7, 1e7))
def test_panning_stays_inside_the_calendar(view: View, pixels: float) -> None:
    panned = view.panned(pixels)
    assert panned.left >= FIRST_DAY
    assert panned.right <= LAST_DAY + 1e-3


def test_fitting_shows_everything_with_room() -> None:
    first, last = day("2013-01-01"), day("2024-12-31")
    view = fitted(first, last, 1300.0)
    assert view.x(first) == pytest.approx(24.0)
    assert view.x(last) + BESIDE + 3 * SHORTEST <= 1300.0, "the last label is not legible"
    assert view.x(last) >= 1300.0 * 0.8, "years in which nothing is known take the room"


def test_in_a_narrow_view_the_marks_come_before_the_room_for_labels() -> None:
    view = fitted(day("2013-01-01"), day("2024-12-31"), 400.0)
    assert view.x(day("2024-12-31")) == pytest.approx(336.0)


def test_fitting_a_single_moment_is_a_sane_view() -> None:
    view = fitted(day("2024-06-21"), day("2024-06-21") + 1, 900.0)
    assert view.left < day("2024-06-21") < view.right
    assert view.scale <= MAX_SCALE


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2013-01-01", "2024-12-31", ["2014", "2016", "2018", "2020", "2022", "2024"]),
        ("2023-04-01", "2024-03-31", ["Apr 2023", "Jul", "Oct", "Jan 2024", "Apr"]),
        ("2024-06-17", "2024-06-21", ["17 Jun 2024", "18 Jun", "19 Jun", "20 Jun", "21 Jun"]),
    ],
)
def test_labels_say_what_the_zoom_needs(first: str, last: str, labels: list[str]) -> None:
    length = day(last) - day(first)
    view = View(day(first), 560.0 / length, 600.0)
    assert [tick.label for tick in ticks(view)] == labels


def test_hours_are_labelled_by_the_clock() -> None:
    view = View(day("2024-06-21"), 1440.0, 720.0)
    assert [tick.label for tick in ticks(view)][:3] == ["21 Jun 2024", "03:00", "06:00"]


def test_words_for_places_on_the_axis() -> None:
    assert day_words(day("2024-06-21")) == "21 Jun 2024"
    assert day_words(day("2024-06-21") + 0.25) == "21 Jun 2024, 06:00"
    assert iso_day(day("2024-06-21") + 0.9) == "2024-06-21"
