"""Starts the window, or takes a picture of it."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from casefile import __version__
from casefile.errors import PlaceError
from casefile.gui.settings import Remembered
from casefile.gui.theme import NAMES, dress, system_theme, theme
from casefile.gui.window import Window

_USUAL = QSize(1440, 900)
_QUIET_MS = 60
_QUIET_ROUNDS = 8
_PATIENCE_S = 60.0


def run(
    case_path: Path | None,
    *,
    screenshot: Path | None = None,
    passphrase: str | None = None,
    demo: bool = False,
    size: tuple[int, int] | None = None,
    style: str | None = None,
) -> int:
    """Open the window, on a case if one is given; with `demo` on the user's copy of the sample case. Returns the exit code.

    With `screenshot` the window is drawn, `size` in logical pixels (1440 x 900), in `style` (light), into a PNG once all
    its panes are filled, and closes again; nothing is remembered. Raises PlaceError when the PNG cannot be written.
    """
    app = application()
    remembered = Remembered(forgetful=screenshot is not None)
    name = style or ("light" if screenshot else remembered.theme or system_theme())
    chosen = theme(name if name in NAMES else "light")
    dress(app, chosen)
    window = Window(chosen, remembered)
    window.resize(QSize(*size) if size else _USUAL.boundedTo(_room()) if screenshot is None else _USUAL)
    faults = _Faults(window)
    window.show()
    if case_path is not None:
        window.door.enter(case_path, passphrase=passphrase)
    elif demo:
        window.door.sample()
    code = app.exec() if screenshot is None else _picture(app, window, screenshot)
    faults.settle()
    return code


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, Fusion style; made at the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([sys.argv[0], *arguments])
    if app.platformName() == "offscreen":
        qInstallMessageHandler(_without_screen)
    app.setApplicationName("CaseFile")
    app.setApplicationDisplayName("CaseFile")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("casefile")
    app.setStyle("Fusion")
    if app.font().family() == "Sans Serif" or QGuiApplication.platformName() == "offscreen":
        # No desktop told Qt a font; its own default is small and of the first family found.
        font = QFont("Noto Sans")
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPointSizeF(9.75)
        app.setFont(font)
    return app


def _without_screen(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Drawing into memory, Qt says of every window that there is no window manager; all else is passed on."""
    if not words.startswith("This plugin does not support"):
        logging.getLogger("qt").warning(words)


def _room() -> QSize:
    screen = QGuiApplication.primaryScreen()
    return screen.availableSize() if screen is not None else _USUAL


def _picture(app: QApplication, window: Window, out: Path) -> int:
    """Wait until nothing is asked any more, then draw."""
    quiet = 0
    until = time.monotonic() + _PATIENCE_S

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if window.jobs.idle else 0
        if quiet >= _QUIET_ROUNDS or time.monotonic() > until:
            app.exit()

    timer = QTimer(interval=_QUIET_MS)
    timer.timeout.connect(look)
    timer.start()
    app.exec()
    timer.stop()
    drawn = window.grab().save(str(out), "PNG")
    window.close()
    if not drawn:
        raise PlaceError(f"The picture {out} could not be written. Choose a folder that exists and can be written to.")
    return 0


class _Faults:
    """Keeps the window alive through a fault of ours in one of its slots; the first is raised again when it closes, so
    that whoever started the window keeps a report of it."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._first: BaseException | None = None
        self._before = sys.excepthook
        sys.excepthook = self._caught

    def settle(self) -> None:
        """Raise the first fault there was, if any."""
        sys.excepthook = self._before
        if self._first is not None:
            raise self._first

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._before(kind, error, trace)
        self._first = self._first or error
        self._window.notice.say(
            "Something went wrong inside CaseFile. Your work is saved; please close and open the case.", error=True
        )
