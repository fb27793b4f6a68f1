"""All controls of the window have a name and are reached by the keyboard; nothing shows markup of strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QPixmap, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casefile.assets import resource
from casefile.gui import actions as act
from casefile.gui.dialogs import results
from casefile.gui.dialogs.keys import HelpDialog
from casefile.gui.settings import Remembered
from casefile.gui.theme import NAMES, Theme, dress, enlarge, theme
from casefile.gui.widgets.rowdelegate import DECISIONS
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


def test_the_help_describes_every_action_with_its_keys(window: Window) -> None:
    window.errands.help()
    (dialog,) = (one for one in window.findChildren(HelpDialog) if one.isVisible())
    words = dialog.view.toPlainText()
    for _, action in window.actions_table.all():
        assert f"{action.property('words')}" in words, action.objectName()
        assert action.statusTip() in words, action.objectName()
        for key in action.shortcuts():
            assert key.toString(key.SequenceFormat.NativeText) in words
    assert len(window.actions_table.all()) > 40


@pytest.mark.parametrize("style", NAMES)
def test_the_pictures_of_the_help_are_there(qtbot: QtBot, style: str) -> None:
    dialog = HelpDialog(None, theme(style))
    qtbot.addWidget(dialog)
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", resource("help", "help.md").read_text(encoding="utf-8"))
    assert len(names) >= 6
    for name in names:
        assert not QPixmap(str(resource("help", style, name))).isNull()
        picture = dialog.view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert picture, name


def test_f1_opens_the_section_of_the_pane_that_has_the_keyboard(window: Window) -> None:
    for pane in window.arrangement.panes:
        window.arrangement.bring(pane)
        window.errands.help()
        (dialog,) = (one for one in window.findChildren(HelpDialog) if one.isVisible())
        if pane.isAncestorOf(window.focusWidget()):
            assert dialog.view.textCursor().block().text() == pane.title
        dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_pane_has_its_section_in_the_help(window: Window) -> None:
    words = resource("help", "help.md").read_text(encoding="utf-8")
    assert [pane.title for pane in window.arrangement.panes if f"## {pane.title}\n" not in words] == []


def test_tab_reaches_the_main_control_of_every_pane(window: Window) -> None:
    for pane in window.arrangement.panes:
        reachable = [w for w in pane.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert reachable, pane.name


def test_every_control_has_a_role(window: Window) -> None:
    for widget in controls(window):
        if isinstance(widget, QHeaderView):
            # A part of its table, which speaks for it.
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None, widget
        assert interface.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), f"{type(widget).__name__}"


def test_what_is_drawn_by_hand_says_what_it_is(window: Window) -> None:
    for pane in window.arrangement.panes:
        for view in pane.findChildren(QAbstractScrollArea):
            popup = isinstance(view.window(), QWidget) and view.window() is not window
            if view.focusPolicy() & Qt.FocusPolicy.TabFocus and not popup and type(view) is not QScrollArea:
                assert name(view), f"{type(view).__name__} in {pane.name}"


def test_tab_goes_round_through_the_window_and_back(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """From the search box through every pane in sight, each control once, and back to where it began."""
    window.show()
    window._middle.setCurrentWidget(window.centre)
    window._head.show()
    window.arrangement.usual()
    QCoreApplication.processEvents()
    start: QWidget = window.top.search
    seen: list[QWidget] = []
    here = start.nextInFocusChain()
    while here is not start and len(seen) < 5000:
        if here.isVisibleTo(window) and here.isEnabled() and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(here)
        here = here.nextInFocusChain()
    assert here is start
    assert len(seen) == len(set(seen))
    for pane in (window.articles, window.entities, window.timeline):
        assert any(pane.isAncestorOf(widget) for widget in seen), pane.name


@pytest.mark.parametrize("style", NAMES)
def test_focus_is_seen_on_every_kind_of_control(qtbot: QtBot, style: str) -> None:
    """A control with the keyboard looks different from one without, by colours with a contrast of 3 to 1 at least."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, theme(style))
    host = QWidget()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    tones = ("", "primary", "plain", "chip")
    made: list[QWidget] = [QPushButton(tone or "usual") for tone in tones]
    for button, tone in zip(made, tones, strict=True):
        button.setProperty("tone", tone)
    made += [QLineEdit("words"), QComboBox(), QCheckBox("tick"), QPlainTextEdit("words")]
    for widget in made:
        layout.addWidget(widget)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    surface = theme(style)["surface"]
    for widget in made:
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = widget.grab().toImage()
        changed = [
            after.pixelColor(x, y)
            for x in range(after.width())
            for y in range(after.height())
            if before.pixelColor(x, y) != after.pixelColor(x, y)
        ]
        assert len(changed) > 20, widget.property("tone")
        assert max(contrast(colour, surface) for colour in changed) >= 3.0, (
            f"{type(widget).__name__} {widget.property('tone')}"
        )
    dress(app, theme("light"))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, relative luminance of both."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_what_was_decided_has_a_sign_beside_its_colour() -> None:
    signs = [sign for sign, _ in DECISIONS.values()]
    assert len(signs) == len(set(signs)) == len(DECISIONS)
    pictures = [picture for picture, _, _ in results._SIGNS.values()]
    assert len(pictures) == len(set(pictures))


def test_at_200_percent_the_frame_still_fits(window: Window, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        enlarge(app, 200)
        dress(app, theme("light"))
        window.resize(1280, 800)
        window.show()
        window._middle.setCurrentWidget(window.centre)
        window._head.show()
        window.arrangement.usual()
        QCoreApplication.processEvents()
        for button in (window.top.import_button, window.top.review_button, window.top.export_button):
            assert button.width() >= button.sizeHint().width() - 2
            assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))
        assert window.width() <= 1280
    finally:
        enlarge(app, 100)
        dress(app, theme("light"))
