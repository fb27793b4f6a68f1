"""What happens when something goes wrong inside the window: it stays open, a report is kept, and a dialogue says where."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, qInstallMessageHandler

from casefile import faults
from casefile.gui.dialogs.mishap import MishapDialog

if TYPE_CHECKING:
    from casefile.gui.window import Window

_qt = logging.getLogger("qt")


class Mishaps(QObject):
    """Of one window: faults in its slots, its workers and in threads of libraries. One dialogue tells of all of them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: MishapDialog | None = None
        self._before = sys.excepthook, threading.excepthook
        self.reports: list[Path] = []
        self.broken = False
        """Whether this process had a fault of its own."""
        window.jobs.broke.connect(self.caught)
        sys.excepthook = self._in_slot
        threading.excepthook = self._in_thread

    def end(self) -> None:
        """Let others have the hooks again."""
        sys.excepthook, threading.excepthook = self._before

    def caught(self, error: BaseException) -> None:
        """Keep a report of this fault and tell of it. On the GUI thread."""
        self.broken = True
        self.tell(faults.keep_report(error, self._window.actions_table.last))

    def tell(self, report: Path) -> None:
        """Say where a report lies."""
        self.reports.append(report)
        if self._dialog is None:
            self._dialog = MishapDialog(self._window)
            self._dialog.destroyed.connect(self._closed)
        self._dialog.show_reports(tuple(self.reports))
        self._dialog.show()

    def _in_slot(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        logging.getLogger(__name__).error("a fault in the window", exc_info=(kind, error, trace))
        self.caught(error)

    def _in_thread(self, found: threading.ExceptHookArgs) -> None:
        error = found.exc_value
        if error is not None and not isinstance(error, SystemExit):
            self._window.jobs.post(lambda: self.caught(error))

    def _closed(self) -> None:
        self._dialog = None


def listen_to_qt() -> None:
    """What Qt complains of goes to the log: a window has no terminal."""
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    # Drawing into memory, Qt says of every window that there is no window manager.
    if not words.startswith("This plugin does not support"):
        _qt.log(logging.ERROR if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) else logging.WARNING, "%s", words)
