"""Lanes take the room there is: all of them in sight, folded where they have more rows, opened by a click or a key."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from gui_events import event
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import EventRow
from casefile.domain.scope import During, Mode
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.timeline.axis import iso_day
from casefile.gui.panes.timeline.lanes import OUTLET, arrange
from casefile.gui.panes.timeline.layout import PAD, PITCH, STRIP, Layout
from casefile.gui.panes.timeline.marks import pack_most, packing_scale, shape
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme

LEAST = PITCH + 2 * PAD + STRIP


def crowd(outlets: int, each: int, seed: int) -> tuple[EventRow, ...]:
    chance = random.Random(seed)
    return tuple(
        event(f"v{outlet}-{number}", f"2023-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}", (f"Outlet {outlet}",))
        for outlet in range(outlets)
        for number in range(each)
    )


@given(st.integers(1, 8), st.integers(1, 30), st.floats(0, 700), st.floats(-4, 4), st.integers(0, 9))
def test_lanes_fit_the_room_or_are_folded_to_one_row(outlets: int, each: int, room: float, zoom: float, seed: int) -> None:
    rows = crowd(outlets, each, seed)
    arrangement = arrange(rows, OUTLET, {})
    layout = Layout(arrangement, 2.0**zoom, np.full(len(rows), 90.0), room)
    assert len(layout.boxes) == outlets
    assert layout.height <= room or all(len(box.packing.rows) == 1 for box in layout.boxes)
    for box in layout.boxes:
        shown = sorted([index for row in box.packing.rows for index in row.items] + list(box.packing.rest))
        assert shown == list(range(len(box.lane.items)))


@given(st.integers(1, 40), st.integers(1, 4), st.floats(-4, 4), st.integers(0, 9))
def test_marks_of_a_folded_lane_keep_clear_of_each_other(each: int, most: int, zoom: float, seed: int) -> None:
    lane = arrange(crowd(1, each, seed), OUTLET, {}).lanes[0]
    scale = packing_scale(2.0**zoom)
    packing = pack_most(lane.columns, np.full(each, 90.0), scale, most)
    assert len(packing.rows) <= most
    for row in packing.rows:
        shapes = [shape(lane.items[index].extent, scale) for index in row.items]
        assert all(one.right < other.left for one, other in pairwise(shapes))


@given(st.integers(1, 60), st.integers(1, 4), st.floats(-4, 4), st.integers(0, 9), st.data())
def test_in_a_folded_lane_what_is_in_scope_comes_first(
    each: int, most: int, zoom: float, seed: int, data: st.DataObject
) -> None:
    lane = arrange(crowd(1, each, seed), OUTLET, {}).lanes[0]
    scale, widths = packing_scale(2.0**zoom), np.full(each, 90.0)
    first = np.array(data.draw(st.lists(st.booleans(), min_size=each, max_size=each)))
    packing = pack_most(lane.columns, widths, scale, most, first)
    shown = [index for row in packing.rows for index in row.items]
    assert sorted([*shown, *packing.rest]) == list(range(each))
    for row in packing.rows:
        shapes = [shape(lane.items[index].extent, scale) for index in row.items]
        assert all(one.right < other.left for one, other in pairwise(shapes))
    # As many of them as if there were no others.
    alone = [place for place in range(each) if first[place]]
    own = replace(lane, items=tuple(lane.items[place] for place in alone))
    without = pack_most(own.columns, widths[: len(alone)], scale, most)
    assert sum(bool(first[index]) for index in shown) == len(alone) - len(without.rest)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> TimelinePane:
    made = TimelinePane(jobs, light)
    qtbot.addWidget(made)
    made.resize(1000, 240)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows(crowd(3, 60, 1))
    made.canvas.fit()
    return made


def test_all_lanes_are_in_sight_at_first(pane: TimelinePane) -> None:
    layout = pane.canvas.current_layout()
    assert [box.lane.title for box in layout.boxes] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert layout.height <= pane.canvas.lanes_height()
    assert all(box.folded for box in layout.boxes)


def test_the_one_event_in_scope_is_drawn_however_crowded_its_lane_is(pane: TimelinePane) -> None:
    rows = crowd(3, 60, 1)
    layout = pane.canvas.current_layout()
    hidden = layout.boxes[1].lane.items[layout.boxes[1].packing.rest[0]].event
    pane.show_rows(rows, inside=frozenset({rows[hidden].id}))
    assert [row is not None for _, row, _ in pane.canvas.current_layout().places(hidden)] == [True]


def test_large_letters_have_rows_axis_and_strip_that_hold_them(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    usual = QGuiApplication.font()
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * 2)
    QGuiApplication.setFont(large)
    try:
        made = TimelinePane(jobs, light)
        qtbot.addWidget(made)
        scene = made.canvas.scene
        tall = scene.letters.metrics.height()
        assert min(scene.pitch, scene.strip, scene.axis - 5) >= tall
        assert made.canvas.minimumHeight() >= scene.pitch + scene.strip + scene.axis
    finally:
        QGuiApplication.setFont(usual)


def test_a_click_on_its_title_opens_a_lane_and_another_folds_it(pane: TimelinePane, qtbot: QtBot) -> None:
    def click() -> None:
        box = pane.canvas.current_layout().boxes[1]
        at = QPoint(30, round(box.top + PAD + PITCH / 2) - pane.canvas.verticalScrollBar().value())
        qtbot.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click()
    box = pane.canvas.current_layout().boxes[1]
    assert not box.folded
    assert len(box.packing.rows) == box.full > 1
    click()
    assert pane.canvas.current_layout().boxes[1].folded


def test_space_opens_the_lane_of_the_focused_event(pane: TimelinePane, qtbot: QtBot) -> None:
    shown = pane.canvas.current_layout().boxes[2]
    name = pane.canvas.arrangement.rows[shown.lane.items[shown.packing.rows[0].items[0]].event].id
    pane.show_selection(Selection(Focus(Kind.EVENT, name)), Links(Focus(Kind.EVENT, name), events=frozenset({name})))
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Space)
    assert [box.folded for box in pane.canvas.current_layout().boxes] == [True, True, False]


def test_an_event_that_found_no_row_takes_a_place_when_it_is_focused(pane: TimelinePane) -> None:
    layout = pane.canvas.current_layout()
    box = layout.boxes[1]
    rows = {lane.lane.key: len(lane.packing.rows) for lane in layout.boxes}
    for hidden in {box.lane.items[index].event for index in (box.packing.rest[0], box.packing.rest[-1])}:
        focus = Focus(Kind.EVENT, pane.canvas.arrangement.rows[hidden].id)
        pane.show_selection(Selection(focus), Links(focus, events=frozenset({focus.id})))
        shown = pane.canvas.current_layout()
        assert [row is not None for _, row, _ in shown.places(hidden)] == [True]
        assert {lane.lane.key: len(lane.packing.rows) for lane in shown.boxes} == rows, "the other lanes stay in sight"


def in_scope(pane: TimelinePane, first: str, last: str) -> None:
    pane.selection = Selection(scope=During(first, last))
    pane.show_rows(crowd(3, 60, 1), inside=frozenset())


def test_an_end_of_the_interval_is_dragged(pane: TimelinePane, qtbot: QtBot) -> None:
    in_scope(pane, "2023-03-01", "2023-09-30")
    ends = pane.canvas._scene.ends()
    assert ends is not None
    gutter, port = pane.canvas._scene.gutter, pane.canvas.viewport()
    start = QPoint(round(gutter + pane.canvas.view.x(ends[1])), 40)
    to = start - QPoint(120, 0)
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for step in (40, 80, 120):
            qtbot.mouseMove(port, start - QPoint(step, 0))
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to)
    expected = iso_day(pane.canvas.view.day(to.x() - gutter))
    assert asked.args == [During("2023-03-01", expected), Mode.REPLACE]


def test_brackets_set_the_ends_of_the_interval_by_the_focused_event(pane: TimelinePane, qtbot: QtBot) -> None:
    in_scope(pane, "2023-03-01", "2023-09-30")
    row = next(row for row in pane.canvas.arrangement.rows if "2023-05-01" < (row.edtf or "") < "2023-08-01")
    pane.show_selection(
        Selection(Focus(Kind.EVENT, row.id), During("2023-03-01", "2023-09-30")),
        Links(Focus(Kind.EVENT, row.id), events=frozenset({row.id})),
    )
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_BracketLeft)
    assert asked.args == [During(row.edtf or "", "2023-09-30"), Mode.REPLACE]
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_BracketRight)
    assert asked.args == [During("2023-03-01", row.edtf or ""), Mode.REPLACE]


def test_the_undated_stay_in_sight_while_lanes_scroll(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    made = TimelinePane(jobs, light)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows((*crowd(9, 4, 2), event("lost", None)))
    bar = made.canvas.verticalScrollBar()
    assert bar.maximum() > 0
    for value in (0, bar.maximum()):
        bar.setValue(value)
        made.canvas.viewport().grab()
        at = QPoint(round(made.canvas._scene.gutter) + 20, round(made.canvas.lanes_height()) + 14)
        with qtbot.waitSignal(made.focus_requested) as asked:
            qtbot.mouseClick(made.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert asked.args[0].id == "lost"
