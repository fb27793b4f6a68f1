"""Shared by all tests of the window: no screen needed, jobs that run at once, both themes."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

# Test files are imported one by one; the rows they share lie beside this file.
sys.path.insert(0, str(Path(__file__).parent))

# Before Qt is loaded: without a screen the widgets are drawn into memory.
if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.errors import CaseFileError
from casefile.gui.theme import NAMES, Theme
from casefile.gui.theme import theme as theme_named

T = TypeVar("T")


class JobsAtOnce:
    """Stand-in for Jobs: answers before the question returns."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        """Keys of the questions, in order."""

    def read(
        self, question: Callable[[], T], then: Callable[[T], None], key: str, failed: Callable[[str], None] | None = None
    ) -> None:
        self.asked.append(key)
        try:
            answer = question()
        except CaseFileError as error:
            if failed is None:
                raise
            failed(str(error))
        else:
            then(answer)


_PATIENCE_MS = 60_000
"""How long anything is waited for: a machine that is busy with other things takes its time, and a test that fails may."""


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """The one of pytest-qt, which waits longer than five seconds where a test does not say how long."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=_PATIENCE_MS))
    return qtbot


@pytest.fixture
def jobs() -> JobsAtOnce:
    return JobsAtOnce()


@pytest.fixture
def light(qapp: QApplication) -> Theme:
    return theme_named("light")


@pytest.fixture(params=NAMES)
def any_theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    """Each theme in turn."""
    name: str = request.param
    return theme_named(name)


@pytest.fixture(autouse=True)
def settings_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the settings of the person at the keyboard."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path_factory.mktemp("settings")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Drawing into memory, Qt says of every window that there is no window manager. Nothing else is let through."""
    here = Path(__file__).parent
    missing = r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(missing, extend=True))
