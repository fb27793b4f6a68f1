"""The window in a made-up language whose words are a third longer and stand in brackets: what has no brackets was not
translated, what does not fit its place is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casefile.bootstrap import importing, opening
from casefile.domain.ids import Kind
from casefile.domain.scope import Matching, Mode
from casefile.domain.selection import Focus
from casefile.gui.panes.timeline.axis import day_words
from casefile.gui.settings import Remembered
from casefile.gui.text import date_words
from casefile.gui.theme import dress, theme
from casefile.gui.widgets.labels import ElidedLabel
from casefile.gui.window import Window

OPEN, CLOSE = "⟦", "⟧"
TEXT = """Ferry firm admits breach

Halden Lines was attacked in June 2024, Mira Solberg said. "We are safe," she said. More than 40 files were copied.
"""
# What comes from the case, from the keyboard's map or from numbers is the same in every language.
DATA = re.compile(
    r"Ferry|Halden|Solberg|ferry|safe|^[\W\d_]*$|^(Ctrl|Alt|Shift|F\d+|Esc|Enter|Space|Home|End|PgUp|PgDown|Ins|Del|[A-Z])\b"
    r"|^CaseFile$|^S\d+$|Noto|Aa|^[¶\d ]+$|\.casefile|\.pdf|^\w$|^B2$|^\d+ \w{3} \d{4} – |^S\d+\n|^\d{4}|SHA-256|%$"
    r"|^(A4|PDF|TOML)\b"
)
_ACROSS = Qt.Orientation.Horizontal
QT_OWN = ("qt_", "ScrollLeftButton", "ScrollRightButton")


class Pseudo(QTranslator):
    """Every text in brackets, a third longer."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _number: int = -1) -> str:
        return f"{OPEN}{text}{'·' * (len(text) // 3)}{CLOSE}" if text.strip() else text

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    case = opening.create_case(tmp_path / "ferry.casefile", "Ferry")
    importing.import_into(case, [tmp_path / "one.txt"])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, theme("light"))
    pseudo = Pseudo()
    QCoreApplication.installTranslator(pseudo)
    made = Window(theme("light"), Remembered(forgetful=True))
    made.resize(1280, 800)
    made.show()
    made.show_case(case)
    settle(made, qtbot)
    yield made
    QCoreApplication.removeTranslator(pseudo)
    made.close()
    made.deleteLater()


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=20_000)
    qtbot.wait(1)


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """(what it is, words) of all that a widget says by itself."""
    yield "tool tip", re.sub(r"<[^>]*>", "", widget.toolTip())
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text()
    if isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(place)) for place in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(place)) for place in range(widget.count()))
    if isinstance(widget, QMenu):
        yield "menu", widget.title()
        yield from (("menu item", action.text()) for action in widget.actions())
    if isinstance(widget, QTableView) and widget.model() is not None:
        model = widget.model()
        columns = range(model.columnCount())
        yield from (("column", str(model.headerData(column, _ACROSS) or "")) for column in columns)
    if isinstance(widget, QDialog):
        yield "title", widget.windowTitle()


def untranslated(root: QWidget) -> list[str]:
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith(QT_OWN):
            continue
        for what, words in texts(widget):
            if OPEN not in words and not DATA.search(words):
                found.append(f"{type(widget).__name__} {widget.objectName()} {what}: {words}")
    return sorted(set(found))


def clipped(root: QWidget) -> list[str]:
    """Words in sight that have less room than they need. What shortens itself with an ellipsis has its whole as tool tip."""
    found = []
    for widget in root.findChildren(QWidget):
        # What is behind a tab counts as visible to Qt, in a size of its own.
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            needs = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            narrow = not widget.wordWrap() and widget.width() < widget.fontMetrics().horizontalAdvance(widget.text())
            if narrow or widget.height() + 2 < needs:
                found.append(f"{type(widget).__name__}: {widget.text()[:60]}")
        if _shows_words(widget) and not widget.objectName().startswith(QT_OWN):
            assert isinstance(widget, QAbstractButton)
            words = max(widget.text().split("\n"), key=len)
            if widget.width() < widget.fontMetrics().horizontalAdvance(words):
                found.append(f"{type(widget).__name__}: {widget.text()[:60]}")
    return sorted(set(found))


def _shows_words(widget: QWidget) -> bool:
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return widget.icon().isNull() and bool(widget.text())
    return isinstance(widget, QAbstractButton) and bool(widget.text())


def test_every_pane_is_translated(window: Window, qtbot: QtBot) -> None:
    for pane in window.arrangement.panes:
        window.arrangement.bring(pane)
        settle(window, qtbot)
    window.desk.set_scope(Matching("ferry"), Mode.NARROW)
    window.desk.focus(Focus(Kind.ARTICLE, "S1", 1))
    settle(window, qtbot)
    found = untranslated(window)
    assert not found, "\n".join(found)


def test_every_pane_fits_at_1280_by_800(window: Window, qtbot: QtBot) -> None:
    cut: set[str] = set()
    for pane in window.arrangement.panes:
        window.arrangement.bring(pane)
        settle(window, qtbot)
        cut.update(clipped(window))
    assert not cut, "\n".join(sorted(cut))


def test_the_welcome_is_translated_and_fits(window: Window, qtbot: QtBot) -> None:
    window.close_case()
    settle(window, qtbot)
    assert untranslated(window.welcome) == []
    assert clipped(window) == []


DIALOGUES: dict[str, Callable[[Window], object]] = {
    "preferences": lambda window: window.actions_table["preferences"].trigger(),
    "keys": lambda window: window.actions_table["keys"].trigger(),
    "help": lambda window: window.actions_table["help"].trigger(),
    "palette": lambda window: window.actions_table["palette"].trigger(),
    "import": lambda window: window.actions_table["import"].trigger(),
    "note": lambda window: window.actions_table["note"].trigger(),
    "summary": lambda window: window.actions_table["summary"].trigger(),
    "published": lambda window: window.verbs.run("published", ("S1",)),
    "metadata": lambda window: window.verbs.run("metadata", ("S1",)),
    "original": lambda window: window.verbs.run("original", ("S1",)),
    "grade": lambda window: window.verbs.run("grade", ("S1",)),
    "tag": lambda window: window.verbs.run("tag", ("S1",)),
    "rename": lambda window: window.verbs.run("rename", (first_entity(window),)),
    "merge": lambda window: window.verbs.run("merge", (first_entity(window),)),
    "split": lambda window: window.verbs.run("split", (first_entity(window),)),
}


def first_entity(window: Window) -> str:
    assert window.session is not None
    return window.session.case.ask.entities()[0].id


@pytest.mark.parametrize("name", list(DIALOGUES))
def test_every_dialogue_is_translated_and_fits(window: Window, qtbot: QtBot, name: str) -> None:
    DIALOGUES[name](window)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)), timeout=20_000)
    settle(window, qtbot)
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    assert untranslated(dialog) == []
    assert clipped(dialog) == []


@pytest.mark.parametrize(
    "text",
    ["2024-06-21", "2024-06", "2023-22", "2016~", "2024-06-21T14:30", "201X", "../2024-05", "2023-10/..", "2023-01/2023-02"],
)
def test_months_seasons_and_turns_of_phrase_are_translated(window: Window, text: str) -> None:
    said = date_words(text)
    assert OPEN in said
    while OPEN in said:
        said = re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", said)
    assert re.findall(r"[A-Za-z]{2,}", said) == []


def test_the_axis_of_the_timeline_is_translated(window: Window) -> None:
    assert OPEN in day_words(738_000.5)


def test_every_action_is_translated(window: Window) -> None:
    actions = [action for action in window.findChildren(QAction) if action.objectName().startswith("action-")]
    assert len(actions) > 40
    said = [(action.objectName(), words) for action in actions for words in (action.text(), action.toolTip())]
    assert [found for found in said if OPEN not in found[1]] == []
