"""Over random sets of events: no two marks of a row touch, no label overlaps a label or another's mark, at any zoom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casefile.gui.panes.timeline.extent import Extent, extent
from casefile.gui.panes.timeline.labels import CLEAR, SHORTEST, hold, place, spaced
from casefile.gui.panes.timeline.lanes import Item, Lane
from casefile.gui.panes.timeline.marks import GAP, ROWS, Packing, needed, pack, packing_scale, shape

FORMS = ("{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}-{s}", "{y}~", "{y}-{m:02}?", "../{y}-{m:02}", "{y}-{m:02}/..")
CLOCKED = "{y}-{m:02}-{d:02}T{h:02}:30"

dates = st.builds(
    lambda form, at, hour, season: form.format(y=at.year, m=at.month, d=at.day, h=hour, s=season),
    st.sampled_from((*FORMS, CLOCKED)),
    st.dates(date(2019, 1, 1), date(2024, 12, 31)),
    st.integers(0, 23),
    st.integers(21, 24),
)
scales = st.floats(-6, 12).map(lambda exponent: 2.0**exponent)


def lane_of(texts: list[str]) -> Lane:
    found = [extent(text) for text in texts]
    items = [Item(index, one, 1, (), None) for index, one in enumerate(found) if one is not None]
    return Lane("x", "x", tuple(sorted(items, key=lambda item: (item.extent.start, item.extent.end, item.event))))


def packed(lane: Lane, widths: list[float], scale: float) -> Packing:
    by_event = np.array(widths)
    return pack(lane.columns, by_event[lane.columns.events], packing_scale(scale))


@settings(max_examples=300)
@given(st.lists(st.tuples(dates, st.floats(10, 400)), min_size=1, max_size=60), scales)
@example([("2024-06-21", 50.0)] * 20, 1.0)
def test_nothing_overlaps(events: list[tuple[str, float]], scale: float) -> None:
    lane = lane_of([text for text, _ in events])
    widths = [width for _, width in events]
    packing = packed(lane, widths, scale)
    for row in packing.rows:
        items = [lane.items[index] for index in row.items]
        shapes = [shape(item.extent, scale) for item in items]
        # World pixels at the closest zoom are of the order 1e9: a thousandth of a pixel is what floats can tell there.
        assert all(left.right <= right.left + 1e-3 for left, right in pairwise(shapes))
        marks = [(mark.left, mark.right) for mark in shapes]
        placed = place(marks, [widths[item.event] for item in items], [not mark.dot for mark in shapes])
        ink = [(label.left, label.right, number) for number, label in enumerate(placed) if label]
        assert all(first[1] <= second[0] + 1e-3 for first, second in pairwise(ink))
        for left, right, number in ink:
            for other, (start, end) in enumerate(marks):
                assert other == number or right <= start + 1e-3 or left >= end - 1e-3


@given(st.lists(st.tuples(dates, st.floats(10, 400)), min_size=1, max_size=60), scales)
def test_every_event_is_in_one_row_or_counted(events: list[tuple[str, float]], scale: float) -> None:
    lane = lane_of([text for text, _ in events])
    packing = packed(lane, [width for _, width in events], scale)
    found = sorted([index for row in packing.rows for index in row.items] + list(packing.rest))
    assert found == list(range(len(lane.items)))
    assert len(packing.rows) <= ROWS
    need = needed(lane.columns, np.array([width for _, width in events])[lane.columns.events], packing_scale(scale))
    assert (need.rows, need.rest) == (len(packing.rows), bool(packing.rest))


@given(st.lists(dates, min_size=1, max_size=40), scales)
def test_rows_are_sorted_for_searching(texts: list[str], scale: float) -> None:
    packing = packed(lane_of(texts), [100.0] * len(texts), scale)
    lane = lane_of(texts)
    for row in packing.rows:
        lefts = [shape(lane.items[index].extent, scale).left for index in row.items]
        assert lefts == sorted(lefts)


def test_a_lane_with_room_keeps_one_row_and_whole_labels() -> None:
    lane = lane_of(["2019-03-01", "2021-03-01", "2023-03-01"])
    packing = packed(lane, [180.0] * 3, 0.5)
    assert [len(row.items) for row in packing.rows] == [3]


def test_reports_of_one_day_stand_below_each_other() -> None:
    packing = packed(lane_of(["2024-06-21"] * 3), [80.0] * 3, 1.0)
    assert [len(row.items) for row in packing.rows] == [1, 1, 1]


def test_more_than_the_rows_hold_is_counted() -> None:
    packing = packed(lane_of(["2024-06-21"] * 20), [80.0] * 20, 1.0)
    assert len(packing.rows) == ROWS
    assert len(packing.rest) == 20 - ROWS


@given(
    st.lists(st.tuples(st.floats(0, 400), st.floats(1, 300), st.floats(1, 500), st.booleans()), max_size=40),
)
def test_labels_of_any_row_keep_clear(parts: list[tuple[float, float, float, bool]]) -> None:
    marks: list[tuple[float, float]] = []
    x = 0.0
    for gap, length, _, _ in parts:
        marks.append((x + gap, x + gap + length))
        x += gap + length + GAP
    placed = place(marks, [width for _, _, width, _ in parts], [bar for _, _, _, bar in parts])
    for number, label in enumerate(placed):
        if label is None:
            continue
        assert label.width <= parts[number][2]
        if label.inside:
            assert marks[number][0] <= label.left
            assert label.right <= marks[number][1]
            continue
        assert label.left > marks[number][1]
        assert label.width >= min(SHORTEST, parts[number][2])
        if number + 1 < len(marks):
            assert label.right <= marks[number + 1][0] - CLEAR + 1e-6


@given(
    st.lists(st.tuples(st.floats(0, 400), st.floats(1, 900), st.floats(1, 500), st.booleans()), min_size=1, max_size=20),
    st.floats(-100, 5000),
    st.floats(200, 1600),
)
def test_labels_are_held_in_view_and_still_keep_clear(
    parts: list[tuple[float, float, float, bool]], left: float, wide: float
) -> None:
    marks: list[tuple[float, float]] = []
    x = 0.0
    for gap, length, _, _ in parts:
        marks.append((x + gap, x + gap + length))
        x += gap + length + GAP
    bars = [bar for _, _, _, bar in parts]
    right = left + wide
    shown = []
    for number, label in enumerate(place(marks, [width for _, _, width, _ in parts], bars)):
        held = hold(label, marks[number], bars[number], left, right) if label else None
        if label is not None and left <= label.left and label.right <= right:
            assert held == label, "what is in view as a whole stays where it is"
        if held is None or label is None:
            continue
        assert held.width <= label.width + 1e-6
        assert left <= held.left
        assert held.right <= right
        mark = marks[number]
        within = mark if held.inside else (label.left, label.right)
        assert within[0] <= held.left + 1e-6
        assert held.right <= within[1] + 1e-6
        shown.append((held.left, held.right, number))
    for first, second in pairwise(shown):
        assert first[1] <= second[0] + 1e-6
    for begin, end, number in shown:
        for other, (start, stop) in enumerate(marks):
            assert other == number or end <= start + 1e-6 or begin >= stop - 1e-6


def test_a_long_bar_keeps_its_words_in_sight_and_a_mark_left_of_the_view_says_so() -> None:
    inside = place([(0.0, 900.0), (910.0, 920.0)], [200.0, 50.0], [True, False])[0]
    assert inside is not None
    held = hold(inside, (0.0, 900.0), True, 300.0, 1500.0)
    assert held is not None
    assert (held.left, held.width, held.inside) == (308.0, 200.0, True)
    beside = place([(0.0, 10.0)], [200.0], [False])[0]
    assert beside is not None
    held = hold(beside, (0.0, 10.0), False, 60.0, 1500.0)
    assert held is not None
    assert held.beyond
    assert (held.left, held.right) == (62.0, beside.right)
    assert hold(beside, (0.0, 10.0), False, 190.0, 1500.0) is None, "too little is left to read"
    assert hold(beside, (0.0, 10.0), False, 0.0, 100.0) == replace(beside, width=81.0)


@given(st.lists(st.tuples(st.floats(0, 2000), st.floats(1, 200)), max_size=40))
def test_tick_labels_keep_apart(parts: list[tuple[float, float]]) -> None:
    parts.sort()
    shown = spaced([centre for centre, _ in parts], [width for _, width in parts])
    boxes = [(c - w / 2, c + w / 2) for (c, w), fits in zip(parts, shown, strict=True) if fits]
    assert all(first[1] + 10 <= second[0] + 1e-6 for first, second in pairwise(boxes))
    assert not parts or shown[0]


def test_points_become_bars_where_hours_show() -> None:
    day = extent("2024-06-21")
    assert day is not None
    assert shape(day, 2.0).dot
    wide = shape(day, 500.0)
    assert not wide.dot
    assert wide.end - wide.start == 500.0


def test_an_open_end_reaches_further_than_its_known_stretch() -> None:
    known = Extent(100.0, 130.0)
    after, before = shape(replace(known, open_end=True), 1.0), shape(replace(known, open_start=True), 1.0)
    assert (after.start, after.end) == (before.start, before.end) == (100.0, 130.0)
    assert after.right > after.end
    assert before.left < before.start


@given(scales)
def test_the_packing_zoom_is_never_closer_than_the_view(scale: float) -> None:
    step = packing_scale(scale)
    assert step <= scale * (1 + 1e-6)
    assert step * 2**0.25 >= scale * (1 - 1e-6)
