"""What a person prefers holds at once, in all cases, and at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from casefile.bootstrap import opening
from casefile.gui.dialogs.preferences import PreferencesDialog
from casefile.gui.settings import Preferences, Remembered
from casefile.gui.text import date_words, write_dates
from casefile.gui.theme import dress, enlarge, theme
from casefile.gui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, theme("light"))
    made = Window(theme("light"), Remembered())
    made.show()
    yield made
    made.prefer(Preferences())
    enlarge(app, 100)
    made.close()
    made.deleteLater()


def dialog(window: Window) -> PreferencesDialog:
    window.actions_table["preferences"].trigger()
    (found,) = (one for one in window.findChildren(PreferencesDialog) if one.isVisible())
    return found


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.jobs.idle and (window.session is None or window.session.quiet), timeout=20_000)


def test_what_is_chosen_is_kept(window: Window) -> None:
    shown = dialog(window)
    shown.font_size.setValue(120)
    shown.dates.setCurrentIndex(shown.dates.findData("iso"))
    shown.still.setChecked(True)
    shown.theme.setCurrentIndex(shown.theme.findData("dark"))
    assert Remembered().preferences == Preferences("dark", 120, "iso", True, shown.processes.value())
    assert window.theme.dark
    shown.usual.click()
    assert Remembered().preferences.font_percent == 100
    assert Remembered().preferences.dates == "words"
    shown.close()


def test_text_grows_with_the_preference(window: Window) -> None:
    before = window.font().pointSizeF()
    high = window.top.search.sizeHint().height()
    window.prefer(Preferences(theme="light", font_percent=200))
    assert window.font().pointSizeF() == pytest.approx(2 * before)
    assert window.top.search.sizeHint().height() > high
    assert window.articles.delegate._title_font.pointSizeF() == pytest.approx(2 * before)
    window.prefer(Preferences(theme="light"))
    assert window.font().pointSizeF() == pytest.approx(before)


def test_days_are_written_as_preferred() -> None:
    try:
        write_dates("iso")
        assert date_words("2024-06-22") == "2024-06-22"
        assert date_words("2024-06") == "Jun 2024"
        write_dates("system")
        assert "2024" in date_words("2024-06-22")
    finally:
        write_dates("words")
    assert date_words("2024-06-22") == "22 Jun 2024"


def test_nothing_moves_where_nothing_shall(window: Window) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window.prefer(Preferences(theme="light", still=True))
    assert not window.isAnimated()
    assert not app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    assert app.cursorFlashTime() == 0
    window.prefer(Preferences(theme="light"))
    assert window.isAnimated()
    assert app.cursorFlashTime() > 0


def test_what_cannot_be_read_is_as_at_first() -> None:
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "CaseFile", "CaseFile")
    settings.setValue("font_percent", "huge")
    settings.setValue("dates", "roman")
    settings.setValue("import_jobs", "-3")
    settings.sync()
    assert Remembered().preferences == Preferences()


def test_recent_cases_are_offered_and_forgotten(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ferry.casefile"
    opening.create_case(path, "Ferry").close()
    window.door.enter(path)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    settle(window, qtbot)
    (recent,) = (menu for menu in window.top.findChildren(QMenu) if menu.title() == "Open recent")
    assert [action.text() for action in recent.actions()] == ["ferry"]
    window.close_case()
    settle(window, qtbot)
    recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    settle(window, qtbot)
    dialog(window).forget.click()
    assert Remembered().recent() == ()
    assert recent.actions() == []


def test_a_second_window_reads_and_follows(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "ferry.casefile"
    (tmp_path / "one.txt").write_text(
        "Ferry late\n\nThe ferry was late on 3 July 2024, Mira Solberg said.\n", encoding="utf-8"
    )
    opening.create_case(path, "Ferry").close()
    window.door.enter(path)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    settle(window, qtbot)
    window.actions_table["second-window"].trigger()
    other = window.errands.second
    assert other is not None
    qtbot.waitUntil(lambda: other.session is not None, timeout=20_000)
    settle(other, qtbot)
    assert other.session is not None
    assert other.session.case.read_only
    assert not other.actions_table["import"].isEnabled()
    assert window.session is not None
    window.door.import_into(window.session, [tmp_path / "one.txt"], None, window.theme)
    qtbot.waitUntil(lambda: other.articles.model.rowCount() == 1, timeout=20_000)
    settle(window, qtbot)
    settle(other, qtbot)
    other.close()
    qtbot.waitUntil(lambda: other.session is None)
    assert window.session is not None
