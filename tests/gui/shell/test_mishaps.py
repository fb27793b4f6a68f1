"""A fault of ours: the window stays, a report is kept that says nothing of anybody's, and a dialogue says where it lies."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from casefile import faults
from casefile.gui.dialogs.mishap import MishapDialog
from casefile.gui.mishaps import Mishaps
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window

SECRET = "The source is Mira Solberg, passphrase halibut"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_log_dir", lambda *_, **__: str(tmp_path / "Mira's log"))
    return tmp_path / "Mira's log"


@pytest.fixture
def window(qtbot: QtBot, light: Theme, reports: Path) -> Iterator[Window]:
    made = Window(light, Remembered(forgetful=True))
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def mishaps(window: Window) -> Iterator[Mishaps]:
    made = Mishaps(window)
    yield made
    made.end()


def broken(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def dialog(window: Window) -> MishapDialog:
    (found,) = (one for one in window.findChildren(MishapDialog) if one.isVisible())
    return found


def test_a_fault_in_a_slot_is_told_and_kept(window: Window, mishaps: Mishaps, reports: Path) -> None:
    window.actions_table["about"].trigger()
    error = broken(SECRET)
    sys.excepthook(type(error), error, error.__traceback__)
    (path,) = reports.glob("report-*.txt")
    words = path.read_text(encoding="utf-8")
    assert "ValueError" in words
    assert "test_mishaps.py" in words
    assert "Doing: about" in words
    assert mishaps.broken
    shown = dialog(window)
    assert str(path) in " ".join(label.text() for label in shown.findChildren(type(shown._words)))
    assert shown.report.toPlainText() == words
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == words


def test_a_report_says_nothing_of_anybodys(window: Window, mishaps: Mishaps, reports: Path) -> None:
    mishaps.caught(broken(SECRET))
    words = next(reports.glob("report-*.txt")).read_text(encoding="utf-8")
    assert "Solberg" not in words
    assert "halibut" not in words
    assert str(Path(__file__).parent) not in words
    assert str(Path.home()) not in words


def test_a_fault_in_a_worker_is_told(window: Window, mishaps: Mishaps, qtbot: QtBot) -> None:
    said: list[str] = []
    window.jobs.failed.connect(said.append)

    def fail() -> None:
        raise RuntimeError(SECRET)

    with qtbot.captureExceptions() as raised:
        window.jobs.read(fail, lambda _: None, "test")
        qtbot.waitUntil(lambda: bool(mishaps.reports), timeout=60_000)
    assert raised == []
    assert said == ["Something went wrong inside CaseFile. Nothing was changed."]
    assert dialog(window).report.toPlainText().endswith("RuntimeError\n")


def test_a_fault_in_a_thread_of_somebody_else_is_told(window: Window, mishaps: Mishaps, qtbot: QtBot) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(mishaps.reports), timeout=60_000)
    assert dialog(window)


def test_several_faults_share_a_dialogue(window: Window, mishaps: Mishaps, reports: Path) -> None:
    mishaps.caught(broken("one"))
    mishaps.caught(broken("two"))
    assert len(list(reports.glob("report-*.txt"))) == 2
    assert "2 reports" in " ".join(label.text() for label in dialog(window).findChildren(type(dialog(window)._words)))


def test_the_hooks_go_back(window: Window) -> None:
    before = sys.excepthook, threading.excepthook
    made = Mishaps(window)
    assert sys.excepthook is not before[0]
    made.end()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_process_that_was_torn_down_is_told_of_at_the_next_start(reports: Path) -> None:
    reports.mkdir()
    trace = (
        f'Current thread 0x1 (most recent call first):\n  File "{Path.home()}/x/casefile/gui/window.py", line 7 in show\n'
    )
    (reports / "fallen-1.txt").write_text(f"Fatal Python error: Segmentation fault\n\n{trace}", encoding="utf-8")
    (reports / "fallen-2.txt").write_text("", encoding="utf-8")
    path = faults.fallen()
    assert path is not None
    words = path.read_text(encoding="utf-8")
    assert "casefile/gui/window.py:7 show" in words
    assert str(Path.home()) not in words
    assert faults.fallen() is None


def test_a_process_that_ends_as_it_should_leaves_no_trace(reports: Path) -> None:
    faults.watch()
    assert len(list(reports.glob("fallen-*.txt"))) == 1
    faults.unwatch()
    assert list(reports.iterdir()) == []
