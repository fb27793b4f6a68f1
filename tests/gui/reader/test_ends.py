"""The ends of the mark that is looked at are drawn elsewhere, by the mouse and by the keyboard."""

from __future__ import annotations

import pytest
from gui_rows import TEXT, article_text, span
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from casefile.domain.commands import Correct
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import Theme

MENTION = "m0000000000001"


@pytest.fixture
def reader(qtbot: QtBot, jobs: Asks, light: Theme) -> ReaderPane:
    pane = ReaderPane(jobs, light)
    qtbot.addWidget(pane)
    pane.resize(820, 560)
    pane.show()
    pane.show_article(article_text())
    qtbot.waitUntil(lambda: pane.view.viewport().width() > 700)
    start, end = span("Norrvik Lines")
    focus = Focus(Kind.MENTION, MENTION, 1, start, end)
    pane.show_selection(Selection(focus), Links(focus, article=1, start=start, end=end))
    return pane


def middle_of(reader: ReaderPane, place: int) -> QPoint:
    return reader.view.rect_of(place).center().toPoint()


def drag(reader: ReaderPane, qtbot: QtBot, start: QPoint, to: QPoint) -> None:
    port = reader.view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, (start + to) / 2)
    qtbot.mouseMove(port, to)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to)


def test_an_end_is_dragged_to_other_words(reader: ReaderPane, qtbot: QtBot) -> None:
    end = span("Norrvik Lines")[1]
    wanted = TEXT.index(" and the port")
    grip = reader.view.rect_of(end - 1)
    to = reader.view.rect_of(wanted + 4)
    done: list[Correct] = []
    reader.command_requested.connect(done.append)
    drag(reader, qtbot, QPoint(round(grip.right()), round(grip.center().y())), to.topLeft().toPoint() + QPoint(1, 8))
    assert done == [Correct(MENTION, (("end", str(wanted + 4)),))]
    assert reader.view.ends.span is None
    assert not reader.view.textCursor().hasSelection()


def test_letting_go_where_it_was_changes_nothing(reader: ReaderPane, qtbot: QtBot) -> None:
    grip = reader.view.rect_of(span("Norrvik Lines")[0])
    at = QPoint(round(grip.left()), round(grip.center().y()))
    with qtbot.assertNotEmitted(reader.command_requested):
        drag(reader, qtbot, at, at)


def test_the_keyboard_moves_ends_by_words(reader: ReaderPane, qtbot: QtBot) -> None:
    start = span("Norrvik Lines")[0]
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    done: list[Correct] = []
    asked: list[Focus] = []
    reader.command_requested.connect(done.append)
    reader.focus_requested.connect(asked.append)
    qtbot.keyClick(reader.view, Qt.Key.Key_Left, both)
    qtbot.keyClick(reader.view, Qt.Key.Key_Up, both)
    assert done == [
        Correct(MENTION, (("end", str(start + len("Norrvik"))),)),
        Correct(MENTION, (("start", str(TEXT.index("them Norrvik"))),)),
    ]
    assert (asked[0].start, asked[0].end) == (start, start + len("Norrvik"))


def test_a_mark_that_is_not_looked_at_has_no_handles(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.show_selection(Selection(None), Links())
    grip = reader.view.rect_of(span("Norrvik Lines")[1] - 1)
    assert reader.view.ends.at(QPoint(round(grip.right()), round(grip.center().y()))) is None
