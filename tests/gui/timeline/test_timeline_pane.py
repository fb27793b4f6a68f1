"""The timeline pane: what rows and a selection show, and what clicks and keys ask for."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
from gui_events import event
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, And, During, Mode, OfOutlet
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.timeline.axis import View
from casefile.gui.panes.timeline.ink import mixed
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme

# Not `setCurrentIndex` of the view: that one takes note of modifier keys that an earlier test sent.
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


ROWS = (
    event("v1", "2023-06-14", ("Herald", "Ledger")),
    event("v2", "2024"),
    event("v3", None),
    event("v4", "2022-03", status="denied"),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> TimelinePane:
    made = TimelinePane(jobs, light)
    qtbot.addWidget(made)
    made.resize(1200, 420)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows(ROWS)
    made.canvas.fit()
    return made


def place_of(pane: TimelinePane, name: str) -> QPoint:
    """Where the middle of an event's first mark is, in the canvas."""
    layout = pane.canvas.current_layout()
    index = [row.id for row in ROWS].index(name)
    box, row, item = next(layout.places(index))
    assert row is not None
    x = pane.canvas.view.x(item.extent.middle) + pane.canvas._scene.gutter
    return QPoint(round(x), round(box.row_top(row) + 11))


def test_a_click_on_a_mark_focuses_the_event(pane: TimelinePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.focus_requested) as asked:
        qtbot.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place_of(pane, "v4"))
    assert asked.args == [Focus(Kind.EVENT, "v4", 1, 40, 60)]


def test_a_double_click_narrows_to_the_time_of_the_event(pane: TimelinePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.mouseDClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place_of(pane, "v2"))
    assert asked.args == [During("2024-01-01", "2024-12-31"), Mode.NARROW]


def test_arrows_travel_in_time_and_the_undated_come_last(pane: TimelinePane, qtbot: QtBot) -> None:
    visited: list[str] = []

    def follow(focus: Focus) -> None:
        visited.append(focus.id)
        pane.show_selection(Selection(focus), Links(focus, events=frozenset({focus.id})))

    pane.focus_requested.connect(follow)
    for _ in range(5):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    assert visited == ["v4", "v1", "v2", "v3"]
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert visited[-1] == "v2"
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Home)
    assert visited[-1] == "v4"


def test_travel_stays_in_scope(pane: TimelinePane, qtbot: QtBot) -> None:
    pane.show_rows(ROWS, inside=frozenset({"v1", "v2"}))
    visited: list[str] = []
    pane.focus_requested.connect(lambda focus: visited.append(focus.id))
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Right)
    assert visited == ["v1"]


def test_enter_opens_and_ctrl_enter_narrows(pane: TimelinePane, qtbot: QtBot) -> None:
    focus = Focus(Kind.EVENT, "v1", 1, 40, 60)
    pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v1"})))
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    assert opened.args == [focus]
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert narrowed.args == [During("2023-06-14", "2023-06-14"), Mode.NARROW]


def test_an_undated_event_says_why_it_cannot_narrow(pane: TimelinePane, qtbot: QtBot) -> None:
    focus = Focus(Kind.EVENT, "v3")
    pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v3"})))
    with qtbot.waitSignal(pane.said), qtbot.assertNotEmitted(pane.brush_requested):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def drag_in_strip(pane: TimelinePane, qtbot: QtBot, first: str, last: str) -> None:
    """From one day to the other, in the density strip."""
    port, gutter = pane.canvas.viewport(), pane.canvas._scene.gutter
    days = [date.fromisoformat(text).toordinal() + 0.5 for text in (first, last)]
    start, end = (QPoint(round(pane.canvas.view.x(day) + gutter), port.height() - 30) for day in days)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, pos=start + QPoint(30, 0))
    qtbot.mouseMove(port, pos=end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def closer(pane: TimelinePane) -> None:
    """A zoom at which a day is many pixels wide."""
    pane.canvas.view = View(float(date(2023, 6, 1).toordinal()), 20.0, pane.canvas.view.width)
    pane.canvas.pan(0)


def test_a_drag_in_the_strip_brushes_an_interval(pane: TimelinePane, qtbot: QtBot) -> None:
    closer(pane)
    with qtbot.waitSignal(pane.brush_requested) as asked:
        drag_in_strip(pane, qtbot, "2023-06-05", "2023-06-20")
    assert asked.args == [During("2023-06-05", "2023-06-20"), Mode.REPLACE]


def test_a_new_interval_takes_the_place_of_the_old_one(pane: TimelinePane, qtbot: QtBot) -> None:
    old = And((OfOutlet("Herald"), During("2020-01-01", "2020-12-31")))
    pane.selection = Selection(None, old)
    closer(pane)
    with qtbot.waitSignal(pane.brush_requested) as asked:
        drag_in_strip(pane, qtbot, "2023-06-20", "2023-06-05")
    assert asked.args == [And((OfOutlet("Herald"), During("2023-06-05", "2023-06-20"))), Mode.REPLACE]


def test_a_click_in_the_strip_takes_the_interval_away(pane: TimelinePane, qtbot: QtBot) -> None:
    port = pane.canvas.viewport()
    at = QPoint(port.width() // 2, port.height() - 30)
    with qtbot.assertNotEmitted(pane.brush_requested):
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    pane.selection = Selection(None, During("2020-01-01", "2020-12-31"))
    with qtbot.waitSignal(pane.brush_requested) as asked:
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [EVERYTHING, Mode.REPLACE]


def test_a_drag_on_the_lanes_pans(pane: TimelinePane, qtbot: QtBot) -> None:
    port, before = pane.canvas.viewport(), pane.canvas.view
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(600, 90))
    qtbot.mouseMove(port, pos=QPoint(560, 90))
    qtbot.mouseMove(port, pos=QPoint(500, 90))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 90))
    assert pane.canvas.view.left == pytest.approx(before.left + 100 / before.scale)
    assert pane.canvas.view.scale == before.scale


def test_keys_zoom_and_fit(pane: TimelinePane, qtbot: QtBot) -> None:
    fitted = pane.canvas.view
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert pane.canvas.view.scale > fitted.scale
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Minus)
    assert pane.canvas.view.scale == pytest.approx(fitted.scale)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_0)
    assert pane.canvas.view == fitted


def test_the_focus_is_brought_into_view_without_asking_again(pane: TimelinePane, qtbot: QtBot) -> None:
    pane.canvas.view = View(float(date(2010, 1, 1).toordinal()), 2.0, pane.canvas.view.width)
    focus = Focus(Kind.EVENT, "v1")
    with qtbot.assertNotEmitted(pane.focus_requested):
        pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v1"})))
    day = date(2023, 6, 14).toordinal()
    assert pane.canvas.view.left < day < pane.canvas.view.right
    assert "Gates fail v1" in pane.canvas.accessibleDescription()


def test_a_new_arrangement_keeps_the_time_in_view(pane: TimelinePane) -> None:
    closer(pane)
    before = pane.canvas.view
    pane.set_lanes("kind")
    assert pane.canvas.view == before
    assert [lane.title for lane in pane.canvas.arrangement.lanes] == ["Reported", "Denied"]
    assert pane.lanes_button.text().startswith("lanes: kind")


def test_the_table_shows_sorts_and_filters(pane: TimelinePane, qtbot: QtBot) -> None:
    counts: list[str] = []
    pane.count_changed.connect(counts.append)
    pane.show_form(table=True)
    model = pane.table.model()
    assert [model.index(row, 0).data() for row in range(4)] == ["Mar 2022", "14 Jun 2023", "2024", "undated"]
    qtbot.keyClicks(pane.filter, "denied")
    assert [row.id for row in pane.model.rows()] == ["v4"]
    assert counts[-1] == "1 of 4"
    pane.filter.clear()
    pane.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert pane.model.rows()[0].id == "v1"


def test_the_table_asks_as_the_chart_does(pane: TimelinePane, qtbot: QtBot) -> None:
    pane.show_form(table=True)
    with qtbot.waitSignal(pane.focus_requested) as focused:
        pane.table.selectionModel().setCurrentIndex(pane.model.index(1, 0), CHOOSE)
    assert focused.args[0].id == "v1"
    with qtbot.waitSignal(pane.open_requested):
        qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.brush_requested) as narrowed:
        qtbot.keyClick(pane.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert narrowed.args == [During("2023-06-14", "2023-06-14"), Mode.NARROW]


def test_the_menu_offers_the_time_of_all_chosen(pane: TimelinePane, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: shown.append(menu))
    pane._menu([ROWS[0], ROWS[1]], pane.canvas.mapToGlobal(pane.canvas.rect().center()).toPointF())
    asked: list[object] = []
    pane.brush_requested.connect(lambda condition, mode: asked.append((condition, mode)))
    action = next(action for action in shown[0].actions() if action.text() == "Narrow to this")
    action.trigger()
    assert asked == [(During("2023-06-14", "2024-12-31"), Mode.NARROW)]


def test_without_events_the_pane_says_what_to_do(pane: TimelinePane) -> None:
    pane.show_rows(())
    assert pane.empty.isVisible()
    assert "Ctrl+I" in pane.empty.accessibleDescription()


def test_out_of_scope_events_stay_in_the_chart_and_leave_the_table(pane: TimelinePane) -> None:
    pane.show_rows(ROWS, inside=frozenset({"v1"}))
    assert len(pane.canvas.arrangement.rows) == 4
    assert [row.id for row in pane.model.rows()] == ["v1"]


def test_text_of_strangers_is_no_mark_up(pane: TimelinePane) -> None:
    tip = pane.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;On that day&lt;/b&gt;" in tip
    assert "<b>" not in tip


def test_both_themes_paint_every_kind_of_mark(pane: TimelinePane, any_theme: Theme) -> None:
    forms = ["2023", "2023~", "2023?", "2023-05-01?", "2023-05-01~", "../2022", "2024/..", "2023-05-02T06:30"]
    rows = tuple(
        event(f"v{number}", form, ("Herald", "Ledger")[: 1 + number % 2], status)
        for number, (form, status) in enumerate((f, s) for f in forms for s in ("reported", "planned", "denied", "alleged"))
    )
    pane.set_theme(any_theme)
    pane.show_rows(rows)
    for factor in (1.0, 20.0, 500.0):
        pane.canvas.zoom(factor)
        picture = pane.canvas.viewport().grab().toImage()
        colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, 200, 3)}
        assert any_theme["surface"].name() in colours
        assert len(colours) > 3


def crowd(number: int) -> tuple[EventRow, ...]:
    """Many events over three years, in two outlets; none dashed or dotted, as Qt begins a dash where the clip begins."""
    chance = random.Random(number)
    forms = ("{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}", "{y}-{m:02}", "{y}-{m:02}~", "../{y}-{m:02}", "{y}-{m:02}/..")
    return tuple(
        event(
            f"v{place}",
            chance.choice(forms).format(y=chance.randint(2021, 2023), m=chance.randint(1, 12), d=chance.randint(1, 28)),
            (chance.choice(("Herald", "Ledger")),),
            chance.choice(("reported", "reported", "planned", "denied")),
        )
        for place in range(number)
    )


def pixels(picture: QImage) -> npt.NDArray[np.int16]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(grey.constBits(), dtype=np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return lines[:, : grey.width()].astype(np.int16)


@pytest.mark.parametrize("step", [3.0, -7.0, 250.0])
def test_panning_in_steps_paints_what_painting_at_once_does(pane: TimelinePane, step: float) -> None:
    pane.show_rows(crowd(300))
    pane.canvas.zoom(2.5)
    port, bar = pane.canvas.viewport(), pane.canvas.verticalScrollBar()
    port.grab()
    for number in range(12):
        pane.canvas.pan(step)
        bar.setValue(number * 5)
        port.grab()
    stepped = pixels(port.grab().toImage())
    pane.canvas._scene.set_theme(pane.theme)
    at_once = pixels(port.grab().toImage())
    assert np.abs(stepped - at_once).max() <= 40
    assert stepped.std() > 5


def test_marks_stand_where_the_axis_says(pane: TimelinePane) -> None:
    closer(pane)
    for _ in range(5):
        pane.canvas.pan(3.0)
        picture = pane.canvas.viewport().grab().toImage()
        left = date(2023, 6, 14).toordinal()
        start, end = (pane.canvas._scene.gutter + pane.canvas.view.x(day) for day in (left, left + 1))
        layout = pane.canvas.current_layout()
        box, row, _ = next(layout.places(0))
        assert row is not None
        y = round(box.row_top(row) + 11)
        ground, ink = pane.theme["surface"].name(), mixed(pane.theme["accent"], pane.theme["surface"], 0.62).name()
        inked = [x for x in range(round(start) - 12, round(end) + 4) if picture.pixelColor(x, y).name() == ink]
        # Of the pixels that the ends cut through none is in full ink; the picture stands on whole pixels.
        assert inked[0] == pytest.approx(start + 0.6, abs=1.1)
        assert inked[-1] == pytest.approx(end - 1.6, abs=1.1)
        assert picture.pixelColor(round(start) - 3, y).name() == ground


def test_up_and_down_go_to_the_nearest_in_time_of_the_next_lane(pane: TimelinePane, qtbot: QtBot) -> None:
    rows = (event("v1", "2023-06-14"), event("v2", "2023-06-20", ("Ledger",)), event("v3", "2020", ("Ledger",)))
    pane.show_rows((*rows, event("v4", "2021")))
    focus = Focus(Kind.EVENT, "v1")
    pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v1"})))
    titles = [lane.title for lane in pane.canvas.arrangement.lanes]
    towards = Qt.Key.Key_Down if titles == ["Herald", "Ledger"] else Qt.Key.Key_Up
    with qtbot.waitSignal(pane.focus_requested) as asked:
        qtbot.keyClick(pane.canvas, towards)
    assert asked.args[0].id == "v2"
    away = Qt.Key.Key_Up if towards == Qt.Key.Key_Down else Qt.Key.Key_Down
    with qtbot.assertNotEmitted(pane.focus_requested):
        qtbot.keyClick(pane.canvas, away)


def test_ctrl_and_click_choose_several_for_the_menu(
    pane: TimelinePane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: shown.append(menu))
    port, control = pane.canvas.viewport(), Qt.KeyboardModifier.ControlModifier
    with qtbot.assertNotEmitted(pane.focus_requested):
        for name in ("v4", "v2"):
            qtbot.mouseClick(port, Qt.MouseButton.LeftButton, control, place_of(pane, name))
    at = place_of(pane, "v2")
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))
    with qtbot.waitSignal(pane.verb_requested) as asked:
        next(action for action in shown[0].actions() if action.text() == "Merge…").trigger()
    assert asked.args == ["merge", ("v4", "v2")]


def test_the_strip_shows_what_is_in_scope_in_accent(pane: TimelinePane) -> None:
    def accents() -> int:
        picture = pane.canvas.viewport().grab().toImage()
        wanted = mixed(pane.theme["accent"], pane.theme["surface"], 0.7).name()
        top = round(pane.canvas.lanes_height())
        places = ((x, y) for x in range(picture.width()) for y in range(top, picture.height()))
        return sum(picture.pixelColor(x, y).name() == wanted for x, y in places)

    assert accents() == 0
    pane.show_rows(ROWS, inside=frozenset({"v2"}))
    one = accents()
    assert one > 0
    pane.show_rows(ROWS, inside=frozenset({"v1", "v2", "v4"}))
    assert accents() > one


def test_fit_shows_the_scope_first_and_then_everything(pane: TimelinePane, qtbot: QtBot) -> None:
    everything = pane.canvas.view
    pane.show_rows(ROWS, inside=frozenset({"v1"}))
    assert pane.canvas.view == everything
    qtbot.mouseClick(pane.fit_button, Qt.MouseButton.LeftButton)
    assert pane.canvas.view.scale > 10 * everything.scale
    qtbot.mouseClick(pane.fit_button, Qt.MouseButton.LeftButton)
    assert pane.canvas.view == everything


def test_a_view_without_events_says_where_they_are(pane: TimelinePane) -> None:
    pane.canvas.view = View(float(date(2022, 6, 1).toordinal()), 8.0, pane.canvas.view.width)
    picture = pane.canvas.viewport().grab().toImage()
    top = round(pane.canvas.viewport().height() - pane.canvas.scene.axis - pane.canvas.scene.strip)
    gutter = round(pane.canvas._scene.gutter)
    ground = pane.theme["surface"].name()
    for columns in (range(gutter + 2, gutter + 70), range(picture.width() - 70, picture.width() - 3)):
        assert sum(picture.pixelColor(x, y).name() != ground for x in columns for y in range(top + 3, top + 16)) > 20


def test_linked_events_move_the_view_only_when_none_is_in_it(pane: TimelinePane) -> None:
    closer(pane)
    before = pane.canvas.view
    focus = Focus(Kind.ENTITY, "e1")
    pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v1", "v4"})))
    assert pane.canvas.view == before
    pane.show_selection(Selection(focus), Links(focus, events=frozenset({"v4"})))
    assert pane.canvas.view.left < date(2022, 3, 15).toordinal() < pane.canvas.view.right
