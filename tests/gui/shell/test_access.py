"""All controls of the window have a name and are reached by the keyboard; nothing shows markup of strangers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.assets import resource
from casefile.gui import actions as act
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit)


@pytest.fixture
def window(qtbot: QtBot, light: Theme) -> Iterator[Window]:
    made = Window(light, Remembered(forgetful=True))
    yield made
    made.close()
    made.deleteLater()


def controls(window: Window) -> list[QWidget]:
    return [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS) and not w.objectName().startswith("qt_")]


def name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_every_control_has_a_name(window: Window) -> None:
    found = controls(window)
    assert len(found) > 40
    # Private parts of Qt's own controls (scroll buttons of tab bars, the clear button of a field) are named by Qt or hidden.
    own = [w for w in found if type(w).__module__.startswith("casefile") or w.isVisibleTo(window)]
    assert [f"{type(w).__name__} in {type(w.parent()).__name__}" for w in own if not name(w)] == []


def test_every_label_shows_plain_text(window: Window) -> None:
    labels = [label for label in window.findChildren(QLabel) if label.text()]
    assert labels
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


def test_keys_are_given_once(window: Window) -> None:
    keys = [key.toString() for _, action in window.actions_table.all() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.shortcuts() == [] or action.text() for _, action in window.actions_table.all())


def test_every_action_is_described_and_handled(window: Window) -> None:
    assert set(window.errands.handlers()) == {spec.name for spec in act.SPECS}
    assert [spec.name for spec in act.SPECS if not spec.help] == []


def test_every_pane_has_its_section_in_the_help(window: Window) -> None:
    words = resource("help", "help.md").read_text(encoding="utf-8")
    assert [pane.title for pane in window.arrangement.panes if f"## {pane.title}\n" not in words] == []


def test_tab_reaches_the_main_control_of_every_pane(window: Window) -> None:
    for pane in window.arrangement.panes:
        reachable = [w for w in pane.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert reachable, pane.name
