"""A folder watched on demand: what comes into it is imported. The system tells of changes; nothing is polled."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from casefile.gui import wiring
from casefile.gui.session import Session

if TYPE_CHECKING:
    from casefile.ingest import Watched

_SETTLING_MS = 1200
"""After a change, before files are looked at: one that is being copied changes often."""
_MOST_FOLDERS = 500


class FolderWatch(QObject):
    """Watches one folder for one session until it is stopped; `found` gets the files that are new in it."""

    def __init__(self, parent: QObject, session: Session, folder: Path, found: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(parent)
        self.folder = folder
        self._session, self._found = session, found
        self._watched: Watched | None = None
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLING_MS)
        self._timer.timeout.connect(self._look)
        self._watcher.directoryChanged.connect(lambda _: self._timer.start())
        session.jobs.read(lambda: (wiring.watched(folder), _folders(folder)), self._begun, f"watch {folder}")

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._watcher.deleteLater()
        self.deleteLater()

    def _begun(self, answer: tuple[Watched, list[str]]) -> None:
        self._watched, folders = answer
        self._watcher.addPaths(folders)
        # What came between choosing the folder and now.
        self._timer.start()

    def _look(self) -> None:
        watched = self._watched
        if watched is not None:
            look = lambda: (watched.new(), watched.waiting, _folders(self.folder))  # noqa: E731 - one question
            self._session.jobs.read(look, self._looked, f"watch {self.folder}")

    def _looked(self, answer: tuple[tuple[Path, ...], bool, list[str]]) -> None:
        files, waiting, folders = answer
        known = set(self._watcher.directories())
        fresh = [folder for folder in folders if folder not in known]
        if fresh:
            self._watcher.addPaths(fresh)
        if files:
            self._found(files)
        if waiting or fresh:
            self._timer.start()


def _folders(folder: Path) -> list[str]:
    return [parent for parent, _, _ in os.walk(folder)][:_MOST_FOLDERS]
