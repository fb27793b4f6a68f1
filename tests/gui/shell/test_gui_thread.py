"""The GUI thread never asks the case, its index or the disk: while the window is used, all that happens elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from casefile.bootstrap import opening
from casefile.domain.ids import Kind
from casefile.domain.scope import Matching, Mode
from casefile.domain.selection import Focus
from casefile.gui.settings import Remembered
from casefile.gui.theme import Theme
from casefile.gui.window import Window

TEXT = "Ferry firm admits breach\n\nHalden Lines was attacked in June 2024, Mira Solberg said. “We are safe,” she said.\n"


class Watch:
    """Notes what the main thread does with SQL and with files under a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.seen: list[str] = []
        self.elsewhere = 0
        self.on = False
        sys.addaudithook(self._audited)

    def statement(self, *arguments: object) -> None:
        self._note(f"SQL {arguments[2]!s:.60}")

    def _audited(self, name: str, arguments: tuple[object, ...]) -> None:
        # An audit hook stays for the life of the process: it is deaf outside its test.
        if self.on and name in ("open", "os.listdir", "os.scandir", "sqlite3.connect") and arguments:
            path = arguments[0]
            if isinstance(path, str) and path.startswith(self.folder):
                self._note(f"{name} {path}")

    def _note(self, what: str) -> None:
        if not self.on:
            return
        if threading.current_thread() is threading.main_thread():
            self.seen.append(what)
        else:
            self.elsewhere += 1


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(tmp_path)
    event.listen(Engine, "before_cursor_execute", watch.statement)
    yield watch
    watch.on = False
    event.remove(Engine, "before_cursor_execute", watch.statement)


def test_using_the_window_touches_no_disk_on_the_gui_thread(
    watch: Watch, qtbot: QtBot, light: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFILE_CACHE", str(tmp_path / "cache"))
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("June", "June" if name == "one" else "May"), encoding="utf-8")
    path = tmp_path / "ferry.casefile"
    opening.create_case(path, "Ferry").close()
    window = Window(light, Remembered(forgetful=True))
    window.show()

    def settle() -> None:
        qtbot.waitUntil(lambda: window.jobs.idle and window.session is not None and window.session.quiet, timeout=20_000)

    watch.on = True
    window.door.enter(path)
    settle()
    assert window.session is not None
    window.door.drop([tmp_path / "one.txt", tmp_path / "two.txt"], window.session, light)
    settle()
    qtbot.waitUntil(lambda: window.articles.model.rowCount() == 2)
    window.articles.step(1)
    settle()
    window.desk.set_scope(Matching("ferry"), Mode.NARROW)
    settle()
    window.top.search.setText("safe")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    settle()
    window.desk.focus(Focus(Kind.ARTICLE, "S1", 1))
    for name in ("undo", "redo", "original", "published"):
        window.actions_table[name].trigger()
        settle()
    for pane in window.arrangement.panes:
        window.arrangement.bring(pane)
        settle()
    window.close_case()
    qtbot.waitUntil(lambda: window.jobs.idle)
    watch.on = False
    window.close()
    assert watch.seen == []
    assert watch.elsewhere > 20
