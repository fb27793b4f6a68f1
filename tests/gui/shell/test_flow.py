"""The layout that goes on in the next line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.gui.widgets.flow import FlowLayout


@pytest.fixture
def home(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def boxes(home: QWidget, *sizes: tuple[int, int]) -> tuple[FlowLayout, list[QWidget]]:
    layout = FlowLayout(home, gap=5)
    made = []
    for width, height in sizes:
        box = QWidget(home)
        box.setFixedSize(width, height)
        layout.addWidget(box)
        made.append(box)
    return layout, made


def test_what_does_not_fit_goes_to_the_next_line_and_what_is_low_stands_in_the_middle_of_its_own(home: QWidget) -> None:
    layout, (low, high, next_line) = boxes(home, (40, 10), (50, 30), (20, 20))
    layout.setGeometry(QRect(0, 0, 100, 200))
    assert low.geometry() == QRect(0, 10, 40, 10)
    assert high.geometry() == QRect(45, 0, 50, 30)
    assert next_line.geometry() == QRect(0, 35, 20, 20)
    assert layout.heightForWidth(100) == 55


def test_what_is_hidden_takes_no_room(home: QWidget) -> None:
    layout, (first, hidden, last) = boxes(home, (40, 10), (50, 30), (20, 10))
    hidden.hide()
    layout.setGeometry(QRect(0, 0, 100, 200))
    assert first.geometry() == QRect(0, 0, 40, 10)
    assert last.geometry() == QRect(45, 0, 20, 10)
    assert layout.heightForWidth(100) == 10
